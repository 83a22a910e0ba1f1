/** Normal (Gaussian). */
import { normalQuantile } from '#core/math';
import { namedSchema, readNamed } from './arguments.js';
import type { Distribution } from './index.js';

const NAMES = ['mean', 'sd'];
/** 2^-54: keeps a uniform number off 0, where the quantile is infinite. */
export const LEAST_U = Number.EPSILON / 4;

export const normal: Distribution = {
  name: 'normal',
  about: 'Normal with that mean and standard deviation.',
  read: (node, context, argument) => readNamed(node, context, argument, NAMES),
  plain: () => false,
  check: ([, sd = 0]) => (sd >= 0 ? undefined : { wrong: 'the standard deviation is negative', argument: 1 }),
  quantile: (u, [mean = 0, sd = 0]) => mean + sd * normalQuantile(Math.max(u, LEAST_U)),
  schema: (argument) => namedSchema({ mean: argument(), sd: argument({ least: 0 }) }),
  example: ({ middle, spread }) => `{mean: ${middle}, sd: ${spread}}`,
};
