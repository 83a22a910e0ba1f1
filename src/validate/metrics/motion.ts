/** Rectangles that move between poses, and when they touch an area. World frame seen from above; m, rad, s. */
import { cos, length2, sin, wrapAngle } from '#core/math';

export type Point = readonly [x: number, y: number];

export interface PlanarSample {
  readonly time: number;
  /** Middle of the rectangle. */
  readonly x: number;
  readonly y: number;
  /** Counter-clockwise from +x; its length lies along it. */
  readonly heading: number;
}

/** A rectangle and where it is over time, poses linear between samples, turning the shorter way; samples in order of time. */
export interface MovingRectangle {
  readonly length: number;
  readonly width: number;
  readonly samples: readonly PlanarSample[];
}

/** Nearer than this counts as touching, m. */
const TOUCH = 1e-6;

/**
 * When a moving rectangle first touches a convex area (corners in order), s; missing where it never does. Steps by what the gap allows
 * at the fastest that any corner can move, so no touch is missed however short, and the instant is exact to 1e-6 m of gap.
 */
export function firstTouch(body: MovingRectangle, area: readonly Point[]): number | undefined {
  for (const [i, from] of body.samples.entries()) {
    const to = body.samples[i + 1] ?? from;
    const time = touchBetween(body, from, to, area);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** When it last touches the area, s. */
export function lastTouch(body: MovingRectangle, area: readonly Point[]): number | undefined {
  const backwards = body.samples.map((sample) => ({ ...sample, time: -sample.time })).reverse();
  const time = firstTouch({ ...body, samples: backwards }, area);
  return time === undefined ? undefined : -time;
}

function touchBetween(body: MovingRectangle, from: PlanarSample, to: PlanarSample, area: readonly Point[]): number | undefined {
  const turn = wrapAngle(to.heading - from.heading);
  const reach = length2(to.x - from.x, to.y - from.y) + Math.abs(turn) * length2(body.length / 2, body.width / 2);
  let share = 0;
  for (;;) {
    const pose = {
      x: from.x + share * (to.x - from.x),
      y: from.y + share * (to.y - from.y),
      heading: from.heading + share * turn,
    };
    const gap = convexGap(cornersOf(pose, body.length, body.width), area);
    if (gap <= TOUCH) return from.time + share * (to.time - from.time);
    if (!(share < 1 && reach > 0)) return undefined;
    share = Math.min(1, share + gap / reach);
  }
}

/** Corners of a rectangle, counter-clockwise. */
export function cornersOf(pose: Omit<PlanarSample, 'time'>, length: number, width: number): readonly Point[] {
  const [c, s] = [cos(pose.heading), sin(pose.heading)];
  const corner = (along: number, left: number): Point => [pose.x + c * along - s * left, pose.y + s * along + c * left];
  const [l, w] = [length / 2, width / 2];
  return [corner(l, w), corner(-l, w), corner(-l, -w), corner(l, -w)];
}

/** A lower bound of the distance between convex polygons, exact in sign: the widest gap across any of their sides' normals. */
export function convexGap(a: readonly Point[], b: readonly Point[]): number {
  return Math.max(widestGap(a, b), widestGap(b, a));
}

function widestGap(from: readonly Point[], other: readonly Point[]): number {
  let widest = Number.NEGATIVE_INFINITY;
  for (const [i, [x, y]] of from.entries()) {
    const [nextX, nextY] = from[(i + 1) % from.length] as Point;
    const [dx, dy] = [nextX - x, nextY - y];
    const side = length2(dx, dy);
    if (side === 0) continue;
    const across = ([px, py]: Point): number => (dx * (py - y) - dy * (px - x)) / side;
    // Corners may go round either way: the polygon itself lies on one side of each of its edges.
    const inward = from.reduce((sum, point) => sum + across(point), 0) >= 0 ? 1 : -1;
    widest = Math.max(widest, -Math.max(...other.map((point) => inward * across(point))));
  }
  return widest;
}
