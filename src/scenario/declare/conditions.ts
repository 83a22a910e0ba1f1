/** Triggers. Gaps count between bodies, bumper to bumper. */
import { list, mapped, may, name, need, type OneKey, oneKey, record, recursive } from '../language/combinators.js';
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
function limits(kind: QuantityName) {
  return { below: may(value('Holds below this.', kind)), above: may(value('Holds above this.', kind)) };
}
export function threshold(read: { readonly below?: Value; readonly above?: Value }): Threshold | undefined {
  if (read.below !== undefined) return { op: 'below', value: read.below };
  return read.above === undefined ? undefined : { op: 'above', value: read.above };
}
/** Exactly one of below and above. */
function limited<T extends { readonly below?: Value; readonly above?: Value }>(
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

const actorRef = (doc: string, example?: string) => need(name(doc, 'actor', example));
const kinds = {
  time: record('time since the start', { after: need(value('Holds from then on.', 'time', { least: 0 })) }),
  gap: limited(
    'length',
    record('gap between two bodies', { from: actorRef('One body.'), to: actorRef('The other.', 'deer'), ...limits('length') }),
  ),
  distance: limited(
    'length',
    record("distance between two bodies' origins", {
      from: actorRef('One body.'),
      to: actorRef('The other.', 'deer'),
      ...limits('length'),
    }),
  ),
  headway: limited(
    'time',
    record('time headway: gap over speed', { of: actorRef('Who follows.'), to: actorRef('Whom.', 'deer'), ...limits('time') }),
  ),
  ttc: limited(
    'time',
    record("time to collision along the first body's heading", {
      of: actorRef('Who closes in.'),
      to: actorRef('On whom.', 'deer'),
      ...limits('time'),
    }),
  ),
  speed: limited('speed', record('speed', { of: actorRef('Of whom.'), ...limits('speed') })),
  station: limited('length', record('distance covered since the start', { of: actorRef('By whom.'), ...limits('length') })),
  altitude: limited('length', record('height above the ground', { of: actorRef('Of whom.'), ...limits('length') })),
  region: record('inside a region of the place', {
    of: actorRef('Who.'),
    in: need(name('Region id of the layout.', 'region')),
  }),
  visible: record('seen by a sensor', {
    actor: actorRef('Who is seen.', 'deer'),
    to: need(name('Sensor of the ego.', 'sensor')),
    fraction: may(value('At least this share of it; any when missing.', 'ratio', { least: 0, most: 1 })),
  }),
  after: record('after another event', {
    event: need(name('Event of the story, or contact.', 'event')),
    by: may(value('This long after.', 'time', { least: 0 })),
  }),
  contact: record('two bodies touch', { between: need(list('two actors, or one and any', name('Actor.', 'actor'), 2)) }),
};

type Simple = OneKey<typeof kinds>;
export type ConditionNode =
  | Simple
  | { readonly type: 'all' | 'any'; readonly value: readonly ConditionNode[] }
  | { readonly type: 'not'; readonly value: ConditionNode };

export const condition: Declaration<ConditionNode> = recursive('condition', '{time: {after: 2 s}}', () =>
  mapped(
    oneKey('a condition', {
      ...kinds,
      all: list('all of these', condition, 1),
      any: list('any of these', condition, 1),
      not: condition as Declaration<unknown>,
    }),
    (read) => read as unknown as ConditionNode,
  ),
);
