/** Private actions as the language's: what an actor does at once, and what it is told later on. */
import { atan2, length2 } from '#core/math';
import type { XmlNode } from '../xml/read.js';
import { across, type PositionContext, poseOf, type WorldPose } from './positions.js';
import { type PathVertex, pathOf, type SpeedKnot } from './trajectories.js';
import { all, child, type Figure, quantity, rounded, speedWithin, type Values, within } from './values.js';

export type ActionYaml = Readonly<Record<string, unknown>>;

export interface ImportedAction {
  readonly now: ActionYaml;
  /** Changes of speed so long after the event's start, s. */
  readonly later: readonly { readonly time: number; readonly action: ActionYaml }[];
  readonly leaves: Left;
}

/** What the next action finds: a speed (m/s), a lane of the road. */
export interface Left {
  readonly to?: number;
  readonly lane?: number;
}

export interface ActionContext extends PositionContext {
  /** Whom the actions are for. */
  readonly actor: ActorState;
  /** A pose of the file's world, in the place, of the body's middle. */
  place(pose: WorldPose): { readonly x: number; readonly y: number };
  /** Lane of the place by the road's. */
  laneName(id: number): string | undefined;
  speedOf(ref: string): number | undefined;
  /** Lane that an entity is on at first. */
  laneOf(ref: string): number | undefined;
}

/** What earlier actions of the file left, as far as it can be known without running it. */
export interface ActorState {
  readonly ref: string;
  readonly speed: number;
}

/** @returns undefined where the action was left out, which is told */
export function actionYaml(node: XmlNode, context: ActionContext): ImportedAction | undefined {
  const inside = node.children[0]?.children[0];
  if (inside?.name === 'SpeedAction') return speedYaml(inside, context);
  if (inside?.name === 'LaneChangeAction') return laneChangeYaml(inside, context);
  if (inside?.name === 'FollowTrajectoryAction') return trajectoryYaml(inside, context);
  if (inside?.name === 'AcquirePositionAction') return acquireYaml(inside, context);
  if (inside?.name === 'AssignRouteAction') return routeYaml(inside, context);
  context.values.leaveOut(inside ?? node.children[0] ?? node, 'the language has no such action');
  return undefined;
}

function speedYaml(node: XmlNode, context: ActionContext): ImportedAction | undefined {
  const { values, actor } = context;
  const target = targetSpeed(child(node, 'SpeedActionTarget'), context);
  const dynamics = child(node, 'SpeedActionDynamics');
  if (target === undefined || dynamics === undefined) return undefined;
  const to = speedWithin(node, target, FASTEST, values);
  const acceleration = rateOf(dynamics, actor.speed, to.value, values);
  const rate = acceleration === undefined ? {} : { acceleration: quantity(acceleration, 'm/s^2') };
  return { now: { speed: { to: quantity(to, 'm/s'), ...rate } }, later: [], leaves: { to: to.value } };
}

/** m/s */
const FASTEST = 120;
const FASTEST_ON_PATH = 60;

/** m/s^2; undefined for at once. */
function rateOf(dynamics: XmlNode, from: number, to: number, values: Values): Figure | undefined {
  const shape = values.text(dynamics, 'dynamicsShape');
  const value = values.figure(dynamics, 'value');
  if (shape === 'step' || value === undefined || value.value === 0) return undefined;
  if (shape !== 'linear') values.leaveOut(dynamics, `its shape "${shape}"; the rate is steady`, `${dynamics.name} shape`);
  const dimension = values.text(dynamics, 'dynamicsDimension');
  if (dimension === 'rate') return { ...value, value: Math.abs(value.value) };
  if (value.expression !== undefined) values.leaveOut(dynamics, 'worked out with the parameters at their own values');
  const change = Math.abs(to - from);
  const rate = dimension === 'time' ? change / value.value : Math.abs(to * to - from * from) / (2 * value.value);
  return rate === 0 ? undefined : { value: rate };
}

function targetSpeed(node: XmlNode | undefined, { values, speedOf }: ActionContext): Figure | undefined {
  const absolute = child(node, 'AbsoluteTargetSpeed');
  if (absolute !== undefined) return values.figure(absolute, 'value');
  const relative = child(node, 'RelativeTargetSpeed');
  const other = speedOf(relative?.attributes.entityRef ?? '');
  if (relative === undefined || other === undefined) return undefined;
  values.leaveOut(relative, 'the speed of the other is taken as it is at the start');
  const value = values.fixed(relative, 'value') ?? 0;
  return { value: relative.attributes.speedTargetValueType === 'factor' ? other * value : other + value };
}

function laneChangeYaml(node: XmlNode, context: ActionContext): ImportedAction | undefined {
  const { values, actor } = context;
  const id = targetLane(child(node, 'LaneChangeTarget'), context);
  const to = id === undefined ? undefined : context.laneName(id);
  const dynamics = child(node, 'LaneChangeActionDynamics');
  if (to === undefined || dynamics === undefined) {
    values.leaveOut(node, `the place has no such lane${id === undefined ? '' : ` (${id})`}`);
    return undefined;
  }
  const value = values.fixed(dynamics, 'value') ?? 0;
  const dimension = values.text(dynamics, 'dynamicsDimension');
  const over =
    dimension === 'time' ? value : dimension === 'distance' ? value / Math.max(actor.speed, 0.1) : LANE_WIDTH / value;
  const bounded = Math.min(30, Math.max(0.2, over));
  if (bounded !== over) values.leaveOut(dynamics, `its ${rounded(over)} s; lane changes take 0.2 to 30 s`);
  return {
    now: { changeLane: { to, over: `${rounded(bounded)} s` } },
    later: [],
    leaves: id === undefined ? {} : { lane: id },
  };
}
/** For rates across the road, m. */
const LANE_WIDTH = 3.5;

function targetLane(node: XmlNode | undefined, { values, laneOf }: ActionContext): number | undefined {
  const absolute = child(node, 'AbsoluteTargetLane');
  if (absolute !== undefined) return values.fixed(absolute, 'value');
  const relative = child(node, 'RelativeTargetLane');
  const from = laneOf(relative?.attributes.entityRef ?? '');
  if (relative === undefined || from === undefined) return undefined;
  const by = values.fixed(relative, 'value') ?? 0;
  return across(from, from < 0 ? by : -by);
}

function trajectoryYaml(node: XmlNode, context: ActionContext): ImportedAction | undefined {
  const { values, actor } = context;
  const trajectory = within(node, 'TrajectoryRef', 'Trajectory') ?? child(node, 'Trajectory');
  const polyline = within(trajectory, 'Shape', 'Polyline');
  if (polyline === undefined) {
    values.leaveOut(node, 'only polylines written in place are read');
    return undefined;
  }
  const timed = within(node, 'TimeReference', 'Timing') !== undefined;
  const path = pathOf(verticesOf(polyline, timed, context), actor.speed);
  if (path.points.length === 0) return undefined;
  if (path.off > 0.1)
    values.leaveOut(node, `its times are met to ${rounded(Math.round(path.off * 100) / 100)} m along the path`);
  return alongPath(path.points, path.start, path.knots, actor.speed);
}

function verticesOf(polyline: XmlNode, timed: boolean, context: ActionContext): readonly PathVertex[] {
  const posed = all(polyline, 'Vertex').flatMap((vertex) => {
    const position = child(vertex, 'Position');
    const pose = poseOf(position, context);
    const time = timed ? context.values.fixed(vertex, 'time') : undefined;
    const turned = position?.children[0]?.attributes.h !== undefined || position?.children[0]?.name !== 'WorldPosition';
    return pose === undefined ? [] : [{ pose, turned, time }];
  });
  return posed.map(({ pose, turned, time }, i) => {
    // A vertex that states no heading is passed the way the line goes.
    const [a, b] = [posed[Math.max(0, i - 1)]?.pose ?? pose, posed[i + 1]?.pose ?? pose];
    const heading = turned ? pose.heading : atan2(b.y - a.y, b.x - a.x);
    const { x, y } = context.place({ ...pose, heading });
    return { x, y, ...(time === undefined ? {} : { time }) };
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** @param from where the path sets out */
function alongPath(points: readonly Point[], from: Point, knots: readonly SpeedKnot[], speed: number): ImportedAction {
  const path = knots.length === 0 ? points : [...points, ...beyond(points, from, knots)];
  const coordinates = path.map(({ x, y }) => ({ x: `${rounded(x)} m`, y: `${rounded(y)} m` }));
  const changes = knots
    .slice(1)
    .map((knot, i) => ({ time: (knots[i] as SpeedKnot).time, ...changeTo(knot, knots[i] as SpeedKnot) }));
  const [first, ...rest] = changes;
  const { speed: pace, ...rate } = first ?? { speed: Math.min(FASTEST_ON_PATH, speed), time: 0 };
  const { time: _, ...acceleration } = rate;
  const now = { followPath: { points: coordinates, speed: `${rounded(pace)} m/s`, ...acceleration } };
  const later = rest.map(({ time, speed: to, ...how }, i) => ({
    // Of two orders at one instant only the latter counts, so a ramp begins just after a jump.
    time: time === changes[i]?.time ? time + AFTER_JUMP : time,
    action: { speed: { to: `${rounded(to)} m/s`, ...how } },
  }));
  return { now, later, leaves: { to: changes.at(-1)?.speed ?? pace } };
}

/** A body slows down by itself before its path ends; one that is told its speeds gets a path that is long enough not to. */
function beyond(points: readonly Point[], from: Point, knots: readonly SpeedKnot[]): readonly Point[] {
  const last = points.at(-1) ?? from;
  const before = points.at(-2) ?? from;
  const [dx, dy] = [last.x - before.x, last.y - before.y];
  const length = length2(dx, dy);
  const fastest = Math.max(...knots.map(({ speed }) => speed));
  const more = ROOM + (fastest * fastest) / (2 * SLOWING);
  return length === 0 ? [] : [{ x: last.x + (dx / length) * more, y: last.y + (dy / length) * more }];
}
/** s */
const AFTER_JUMP = 0.001;
/** m, and less than bodies slow down by before the end of a path, m/s^2 */
const ROOM = 5;
const SLOWING = 2;

/** A change too small to see is made at once. */
function changeTo(knot: SpeedKnot, from: SpeedKnot): { readonly speed: number; readonly acceleration?: string } {
  const change = Math.abs(knot.speed - from.speed);
  const speed = Math.min(FASTEST_ON_PATH, knot.speed);
  if (change < LEAST_CHANGE) return { speed: Math.min(FASTEST_ON_PATH, (knot.speed + from.speed) / 2) };
  if (knot.time <= from.time) return { speed };
  return { speed, acceleration: `${rounded(change / (knot.time - from.time))} m/s^2` };
}

/** m/s */
const LEAST_CHANGE = 0.05;

/** Straight there, as a route through roads is not known. */
function acquireYaml(node: XmlNode, context: ActionContext): ImportedAction | undefined {
  const pose = poseOf(child(node, 'Position'), context);
  if (pose === undefined) return undefined;
  context.values.leaveOut(node, 'the way there: straight, at the speed it has');
  const goal = context.place(pose);
  return alongPath([goal], goal, [], context.actor.speed);
}

/** m; a first waypoint so near is where the entity stands. */
const AT_START = 5;

function routeYaml(node: XmlNode, context: ActionContext): ImportedAction | undefined {
  const { values, actor } = context;
  const poses = all(child(node, 'Route'), 'Waypoint').flatMap((waypoint) => poseOf(child(waypoint, 'Position'), context) ?? []);
  const from = context.startOf(actor.ref);
  const [first, ...rest] = poses;
  const left = first && from && length2(first.x - from.x, first.y - from.y) < AT_START ? rest : poses;
  const points = left.map((pose) => context.place(pose));
  if (points.length === 0) {
    values.leaveOut(node, 'its route has no waypoints that are read');
    return undefined;
  }
  values.leaveOut(node, 'the way between waypoints: straight, at the speed it has');
  return alongPath(points, points[0] as Point, [], actor.speed);
}
