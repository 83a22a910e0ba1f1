/** Triggers. Gaps count between bodies, bumper to bumper. */
import { list, mapped, may, name, need, type OneKey, oneKey, record, recursive } from '../language/combinators.js';
import type { Declaration } from '../language/context.js';
import { value } from '../language/value.js';
import { instantFigureLimit } from './figures.js';
import { limited, limits } from './limits.js';

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
  criticality: instantFigureLimit,
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
