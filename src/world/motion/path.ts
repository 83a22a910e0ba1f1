/** Ways over the ground: polylines with arc length and headings that turn smoothly between vertices. */
import type { Place, Vec2 } from '#contracts/place';
import { atan2, cos, length2, sin, wrapAngle } from '#core/math';
import { laneOf, lanePoint } from '#places/index';

export interface Path {
  readonly points: readonly Vec2[];
  /** Arc length at each point, m. */
  readonly at: readonly number[];
  /** Heading at each point, rad. */
  readonly headings: readonly number[];
  /** Whether a body stops at its end, or goes on straight. */
  readonly ends: boolean;
  readonly length: number;
}

export interface PathPoint {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  /** Turn per metre, 1/m, positive to the left. */
  readonly curvature: number;
}

/** @param points at least one; repeated points are dropped */
export function pathThrough(points: readonly Vec2[], ends: boolean, headingWhenStill = 0): Path {
  const kept = points.filter(
    (p, i) => i === 0 || length2(p[0] - (points[i - 1] as Vec2)[0], p[1] - (points[i - 1] as Vec2)[1]) > 1e-9,
  );
  const segmentHeadings = kept.slice(1).map((p, i) => atan2(p[1] - (kept[i] as Vec2)[1], p[0] - (kept[i] as Vec2)[0]));
  const at = [0];
  for (let i = 1; i < kept.length; i++) {
    const [a, b] = [kept[i - 1] as Vec2, kept[i] as Vec2];
    at.push((at[i - 1] as number) + length2(b[0] - a[0], b[1] - a[1]));
  }
  const headings = kept.map((_, i) => {
    const before = segmentHeadings[i - 1];
    const after = segmentHeadings[i];
    if (before === undefined) return after ?? headingWhenStill;
    if (after === undefined) return before;
    return before + wrapAngle(after - before) / 2;
  });
  return { points: kept, at, headings, ends, length: at[at.length - 1] as number };
}

/** The lane's centre line, `offset` m left of it, drawn the way traffic moves (or against it); goes on straight beyond its ends. */
export function lanePath(place: Place, laneId: string, offset: number, against = false): Path {
  const lane = laneOf(place, laneId);
  const forward = (lane.direction === 1) !== against ? lane.centerline : [...lane.centerline].reverse();
  const line = pathThrough(forward, false);
  const shifted = line.points.map((p, i): Vec2 => {
    const heading = line.headings[i] as number;
    return [p[0] - sin(heading) * offset, p[1] + cos(heading) * offset];
  });
  return pathThrough(shifted, false);
}

/** Arc length, along the driven direction of `lanePath`, of the lane's station `s`. */
export function lanePathStation(place: Place, laneId: string, s: number, path: Path): number {
  const { position } = lanePoint(place, laneId, s);
  return nearestStation(path, position);
}

export function pathAt(path: Path, s: number): PathPoint {
  const { points, at, headings } = path;
  const last = points.length - 1;
  if (last === 0 || s <= 0) return straight(points[0] as Vec2, headings[0] as number, s);
  if (s >= path.length) return straight(points[last] as Vec2, headings[last] as number, s - path.length);
  const i = segmentIndex(at, s);
  const [a, b] = [points[i] as Vec2, points[i + 1] as Vec2];
  const length = (at[i + 1] as number) - (at[i] as number);
  const t = (s - (at[i] as number)) / length;
  const turn = wrapAngle((headings[i + 1] as number) - (headings[i] as number));
  return {
    x: a[0] + (b[0] - a[0]) * t,
    y: a[1] + (b[1] - a[1]) * t,
    heading: (headings[i] as number) + turn * t,
    curvature: turn / length,
  };
}

function straight(from: Vec2, heading: number, distance: number): PathPoint {
  return { x: from[0] + cos(heading) * distance, y: from[1] + sin(heading) * distance, heading, curvature: 0 };
}

function segmentIndex(at: readonly number[], s: number): number {
  let low = 0;
  let high = at.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((at[middle] as number) <= s) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Arc length of the path's point nearest to `point`; beyond the ends of a path that goes on, of its extension. */
export function nearestStation(path: Path, point: Vec2): number {
  let best = { s: 0, gap: Number.POSITIVE_INFINITY };
  for (let i = 0; i + 1 < path.points.length; i++) {
    const [a, b] = [path.points[i] as Vec2, path.points[i + 1] as Vec2];
    const length = (path.at[i + 1] as number) - (path.at[i] as number);
    const along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length;
    const low = i === 0 && !path.ends ? Number.NEGATIVE_INFINITY : 0;
    const high = i + 2 === path.points.length && !path.ends ? Number.POSITIVE_INFINITY : length;
    const clamped = Math.min(Math.max(along, low), high);
    const t = clamped / length;
    const gap = length2(a[0] + (b[0] - a[0]) * t - point[0], a[1] + (b[1] - a[1]) * t - point[1]);
    if (gap < best.gap) best = { s: (path.at[i] as number) + clamped, gap };
  }
  return best.s;
}
