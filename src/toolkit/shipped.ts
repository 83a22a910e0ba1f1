/** Files that ship with nearmiss: from sources and from dist/ the package's folder lies at different heights. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const HEIGHTS = ['../../', '../../../'] as const;

/** @param path from the package's own folder on @returns undefined where this installation lacks it */
export async function shippedFile(path: string): Promise<Uint8Array | undefined> {
  for (const height of HEIGHTS) {
    const bytes = await readFile(fileURLToPath(new URL(`${height}${path}`, import.meta.url))).catch(() => undefined);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}
