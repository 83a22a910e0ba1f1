/** A body that is driven from outside, in lock-step: what its driver is told of the world, and how what it wants takes effect. */
import type { Vec2 } from '#contracts/place';
import type { Driven, Turn } from '#contracts/run';
import type { SceneSpec } from '#contracts/scene';
import type { Episode, ObservedBody, ObservedEgo, SutControl, SutObservation } from '#contracts/sut';
import { clamp, cos, sin } from '#core/math';
import { norm, scale, sub, type Vec3 } from '#core/pose';
import { laneOf } from '#places/index';
import type { Body, Motion, PathMotion } from './body.js';
import type { Stage } from './context.js';
import { pathAt, pathThrough } from './motion/path.js';
import { observe } from './observe.js';
import type { Kinematics } from './snapshot.js';

/** What tyres give on a dry road, and engines, m/s^2. */
const MOST_BRAKING = 9.81;
const MOST_ACCELERATION = 6;
/** ln(20): the 5 % contrast of the meteorological optical range. */
const LN20 = 2.995732273553991;
/** A drone's wish is followed along a line of so many seconds. */
const FAR_AHEAD = 30;

export interface Turns {
  /** Whether the driver's turn has come. */
  due(): boolean;
  turn(): Turn;
  obey(control: SutControl): void;
  /** When its next turn comes, s. */
  next(): number;
}

/** @param scene made when it is asked for */
export function takeTurns(stage: Stage, { rateHz }: Driven, scene: () => SceneSpec): Turns {
  const period = 1 / rateHz;
  const episode = episodeFor(stage, 0, period);
  let index = 0;
  return {
    due: () => stage.now.time >= index * period - 1e-9,
    turn: () => ({
      index,
      episode,
      observation: observationFor(stage, 0),
      get scene() {
        return scene();
      },
      frame: () => observe(stage.now, stage.bodies, stage.medium, [], []),
    }),
    obey(control) {
      obey(stage, 0, control, period);
      index++;
    },
    next: () => index * period,
  };
}

function observationFor(stage: Stage, index: number): Omit<SutObservation, 'pictures'> {
  const { now, medium, bodies } = stage;
  const me = now.of(index);
  const others = bodies
    .filter((body) => body.index !== index)
    .map((body) => observedBody(body, now.of(body.index)))
    .sort((a, b) => norm(sub(a.position, me.position)) - norm(sub(b.position, me.position)) || (a.id < b.id ? -1 : 1));
  return {
    timeNs: Math.round(now.time * 1e9),
    ego: { ...observedBody(bodies[index] as Body, me), speed: me.speed, acceleration: me.acceleration } satisfies ObservedEgo,
    others,
    weather: {
      morM: LN20 / medium.extinctionPerM,
      rainMmPerH: medium.rainMmPerH,
      snowMmPerH: medium.snowMmPerH,
      wetness: medium.wetness,
      frictionScale: medium.frictionScale,
      illuminanceLx: medium.sunIlluminanceLx * Math.max(0, medium.sunDirection[2]) + medium.skyIlluminanceLx,
      windMPerS: stage.windAt(me.position, now.time),
    },
  };
}

function observedBody({ spec }: Body, { box, heading, velocity }: Kinematics): ObservedBody {
  return {
    id: spec.id,
    class: spec.class,
    position: [box.x, box.y, (box.low + box.high) / 2],
    size: [2 * box.halfLength, 2 * box.halfWidth, box.high - box.low],
    heading,
    velocity,
  };
}

function episodeFor({ scenario, place, bodies, now }: Stage, index: number, period: number): Episode {
  const { spec, actor } = bodies[index] as Body;
  const { controller } = actor ?? {};
  return {
    scenario: scenario.name,
    seed: scenario.seed,
    draw: scenario.draw,
    kind: actor?.kind ?? spec.look.asset,
    ego: spec.id,
    duration: scenario.duration,
    period,
    lanes: place.lanes.map(({ id, kind, width, direction }) => {
      const { centerline } = laneOf(place, id);
      return { id, kind, width, points: direction === 1 ? centerline : [...centerline].reverse() };
    }),
    waypoints:
      controller?.type === 'route' || controller?.type === 'guarded-route'
        ? [now.of(index).position, ...controller.waypoints]
        : [],
  };
}

/** @param period for which the control holds, s */
function obey(stage: Stage, index: number, control: SutControl, period: number): void {
  const motion = stage.now.motions[index] as Motion;
  if (control.note !== undefined)
    stage.record({ name: control.note, kind: 'controller', bodies: [(stage.bodies[index] as Body).spec.id] });
  if (motion.mode === 'path') stage.setMotion(index, driven(motion, control, period, stage.medium.frictionScale));
  else if (motion.mode === 'quad' && control.velocity !== undefined)
    stage.setMotion(index, { ...motion, ...flown(stage.now.of(index).position, control.velocity) });
}

function driven(motion: PathMotion, control: SutControl, period: number, friction: number): PathMotion {
  const { acceleration, lateralSpeed = 0 } = control;
  const steered = lateralSpeed === 0 || motion.along.v <= 0 ? motion : nudged(motion, lateralSpeed * period, period);
  if (acceleration === undefined) return steered;
  return {
    ...steered,
    command: { type: 'accelerate', a: clamp(acceleration, -MOST_BRAKING * friction, MOST_ACCELERATION * friction) },
  };
}

/** The same way, moved to the left by so much over the next `period` seconds. */
function nudged(motion: PathMotion, left: number, period: number): PathMotion {
  const { path, along } = motion;
  const over = Math.max(along.v * period, 0.1);
  const beside = (d: number, shift: number): Vec2 => {
    const { x, y, heading } = pathAt(path, along.s + d);
    return [x - sin(heading) * shift, y + cos(heading) * shift];
  };
  const beyond = path.at.filter((s) => s > along.s + over + 1).map((s) => beside(s - along.s, left));
  const points = [beside(0, 0), beside(over, left), ...(beyond.length === 0 ? [beside(over + 200, left)] : beyond)];
  return { ...motion, path: pathThrough(points, path.ends, motion.heading), along: { ...along, s: 0 } };
}

function flown(
  from: Vec3,
  velocity: Vec3,
): { readonly route: readonly Vec3[]; readonly progress: number; readonly speed: number } {
  const speed = norm(velocity);
  if (speed < 1e-6) return { route: [from], progress: 0, speed: 0 };
  const far = scale(velocity, FAR_AHEAD);
  return { route: [from, [from[0] + far[0], from[1] + far[1], from[2] + far[2]]], progress: 0, speed };
}
