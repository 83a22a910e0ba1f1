/** What lies below a folder, links followed: mounted configurations and downloaded models consist of them. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FileBelow {
  /** From the folder on, forward slashes: `rigs/mine.yaml`. */
  readonly name: string;
  readonly path: string;
}

/** Sorted by name; none where there is no folder. @param wants told the name of a file or folder; what it refuses is not looked into */
export async function filesBelow(folder: string, wants: (name: string) => boolean): Promise<readonly FileBelow[]> {
  const files = await filesIn(folder, '', wants, []);
  return [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param within real paths of the folders around it: a link back to one of them ends there */
async function filesIn(
  folder: string,
  prefix: string,
  wants: (name: string) => boolean,
  within: readonly string[],
): Promise<readonly FileBelow[]> {
  const real = await realpath(folder).catch(() => undefined);
  if (real === undefined || within.includes(real)) return [];
  const files: FileBelow[] = [];
  for (const entry of await readdir(folder).catch(() => [])) {
    const [path, name] = [join(folder, entry), `${prefix}${entry}`];
    const found = wants(name) ? await stat(path).catch(() => undefined) : undefined;
    if (found?.isDirectory()) files.push(...(await filesIn(path, `${name}/`, wants, [...within, real])));
    else if (found?.isFile()) files.push({ name, path });
  }
  return files;
}
