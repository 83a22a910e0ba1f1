/** One of several values, by weight. */
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
      const [value, weight] =
        item.kind === 'map'
          ? ['value', 'weight'].map((name) => item.entries.find(({ key }) => key === name)?.value)
          : [item, undefined];
      if (value === undefined) {
        context.report('NM2003', item.at, '"value" is missing');
        return [undefined];
      }
      return [argument(value), argument(weight ?? { kind: 'scalar', at: item.at, value: 1 }, true)];
    });
    return all(pairs.flat());
  },
  plain: (i) => i % 2 === 1,
  check(args) {
    const weights = args.filter((_, i) => i % 2 === 1);
    return weights.some((w) => w < 0) || weights.every((w) => w === 0)
      ? 'weights must not be negative and must add up to more than nothing'
      : undefined;
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
  schema: (argument) => ({
    type: 'array',
    minItems: 1,
    items: {
      anyOf: [
        argument,
        {
          type: 'object',
          additionalProperties: false,
          required: ['value'],
          properties: { value: argument, weight: { type: 'number', minimum: 0 } },
        },
      ],
    },
  }),
};
