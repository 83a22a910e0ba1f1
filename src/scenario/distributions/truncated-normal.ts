/** Normal, cut off at both ends and scaled up between them. */
import { clamp, normalCdf, normalQuantile } from '#core/math';
import { namedSchema, readNamed } from './arguments.js';
import type { Distribution } from './index.js';
import { LEAST_U } from './normal.js';

const NAMES = ['mean', 'sd', 'min', 'max'];

export const truncatedNormal: Distribution = {
  name: 'truncatedNormal',
  about: 'Normal with that mean and standard deviation (of the whole curve), never outside min and max.',
  read: (node, context, argument) => readNamed(node, context, argument, NAMES),
  plain: () => false,
  check: ([, sd = 0, min = 0, max = 0]) =>
    sd <= 0
      ? { wrong: 'the standard deviation must be above zero', argument: 1 }
      : min < max
        ? undefined
        : { wrong: 'min must be below max', argument: 2 },
  quantile(u, [mean = 0, sd = 1, min = 0, max = 0]) {
    // From the side on which less probability is lost to rounding.
    const flip = min > mean ? -1 : 1;
    const [a, b] = flip === 1 ? [(min - mean) / sd, (max - mean) / sd] : [(mean - max) / sd, (mean - min) / sd];
    const low = normalCdf(a);
    const p = low + (normalCdf(b) - low) * (flip === 1 ? u : 1 - u);
    return clamp(mean + flip * sd * normalQuantile(clamp(p, LEAST_U, 1 - LEAST_U)), min, max);
  },
  schema: (argument) => namedSchema({ mean: argument(), sd: argument({ least: 0 }), min: argument(), max: argument() }),
  example: ({ low, middle, high, spread }) => `{mean: ${middle}, sd: ${spread}, min: ${low}, max: ${high}}`,
};
