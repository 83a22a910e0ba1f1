/** Scenarios may name parts of a catalogue: the one beside the file, or nearmiss's own. Their bytes belong to the plan. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, sha256Hex } from '#core/hash';
import { isPartName } from '#scenario/index';
import { type FileBelow, filesBelow } from './files-below.js';

const ENDING = '.yaml';

/** Over name and content of every catalogue file in reach of these scenarios. @param files of scenarios, as a plan has them */
export async function hashOfCatalogs(files: readonly string[]): Promise<string> {
  const folders = [...new Set([...files.map(catalogBeside), shippedCatalogs()])];
  const entries: [string, string][] = [];
  for (const folder of folders)
    for (const { name, path } of await catalogFiles(folder)) entries.push([name, sha256Hex(await readFile(path))]);
  return hashOf(entries.sort(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1)));
}

/** The folder of a scenario's own catalogue, which need not be there. */
export function catalogBeside(file: string): string {
  return join(dirname(resolve(file)), 'catalogs');
}

/** Those that a scenario can name. */
export async function catalogFiles(folder: string): Promise<readonly FileBelow[]> {
  const found = await filesBelow(folder, (name) => isPartName(name.replace(/\.yaml$/, '')));
  return found.filter(({ name }) => name.endsWith(ENDING));
}

/** Names of the shipped rigs, as `--rig` and `sensors` take them. */
export async function shippedRigs(): Promise<readonly string[]> {
  const files = await readdir(join(shippedCatalogs(), 'rigs')).catch(() => []);
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => `rigs/${file.replace(ENDING, '')}`)
    .sort();
}

/** From sources and from dist/ the package lies at different heights. */
export function shippedCatalogs(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'scenarios', 'catalogs')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'scenarios', 'catalogs');
}
