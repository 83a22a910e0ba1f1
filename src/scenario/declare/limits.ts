/** Limits below or above which something holds. */
import { may } from '../language/combinators.js';
import { conditional, type Declaration } from '../language/context.js';
import { exampleOf } from '../language/quantity-schema.js';
import { offer, offered } from '../language/snippet.js';
import { type Value, value } from '../language/value.js';
import type { QuantityName } from '../units.js';

export interface Threshold {
  readonly op: 'below' | 'above';
  readonly value: Value;
}

/** Reads `below:` or `above:` beside other keys. */
export function limits(kind: QuantityName) {
  return { below: may(value('Holds below this.', kind)), above: may(value('Holds above this.', kind)) };
}
export function threshold(read: { readonly below?: Value; readonly above?: Value }): Threshold | undefined {
  if (read.below !== undefined) return { op: 'below', value: read.below };
  return read.above === undefined ? undefined : { op: 'above', value: read.above };
}
/** Exactly one of below and above. */
export function limited<T extends { readonly below?: Value; readonly above?: Value }>(
  kind: QuantityName,
  declaration: Declaration<T>,
): Declaration<T> {
  const example = (): string => declaration.example().replace(/}$/, `, below: ${exampleOf(kind)}}`);
  return {
    ...declaration,
    example,
    read(node, context) {
      const read = declaration.read(node, context);
      if (read === undefined || (read.below === undefined) !== (read.above === undefined)) return read;
      const above = node.kind === 'map' ? node.entries.find(({ key }) => key === 'above') : undefined;
      if (above === undefined) context.report('NM2003', node.head, '"below" or "above" is missing', `as in ${example()}`);
      else context.report('NM2003', above.keyAt, 'either "below" or "above" is needed, not both', 'leave one of them out');
      return undefined;
    },
    schema: (definitions) => ({
      ...declaration.schema(definitions),
      ...conditional(
        { required: ['below'] },
        { properties: { above: false } },
        { required: ['above'], errorMessage: '"below" or "above" is missing' },
      ),
      ...offered([offer(example())]),
    }),
  };
}
