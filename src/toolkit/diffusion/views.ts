/** A folder of views in several styles. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { decodeView, type View } from '#diffusion/training/views';

export interface HeldView {
  readonly file: string;
  readonly sha256: string;
  readonly view: View;
}

/** Enough to split from. */
const FEWEST = 2;

/** All but so many of the last, by name; or those. @throws NearmissError NM8203 where there are too few, NM8202 for one that can't be read */
export async function readViews(
  folder: string,
  heldOut: number,
  which: 'others' | 'held-out' = 'others',
): Promise<readonly HeldView[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.view')).sort();
  if (names.length < heldOut + (which === 'others' ? FEWEST : 0))
    throw usageError(
      'NM8203',
      `${folder} has ${names.length} views in several styles, too few to keep ${heldOut} of them apart`,
      'make more with `nearmiss diffusion styles`, or lower --held-out',
    );
  const split = names.length - heldOut;
  const views: HeldView[] = [];
  for (const file of which === 'others' ? names.slice(0, split) : names.slice(split)) {
    const bytes = await readFile(join(folder, file));
    views.push({ file, sha256: sha256Hex(bytes), view: decodeView(bytes, join(folder, file)) });
  }
  return views;
}
