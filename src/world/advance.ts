/** One body's motion a little later. Pure, so that a step can be tried, measured, and taken back. */
import { atan2, clamp, wrapAngle } from '#core/math';
import { add, norm, quatFromHeadingPitchRoll, quatMultiply, quatNormalize, scale, sub, type Vec3 } from '#core/pose';
import type { Body, Motion, PathMotion, QuadMotion } from './body.js';
import { pathAt } from './motion/path.js';
import { advanceAlong } from './motion/profile.js';
import { advanceQuad } from './motion/quadrotor.js';
import { paceAt, routeLength, routePoint } from './motion/route.js';

/** How hard a walker slows down before the end of its way, m/s^2. */
const WALKER_STOP = 3;
/** The target runs at most this far ahead of a drone, m. */
const LEASH = 5;

export interface Air {
  /** Wind at that place and time, m/s. */
  at(position: Vec3, time: number): Vec3;
}

export function advance(body: Body, motion: Motion, time: number, dt: number, air: Air): Motion {
  switch (motion.mode) {
    case 'path':
      return advancePath(body, motion, dt);
    case 'quad':
      return advanceDrone(motion, time, dt, air);
    case 'air':
      return {
        ...motion,
        s: motion.s + motion.speed * dt,
        phase: motion.phase + (motion.speed * dt) / body.asset.stride('flap', motion.speed, body.spec.look),
      };
    case 'drift':
      return { ...motion, position: add(motion.position, scale(air.at(motion.position, time), dt)) };
    case 'rigid':
      return ballistic(motion, dt);
    default:
      return motion;
  }
}

function advancePath(body: Body, motion: PathMotion, dt: number): PathMotion {
  if (restsFor(motion)) return motion;
  const along = stopAtEnd(motion, dt);
  if (stands(motion, along)) return motion;
  const moved = along.s - motion.along.s;
  const speed = (along.v + motion.along.v) / 2;
  const gait = motion.gait ?? body.asset.gaitFor(speed);
  const stride = moved === 0 ? 1 : body.asset.stride(gait, speed, body.spec.look);
  const turn = wrapAngle(pathAt(motion.path, along.s).heading - motion.heading);
  const most = motion.turnRate * dt;
  const { mode, path, command, turnRate, gait: ordered, indicator } = motion;
  // Member by member: a body's step is the simulator's innermost loop, and a spread costs as much as all of its arithmetic.
  const next: PathMotion = {
    mode,
    path,
    along,
    command,
    heading: motion.heading + clamp(turn, -most, most),
    turnRate,
    phase: motion.phase + moved / stride,
    rolled: motion.rolled + moved,
  };
  if (ordered === undefined && indicator === undefined) return next;
  return {
    ...next,
    ...(ordered === undefined ? {} : { gait: ordered }),
    ...(indicator === undefined ? {} : { indicator }),
  };
}

/** Whether it stands and nothing sets it going: seen at once, as most of a street's bodies do. */
function restsFor({ along, command, path, heading }: PathMotion): boolean {
  if (along.v !== 0 || along.a !== 0) return false;
  const still =
    command.type === 'cruise' ||
    command.type === 'brake' ||
    (command.type === 'accelerate' ? command.a <= 0 : command.to === 0);
  return still && pathAt(path, along.s).heading === heading;
}

/** Whether nothing of it changes: the same object then spares working it out again. */
function stands({ along, path, heading }: PathMotion, then: PathMotion['along']): boolean {
  return then.v === 0 && along.v === 0 && then.s === along.s && then.a === along.a && pathAt(path, along.s).heading === heading;
}

/** On a way that ends, a body slows down in time and stands at the end. */
function stopAtEnd(motion: PathMotion, dt: number): PathMotion['along'] {
  const { path, along, command } = motion;
  if (!path.ends) return advanceAlong(along, command, dt);
  const left = path.length - along.s;
  if (left <= 1e-9) return { s: path.length, v: 0, a: 0 };
  const needed = (along.v * along.v) / (2 * left);
  const next =
    needed >= WALKER_STOP
      ? advanceAlong(along, { type: 'brake', deceleration: needed, jerk: 0 }, dt)
      : advanceAlong(along, command, dt);
  return next.s >= path.length - 1e-6 ? { s: path.length, v: 0, a: 0 } : next;
}

function advanceDrone(motion: QuadMotion, time: number, dt: number, air: Air): QuadMotion {
  const wind = air.at(motion.quad.position, time);
  const lost = motion.gnss !== undefined && time >= motion.gnss.from && time < motion.gnss.until;
  const estimateError: Vec3 = lost && motion.gnss !== undefined ? scale(motion.gnss.drift, time - motion.gnss.from) : [0, 0, 0];
  if (motion.landing !== undefined) return descend(motion, motion.landing, wind, dt);
  const length = routeLength(motion.route);
  const { point } = routePoint(motion.route, motion.progress);
  const behind = norm(sub(point, motion.quad.position));
  const pace = behind > LEASH ? 0 : Math.min(motion.speed, paceAt(motion.route, motion.progress, motion.corridorRadius));
  const progress = Math.min(length, motion.progress + pace * dt);
  const target = routePoint(motion.route, motion.progress);
  const goal = { position: target.point, velocity: scale(target.direction, pace), heading: motion.heading, estimateError };
  const wish = pace > 0.5 && norm(target.direction) > 0 ? headingTowards(motion.heading, target.direction, dt) : motion.heading;
  return { ...motion, quad: advanceQuad(motion.quad, goal, wind, dt), progress, heading: wish };
}

function descend(motion: QuadMotion, rate: number, wind: Vec3, dt: number): QuadMotion {
  const [x, y] = motion.route[0] as Vec3;
  const landed = motion.quad.position[2] <= 0.12;
  const goal = {
    position: [x, y, motion.quad.position[2]] as Vec3,
    velocity: [0, 0, -rate] as Vec3,
    heading: motion.heading,
    estimateError: [0, 0, 0] as Vec3,
    idle: landed,
  };
  const quad = advanceQuad(motion.quad, goal, wind, dt);
  if (!landed) return { ...motion, quad };
  return {
    ...motion,
    quad: {
      ...quad,
      position: [quad.position[0], quad.position[1], 0.12],
      velocity: [0, 0, 0],
      rate: [0, 0, 0],
      orientation: quatFromHeadingPitchRoll(motion.heading),
    },
  };
}

function headingTowards(heading: number, direction: Vec3, dt: number): number {
  const forward = pathHeading(direction);
  if (forward === undefined) return heading;
  return heading + clamp(wrapAngle(forward - heading), -1.2 * dt, 1.2 * dt);
}
function pathHeading([x, y]: Vec3): number | undefined {
  return Math.abs(x) + Math.abs(y) < 1e-6 ? undefined : atan2(y, x);
}

/** A guess between cannon-es's own steps. */
function ballistic(motion: Extract<Motion, { mode: 'rigid' }>, dt: number): Motion {
  const [x, y, z] = scale(motion.angularVelocity, dt / 2);
  return {
    ...motion,
    position: add(motion.position, scale(motion.velocity, dt)),
    orientation: quatNormalize(quatMultiply([x, y, z, 1], motion.orientation)),
  };
}
