/** Triggers of the file as conditions of the language. Edges are not kept: conditions look at the state. */
import type { XmlNode } from '../xml/read.js';
import { all, child, type Figure, quantity, type Values } from './values.js';

export type ConditionYaml = Readonly<Record<string, unknown>>;

export interface ConditionContext {
  readonly values: Values;
  /** Actor by the file's name for it. */
  actorOf(ref: string): string | undefined;
  /** Event of the story by a storyboard element's name. */
  eventOf(element: string): string | undefined;
}

/** What a trigger asks for. */
export interface ImportedTrigger {
  /** Missing where it holds from the start. */
  readonly when?: ConditionYaml;
  /** An event whose end it waits for. */
  readonly endOf?: string;
}

type Part = ImportedTrigger & { readonly always?: true };

/** @returns undefined where no group of its conditions could be read, which is told */
export function triggerYaml(trigger: XmlNode | undefined, context: ConditionContext): ImportedTrigger | undefined {
  const groups = all(trigger, 'ConditionGroup');
  if (groups.length === 0) return {};
  const read = groups.map((group) => groupYaml(group, context)).filter((group) => group !== undefined);
  if (read.length === 0) return undefined;
  const endings = [...new Set(read.map(({ endOf }) => endOf))];
  const [endOf] = endings;
  if (endings.length > 1) {
    context.values.leaveOut(trigger as XmlNode, 'alternatives that wait for ends of different events');
    return undefined;
  }
  const ends = endOf === undefined ? {} : { endOf };
  if (read.some(({ when }) => when === undefined)) return ends;
  const distinct = [...new Map(read.map(({ when }) => [JSON.stringify(when), when as ConditionYaml])).values()];
  return { ...ends, when: distinct.length === 1 ? (distinct[0] as ConditionYaml) : { any: distinct } };
}

function groupYaml(group: XmlNode, context: ConditionContext): ImportedTrigger | undefined {
  const parts = all(group, 'Condition').map((node) => conditionYaml(node, context));
  if (parts.some((part) => part === undefined)) return undefined;
  const known = parts as readonly Part[];
  const wanted = known.flatMap(({ when }) => (when === undefined ? [] : [when]));
  const endOf = known.find((part) => part.endOf !== undefined)?.endOf;
  const when = wanted.length > 1 ? { all: wanted } : wanted[0];
  return { ...(when === undefined ? {} : { when }), ...(endOf === undefined ? {} : { endOf }) };
}

function conditionYaml(node: XmlNode, context: ConditionContext): Part | undefined {
  const { values } = context;
  const delay = values.figure(node, 'delay') ?? { value: 0 };
  const byValue = child(node, 'ByValueCondition')?.children[0];
  if (byValue?.name === 'SimulationTimeCondition') return time(byValue, delay, values);
  if (byValue?.name === 'StoryboardElementStateCondition') return state(byValue, delay, context);
  const entity = child(node, 'ByEntityCondition');
  const inside = child(entity, 'EntityCondition')?.children[0];
  if (inside === undefined) {
    values.leaveOut(byValue ?? node, 'the language has no such condition');
    return undefined;
  }
  if (delay.value > 0) values.leaveOut(node, `its delay of ${delay.value} s`, 'Condition delay');
  const refs = all(child(entity, 'TriggeringEntities'), 'EntityRef').map((each) => values.text(each, 'entityRef') ?? '');
  const whens = refs.map((ref) => entityCondition(inside, context.actorOf(ref), context));
  if (whens.length === 0 || whens.some((when) => when === undefined)) return undefined;
  const rule = child(entity, 'TriggeringEntities')?.attributes.triggeringEntitiesRule === 'all' ? 'all' : 'any';
  return { when: whens.length === 1 ? (whens[0] as ConditionYaml) : { [rule]: whens } };
}

function time(node: XmlNode, delay: Figure, values: Values): Part | undefined {
  const value = values.figure(node, 'value');
  const op = opOf(node, values);
  if (value === undefined || op === undefined) return undefined;
  const total = delay.value === 0 ? value : { ...value, value: value.value + delay.value };
  const never = op === 'above' && total.value <= 0 && total.expression === undefined;
  if (never) return { always: true };
  const after = { time: { after: quantity({ ...total, value: Math.max(0, total.value) }, 's') } };
  return { when: op === 'above' ? after : { not: after } };
}

const STARTS = ['startTransition', 'runningState'];
const ENDS = ['endTransition', 'completeState'];

function state(node: XmlNode, delay: Figure, { values, eventOf }: ConditionContext): Part | undefined {
  const name = values.text(node, 'storyboardElementRef') ?? '';
  const event = eventOf(name);
  const at = values.text(node, 'state') ?? '';
  if (event === undefined) {
    values.leaveOut(node, `"${name}" is no event that was taken over`);
    return undefined;
  }
  // Ended a while ago: what began earlier still may be what was meant (two groups, running or complete, mean "has begun").
  if (STARTS.includes(at) || (at === 'completeState' && delay.value > 0))
    return { when: { after: { event, ...(delay.value === 0 ? {} : { by: quantity(delay, 's') }) } } };
  if (ENDS.includes(at)) return { endOf: event };
  values.leaveOut(node, `the language has no "${at}" of an event`);
  return undefined;
}

function opOf(node: XmlNode, values: Values): 'below' | 'above' | undefined {
  const rule = values.text(node, 'rule') ?? '';
  if (rule === 'lessThan' || rule === 'lessOrEqual') return 'below';
  if (rule === 'greaterThan' || rule === 'greaterOrEqual') return 'above';
  values.leaveOut(node, `conditions hold below or above a limit, not by the rule "${rule}"`);
  return undefined;
}

function entityCondition(node: XmlNode, of: string | undefined, context: ConditionContext): ConditionYaml | undefined {
  const { values } = context;
  const limit = (unit: string): Readonly<Record<string, string>> | undefined => {
    const op = opOf(node, values);
    const value = values.figure(node, 'value');
    return op === undefined || value === undefined ? undefined : { [op]: quantity(value, unit) };
  };
  const other = (): string | undefined => {
    const ref = values.text(node, 'entityRef') ?? values.text(descend(node), 'entityRef') ?? '';
    const id = context.actorOf(ref);
    if (id === undefined) values.leaveOut(node, 'a condition on a position or on nobody that is known');
    return id;
  };
  if (of === undefined) {
    values.leaveOut(node, 'it is on nobody that was taken over');
    return undefined;
  }
  switch (node.name) {
    case 'RelativeDistanceCondition':
      return between(
        values.text(node, 'freespace') === 'true' ? 'gap' : 'distance',
        { from: of, to: other() },
        limit('m'),
        node,
        values,
      );
    case 'TimeHeadwayCondition':
      return between('headway', { of, to: other() }, limit('s'), node, values);
    case 'TimeToCollisionCondition':
      return between('ttc', { of, to: other() }, limit('s'), node, values);
    case 'CollisionCondition': {
      const to = child(node, 'ByType') === undefined ? other() : 'any';
      return to === undefined ? undefined : { contact: { between: [of, to] } };
    }
    case 'SpeedCondition':
      return single('speed', of, limit('m/s'));
    case 'StandStillCondition':
      values.leaveOut(node, 'how long it stands; the event comes when it has stopped');
      return { speed: { of, below: '0.01 m/s' } };
    case 'TraveledDistanceCondition': {
      const value = values.figure(node, 'value');
      return value && { station: { of, above: quantity(value, 'm') } };
    }
    default:
      values.leaveOut(node, 'the language has no such condition');
      return undefined;
  }
}

function single(name: string, of: string, limit: object | undefined): ConditionYaml | undefined {
  return limit && { [name]: { of, ...limit } };
}

function between(
  name: string,
  whom: { readonly from?: string; readonly of?: string; readonly to: string | undefined },
  limit: object | undefined,
  node: XmlNode,
  values: Values,
): ConditionYaml | undefined {
  if (whom.to === undefined || limit === undefined) return undefined;
  const kind = values.text(node, 'relativeDistanceType');
  if (name !== 'ttc' && (kind === 'longitudinal' || kind === 'lateral'))
    values.leaveOut(node, `measured as the nearest distance, not the ${kind} one`, `${node.name} relativeDistanceType`);
  if (name === 'distance')
    values.leaveOut(node, "measured between the bodies' middles, not their reference points", `${node.name} freespace`);
  return { [name]: { ...whom, ...limit } };
}
function descend(node: XmlNode): XmlNode {
  const target = child(node, 'TimeToCollisionConditionTarget') ?? node;
  return child(target, 'EntityRef') ?? target;
}
