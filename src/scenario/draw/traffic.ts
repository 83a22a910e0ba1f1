/** Swarms: each member finds a free place on its lanes, or is left out. */
import type { Bodies } from '#contracts/model';
import type { Place } from '#contracts/place';
import type { ActorStart, ConcreteActor } from '#contracts/scenario';
import { cos, PI, sin, TAU } from '#core/math';
import { headingOf } from '#core/pose';
import { laneOf, lanePoint } from '#places/index';
import type { SwarmTree } from '../declare/traffic.js';
import { drawController } from './controller.js';
import { lookOf } from './look.js';
import type { ActorChanges } from './randomize-actors.js';
import type { Draw } from './values.js';

/** Places each member tries. */
const TRIES = 12;
const SPACING_M = 0.4;
/** Street furniture wider than this is walked round; what is higher than a person's head at its edge is not in the way. */
const POST_M = 0.35;

interface Footprint {
  readonly x: number;
  readonly y: number;
  readonly cosine: number;
  readonly sine: number;
  readonly halfLength: number;
  readonly halfWidth: number;
}

/** @param others who is there already */
export function drawTraffic(
  swarms: ReadonlyMap<string, { readonly value: SwarmTree }>,
  place: Place,
  draw: Draw,
  others: readonly ConcreteActor[],
  changes: ActorChanges,
): ConcreteActor[] {
  if (swarms.size === 0) return [];
  const taken = [...others.map((each) => footprintOf(each, draw.bodies)), ...standingIn(place, draw.bodies)];
  return [...swarms].flatMap(([name, { value: swarm }]) => {
    const mine = draw.fork(name);
    const count = Math.round(mine.number(swarm.count));
    return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
      const member = drawMember(name, `${name}-${i + 1}`, swarm, place, mine.fork(i), taken, changes);
      if (member === undefined) return [];
      taken.push(footprintOf(member, draw.bodies));
      return [member];
    });
  });
}

function drawMember(
  name: string,
  id: string,
  swarm: SwarmTree,
  place: Place,
  draw: Draw,
  taken: readonly Footprint[],
  changes: ActorChanges,
): ConcreteActor | undefined {
  const kind = changes.kind(id, draw.word(swarm.kind));
  const look = lookOf(kind, swarm.look, draw.random.child('look').uint32(), draw);
  const spacing = swarm.spacing === undefined ? SPACING_M : draw.number(swarm.spacing);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const start = startOf(swarm, place, draw.fork(attempt), draw.bodies.get(look.asset).box(look).size[1]);
    const mine = footprintOf({ look, start }, draw.bodies);
    if (taken.some((other) => near(mine, other, spacing))) continue;
    const controller = swarm.controller === undefined ? {} : { controller: drawController(swarm.controller, place, draw) };
    return { id, kind, role: 'actor', look, start, ...controller, sensors: [], swarm: name };
  }
  return undefined;
}

function startOf(swarm: SwarmTree, place: Place, draw: Draw, width: number): ActorStart {
  const { random } = draw;
  const lane = laneOf(place, random.child('lane').pick(swarm.lanes).name);
  const [from, to] = [draw.number(swarm.from), draw.number(swarm.to)];
  const s = random.child('s').between(from, to);
  const facing = swarm.facing === undefined ? 'along' : draw.word(swarm.facing);
  const against = facing === 'against' || (facing === 'either' && random.child('facing').chance(0.5));
  const room = Math.max(0, (lane.width - width) / 2);
  const offset = swarm.offset === undefined ? random.child('offset').between(-room, room) : draw.number(swarm.offset);
  // Lane stations and offsets count along the line as drawn.
  const leftOfLine = offset * lane.direction * (against ? -1 : 1);
  const { position, heading } = lanePoint(place, lane.id, s, leftOfLine);
  const speed = swarm.speed === undefined ? 0 : draw.number(swarm.speed);
  if (facing === 'any') return { position: [...position, 0], heading: random.child('heading').between(0, TAU), speed };
  return {
    position: [...position, 0],
    heading: against ? heading + PI : heading,
    speed,
    lane: { id: lane.id, s, offset, ...(against ? { against } : {}) },
  };
}

function footprintOf({ look, start }: Pick<ConcreteActor, 'look' | 'start'>, bodies: Bodies): Footprint {
  const { center, size } = bodies.get(look.asset).box(look);
  const [c, s] = [cos(start.heading), sin(start.heading)];
  return {
    x: start.position[0] + c * center[0],
    y: start.position[1] + s * center[0],
    cosine: c,
    sine: s,
    halfLength: size[0] / 2,
    halfWidth: size[1] / 2,
  };
}

/** Distractors float over everybody's heads. */
function standingIn(place: Place, bodies: Bodies): Footprint[] {
  const standing = place.props.filter(({ look }) => look.asset !== 'distractor');
  const props = standing.map(({ look, worldFromBody: { position, orientation } }) =>
    footprintOf({ look, start: { position, heading: headingOf(orientation), speed: 0 } }, bodies),
  );
  const posts = place.features
    .filter(({ kind }) => kind !== 'grass' && kind !== 'weeds')
    .map(({ position, heading, size, kind }): Footprint => {
      const overhead = kind.startsWith('tree') || kind.startsWith('conifer');
      const half = (extent: number): number => (overhead ? POST_M : Math.max(POST_M, extent)) / 2;
      const [c, s] = [cos(heading), sin(heading)];
      return { x: position[0], y: position[1], cosine: c, sine: s, halfLength: half(size[0]), halfWidth: half(size[1]) };
    });
  return [...props, ...posts];
}

/** Whether two rectangles come nearer than `gap`: no axis of either separates them by that much. */
function near(a: Footprint, b: Footprint, gap: number): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const turn = Math.abs(a.cosine * b.cosine + a.sine * b.sine);
  const cross = Math.abs(a.cosine * b.sine - a.sine * b.cosine);
  const overlaps = (p: Footprint, q: Footprint): boolean =>
    Math.abs(dx * p.cosine + dy * p.sine) < p.halfLength + q.halfLength * turn + q.halfWidth * cross + gap &&
    Math.abs(dy * p.cosine - dx * p.sine) < p.halfWidth + q.halfLength * cross + q.halfWidth * turn + gap;
  return overlaps(a, b) && overlaps(b, a);
}
