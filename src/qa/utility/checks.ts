/** What would make a comparison worthless, found before hours of training. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import type { Dataset, Picture } from '../datasets/dataset.js';
import { readMask } from '../pictures/load.js';
import { evenly } from './training/feed.js';
import type { Row } from './training/options.js';

const MASKS_LOOKED_AT = 5;
const MOST_UNKNOWN = 0.01;
const MOST_TOLD = 8;

/** @throws NearmissError NM8104 when more than a hundredth of some masks' pixels have values that nothing explains. */
export async function checkMasks({ folder, layout, pictures }: Dataset): Promise<void> {
  const unknown = new Map<number, number>();
  let total = 0;
  for (const { truth, vocabulary } of evenly(pictures, MASKS_LOOKED_AT)) {
    const { codes } = await readMask(truth);
    total += codes.length;
    for (const code of codes) if (!vocabulary.has(code)) unknown.set(code, (unknown.get(code) ?? 0) + 1);
  }
  const strange = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  if (strange <= MOST_UNKNOWN * total) return;
  const most = [...unknown].sort(([, a], [, b]) => b - a).slice(0, MOST_TOLD);
  const told = most.map(([code]) => `[${code & 255}, ${(code >> 8) & 255}, ${code >> 16}]`).join(', ');
  const share = ((100 * strange) / total).toFixed(1);
  throw usageError(
    'NM8104',
    `${folder} (${layout}): ${share} % of the masks' pixels have values that no class has, most often ${told} (red, green, blue; grey as red)`,
    'put a palette.yaml of `name: [r, g, b]` or `name: index` beside the masks; masks are PNG without smoothing or JPEG',
  );
}

/** @throws NearmissError NM8105 when a row trains on a picture that is tested on. */
export async function checkApart(rows: readonly Row[], test: readonly Picture[]): Promise<void> {
  const tested = new Prints();
  for (const picture of test) await tested.add(picture.image);
  const seen = new Set<string>();
  for (const { name, sources } of rows) {
    for (const { image, id } of sources.flatMap(({ pictures }) => pictures)) {
      if (seen.has(image)) continue;
      seen.add(image);
      const same = await tested.find(image);
      if (same === undefined) continue;
      const hint =
        'train on one part of the dataset and test on another; neighbouring frames of one drive belong in the same part';
      throw usageError('NM8105', `row ${name} trains on ${id}, which is tested on (${same})`, hint);
    }
  }
}

/** Files by place, size and content; content is read only where sizes agree. */
class Prints {
  readonly #bySize = new Map<number, string[]>();

  async add(path: string): Promise<void> {
    const { size } = await stat(path).catch(() => missing(path));
    this.#bySize.set(size, [...(this.#bySize.get(size) ?? []), path]);
  }

  async find(path: string): Promise<string | undefined> {
    const { size } = await stat(path).catch(() => missing(path));
    for (const other of this.#bySize.get(size) ?? []) {
      if ((await realpath(other)) === (await realpath(path))) return other;
      if (sha256Hex(await readFile(other)) === sha256Hex(await readFile(path))) return other;
    }
    return undefined;
  }
}

function missing(path: string): never {
  throw usageError('NM8103', `${path} is missing`, 'was the dataset copied whole?');
}

/** @throws NearmissError NM8107 when the classes have nothing to do with what a row shows. */
export function checkClasses(row: string, shares: readonly number[]): void {
  if (shares.filter((share) => share > 0).length >= 2) return;
  throw usageError(
    'NM8107',
    `row ${row} shows fewer than two of the classes`,
    'does --classes name what its truth calls them?',
  );
}
