/** One of several values, by weight. */
import { unknownKey } from '../language/combinators.js';
import { conditional, type ReadContext, type Schema } from '../language/context.js';
import type { Node } from '../node.js';
import { all } from './arguments.js';
import type { Distribution } from './index.js';

/** Arguments: values at even, weights at odd places. */
export const choice: Distribution = {
  name: 'choice',
  about: 'One of the values: a list of equally likely ones, or of {value, weight}.',
  read(node, context, argument) {
    if (node.kind !== 'list' || node.items.length === 0) {
      context.report(
        'NM2004',
        node.at,
        'a list of values belongs here',
        'as in [10 km/h, 20 km/h] or [{value: 10 km/h, weight: 2}, ...]',
      );
      return undefined;
    }
    const pairs = node.items.map((item) => {
      const [value, weight] = item.kind === 'map' ? weighted(item, context) : [item, undefined];
      if (value === undefined) {
        context.report('NM2003', item.head, '"value" is missing', 'as in {value: 10 km/h, weight: 2}');
        return [undefined];
      }
      return [argument(value), argument(weight ?? { kind: 'scalar', at: item.at, head: item.head, value: 1 }, true)];
    });
    return all(pairs.flat());
  },
  plain: (i) => i % 2 === 1,
  check(args) {
    const weights = args.filter((_, i) => i % 2 === 1);
    const negative = weights.findIndex((w) => w < 0);
    if (negative >= 0) return { wrong: 'a weight is negative', argument: 2 * negative + 1 };
    return weights.every((w) => w === 0) ? { wrong: 'weights must add up to more than nothing' } : undefined;
  },
  quantile(u, args) {
    const weights = args.filter((_, i) => i % 2 === 1);
    let left = u * weights.reduce((sum, w) => sum + w, 0);
    const hit = weights.findIndex((w) => {
      left -= w;
      return left < 0;
    });
    return args[2 * (hit < 0 ? weights.length - 1 : hit)] as number;
  },
  schema: (argument, weight) => ({
    type: 'array',
    minItems: 1,
    items: weightedSchema(argument(), weight),
  }),
  example: ({ low, high }) => `[${low}, ${high}]`,
};

const KEYS = ['value', 'weight'];

function weighted(item: Extract<Node, { kind: 'map' }>, context: ReadContext): readonly (Node | undefined)[] {
  for (const { key, keyAt } of item.entries) if (!KEYS.includes(key)) unknownKey(context, key, keyAt, KEYS);
  return KEYS.map((name) => item.entries.find(({ key }) => key === name)?.value);
}

/** A value, or one with its weight. @param alone of what may stand without a weight, where that is something else */
export function weightedSchema(argument: Schema, weight: Schema, alone = argument): Schema {
  const withWeight = { additionalProperties: false, required: ['value'], properties: { value: argument, weight } };
  return conditional({ type: 'object' }, withWeight, alone);
}
