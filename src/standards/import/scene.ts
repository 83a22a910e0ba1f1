/** Who starts where: the file's entities in the place that stands for its road. */
import { cos, sin, wrapAngle } from '#core/math';
import { lanePoint, projectToLane } from '#places/index';
import type { XmlNode } from '../xml/read.js';
import type { ImportedEntity } from './entities.js';
import { hasAlways, type Layout, layoutFor, type PlacePoint, toPlace } from './layout.js';
import { type PositionContext, poseOf, type WorldPose } from './positions.js';
import { type ImportedRoad, projected } from './roads.js';
import { all, descendants, type Figure, quantity, rounded, speedWithin, type Values, within } from './values.js';

export interface Start {
  readonly pose: WorldPose;
  /** m/s */
  readonly speed: Figure;
}

export interface Scene {
  readonly entities: readonly ImportedEntity[];
  readonly values: Values;
  readonly positions: PositionContext;
  readonly layout: Layout;
  /** The one that the layout stands for. */
  readonly road: ImportedRoad;
  startOf(ref: string): Start | undefined;
}

export function sceneOf(
  root: XmlNode,
  entities: readonly ImportedEntity[],
  roads: readonly ImportedRoad[],
  values: Values,
): Scene {
  const starts = startsOf(root, roads, values);
  const ego = starts.of(entities[0]?.ref ?? '')?.pose ?? { x: 0, y: 0, z: 0, heading: 0 };
  const road = nearestRoad(roads, ego);
  const layout = layoutFor(road, exportedWords(root), projected(road, ego.x, ego.y).s);
  return { entities, values, positions: starts.positions, layout, road, startOf: starts.of };
}

/** Starts are found when asked for: one may be told by another's. */
function startsOf(root: XmlNode, roads: readonly ImportedRoad[], values: Values) {
  const privates = descendants(within(root, 'Storyboard', 'Init', 'Actions'), 'Private');
  const known = new Map<string, Start | undefined>();
  const positions: PositionContext = { values, roads, startOf: (ref) => of(ref)?.pose };
  const of = (ref: string): Start | undefined => {
    if (known.has(ref)) return known.get(ref);
    known.set(ref, undefined);
    const mine = privates.filter((node) => values.text(node, 'entityRef') === ref);
    const actions = mine.flatMap((node) => all(node, 'PrivateAction'));
    const teleport = actions.map((action) => within(action, 'TeleportAction', 'Position')).find((node) => node !== undefined);
    const pose = poseOf(teleport, positions);
    if (pose !== undefined) known.set(ref, { pose, speed: firstSpeed(actions, values) });
    for (const action of actions) tellRest(action, values);
    return known.get(ref);
  };
  return { of, positions };
}

function firstSpeed(actions: readonly XmlNode[], values: Values): Figure {
  const targets = actions.map((action) =>
    within(action, 'LongitudinalAction', 'SpeedAction', 'SpeedActionTarget', 'AbsoluteTargetSpeed'),
  );
  const target = targets.find((node) => node !== undefined);
  const speed = target && values.figure(target, 'value');
  return speed === undefined || target === undefined ? { value: 0 } : speedWithin(target, speed, FASTEST, values);
}

/** m/s */
const FASTEST = 120;

/** What Init holds beside places and speeds. */
function tellRest(action: XmlNode, values: Values): void {
  const kind = action.children[0];
  const speed = within(kind, 'SpeedAction', 'SpeedActionTarget', 'AbsoluteTargetSpeed');
  if (kind !== undefined && kind.name !== 'TeleportAction' && speed === undefined)
    values.leaveOut(kind.children[0] ?? kind, 'at the start only places and speeds are read');
}

function exportedWords(root: XmlNode): ReadonlyMap<string, string> {
  const properties = all(within(root, 'FileHeader', 'Properties'), 'Property');
  return new Map(properties.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']));
}

function nearestRoad(roads: readonly ImportedRoad[], { x, y }: WorldPose): ImportedRoad {
  const gaps = roads.map((road) => {
    const { s, t } = projected(road, x, y);
    return { road, gap: Math.abs(t) + Math.max(0, -s, s - road.length) };
  });
  return (gaps.toSorted((a, b) => a.gap - b.gap)[0] as (typeof gaps)[number]).road;
}

/** The middle of a body in the place, from its reference point in the file's world. */
export function inPlace({ layout, road }: Scene, { middle: [forward, left] }: ImportedEntity, pose: WorldPose): PlacePoint {
  const [c, s] = [cos(pose.heading), sin(pose.heading)];
  const middle = { x: pose.x + c * forward - s * left, y: pose.y + s * forward + c * left, heading: pose.heading };
  return toPlace(layout, road, middle);
}

const FLYING = ['quadrotor', 'hexarotor', 'bird', 'balloon'];

/** `kind` and `at`. */
export function actorYaml(entity: ImportedEntity, scene: Scene): Readonly<Record<string, unknown>> {
  const start = scene.startOf(entity.ref);
  if (start === undefined) {
    scene.values.leaveOut(entity.node, 'where it starts; it is put at the start of the road', entity.ref);
    return { kind: entity.kind, at: { lane: scene.layout.place.mainLane, s: '10 m' } };
  }
  const there = inPlace(scene, entity, start.pose);
  const speed = start.speed.value === 0 && start.speed.expression === undefined ? {} : { speed: quantity(start.speed, 'm/s') };
  if (FLYING.includes(entity.kind))
    return { kind: entity.kind, at: { ...coordinates(there), z: `${rounded(start.pose.z)} m`, ...speed } };
  const lane = onLane(there, scene);
  const station = start.pose.station;
  if (station !== undefined && (lane === undefined || !isStraight(scene)))
    scene.values.leaveOut(entity.node, `its station is fixed at ${station.value} m: a parameter can't stand here`, entity.ref);
  else if (station !== undefined && lane !== undefined)
    return { kind: entity.kind, at: { ...lane, s: stationYaml(station, lane.s), ...speed } };
  return { kind: entity.kind, at: { ...(lane === undefined ? coordinates(there) : laneYaml(lane)), ...speed } };
}

function coordinates({ x, y, heading }: PlacePoint): object {
  return { x: `${rounded(x)} m`, y: `${rounded(y)} m`, heading: `${rounded(wrapAngle(heading))} rad` };
}

/** Stations there and here differ by a constant. */
function isStraight({ road, layout }: Scene): boolean {
  return (layout.place.curvature ?? 0) === 0 && road.pieces.every(({ curvature }) => curvature === 0);
}
function stationYaml({ value, expression }: Figure, s: number): string {
  const rest = rounded(s - value);
  return `${expression} * 1 m ${rest < 0 ? '-' : '+'} ${Math.abs(rest)} m`;
}

interface OnLane {
  readonly lane: string;
  readonly s: number;
  readonly offset?: string;
}
function laneYaml({ s, ...rest }: OnLane): object {
  return { ...rest, s: `${rounded(s)} m` };
}

/** m */
const LEVER = 4;

/** A lane whose traffic goes the way the body looks, with the body in it; undefined where there is none. */
function onLane(point: PlacePoint, { layout: { place } }: Scene): OnLane | undefined {
  // In a bend a rear axle on the lane heads another way than the lane beside the body's middle, and lanes are drawn as chords.
  const slack = 1e-5 + LEVER * Math.abs(place.curvature ?? 0);
  for (const { id, width, direction, kind } of place.lanes) {
    if (kind === 'crossing' || kind === 'air' || !hasAlways(place, id)) continue;
    const { s, offset } = projectToLane(place, id, [point.x, point.y]);
    const along = lanePoint(place, id, s).heading;
    if (Math.abs(offset) > width / 2 || Math.abs(wrapAngle(point.heading - along)) > slack) continue;
    const left = rounded(offset * direction);
    return { lane: id, s, ...(left === 0 ? {} : { offset: `${left} m` }) };
  }
  return undefined;
}

/** The road's lane that an entity starts on. */
export function startingLane({ road, startOf }: Scene, ref: string): number | undefined {
  const pose = startOf(ref)?.pose;
  if (pose === undefined) return undefined;
  const { t } = projected(road, pose.x, pose.y);
  return road.lanes.find(({ from, to }) => t >= from && t <= to)?.id;
}
