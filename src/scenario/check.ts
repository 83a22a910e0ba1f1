/** What can only be checked when the whole file is known: names of actors, lanes, events, sensors, regions. */
import { nearest } from '#core/errors';
import { checkFlights } from './check-flights.js';
import type { Code } from './codes.js';
import type { ConditionNode } from './declare/conditions.js';
import type { ExecutionNode } from './declare/execution.js';
import type { StoryTree } from './declare/story.js';
import type { ScenarioTree } from './declare/top.js';
import type { Name } from './language/combinators.js';
import type { ReadContext } from './language/context.js';
import { rig } from './sensors/index.js';

interface Known {
  readonly actors: ReadonlySet<string>;
  readonly lanes: readonly string[];
  readonly regions: readonly string[];
  /** With `contact`, which every run may have. */
  readonly events: ReadonlySet<string>;
  /** Undefined where a rig can't be read, which has been reported. */
  readonly sensors: ReadonlySet<string> | undefined;
}

export function crossCheck(tree: ScenarioTree, context: ReadContext): void {
  const actors = new Set<string>(['ego']);
  for (const [name, { value, at }] of tree.actors ?? []) {
    for (const id of [name, ...members(name, value.group?.count ?? 0)]) {
      if (actors.has(id)) context.report('NM2021', at, `two actors are called "${id}"`, 'give one of them another name');
      actors.add(id);
    }
  }
  for (const [name, { at }] of tree.traffic ?? [])
    if (actors.has(name))
      context.report('NM2021', at, `an actor and a swarm are both called "${name}"`, 'give one of them another name');
  const events = new Set<string>();
  for (const node of tree.story ?? []) collectEvents(node, events, context);
  const known: Known = {
    actors,
    events: events.add('contact'),
    lanes: tree.road.layout.lanes,
    regions: tree.road.layout.regions,
    sensors: cameraNames(tree, context),
  };
  for (const { value } of [{ value: tree.ego }, ...(tree.actors?.values() ?? [])]) checkActor(value, known, context);
  checkCircles(tree, context);
  for (const [, { value }] of tree.traffic ?? []) for (const lane of value.lanes) checkLane(lane, known, context);
  for (const node of tree.story ?? []) checkStory(node, known, context);
  for (const requirement of tree.require ?? []) checkRequirement(requirement, known, context);
  for (const node of tree.execution ?? []) checkExecution(node, known, context);
  for (const criterion of tree.pass ?? []) checkCriterion(criterion, known, context);
  checkFlights(tree, context);
  checkCapture(tree, known, context);
}

export function members(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}-${i + 2}`);
}

function unknown(context: ReadContext, code: Code, what: string, given: Name, names: Iterable<string>): void {
  const all = [...names];
  const guess = nearest(given.name, all);
  context.report(
    code,
    given.at,
    `there is no ${what} "${given.name}"`,
    guess === undefined
      ? all.length > 0
        ? `known: ${all.join(', ')}`
        : `there is no ${what} at all`
      : `did you mean "${guess}"?`,
  );
}
function checkActorName(given: Name | undefined, known: Known, context: ReadContext): void {
  if (given !== undefined && !known.actors.has(given.name)) unknown(context, 'NM2012', 'actor', given, known.actors);
}
function checkLane(given: Name | undefined, known: Known, context: ReadContext): void {
  if (given !== undefined && !known.lanes.includes(given.name)) unknown(context, 'NM2013', 'lane', given, known.lanes);
}
function checkEvent(given: Name, known: Known, context: ReadContext): void {
  if (!known.events.has(given.name)) unknown(context, 'NM2014', 'event', given, known.events);
}
function checkSensor(given: Name, known: Known, context: ReadContext): void {
  if (known.sensors !== undefined && !known.sensors.has(given.name)) unknown(context, 'NM2015', 'sensor', given, known.sensors);
}

/** Cameras: what `visible` can refer to. Sensors are known by name alone, so no two actors' may share one. */
function cameraNames(tree: ScenarioTree, context: ReadContext): Set<string> | undefined {
  const cameras = new Set<string>();
  let whole = true;
  const carriers = new Map<string, string>();
  for (const [actor, { value }] of [['ego', { value: tree.ego }] as const, ...(tree.actors ?? [])]) {
    const { sensors } = value;
    if (sensors === undefined) continue;
    const read = 'name' in sensors ? readRig(sensors, context) : sensors;
    whole &&= read !== undefined;
    for (const [name, sensor] of read ?? []) {
      const other = carriers.get(name);
      const at = 'name' in sensors ? sensors.at : sensor.at;
      if (other !== undefined)
        context.report(
          'NM2021',
          at,
          `${other} and ${actor} both carry a sensor called "${name}"`,
          'sensors are known by name alone: write one of the rigs here, with other names',
        );
      carriers.set(name, actor);
      if (sensor.value.type === 'camera') cameras.add(name);
    }
  }
  return whole ? cameras : undefined;
}

/** A rig of the catalogue. */
export function readRig(given: Name, context: ReadContext): ReturnType<typeof rig.read> {
  const node = context.part(given.name, given.at);
  if (node === undefined) return undefined;
  const inside: ReadContext = {
    ...context,
    report: (code, at, message, hint) =>
      context.report(code, given.at, `catalogue entry ${given.name}:${at.line}:${at.column}: ${message}`, hint),
    within: () => inside,
  };
  return rig.read(node, inside);
}

type ActorTree = Omit<ScenarioTree['ego'], 'sensors'> & { readonly follows?: unknown };

function checkActor(value: ActorTree, known: Known, context: ReadContext): void {
  const at = value.at;
  if (typeof at === 'object' && 'kind' in value) {
    if ('lane' in at) checkLane(at.lane as Name, known, context);
    checkActorName(leaderOf(at), known, context);
  }
  checkActorName(followed(value), known, context);
  checkWaypoints(value, known, context);
}

/** Whoever is placed by itself in the end. Each is passed once, since each is placed by one other at most. */
function checkCircles(tree: ScenarioTree, context: ReadContext): void {
  const passed = new Set<string>();
  for (const first of ['ego', ...(tree.actors?.keys() ?? [])]) {
    const chain: Name[] = [];
    let next: Name | undefined = { name: first, at: tree.ego.at.at };
    for (; next !== undefined && !passed.has(next.name); next = placedBy(next.name, tree)) {
      passed.add(next.name);
      chain.push(next);
    }
    const begin = chain.findIndex(({ name }) => name === next?.name);
    if (next !== undefined && begin >= 0) reportCircle([...chain.slice(begin + 1), next], context);
  }
}

/** @param circle each with where it is named by the one before it */
function reportCircle(circle: readonly Name[], context: ReadContext): void {
  for (const [i, { name, at }] of circle.entries()) {
    const others = [...circle.slice(i + 1), ...circle.slice(0, i)].map((each) => each.name);
    context.report(
      'NM2020',
      at,
      `${[name, ...others, name].join(' -> ')}: placed or followed in a circle`,
      'place one of them by a lane or by coordinates',
    );
  }
}

export function followed(value: { readonly follows?: unknown }): Name | undefined {
  const follows = value.follows as Name | { readonly leader: Name } | undefined;
  if (follows === undefined) return undefined;
  return 'leader' in follows ? follows.leader : follows;
}
/** The actor that a relative place refers to. */
export function leaderOf(place: object): Name | undefined {
  for (const key of ['ahead', 'behind', 'leftOf', 'rightOf', 'headwayTo', 'on'] as const) {
    if (key in place) return (place as Record<string, Name>)[key];
  }
  return undefined;
}
function placedBy(name: string, tree: ScenarioTree): Name | undefined {
  const value = name === 'ego' ? tree.ego : tree.actors?.get(name)?.value;
  return value && leaderOf(value.at as object);
}
function checkWaypoints(value: ActorTree, known: Known, context: ReadContext): void {
  const { controller } = value;
  if (typeof controller !== 'object') return;
  if (controller.type === 'route' || controller.type === 'guardedRoute')
    for (const point of controller.value.waypoints) if ('lane' in point) checkLane(point.lane, known, context);
  if (controller.type === 'aeb' && typeof controller.value.trigger === 'object' && 'visible' in controller.value.trigger)
    checkSensor(controller.value.trigger.visible as Name, known, context);
}

function collectEvents(node: StoryTree, events: Set<string>, context: ReadContext): void {
  if (node.type === 'event') {
    const { name, at } = node.event;
    if (name === undefined) return;
    if (events.has(name)) context.report('NM2021', at, `two events are called "${name}"`, 'give one of them another name');
    events.add(name);
    return;
  }
  for (const child of childrenOf(node)) collectEvents(child, events, context);
}
export function childrenOf(node: Exclude<StoryTree, { type: 'event' }>): readonly StoryTree[] {
  return node.type === 'choice' ? node.options.flatMap(({ story }) => story) : node.children;
}

function checkStory(node: StoryTree, known: Known, context: ReadContext): void {
  if (node.type !== 'event') {
    for (const child of childrenOf(node)) checkStory(child, known, context);
    return;
  }
  if (node.event.when !== undefined) checkCondition(node.event.when, known, context);
  for (const [name, { value, at }] of node.event.do ?? []) {
    checkActorName({ name, at }, known, context);
    for (const action of value) checkAction(action.value as Record<string, unknown>, known, context);
  }
}
function checkAction(fields: Record<string, unknown>, known: Known, context: ReadContext): void {
  const { from } = fields as { from?: unknown };
  if (typeof from === 'object' && from !== null && 'name' in from) checkActorName(from as Name, known, context);
  const { lane, to, toward } = fields as { lane?: Name; to?: unknown; toward?: unknown };
  checkLane(lane, known, context);
  for (const place of [to, toward]) {
    if (typeof place !== 'object' || place === null) continue;
    if ('lane' in place) checkLane((place as { lane?: Name }).lane, known, context);
    else if ('name' in place) checkLane(place as Name, known, context);
  }
}

function checkCondition(node: ConditionNode, known: Known, context: ReadContext): void {
  switch (node.type) {
    case 'all':
    case 'any':
      for (const each of node.value) checkCondition(each, known, context);
      return;
    case 'not':
      checkCondition(node.value, known, context);
      return;
    case 'after':
      checkEvent(node.value.event, known, context);
      return;
    case 'visible':
      checkActorName(node.value.actor, known, context);
      checkSensor(node.value.to, known, context);
      return;
    case 'contact':
      for (const [i, name] of node.value.between.entries())
        if (i !== 1 || name.name !== 'any') checkActorName(name, known, context);
      return;
    case 'region':
      checkActorName(node.value.of, known, context);
      if (!known.regions.includes(node.value.in.name)) unknown(context, 'NM2022', 'region', node.value.in, known.regions);
      return;
    default:
      for (const key of ['from', 'to', 'of'] as const)
        checkActorName((node.value as Partial<Record<string, Name>>)[key], known, context);
  }
}

function checkRequirement(
  node:
    | NonNullable<ScenarioTree['require']>[number]
    | Exclude<NonNullable<ScenarioTree['pass']>[number], string | { value: unknown }>,
  known: Known,
  context: ReadContext,
): void {
  if ('always' in node) checkCondition(node.always, known, context);
  if ('eventually' in node) checkCondition(node.eventually, known, context);
  if ('hold' in node) {
    checkCondition(node.hold, known, context);
    checkCondition(node.until, known, context);
  }
}
function checkExecution({ value }: ExecutionNode, known: Known, context: ReadContext): void {
  const names = value as Partial<Record<'of' | 'with' | 'after' | 'until', Name>>;
  checkActorName(names.of, known, context);
  checkActorName(names.with, known, context);
  for (const event of [names.after, names.until])
    if (event !== undefined && event.name !== 'start') checkEvent(event, known, context);
}
function checkCriterion(node: NonNullable<ScenarioTree['pass']>[number], known: Known, context: ReadContext): void {
  if (typeof node === 'string') return;
  if (!('value' in node)) {
    checkRequirement(node, known, context);
    return;
  }
  const fields = node.value as { of?: Name; to?: Name; after?: Name };
  checkActorName(fields.of, known, context);
  checkActorName(fields.to, known, context);
  if (fields.after !== undefined) checkEvent(fields.after, known, context);
}
function checkCapture(tree: ScenarioTree, known: Known, context: ReadContext): void {
  const { capture } = tree;
  const anchors = [capture?.from, ...(capture?.windows ?? []).map(({ from }) => from)];
  for (const anchor of anchors) {
    if (typeof anchor !== 'object') continue;
    if ('before' in anchor && anchor.before.name !== 'start') checkEvent(anchor.before, known, context);
    if ('after' in anchor && anchor.after.name !== 'start') checkEvent(anchor.after, known, context);
  }
}
