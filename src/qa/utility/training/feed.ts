/** Batches of a row: which pictures, and what is done to them, follow from the step's number alone. */
import type { RandomStream } from '#core/random';
import { VOID } from '../../classes/class-map.js';
import type { Picture } from '../../datasets/dataset.js';
import { type AugmentOptions, createAugment } from '../../pictures/augment.js';
import { type Batch, emptyBatch, putExample, type Size } from '../../pictures/example.js';
import type { ExampleStore } from '../../pictures/store.js';
import type { Row } from './options.js';

export interface Feed {
  /** @param step from 0 */
  batch(step: number): Promise<Batch>;
}

export function feedOf(
  row: Row,
  store: ExampleStore,
  size: Size,
  count: number,
  random: RandomStream,
  options: AugmentOptions = {},
): Feed {
  const augment = createAugment(size, options);
  return {
    async batch(step) {
      const batch = emptyBatch(count, size);
      const draws = Array.from({ length: count }, (_, i) => random.child(step).child(i));
      const examples = await Promise.all(draws.map((draw) => store.get(pickPicture(row, draw))));
      for (const [i, example] of examples.entries()) {
        putExample(batch, i, augment(example, (draws[i] as RandomStream).child('augment')));
      }
      return batch;
    },
  };
}

function pickPicture({ sources }: Row, random: RandomStream): Picture {
  return random.pick(random.pick(sources).pictures);
}

/** Pictures looked at to learn how common classes are. */
const MOST_COUNTED = 120;

/** Share of pixels by class, every source counting the same. */
export async function classShares({ sources }: Row, store: ExampleStore, classes: number): Promise<readonly number[]> {
  const shares = new Array<number>(classes).fill(0);
  for (const { pictures } of sources) {
    const counts = new Array<number>(classes).fill(0);
    for (const picture of evenly(pictures, MOST_COUNTED)) {
      for (const label of (await store.get(picture)).truth) if (label !== VOID) counts[label] = (counts[label] as number) + 1;
    }
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total > 0)
      for (const [k, count] of counts.entries()) shares[k] = (shares[k] as number) + count / total / sources.length;
  }
  return shares;
}

/** At most so many of a list, evenly spread over it. */
export function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / most)] as T);
}
