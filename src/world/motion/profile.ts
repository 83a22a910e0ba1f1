/**
 * Motion along a path in closed form: constant jerk or acceleration over partial steps, so that results do not depend on
 * the step. s' = v, v' = a, a' = jerk.
 */

export interface Along {
  /** m, m/s (never negative), m/s^2 */
  readonly s: number;
  readonly v: number;
  readonly a: number;
}

export type Command =
  | { readonly type: 'cruise' }
  /** Constant acceleration until `to` is reached; at once when `rate` is 0. */
  | { readonly type: 'reach'; readonly to: number; readonly rate: number }
  /** Ramp at `jerk` (0: at once) to `deceleration`, hold it until standing. */
  | { readonly type: 'brake'; readonly deceleration: number; readonly jerk: number }
  /** A controller's acceleration, held until the next command. */
  | { readonly type: 'accelerate'; readonly a: number };

const EPSILON = 1e-12;

/** The motion after `dt` seconds under the command. */
export function advanceAlong(start: Along, command: Command, dt: number): Along {
  let now = start;
  let left = dt;
  for (let guard = 0; left > EPSILON && guard < 8; guard++) {
    const phase = phaseOf(now, command);
    const until = Math.min(left, phase.lasts);
    now = integrate(now.s, now.v, phase.a, phase.jerk, until);
    if (phase.lasts <= left) now = phase.after(now);
    left -= until;
  }
  return now;
}

interface Phase {
  readonly a: number;
  readonly jerk: number;
  /** Seconds until `after` applies. */
  readonly lasts: number;
  after(end: Along): Along;
}

const FOREVER = Number.POSITIVE_INFINITY;
const same = (end: Along): Along => end;
const standing = (end: Along): Along => ({ s: end.s, v: 0, a: 0 });

function phaseOf(now: Along, command: Command): Phase {
  switch (command.type) {
    case 'cruise':
      return { a: 0, jerk: 0, lasts: FOREVER, after: same };
    case 'accelerate':
      if (command.a < 0) return now.v <= 0 ? rest() : { a: command.a, jerk: 0, lasts: now.v / -command.a, after: standing };
      return { a: command.a, jerk: 0, lasts: FOREVER, after: same };
    case 'reach': {
      if (command.rate === 0 || now.v === command.to)
        return { a: 0, jerk: 0, lasts: now.v === command.to ? FOREVER : 0, after: (end) => ({ ...end, v: command.to, a: 0 }) };
      const a = command.to > now.v ? command.rate : -command.rate;
      return { a, jerk: 0, lasts: (command.to - now.v) / a, after: (end) => ({ ...end, v: command.to, a: 0 }) };
    }
    case 'brake': {
      if (now.v <= 0) return rest();
      const full = -command.deceleration;
      if (command.jerk === 0 || now.a <= full)
        return { a: full, jerk: 0, lasts: now.v / command.deceleration, after: standing };
      const a = Math.min(now.a, 0);
      const ramp = (a - full) / command.jerk;
      const stop = timeToStop(now.v, a, -command.jerk);
      return stop < ramp
        ? { a, jerk: -command.jerk, lasts: stop, after: standing }
        : { a, jerk: -command.jerk, lasts: ramp, after: (end) => ({ ...end, a: full }) };
    }
  }
}

function rest(): Phase {
  return { a: 0, jerk: 0, lasts: FOREVER, after: same };
}

/** Smallest positive root of v + a t + jerk t^2 / 2 (a <= 0, jerk < 0). */
function timeToStop(v: number, a: number, jerk: number): number {
  return (-a - Math.sqrt(a * a - 2 * jerk * v)) / jerk;
}

function integrate(s: number, v: number, a: number, jerk: number, t: number): Along {
  return {
    s: s + v * t + (a * t * t) / 2 + (jerk * t * t * t) / 6,
    v: Math.max(0, v + a * t + (jerk * t * t) / 2),
    a: a + jerk * t,
  };
}
