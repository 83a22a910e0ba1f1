/** Scenarios may name parts of a catalogue: the one beside the file, or nearmiss's own. Their bytes belong to the plan. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf, sha256Hex } from '#core/hash';

/** Over path and content of every catalogue file in reach of these scenarios. */
export async function hashOfCatalogs(files: readonly string[]): Promise<string> {
  const folders = [...new Set([...files.map((file) => join(dirname(resolve(file)), 'catalogs')), shippedCatalogs()])];
  const entries: [string, string][] = [];
  for (const folder of folders) entries.push(...(await hashesIn(folder)));
  return hashOf(entries.sort(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1)));
}

async function hashesIn(folder: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'));
  return await Promise.all(
    files.map(async (entry): Promise<[string, string]> => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), sha256Hex(await readFile(path))];
    }),
  );
}

/** Names of the shipped rigs, as `--rig` and `sensors` take them. */
export async function shippedRigs(): Promise<readonly string[]> {
  const files = await readdir(join(shippedCatalogs(), 'rigs')).catch(() => []);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `rigs/${file.replace('.yaml', '')}`)
    .sort();
}

/** From sources and from dist/ the package lies at different heights. */
export function shippedCatalogs(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'scenarios', 'catalogs')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'scenarios', 'catalogs');
}
