/** Braking to a stop or to an impact in closed form (science.md 3.2 and 3.5). m, m/s, m/s^2, m/s^3, s. */

/** How a vehicle brakes from the instant that a reason to do so is there. */
export interface Braking {
  /** Until braking begins, s. */
  readonly delay: number;
  /** Once it is built up, above 0. */
  readonly deceleration: number;
  /** How fast it builds up from `release`; at once where missing. */
  readonly jerk?: number;
  /** Deceleration during the delay, the foot off the accelerator; 0 where missing. */
  readonly release?: number;
}

interface Phase {
  readonly duration: number;
  /** Deceleration at the phase's start, and what it gains a second. */
  readonly deceleration: number;
  readonly jerk: number;
}

/** Distance to standstill: v tau + d_r + v_r^2 / (2 a), with the ramp's path d_r and the speed v_r after it. */
export function stopDistance(speed: number, braking: Braking): number {
  let path = 0;
  let v = speed;
  for (const phase of phasesOf(braking)) {
    const time = Math.min(phase.duration, timeToLose(v, phase));
    path += pathIn(v, phase, time);
    v -= lostIn(phase, time);
    if (time < phase.duration) return path;
  }
  return path + (v * v) / (2 * braking.deceleration);
}

/**
 * Speed on reaching something `distance` (m) ahead that stands; 0 where the vehicle stops short of it or just at it.
 * Without a jerk v^2 - 2 a (d - v tau), as far as there is a way left after the delay.
 */
export function impactSpeed(speed: number, distance: number, braking: Braking): number {
  let left = distance;
  let v = speed;
  for (const phase of phasesOf(braking)) {
    const time = Math.min(phase.duration, timeToLose(v, phase));
    const path = pathIn(v, phase, time);
    if (path > left) return v - lostIn(phase, timeFor(left, v, phase, time));
    left -= path;
    v -= lostIn(phase, time);
    if (time < phase.duration) return 0;
  }
  return Math.sqrt(Math.max(0, v * v - 2 * braking.deceleration * left));
}

/** Highest speed that stops within `distance` at a delay and a deceleration: -a tau + sqrt(a^2 tau^2 + 2 a d). */
export function avoidableSpeed(distance: number, { delay, deceleration }: Braking): number {
  const lost = deceleration * delay;
  return Math.sqrt(lost * lost + 2 * deceleration * distance) - lost;
}

/** Highest speed from which braking for `time` - delay reaches standstill where the time runs out at the speed kept: 2 a (t - tau). */
export function avoidableSpeedAtTtc(time: number, { delay, deceleration }: Braking): number {
  return Math.max(0, 2 * deceleration * (time - delay));
}

/** Before the deceleration is constant. */
function phasesOf({ delay, deceleration, jerk, release = 0 }: Braking): readonly Phase[] {
  const reaction = { duration: delay, deceleration: release, jerk: 0 };
  if (jerk === undefined) return [reaction];
  return [reaction, { duration: Math.max(0, deceleration - release) / jerk, deceleration: release, jerk }];
}

function lostIn({ deceleration, jerk }: Phase, time: number): number {
  return deceleration * time + (jerk * time * time) / 2;
}

function pathIn(v: number, { deceleration, jerk }: Phase, time: number): number {
  return v * time - (deceleration * time * time) / 2 - (jerk * time * time * time) / 6;
}

/** When a phase, were it to go on, has taken all the speed. */
function timeToLose(v: number, { deceleration, jerk }: Phase): number {
  const root = deceleration + Math.sqrt(deceleration * deceleration + 2 * jerk * v);
  return root > 0 ? (2 * v) / root : Number.POSITIVE_INFINITY;
}

/** When a phase has gone `path`, by bisection to the last bit: the path only grows up to `longest`. */
function timeFor(path: number, v: number, phase: Phase, longest: number): number {
  let low = 0;
  let high = longest;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (pathIn(v, phase, middle) < path) low = middle;
    else high = middle;
  }
}
