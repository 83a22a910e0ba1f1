/**
 * Bodies where they are shown: the simulation moves them over a flat carriageway, and a road that falls to its sides lifts them as they stand, by the mean
 * of what lies under their wheels, or under their middle. All that touches is lifted alike, so contacts, gaps and verdicts are those of the flat
 * road. Bodies stay upright: at wheels of cars and vans that is up to 2.3 cm off, at a lorry's 2.7 cm. What rolls or walks keeps its velocity level, as on a kerb;
 * what flies has its lift's rate in it, as its position has the lift.
 */
import { smoothstep } from '#core/math';
import { add, rotate, scale, type Vec3 } from '#core/pose';
import type { Body, Motion } from './body.js';
import type { Kinematics, Snapshot } from './snapshot.js';

/** What flies is lifted up to the first height, and ever less up to the second, m. */
const NEAR_GROUND = 4;
const HIGH = 12;
/** Where wheels are, shares of a vehicle's length and width from its middle. */
const AXLE = 0.3;
const TRACK = 0.42;
const WHEELS = [
  [AXLE, TRACK],
  [AXLE, -TRACK],
  [-AXLE, TRACK],
  [-AXLE, -TRACK],
] as const;
/** Half the time over which a rate of lift is taken, s. */
const INSTANT = 1e-4;
const FLYING: readonly Motion['mode'][] = ['quad', 'air', 'drift', 'rigid'];

type Rise = NonNullable<Body['rise']>;

/** @returns a body's place (m) and velocity (m/s) in the world */
export function shownAt(snapshot: Snapshot, bodies: readonly Body[], index: number): Pick<Kinematics, 'position' | 'velocity'> {
  const kin = snapshot.of(index);
  const { position, velocity } = kin;
  const height = liftOf(snapshot, bodies, index);
  const motion = snapshot.motions[index] as Motion;
  const { rise, spec } = bodies[index] as Body;
  if (rise === undefined || (height === 0 && !FLYING.includes(motion.mode))) return { position, velocity };
  const climb = FLYING.includes(motion.mode) ? climbOf(kin, spec.box.center, rise) : 0;
  return { position: add(position, [0, 0, height]), velocity: add(velocity, [0, 0, climb]) };
}

/** What is carried is lifted as its carrier is; what is built there stands where it stands. */
function liftOf(snapshot: Snapshot, bodies: readonly Body[], index: number): number {
  const motion = snapshot.motions[index];
  if (motion?.mode === 'carried') return liftOf(snapshot, bodies, motion.by);
  const { rise, kind, spec } = bodies[index] as Body;
  if (rise === undefined || kind === 'fixed') return 0;
  const kin = snapshot.of(index);
  if (kind !== 'wheeled') return liftAt(add(kin.position, rotate(kin.orientation, spec.box.center)), kin.position[2], rise);
  return underWheels(kin, spec.box.size, rise) * nearGround(kin.position[2]);
}

/** @param z height of its lowest point, m */
function liftAt([x, y]: Vec3, z: number, rise: Rise): number {
  const near = nearGround(z);
  return near === 0 ? 0 : near * rise(x, y);
}
function nearGround(z: number): number {
  return 1 - smoothstep(NEAR_GROUND, HIGH, z);
}

function underWheels({ box: { x, y, cosine, sine } }: Kinematics, [length, width]: Vec3, rise: Rise): number {
  let sum = 0;
  for (const [axle, track] of WHEELS) {
    const [along, across] = [axle * length, track * width];
    sum += rise(x + cosine * along - sine * across, y + sine * along + cosine * across);
  }
  return sum / WHEELS.length;
}

/** How fast its lift grows as it flies on, m/s. */
function climbOf({ position, orientation, velocity }: Kinematics, center: Vec3, rise: Rise): number {
  const middle = add(position, rotate(orientation, center));
  const at = (t: number): number => liftAt(add(middle, scale(velocity, t)), position[2] + velocity[2] * t, rise);
  return (at(INSTANT) - at(-INSTANT)) / (2 * INSTANT);
}
