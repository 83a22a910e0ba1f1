/** Orders as a storyboard: everybody put in place, then an event for each order. */

import type { RoadLine } from '../opendrive/road-line.js';
import { commented, element, type XmlElement } from '../xml/element.js';
import { categoryOf } from './categories.js';
import { conjunction, type Groups, groupsOf, simulationTime, startedSince, type TriggerContext } from './conditions.js';
import type { Sample } from './motion.js';
import type { ActorPlan, Order } from './plan.js';
import { lanePosition, worldPosition } from './positions.js';
import { followTrajectory } from './trajectory.js';

export interface ExportNote {
  /** An actor or an event. */
  readonly about: string;
  readonly what: string;
}

/** A stretch goes on this long beyond its end, so that nobody is without orders where the next trigger comes a step late, s. */
const OVERLAP = 0.5;

export function initActions(plan: ActorPlan, line: RoadLine): XmlElement {
  const first = plan.motion.at(0);
  const at = plan.lane === undefined ? worldPosition(first) : lanePosition(first, plan.lane, line);
  return placed(plan.body.id, at, plan.actor.start.speed);
}

/** @param speed m/s; none is told for what only stands there */
export function placed(id: string, position: XmlElement, speed?: number): XmlElement {
  const actions = [
    element('PrivateAction', {}, element('TeleportAction', {}, position)),
    ...(speed === undefined ? [] : [element('PrivateAction', {}, speedAction(speed, 0))]),
  ];
  return element('Private', { entityRef: id }, ...actions);
}

/** @param rate m/s^2; at once when 0 */
function speedAction(to: number, rate: number): XmlElement {
  const dynamics =
    rate === 0
      ? { dynamicsShape: 'step', dynamicsDimension: 'time', value: 0 }
      : { dynamicsShape: 'linear', dynamicsDimension: 'rate', value: rate };
  return element(
    'LongitudinalAction',
    {},
    element(
      'SpeedAction',
      {},
      element('SpeedActionDynamics', dynamics),
      element('SpeedActionTarget', {}, element('AbsoluteTargetSpeed', { value: to })),
    ),
  );
}

/** Everything an actor is told, as one group of manoeuvres; undefined for who is told nothing. */
export function maneuverGroup(
  plan: ActorPlan,
  context: TriggerContext,
  note: (note: ExportNote) => void,
): XmlElement | undefined {
  if (plan.orders.length === 0) return undefined;
  const { id } = plan.actor;
  const events = plan.orders.map((order) => eventOf(order, plan, context, note));
  return element(
    'ManeuverGroup',
    { name: `${id} group`, maximumExecutionCount: 1 },
    element('Actors', { selectTriggeringEntities: false }, element('EntityRef', { entityRef: id })),
    element('Maneuver', { name: `${id} maneuver` }, ...events),
  );
}

/** The name of the event that carries an order: unique, and the same wherever it is referred to. */
export function eventName({ cause, from }: Order, id: string): string {
  if (cause.type === 'event') return `${cause.told.event.name} (${id})`;
  return cause.type === 'start' ? `start (${id})` : `${cause.what} at ${Math.round(from * 1000) / 1000} s (${id})`;
}

function eventOf(order: Order, plan: ActorPlan, context: TriggerContext, note: (note: ExportNote) => void): XmlElement {
  const name = eventName(order, plan.actor.id);
  const groups = triggerOf(order, context, (what) => note({ about: name, what }));
  const action = element('Action', { name: `${name} action` }, element('PrivateAction', {}, privateAction(name, order, plan)));
  const trigger = element('StartTrigger', {}, ...groups.map((group) => element('ConditionGroup', {}, ...group)));
  const event = element('Event', { name, priority: 'override', maximumExecutionCount: 1 }, action, trigger);
  const about = aboutController(order, plan);
  return about === undefined ? event : commented(about, event);
}

function aboutController({ cause }: Order, { actor: { controller, follows } }: ActorPlan): string | undefined {
  if (cause.type !== 'start') return undefined;
  if (controller !== undefined)
    return `What came of the controller "${controller.type}" in this run, not the controller itself.`;
  return follows === undefined ? undefined : `What came of following "${follows.leader}" in this run.`;
}

function privateAction(name: string, { does, from, to, cause }: Order, plan: ActorPlan): XmlElement {
  if (does.type === 'speed') return speedAction(does.change.to, does.change.rate);
  const stretch = goingOn(plan.motion.between(from, to));
  // Positions of aircraft and people need no road; the action is the same for all.
  return element('RoutingAction', {}, followTrajectory(`${name} path`, stretch, cause.type === 'start' ? undefined : from));
}

/** Some way farther, as it last moved. */
function goingOn(samples: readonly Sample[]): readonly Sample[] {
  const [before, last] = samples.slice(-2);
  if (before === undefined || last === undefined || last.time <= before.time) return samples;
  const share = OVERLAP / (last.time - before.time);
  const further = (a: number, b: number): number => b + (b - a) * share;
  const position = last.position.map((x, i) => further(before.position[i] as number, x)) as unknown as Sample['position'];
  return [...samples, { time: last.time + OVERLAP, position, angles: last.angles }];
}

/** What the order waits for; where that can't be said there, the time at which it came in this run. */
function triggerOf({ cause, from }: Order, context: TriggerContext, note: (what: string) => void): Groups {
  if (cause.type !== 'event') return [[simulationTime(from)]];
  const { event, after } = cause.told;
  const parts = [
    ...after.map(({ name, delay }) => startedSince(name, delay, context)),
    ...(event.when === undefined ? [] : [groupsOf(event.when, context)]),
  ];
  const translated = parts.length === 0 ? { groups: [[simulationTime(0)]] } : conjunction(parts);
  if ('groups' in translated) return translated.groups;
  note(`its trigger is the time it came in this run: ${translated.reason}`);
  return [[simulationTime(from)]];
}
export function ownOrigin(plan: ActorPlan): boolean {
  return categoryOf(plan.body).entity !== 'Vehicle';
}
