/** Triggers. Gaps count between bodies, bumper to bumper. */
import { list, mapped, may, name, need, type OneKey, oneKey, record, recursive } from '../language/combinators.js';
import type { Declaration } from '../language/context.js';
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
function limited<T extends { readonly below?: Value; readonly above?: Value }>(declaration: Declaration<T>): Declaration<T> {
  return {
    doc: declaration.doc,
    read(node, context) {
      const read = declaration.read(node, context);
      if (read === undefined || (read.below === undefined) !== (read.above === undefined)) return read;
      context.report('NM2003', node.at, 'either "below" or "above" is needed, not both');
      return undefined;
    },
    schema: (definitions) => ({
      ...declaration.schema(definitions),
      oneOf: [{ required: ['below'] }, { required: ['above'] }],
    }),
  };
}

const actorRef = (doc: string) => need(name(doc));
const kinds = {
  time: record('time since the start', { after: need(value('Holds from then on.', 'time', { least: 0 })) }),
  gap: limited(
    record('gap between two bodies', { from: actorRef('One body.'), to: actorRef('The other.'), ...limits('length') }),
  ),
  distance: limited(
    record("distance between two bodies' origins", {
      from: actorRef('One body.'),
      to: actorRef('The other.'),
      ...limits('length'),
    }),
  ),
  headway: limited(
    record('time headway: gap over speed', { of: actorRef('Who follows.'), to: actorRef('Whom.'), ...limits('time') }),
  ),
  ttc: limited(
    record("time to collision along the first body's heading", {
      of: actorRef('Who closes in.'),
      to: actorRef('On whom.'),
      ...limits('time'),
    }),
  ),
  speed: limited(record('speed', { of: actorRef('Of whom.'), ...limits('speed') })),
  station: limited(record('distance covered since the start', { of: actorRef('By whom.'), ...limits('length') })),
  altitude: limited(record('height above the ground', { of: actorRef('Of whom.'), ...limits('length') })),
  region: record('inside a region of the place', { of: actorRef('Who.'), in: need(name('Region id of the layout.')) }),
  visible: record('seen by a sensor', {
    actor: actorRef('Who is seen.'),
    to: need(name('Sensor of the ego.')),
    fraction: may(value('At least this share of it; any when missing.', 'ratio', { least: 0, most: 1 })),
  }),
  after: record('after another event', {
    event: need(name('Event of the story, or contact.')),
    by: may(value('This long after.', 'time', { least: 0 })),
  }),
  contact: record('two bodies touch', { between: need(list('two actors, or one and any', name('Actor.'), 2)) }),
};

type Simple = OneKey<typeof kinds>;
export type ConditionNode =
  | Simple
  | { readonly type: 'all' | 'any'; readonly value: readonly ConditionNode[] }
  | { readonly type: 'not'; readonly value: ConditionNode };

export const condition: Declaration<ConditionNode> = recursive('condition', () =>
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
