import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Whether there is a file or folder of that kind. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}
export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** Files below a folder that end so, as paths within it with slashes, sorted; none when it isn't there. */
export async function filesBelow(folder: string, endings: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => endings.some((ending) => path.toLowerCase().endsWith(ending)))
    .sort();
}

export const IMAGE_ENDINGS = ['.png', '.jpg', '.jpeg', '.webp', '.tif', '.tiff'] as const;
