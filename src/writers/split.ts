/** Train, validation and test: by sample, never by frame, the same wherever and in whatever dataset the sample is made. */
import type { ConcreteScenario } from '#contracts/scenario';
import { randomRoot } from '#core/random';

export const SPLITS = ['train', 'val', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Of so many draws in a row of one scenario one is val, one is test. */
export const SPLIT_BLOCK = 10;

/**
 * Of every ten consecutive draws of a scenario (0..9, 10..19, ...) eight are train, one val, one test; a hash of scenario, seed
 * and ten says which ones. So shares are exact, a sample's side does not depend on how many others there are, and datasets of
 * one seed may be joined or made longer without a sample changing sides.
 */
export function splitOf({ name, seed, draw }: Pick<ConcreteScenario, 'name' | 'seed' | 'draw'>): Split {
  const block = Math.floor(draw / SPLIT_BLOCK);
  const stream = randomRoot(seed).child('split').child(name).child(block);
  const test = stream.index(SPLIT_BLOCK);
  const val = (test + 1 + stream.index(SPLIT_BLOCK - 1)) % SPLIT_BLOCK;
  const place = draw % SPLIT_BLOCK;
  return place === test ? 'test' : place === val ? 'val' : 'train';
}
