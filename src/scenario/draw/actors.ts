/** Actors: relations become positions, kinds become bodies, groups become actors of their own. */
import type { Place } from '#contracts/place';
import type { Sensor } from '#contracts/rig';
import type { ActorStart, ConcreteActor } from '#contracts/scenario';
import type { Look } from '#contracts/scene';
import { cos, PI, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { lanePoint } from '#places/index';
import { followed, leaderOf, members, readRig } from '../check.js';
import type { ScenarioTree } from '../declare/top.js';
import type { Name } from '../language/combinators.js';
import type { Read, ReadContext } from '../language/context.js';
import type { Value } from '../language/value.js';
import { drawSensor, type rig } from '../sensors/index.js';
import { drawController } from './controller.js';
import { drawBattery, drawGeofence } from './flight.js';
import { lookOf } from './look.js';
import type { ActorChanges } from './randomize-actors.js';
import { edgeOf } from './sides.js';
import { BadDraw, type Draw } from './values.js';

type ActorTree = Omit<ScenarioTree['ego'], 'sensors'> & {
  readonly sensors?: ScenarioTree['ego']['sensors'];
  readonly follows?: unknown;
  readonly group?: NonNullable<ReturnType<NonNullable<ScenarioTree['actors']>['get']>>['value']['group'];
};
type PlaceTree = ActorTree['at'];

export function drawActors(
  tree: ScenarioTree,
  place: Place,
  draw: Draw,
  catalogue: ReadContext,
  changes: ActorChanges,
): ConcreteActor[] {
  const trees = new Map<string, ActorTree>([
    ['ego', tree.ego],
    ...[...(tree.actors ?? [])].map(([name, { value }]) => [name, value as ActorTree] as const),
  ]);
  const membersOf = (name: string): readonly string[] => members(name, trees.get(name)?.group?.count ?? 0);
  const leaders = new Map([...trees.keys()].flatMap((name) => membersOf(name).map((id) => [id, name] as const)));
  const done = new Map<string, ConcreteActor>();
  const actorOf = (id: string): ConcreteActor => {
    const known = done.get(id);
    if (known !== undefined) return known;
    const leader = leaders.get(id);
    const made =
      leader === undefined
        ? drawActor(id, trees.get(id) as ActorTree, place, draw, catalogue, changes, actorOf)
        : drawMember(id, leader, trees.get(leader) as ActorTree, draw, actorOf);
    done.set(id, made);
    return made;
  };
  return [...trees.keys()].flatMap((name) => [name, ...membersOf(name)].map(actorOf));
}

function drawActor(
  id: string,
  tree: ActorTree,
  place: Place,
  draw: Draw,
  catalogue: ReadContext,
  changes: ActorChanges,
  actorOf: (id: string) => ConcreteActor,
): ConcreteActor {
  const kind = changes.kind(id, draw.word(tree.kind));
  const look = lookOf(kind, tree.look, tree.seed ?? draw.random.child('look').child(id).uint32(), draw);
  const start = startOf(tree.at, look, place, draw, actorOf);
  const leader = followed(tree) ?? ('on' in tree.at ? (tree.at.on as Name) : undefined);
  const delay =
    typeof tree.follows === 'object' && tree.follows !== null && 'delay' in tree.follows
      ? draw.number(tree.follows.delay as Value)
      : 0.7;
  return {
    id,
    kind,
    role: id === 'ego' ? 'ego' : 'actor',
    look,
    start,
    ...(leader === undefined ? {} : { follows: { leader: leader.name, gap: 0, lateral: 0, delay } }),
    ...(tree.controller === undefined ? {} : { controller: drawController(tree.controller, place, draw) }),
    ...(tree.geofence === undefined ? {} : { geofence: drawGeofence(tree.geofence, place, draw) }),
    ...(tree.battery === undefined ? {} : { battery: drawBattery(tree.battery, draw) }),
    sensors: changes.sensors(id, sensorsOf(tree, draw, catalogue)),
  };
}

/** Another of a group: behind the leader by its number, a little to the side. */
function drawMember(
  id: string,
  leader: string,
  tree: ActorTree,
  draw: Draw,
  actorOf: (id: string) => ConcreteActor,
): ConcreteActor {
  const first = actorOf(leader);
  const { group } = tree;
  const rank = Number(id.slice(leader.length + 1)) - 1;
  const own = draw.random.child('group').child(id);
  const spacing = group?.spacing === undefined ? 2 : draw.number(group.spacing);
  const spread = group?.spread === undefined ? 1 : draw.number(group.spread);
  const delay = group?.delay === undefined ? 0.7 : draw.number(group.delay);
  const look = lookOf(first.kind, tree.look, tree.seed ?? draw.random.child('look').child(id).uint32(), draw);
  const length = draw.bodies.get(look.asset).box(look).size[0];
  const back = rank * (spacing + length) + own.between(-0.2, 0.2) * spacing;
  const side = own.between(-spread, spread);
  const { position, heading, speed } = first.start;
  const [c, s] = [cos(heading), sin(heading)];
  return {
    id,
    kind: first.kind,
    role: 'actor',
    look,
    start: {
      position: [position[0] - c * back - s * side, position[1] - s * back + c * side, position[2]],
      heading: heading + own.between(-0.3, 0.3),
      speed,
    },
    follows: { leader, gap: spacing, lateral: side, delay: delay * rank },
    sensors: [],
  };
}

function startOf(at: PlaceTree, look: Look, place: Place, draw: Draw, actorOf: (id: string) => ConcreteActor): ActorStart {
  const box = draw.bodies.get(look.asset).box(look);
  const number = (value: Value | undefined, missing = 0): number => (value === undefined ? missing : draw.number(value));
  const speed = 'speed' in at ? number(at.speed) : 0;
  const fixed = 'heading' in at && at.heading !== undefined ? draw.number(at.heading) : undefined;
  const facing = 'facing' in at ? at.facing : undefined;
  if ('lane' in at) {
    const lane = (at.lane as Name).name;
    const offset = number(at.offset);
    const s =
      at.front === undefined
        ? number(at.s)
        : draw.number(at.front) - (box.center[0] + box.size[0] / 2) * directionOf(place, lane);
    const { position, heading } = lanePoint(place, lane, s, offset * directionOf(place, lane));
    const turned = fixed ?? headingFacing(facing, heading, position[1]);
    const onLane = turned === heading ? { lane: { id: lane, s, offset } } : {};
    return { position: [position[0], position[1], number(at.altitude)], heading: turned, speed, ...onLane };
  }
  if ('beside' in at) {
    const edge = edgeOf(place, at.beside as 'left' | 'right');
    const s = draw.number(at.s);
    const { position, heading } = lanePoint(place, edge.lane, s, edge.offset + edge.outwards * draw.number(at.offset));
    const along = lanePoint(place, place.mainLane, s, 0).heading;
    const towards = along + (at.beside === 'right' ? PI / 2 : -PI / 2);
    return {
      position: [position[0], position[1], number(at.altitude)],
      heading: fixed ?? (facing === undefined ? towards : headingFacing(facing, heading, position[1])),
      speed,
    };
  }
  if ('x' in at) return { position: [draw.number(at.x), draw.number(at.y), number(at.z)], heading: fixed ?? 0, speed };
  const other = actorOf((leaderOf(at) as Name).name);
  const theirs = draw.bodies.get(other.look.asset).box(other.look).size;
  if ('on' in at) return onTop(at, other, theirs[2], box.center[2] - box.size[2] / 2, number);
  return relativeStart(at, other, [theirs, box.size], speed, fixed, facing, number, place);
}

type Relative = Exclude<PlaceTree, { lane: unknown } | { beside: unknown } | { x: unknown } | { on: unknown }>;

function relativeStart(
  at: Relative,
  other: ConcreteActor,
  [theirs, size]: readonly [theirs: Vec3, own: Vec3],
  speed: number,
  fixed: number | undefined,
  facing: string | undefined,
  number: (value: Value | undefined) => number,
  place: Place,
): ActorStart {
  const { position, heading, lane } = other.start;
  const along = (theirs[0] + size[0]) / 2;
  const across = (theirs[1] + size[1]) / 2;
  const gap = 'headwayTo' in at ? number(at.by) * other.start.speed : number(at.by);
  const [forward, left] =
    'ahead' in at || 'headwayTo' in at
      ? [along + gap, 0]
      : 'behind' in at
        ? [-along - gap, 0]
        : 'leftOf' in at
          ? [0, across + gap]
          : [0, -across - gap];
  const lateral = 'lateral' in at ? number(at.lateral) : 0;
  const altitude = 'altitude' in at && at.altitude !== undefined ? number(at.altitude) : position[2];
  if (lane !== undefined && left + lateral === 0 && ('ahead' in at || 'behind' in at || 'headwayTo' in at)) {
    const s = lane.s + forward * directionOf(place, lane.id);
    const on = lanePoint(place, lane.id, s, lane.offset * directionOf(place, lane.id));
    return {
      position: [on.position[0], on.position[1], altitude],
      heading: fixed ?? headingFacing(facing, on.heading, on.position[1]),
      speed,
      ...(fixed === undefined && facing === undefined ? { lane: { ...lane, s } } : {}),
    };
  }
  const side = left + lateral;
  const x = position[0] + cos(heading) * forward - sin(heading) * side;
  const y = position[1] + sin(heading) * forward + cos(heading) * side;
  return { position: [x, y, altitude], heading: fixed ?? headingFacing(facing, heading, y), speed };
}

function onTop(
  at: Extract<PlaceTree, { on: unknown }>,
  other: ConcreteActor,
  roof: number,
  bottom: number,
  number: (value: Value | undefined) => number,
): ActorStart {
  const { position, heading, speed } = other.start;
  const [forward, left] = [number(at.forward as Value | undefined), number(at.lateral as Value | undefined)];
  const height = at.height === undefined ? roof + 0.02 : number(at.height as Value);
  return {
    position: [
      position[0] + cos(heading) * forward - sin(heading) * left,
      position[1] + sin(heading) * forward + cos(heading) * left,
      height - bottom,
    ],
    heading,
    speed,
  };
}

/** `road` and `away` look across: towards the road's middle or from it. */
function headingFacing(facing: string | undefined, along: number, y: number): number {
  if (facing === 'against') return along + PI;
  if (facing === 'road') return y > 0 ? -PI / 2 : PI / 2;
  if (facing === 'away') return y > 0 ? PI / 2 : -PI / 2;
  return along;
}
function directionOf(place: Place, lane: string): number {
  return place.lanes.find((each) => each.id === lane)?.direction ?? 1;
}

function sensorsOf(tree: ActorTree, draw: Draw, catalogue: ReadContext): Sensor[] {
  if (tree.sensors === undefined) return [];
  const read = 'name' in tree.sensors ? rigOf(tree.sensors as Name, catalogue) : (tree.sensors as Read<typeof rig>);
  if (read === undefined) throw new BadDraw('the rig of sensors can not be read');
  return [...read].map(([id, { value }]) => drawSensor(id, value, draw));
}

/** Read once for each scenario that names it. */
const rigs = new WeakMap<Name, ReturnType<typeof readRig>>();

function rigOf(named: Name, catalogue: ReadContext): ReturnType<typeof readRig> {
  const read = rigs.get(named) ?? readRig(named, catalogue);
  rigs.set(named, read);
  return read;
}
