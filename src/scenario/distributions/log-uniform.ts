/** Equally likely in each factor of the range: for what spans orders of magnitude, such as visibility. */
import { exp, ln } from '#core/math';
import { pairExample, pairSchema, readPair } from './arguments.js';
import type { Distribution } from './index.js';

export const logUniform: Distribution = {
  name: 'logUniform',
  about: 'Its logarithm is equally likely between two positive bounds: [low, high].',
  read: readPair,
  plain: () => false,
  check: ([low = 0, high = 0]) =>
    low <= 0
      ? { wrong: 'both bounds must be above zero', argument: 0 }
      : low <= high
        ? undefined
        : { wrong: 'the lower bound is above the upper one' },
  quantile: (u, [low = 1, high = 1]) => exp(ln(low) + (ln(high) - ln(low)) * u),
  schema: (argument) => pairSchema(argument({ least: 0 })),
  example: pairExample,
};
