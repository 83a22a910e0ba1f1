/**
 * Triggers as OpenSCENARIO condition groups: any group may hold, all conditions of a group must. Every leaf looks at the state (edge `none`), as
 * nearmiss does. What has no counterpart gives a reason instead.
 */
import type { Condition } from '#contracts/scenario';
import { element, type XmlElement } from '../xml/element.js';

export type Groups = readonly (readonly XmlElement[])[];
export type Translated = { readonly groups: Groups } | { readonly reason: string };

export interface TriggerContext {
  /** Name of the OpenSCENARIO event that stands for an event of the story; missing where none does. */
  eventNamed(name: string): string | undefined;
  /** Whether an entity's reference point is its body's origin. */
  ownOrigin(id: string): boolean;
  /** Whether it ever leaves the ground. */
  flies(id: string): boolean;
}

type Op = 'below' | 'above';
type Of<T extends Condition['type']> = Extract<Condition, { type: T }>;

/** More groups than this are not worth reading. */
const MOST_GROUPS = 16;

export function groupsOf(condition: Condition, context: TriggerContext): Translated {
  if (isAloft(condition, context)) return { reason: 'players measure gaps and ways over the ground, not through the air' };
  switch (condition.type) {
    case 'time':
      return one(simulationTime(condition.after));
    case 'gap':
      return one(byEntity(`gap to ${condition.to}`, condition.from, relativeDistance(condition, true)));
    case 'distance':
      if (!context.ownOrigin(condition.from) || !context.ownOrigin(condition.to))
        return { reason: 'a vehicle has another reference point there, so distances between origins differ' };
      return one(byEntity(`distance to ${condition.to}`, condition.from, relativeDistance(condition, false)));
    case 'headway':
      return one(byEntity(`headway to ${condition.to}`, condition.of, timeHeadway(condition)));
    case 'ttc':
      return one(byEntity(`time to collision with ${condition.to}`, condition.of, timeToCollision(condition)));
    case 'speed':
      return one(byEntity('speed', condition.of, element('SpeedCondition', limit(condition))));
    case 'station':
      if (condition.op === 'below') return { reason: 'TraveledDistanceCondition only knows "at least"' };
      return one(byEntity('distance covered', condition.of, element('TraveledDistanceCondition', { value: condition.value })));
    case 'contact':
      if (condition.b === 'any') return { reason: 'CollisionCondition wants to know with whom' };
      return one(
        byEntity(`contact with ${condition.b}`, condition.a, element('CollisionCondition', {}, entityRef(condition.b))),
      );
    case 'event':
      return startedSince(condition.name, condition.delay, context);
    case 'all':
      return conjunction(condition.of.map((each) => groupsOf(each, context)));
    case 'any':
      return disjunction(condition.of.map((each) => groupsOf(each, context)));
    case 'not':
      return negated(condition.of, context);
    case 'region':
    case 'altitude':
    case 'criticality':
    case 'visible':
      return { reason: `there is no condition on ${condition.type}` };
  }
}

function isAloft(condition: Condition, { flies }: TriggerContext): boolean {
  if (condition.type === 'gap' || condition.type === 'distance') return flies(condition.from) || flies(condition.to);
  if (condition.type === 'headway' || condition.type === 'ttc') return flies(condition.of) || flies(condition.to);
  return condition.type === 'station' && flies(condition.of);
}

export function simulationTime(value: number): XmlElement {
  const inside = element('SimulationTimeCondition', { rule: 'greaterOrEqual', value });
  return condition('time', 0, element('ByValueCondition', {}, inside));
}

/** An event that began at least `delay` ago: it runs or has ended, and did so then. */
export function startedSince(name: string, delay: number, { eventNamed }: TriggerContext): Translated {
  const event = eventNamed(name);
  if (event === undefined) return { reason: `no event there stands for "${name}"` };
  const state = (at: 'runningState' | 'completeState'): readonly XmlElement[] => [
    condition(
      `since ${name}`,
      delay,
      element(
        'ByValueCondition',
        {},
        element('StoryboardElementStateCondition', { storyboardElementRef: event, storyboardElementType: 'event', state: at }),
      ),
    ),
  ];
  return { groups: [state('runningState'), state('completeState')] };
}

export function conjunction(parts: readonly Translated[]): Translated {
  let groups: Groups = [[]];
  for (const part of parts) {
    if ('reason' in part) return part;
    groups = groups.flatMap((group) => part.groups.map((more) => [...group, ...more]));
  }
  return groups.length > MOST_GROUPS ? { reason: `it would take ${groups.length} groups of conditions` } : { groups };
}

function disjunction(parts: readonly Translated[]): Translated {
  const groups: Groups[number][] = [];
  for (const part of parts) {
    if ('reason' in part) return part;
    groups.push(...part.groups);
  }
  return { groups };
}

/** Pushed down to the figures, whose limits turn round. */
function negated(inner: Condition, context: TriggerContext): Translated {
  if (inner.type === 'not') return groupsOf(inner.of, context);
  if (inner.type === 'all') return disjunction(inner.of.map((each) => negated(each, context)));
  if (inner.type === 'any') return conjunction(inner.of.map((each) => negated(each, context)));
  if ('op' in inner) return groupsOf({ ...inner, op: inner.op === 'below' ? 'above' : 'below' }, context);
  return { reason: `there is no condition on the absence of ${inner.type}` };
}

function one(leaf: XmlElement): Translated {
  return { groups: [[leaf]] };
}
function condition(name: string, delay: number, inside: XmlElement): XmlElement {
  return element('Condition', { name, delay, conditionEdge: 'none' }, inside);
}
function byEntity(name: string, id: string, inside: XmlElement): XmlElement {
  const entities = element('TriggeringEntities', { triggeringEntitiesRule: 'any' }, entityRef(id));
  return condition(name, 0, element('ByEntityCondition', {}, entities, element('EntityCondition', {}, inside)));
}
function entityRef(id: string): XmlElement {
  return element('EntityRef', { entityRef: id });
}
function limit({ op, value }: { readonly op: Op; readonly value: number }): { rule: string; value: number } {
  return { rule: op === 'below' ? 'lessOrEqual' : 'greaterOrEqual', value };
}
function relativeDistance(of: Of<'gap'> | Of<'distance'>, freespace: boolean): XmlElement {
  const kind = { relativeDistanceType: 'euclidianDistance', coordinateSystem: 'entity' };
  return element('RelativeDistanceCondition', { entityRef: of.to, freespace, ...kind, ...limit(of) });
}
function timeHeadway(of: Of<'headway'>): XmlElement {
  const kind = { freespace: true, relativeDistanceType: 'euclidianDistance', coordinateSystem: 'entity' };
  return element('TimeHeadwayCondition', { entityRef: of.to, ...kind, ...limit(of) });
}
function timeToCollision(of: Of<'ttc'>): XmlElement {
  const kind = { freespace: true, relativeDistanceType: 'longitudinal', coordinateSystem: 'entity' };
  const target = element('TimeToCollisionConditionTarget', {}, entityRef(of.to));
  return element('TimeToCollisionCondition', { ...kind, ...limit(of) }, target);
}
