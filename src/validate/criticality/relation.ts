/** How another body lies and moves, seen from the first, along its way: what all criticality between two bodies is worked out from. */
import type { Vec3 } from '#core/pose';

/** Upright: its middle, the cosine and sine of its heading, and between which heights it is, m. */
export interface FlatBox {
  readonly x: number;
  readonly y: number;
  readonly cosine: number;
  readonly sine: number;
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly low: number;
  readonly high: number;
}

/** A body at one instant. World frame; m, m/s, m/s^2. */
export interface Mover {
  readonly velocity: Vec3;
  /** Along the direction of travel. */
  readonly acceleration: number;
  readonly box: FlatBox;
}

/** A point in the first body's way: arc length from its own middle, offset to the left of its middle's line (m), and the way's direction there. */
export interface InWay {
  readonly along: number;
  readonly left: number;
  readonly cosine: number;
  readonly sine: number;
}
/** Where a point of the ground lies in a body's way. */
export type Way = (x: number, y: number) => InWay;

/** Straight on along the body's heading: the way where nothing is known of a lane or a path. */
export function straightWay({ box }: Mover): Way {
  const { cosine, sine } = box;
  return (x, y) => {
    const [dx, dy] = [x - box.x, y - box.y];
    return { along: dx * cosine + dy * sine, left: dy * cosine - dx * sine, cosine, sine };
  };
}

export interface Relation {
  /** From the first body's front to the near side of the other along the way, m; negative beside it and behind. */
  readonly gap: number;
  /** Of both along the way: the other is wholly behind where the gap is less than minus this, m. */
  readonly depth: number;
  /** Both along the way, m/s and m/s^2; the other's are negative where it comes towards the first. */
  readonly speed: number;
  readonly otherSpeed: number;
  readonly acceleration: number;
  readonly otherAcceleration: number;
  /** The other's middle left of the first's, m; half of both widths across the way; and what is free between both sides, negative where they overlap. */
  readonly left: number;
  readonly reach: number;
  readonly sideGap: number;
  /** Both across the way, to its left, m/s. */
  readonly leftSpeed: number;
  readonly otherLeftSpeed: number;
  /** All of one is higher than all of the other. */
  readonly heightsApart: boolean;
  /** Until both touch, if they keep their velocities in a straight line, s; 0 when they do, Infinity when they never will. */
  readonly ttc: number;
}

export function relate(me: Mover, them: Mover, way: Way = straightWay(me)): Relation {
  const there = way(them.box.x, them.box.y);
  const here = way(me.box.x, me.box.y);
  const [own, other] = [halvesIn(me, here), halvesIn(them, there)];
  const halfAlong = own.along + other.along;
  const reach = own.across + other.across;
  const left = there.left - here.left;
  const mine = inWay(me, here);
  const theirs = inWay(them, there);
  return {
    gap: there.along - here.along - halfAlong,
    depth: 2 * halfAlong,
    speed: mine.speed,
    otherSpeed: theirs.speed,
    acceleration: mine.acceleration,
    otherAcceleration: theirs.acceleration,
    left,
    reach,
    sideGap: Math.abs(left) - reach,
    leftSpeed: mine.leftSpeed,
    otherLeftSpeed: theirs.leftSpeed,
    heightsApart: me.box.low > them.box.high || them.box.low > me.box.high,
    ttc: straightTtc(me, them),
  };
}

/** Half of a box along a way's direction and across it. */
function halvesIn({ box }: Mover, { cosine, sine }: InWay): { readonly along: number; readonly across: number } {
  const turn = Math.abs(cosine * box.cosine + sine * box.sine);
  const skew = Math.abs(cosine * box.sine - sine * box.cosine);
  return {
    along: box.halfLength * turn + box.halfWidth * skew,
    across: box.halfLength * skew + box.halfWidth * turn,
  };
}

/** Speeds and acceleration along a way's direction; who stands accelerates along its heading. */
function inWay({ velocity: [vx, vy], acceleration, box }: Mover, { cosine: c, sine: s }: InWay) {
  const along = Math.sqrt(vx * vx + vy * vy);
  const [ux, uy] = along > 0 ? [vx / along, vy / along] : [box.cosine, box.sine];
  return { speed: vx * c + vy * s, leftSpeed: vy * c - vx * s, acceleration: acceleration * (ux * c + uy * s) };
}

/** Both intervals, along and across the first body's heading, must overlap at the same time (science.md section 2). */
function straightTtc(me: Mover, them: Mover): number {
  const [a, b] = [me.box, them.box];
  if (a.low > b.high || b.low > a.high) return Number.POSITIVE_INFINITY;
  const { cosine: c, sine: s } = a;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const [vx, vy] = [them.velocity[0] - me.velocity[0], them.velocity[1] - me.velocity[1]];
  const turn = Math.abs(c * b.cosine + s * b.sine);
  const skew = Math.abs(c * b.sine - s * b.cosine);
  const along = overlap(dx * c + dy * s, vx * c + vy * s, a.halfLength + b.halfLength * turn + b.halfWidth * skew);
  const across = overlap(dy * c - dx * s, vy * c - vx * s, a.halfWidth + b.halfLength * skew + b.halfWidth * turn);
  const enter = Math.max(along.enter, across.enter, 0);
  return enter <= Math.min(along.leave, across.leave) ? enter : Number.POSITIVE_INFINITY;
}

/** When |x + v t| <= reach. */
function overlap(x: number, v: number, reach: number): { readonly enter: number; readonly leave: number } {
  if (v === 0) {
    const within = Math.abs(x) <= reach;
    const [enter, leave] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    return within ? { enter, leave } : { enter: leave, leave: enter };
  }
  const [t0, t1] = [(-reach - x) / v, (reach - x) / v];
  return { enter: Math.min(t0, t1), leave: Math.max(t0, t1) };
}
