/** Time to collision from two bodies' present motion (science.md section 2: constant velocities). */
import type { Kinematics } from '../snapshot.js';
import { gapBetween } from './boxes.js';

interface Ahead {
  /** From the first body's front to the near side of the other, m. */
  readonly gap: number;
  /** Speed at which it closes, m/s. */
  readonly closing: number;
  /** The other's middle to the left, m, and how fast that grows. */
  readonly left: number;
  readonly drift: number;
  /** Half widths of both across the heading, m. */
  readonly reach: number;
  /** Length of both along the heading, m. */
  readonly depth: number;
}

function ahead(a: Kinematics, b: Kinematics): Ahead {
  const { cosine: c, sine: s } = a.box;
  const dx = b.box.x - a.box.x;
  const dy = b.box.y - a.box.y;
  const turn = Math.abs(c * b.box.cosine + s * b.box.sine);
  const skew = Math.abs(c * b.box.sine - s * b.box.cosine);
  const halfAlong = b.box.halfLength * turn + b.box.halfWidth * skew;
  const halfAcross = b.box.halfLength * skew + b.box.halfWidth * turn;
  const vx = b.velocity[0] - a.velocity[0];
  const vy = b.velocity[1] - a.velocity[1];
  return {
    gap: dx * c + dy * s - a.box.halfLength - halfAlong,
    closing: -(vx * c + vy * s),
    left: dy * c - dx * s,
    drift: vy * c - vx * s,
    reach: a.box.halfWidth + halfAcross,
    depth: 2 * (a.box.halfLength + halfAlong),
  };
}

/** How another body lies and moves, seen from the first: along and across its heading. */
export interface Surroundings {
  /** From the first body's front to the near side of the other, m; negative beside it and behind. */
  readonly gap: number;
  /** Own speed along the heading, and speed at which the gap closes, m/s. */
  readonly speed: number;
  readonly closing: number;
  /** Between both sides, m, negative where they overlap; and speed at which it closes. */
  readonly sideGap: number;
  readonly sideClosing: number;
}

export function surroundingsOf(a: Kinematics, b: Kinematics): Surroundings {
  const { gap, closing, left, drift, reach } = ahead(a, b);
  return {
    gap,
    speed: a.velocity[0] * a.box.cosine + a.velocity[1] * a.box.sine,
    closing,
    sideGap: Math.abs(left) - reach,
    sideClosing: left > 0 ? -drift : drift,
  };
}

/** Seconds until the first body's front reaches the other's near side, whatever lies sideways; Infinity when it never does. */
export function pathAheadTtc(a: Kinematics, b: Kinematics): number {
  const { gap, closing } = ahead(a, b);
  if (gap < 0 || closing <= 0) return Number.POSITIVE_INFINITY;
  return gap / closing;
}

/**
 * Seconds until the boxes touch if both keep velocity and heading; 0 when they do, Infinity when they never will.
 * Both intervals (along and across the first body's heading) must overlap at the same time.
 * @param margin widens the conflict zone sideways, m
 */
export function collisionTtc(a: Kinematics, b: Kinematics, margin = 0): number {
  if (gapBetween(a.box, b.box) <= 0) return 0;
  if (a.box.low > b.box.high || b.box.low > a.box.high) return Number.POSITIVE_INFINITY;
  const { gap, closing, left, drift, reach, depth } = ahead(a, b);
  const along = overlapTimes(gap + depth / 2, -closing, depth / 2);
  const across = overlapTimes(left, drift, reach + margin);
  const enter = Math.max(along.enter, across.enter, 0);
  return enter <= Math.min(along.leave, across.leave) ? enter : Number.POSITIVE_INFINITY;
}

/** Cosine of 45 degrees: less of an angle between two headings, and one goes along with the other. */
const ALONGSIDE = 0.7071;

/**
 * As `collisionTtc`, but somebody who goes along with the first body and moves into its path is taken to stay there, as those do who change
 * lanes: constant velocities would have them leave it again on the other side.
 */
export function cutInTtc(a: Kinematics, b: Kinematics): number {
  const still = collisionTtc(a, b);
  if (a.box.cosine * b.box.cosine + a.box.sine * b.box.sine < ALONGSIDE || passesUnder(a, b) || passesUnder(b, a)) return still;
  const { gap, closing, sideGap, sideClosing } = surroundingsOf(a, b);
  if (gap < 0 || closing <= 0) return still;
  const across = sideGap <= 0 ? 0 : sideClosing > 0 ? sideGap / sideClosing : Number.POSITIVE_INFINITY;
  return across <= gap / closing ? Math.min(still, gap / closing) : still;
}

/** Whether all of the other is higher than the first body's top. */
export function passesUnder(a: Kinematics, b: Kinematics): boolean {
  return b.box.low > a.box.high;
}

/** When |x + v t| <= reach. */
function overlapTimes(x: number, v: number, reach: number): { enter: number; leave: number } {
  if (v === 0)
    return Math.abs(x) <= reach
      ? { enter: Number.NEGATIVE_INFINITY, leave: Number.POSITIVE_INFINITY }
      : { enter: Number.POSITIVE_INFINITY, leave: Number.NEGATIVE_INFINITY };
  const t0 = (-reach - x) / v;
  const t1 = (reach - x) / v;
  return { enter: Math.min(t0, t1), leave: Math.max(t0, t1) };
}

/** How much of the first body's width the other's near side has passed already, m; negative while it is still outside the path, or over it. */
export function pathEntryDepth(a: Kinematics, b: Kinematics, margin = 0): number {
  const { left, reach, gap } = ahead(a, b);
  return gap < 0 || passesUnder(a, b) ? -1 : reach + margin - Math.abs(left);
}
