/** A geofence as an upright prism, and when a flight leaves it (science.md 2.3). World frame, z up; m, s. */
import { length2 } from '#core/math';
import type { Vec3 } from '#core/pose';

export interface Geofence {
  /** Corners of a simple polygon, convex or not, either way round, x and y. */
  readonly polygon: readonly (readonly [x: number, y: number])[];
  readonly floor: number;
  readonly ceiling: number;
}

export interface FlightSample {
  readonly time: number;
  readonly position: Vec3;
}

type Point = readonly [x: number, y: number];

/** Distance to the fence's nearest face, m: above zero inside, below zero outside. */
export function fenceMargin({ polygon, floor, ceiling }: Geofence, [x, y, z]: Vec3): number {
  const wall = Math.min(...sidesOf(polygon).map(([a, b]) => distanceToSide([x, y], a, b)));
  const across = isWithin(polygon, [x, y]) ? wall : -wall;
  const upright = Math.min(z - floor, ceiling - z);
  if (across >= 0 && upright >= 0) return Math.min(across, upright);
  return -length2(Math.min(0, across), Math.min(0, upright));
}

/** When a flight first leaves the fence, s: exact for positions linear between samples. Missing where it stays inside; touching is inside. */
export function breachTime(fence: Geofence, samples: readonly FlightSample[]): number | undefined {
  const [start] = samples;
  if (start !== undefined && fenceMargin(fence, start.position) < -TOLERANCE) return start.time;
  for (const [i, from] of samples.entries()) {
    const to = samples[i + 1];
    if (to === undefined) continue;
    const share = leavingShare(fence, from.position, to.position);
    if (share !== undefined) return from.time + share * (to.time - from.time);
  }
  return undefined;
}

/** Rounding of positions, m. */
const TOLERANCE = 1e-9;

/** Share of the step at which it leaves: between two crossings of faces the whole way is on one side. */
function leavingShare(fence: Geofence, from: Vec3, to: Vec3): number | undefined {
  const at = (share: number): Vec3 => [
    from[0] + share * (to[0] - from[0]),
    from[1] + share * (to[1] - from[1]),
    from[2] + share * (to[2] - from[2]),
  ];
  const shares = [0, ...crossings(fence, from, to).sort((a, b) => a - b), 1];
  for (const [i, start] of shares.entries()) {
    const end = shares[i + 1];
    if (end !== undefined && fenceMargin(fence, at((start + end) / 2)) < -TOLERANCE) return start;
  }
  return undefined;
}

function crossings({ polygon, floor, ceiling }: Geofence, from: Vec3, to: Vec3): number[] {
  const rise = to[2] - from[2];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const levels = [floor, ceiling].map((level) => (level - from[2]) / rise);
  const walls = sidesOf(polygon).map(([a, b]) => {
    const [sx, sy] = [b[0] - a[0], b[1] - a[1]];
    // Where the step meets the side's line: more crossings than needed do no harm.
    return ((a[0] - from[0]) * sy - (a[1] - from[1]) * sx) / (dx * sy - dy * sx);
  });
  return [...levels, ...walls].filter((share) => share > 0 && share < 1);
}

function sidesOf(polygon: readonly Point[]): readonly (readonly [Point, Point])[] {
  return polygon.map((corner, i) => [corner, polygon[(i + 1) % polygon.length] as Point]);
}

/** Even-odd rule. */
function isWithin(polygon: readonly Point[], [x, y]: Point): boolean {
  const crossed = sidesOf(polygon).filter(
    ([a, b]) => a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]),
  );
  return crossed.length % 2 === 1;
}

/** Distance from a point to a straight stretch, m. */
function distanceToSide([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const share = squared > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared)) : 0;
  return length2(x - ax - share * dx, y - ay - share * dy);
}
