/** Equally likely between two bounds. */
import { pairExample, pairSchema, readPair } from './arguments.js';
import type { Distribution } from './index.js';

export const uniform: Distribution = {
  name: 'uniform',
  about: 'Equally likely anywhere between two bounds: [low, high].',
  read: readPair,
  plain: () => false,
  check: ([low = 0, high = 0]) => (low <= high ? undefined : { wrong: 'the lower bound is above the upper one' }),
  quantile: (u, [low = 0, high = 0]) => low + (high - low) * u,
  schema: (argument) => pairSchema(argument()),
  example: pairExample,
};
