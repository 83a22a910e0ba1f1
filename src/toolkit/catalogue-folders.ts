/** Directories of catalogues beside an .xosc. What lies outside the file's own folder is not read, whatever a path or a link says. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { CatalogueFolder } from '#standards/index';

const MOST_FILES = 100;
const MOST_BYTES = 4_000_000;

/** @param beside folder of the .xosc @param paths of directories, as it names them */
export async function readCatalogues(beside: string, paths: readonly string[]): Promise<readonly CatalogueFolder[]> {
  return await Promise.all(paths.map(async (path) => ({ path, ...(await readFolder(beside, path)) })));
}

async function readFolder(beside: string, path: string): Promise<Omit<CatalogueFolder, 'path'>> {
  const root = await realpath(beside);
  const refused = (why: string): Omit<CatalogueFolder, 'path'> => ({ files: [], refused: why });
  if (isOutside(root, resolve(root, path))) return refused("it lies outside the file's folder");
  const folder = await realpath(join(root, path)).catch(() => undefined);
  if (folder === undefined) return refused('there is no such directory');
  if (isOutside(root, folder)) return refused("it lies outside the file's folder");
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return refused('it is no directory that can be read');
  const names = entries.filter((entry) => entry.isFile() && /\.xosc$/i.test(entry.name)).map(({ name }) => name);
  if (names.length > MOST_FILES) return refused(`it holds more than ${MOST_FILES} files`);
  const files: { file: string; text: string }[] = [];
  for (const name of names.sort()) {
    const file = join(folder, name);
    if ((await stat(file)).size > MOST_BYTES) return refused(`${name} is larger than ${MOST_BYTES / 1e6} MB`);
    files.push({ file: join(path, name), text: await readFile(file, 'utf8') });
  }
  return { files };
}

function isOutside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}
