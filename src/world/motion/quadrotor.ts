/**
 * A quadrotor as a rigid body with four rotors. Constants: PX4's iris model (PX4-SITL_gazebo-classic 807b67b; science.md 4.2):
 * mass 1.5 kg, thrust 5.84e-6 N/(rad/s)^2, moment 0.06 m, motor lag 12.5 ms up and 25 ms down, at most 1100 rad/s.
 * Air drag 0.5 rho CdA |u| u on the velocity relative to the air (CdA 0.03 m^2, rho 1.225 kg/m^3).
 */
import { atan2, clamp, exp } from '#core/math';
import {
  add,
  cross,
  norm,
  type Quat,
  quatFromHeadingPitchRoll,
  quatMultiply,
  quatNormalize,
  rotate,
  scale,
  sub,
  type Vec3,
} from '#core/pose';
import { IRIS } from '#validate/metrics/power';

export const QUAD = {
  mass: IRIS.mass,
  thrustPerOmega2: 5.84e-6,
  momentPerThrust: 0.06,
  lagUp: 0.0125,
  lagDown: 0.025,
  maxOmega: 1100,
  /** Rotor positions: half the diagonal 0.2555 m at 45 degrees, m. */
  arm: 0.1807,
  inertia: [0.029125, 0.029125, 0.055225] as Vec3,
  dragArea: IRIS.dragArea,
  airDensity: IRIS.airDensity,
  gravity: IRIS.gravity,
  maxTilt: 0.61,
} as const;

export interface QuadState {
  readonly position: Vec3;
  readonly velocity: Vec3;
  readonly orientation: Quat;
  /** Body frame, rad/s. */
  readonly rate: Vec3;
  /** Rotor speeds, rad/s: front right, back left (both turn one way), front left, back right. */
  readonly omega: readonly [number, number, number, number];
  /** Rotor angles, rad, for the eye. */
  readonly spin: readonly [number, number, number, number];
  /** Share of its thrust each rotor still gives. */
  readonly health: readonly [number, number, number, number];
  /** Velocity error summed up, m. */
  readonly integral: Vec3;
}

/** What the flight controller is asked for. */
export interface QuadGoal {
  readonly position: Vec3;
  readonly velocity: Vec3;
  readonly heading: number;
  /** Estimated minus true position (GNSS loss), m. */
  readonly estimateError: Vec3;
  /** Motors off (landed). */
  readonly idle?: boolean;
}

const LAYOUT = [
  { x: 1, y: -1, turn: 1 },
  { x: -1, y: 1, turn: 1 },
  { x: 1, y: 1, turn: -1 },
  { x: -1, y: -1, turn: -1 },
] as const;
const SUBSTEP = 1 / 500;
/** Rotor angles on screen turn this much slower, or they would alias. */
const SPIN_SCALE = 0.05;

export function hoverOmega(): number {
  return Math.sqrt((QUAD.mass * QUAD.gravity) / (4 * QUAD.thrustPerOmega2));
}

export function quadAtRest(position: Vec3, heading: number, velocity: Vec3): QuadState {
  const w = hoverOmega();
  return {
    position,
    velocity,
    orientation: quatFromHeadingPitchRoll(heading),
    rate: [0, 0, 0],
    omega: [w, w, w, w],
    spin: [0, 0, 0, 0],
    health: [1, 1, 1, 1],
    integral: [0, 0, 0],
  };
}

export function advanceQuad(start: QuadState, goal: QuadGoal, wind: Vec3, dt: number): QuadState {
  const count = Math.max(1, Math.ceil(dt / SUBSTEP - 1e-9));
  const h = dt / count;
  let state = start;
  for (let i = 0; i < count; i++) {
    const target: QuadGoal = { ...goal, position: add(goal.position, scale(goal.velocity, h * i)) };
    state = substep(state, target, wind, h);
  }
  return state;
}

function substep(q: QuadState, goal: QuadGoal, wind: Vec3, h: number): QuadState {
  const { wanted, integral } = goal.idle ? { wanted: [0, 0, 0, 0] as const, integral: q.integral } : control(q, goal, h);
  const omega = q.omega.map((w, i) => lag(w, wanted[i] as number, h)) as unknown as QuadState['omega'];
  const thrusts = omega.map((w, i) => QUAD.thrustPerOmega2 * w * w * (q.health[i] as number));
  const total = thrusts.reduce((sum, t) => sum + t, 0);
  const relative = sub(q.velocity, wind);
  const drag = scale(relative, -0.5 * QUAD.airDensity * QUAD.dragArea * norm(relative));
  const force = add(add(rotate(q.orientation, [0, 0, total]), drag), [0, 0, -QUAD.mass * QUAD.gravity]);
  const torque: Vec3 = [
    sumOver(thrusts, (t, i) => t * rotor(i).y * QUAD.arm),
    sumOver(thrusts, (t, i) => -t * rotor(i).x * QUAD.arm),
    sumOver(thrusts, (t, i) => -t * rotor(i).turn * QUAD.momentPerThrust),
  ];
  const spinUp = divide(sub(sub(torque, cross(q.rate, multiply(QUAD.inertia, q.rate))), scale(q.rate, 0.002)), QUAD.inertia);
  const rate = add(q.rate, scale(spinUp, h));
  const velocity = add(q.velocity, scale(force, h / QUAD.mass));
  const [x, y, z] = scale(rate, h / 2);
  return {
    position: add(q.position, scale(add(q.velocity, velocity), h / 2)),
    velocity,
    orientation: quatNormalize(quatMultiply(q.orientation, [x, y, z, 1])),
    rate,
    omega,
    spin: q.spin.map((a, i) => a + (omega[i] as number) * rotor(i).turn * h * SPIN_SCALE) as unknown as QuadState['spin'],
    health: q.health,
    integral,
  };
}

/** Cascade: position -> velocity -> acceleration -> attitude -> rates -> rotor speeds. */
function control(q: QuadState, goal: QuadGoal, h: number): { wanted: readonly number[]; integral: Vec3 } {
  const believed = add(q.position, goal.estimateError);
  const toGoal = sub(goal.position, believed);
  const wish = add(goal.velocity, limit(scale(toGoal, 1.1), 6));
  const error = sub(wish, q.velocity);
  const integral = limit(add(q.integral, scale(error, h)), 6);
  const push = add(scale(error, 2.6), scale(integral, 1.1));
  const level = limit([push[0], push[1], 0], QUAD.gravity * 0.7);
  const acceleration: Vec3 = [level[0], level[1], clamp(push[2], -5, 6) + QUAD.gravity];
  const [c, s] = unitHeading(goal.heading);
  const forward = acceleration[0] * c + acceleration[1] * s;
  const left = acceleration[1] * c - acceleration[0] * s;
  const pitch = clamp(atan2(forward, acceleration[2]), -QUAD.maxTilt, QUAD.maxTilt);
  const roll = clamp(-atan2(left, acceleration[2]), -QUAD.maxTilt, QUAD.maxTilt);
  const wanted = quatFromHeadingPitchRoll(goal.heading, pitch, roll);
  const off = quatMultiply([-q.orientation[0], -q.orientation[1], -q.orientation[2], q.orientation[3]], wanted);
  const sign = off[3] < 0 ? -2 : 2;
  const rateWish: Vec3 = [clamp(off[0] * sign * 9, -6, 6), clamp(off[1] * sign * 9, -6, 6), clamp(off[2] * sign * 3, -2, 2)];
  const torque = multiply(QUAD.inertia, multiply([22, 22, 9], sub(rateWish, q.rate)));
  const up = rotate(q.orientation, [0, 0, 1])[2];
  const thrust = clamp((QUAD.mass * acceleration[2]) / Math.max(up, 0.5), 0, maxThrust());
  return { wanted: mix(thrust, torque), integral };
}

function mix(thrust: number, torque: Vec3): number[] {
  return LAYOUT.map(({ x, y, turn }) => {
    const share =
      thrust / 4 +
      (y * torque[0]) / (4 * QUAD.arm) -
      (x * torque[1]) / (4 * QUAD.arm) -
      (turn * torque[2]) / (4 * QUAD.momentPerThrust);
    return Math.min(Math.sqrt(Math.max(share, 0) / QUAD.thrustPerOmega2), QUAD.maxOmega);
  });
}
function maxThrust(): number {
  return 4 * QUAD.thrustPerOmega2 * QUAD.maxOmega * QUAD.maxOmega;
}
function lag(now: number, wanted: number, h: number): number {
  const tau = wanted > now ? QUAD.lagUp : QUAD.lagDown;
  return wanted + (now - wanted) * exp(-h / tau);
}
function rotor(i: number): (typeof LAYOUT)[number] {
  return LAYOUT[i] as (typeof LAYOUT)[number];
}
function unitHeading(heading: number): readonly [number, number] {
  const forward = rotate(quatFromHeadingPitchRoll(heading), [1, 0, 0]);
  return [forward[0], forward[1]];
}
function limit(v: Vec3, most: number): Vec3 {
  const n = norm(v);
  return n > most ? scale(v, most / n) : v;
}
function multiply(a: Vec3, b: Vec3): Vec3 {
  return [a[0] * b[0], a[1] * b[1], a[2] * b[2]];
}
function divide(a: Vec3, b: Vec3): Vec3 {
  return [a[0] / b[0], a[1] / b[1], a[2] / b[2]];
}
function sumOver(values: readonly number[], term: (value: number, i: number) => number): number {
  return values.reduce((sum, value, i) => sum + term(value, i), 0);
}
