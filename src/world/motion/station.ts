/** The nearest station of a path to a point, found fast: stretches that lie too far off to hold it are not looked at. */
import type { Vec2 } from '#contracts/place';
import type { Path } from './path.js';

/** Segments of a stretch. */
const STRETCH = 16;

interface Stretch {
  readonly first: number;
  readonly last: number;
  /** A vertex of it, and how far along it goes from there at most. */
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

const found = new WeakMap<Path, readonly Stretch[]>();

function stretchesOf(path: Path): readonly Stretch[] {
  const known = found.get(path);
  if (known !== undefined) return known;
  const segments = path.points.length - 1;
  const made = Array.from({ length: Math.ceil(segments / STRETCH) }, (_, k): Stretch => {
    const first = k * STRETCH;
    const last = Math.min(segments, first + STRETCH);
    const middle = (first + last) >> 1;
    const [x, y] = path.points[middle] as Vec2;
    const at = (i: number): number => path.at[i] as number;
    // The first and the last go on straight beyond the path.
    const endless = !path.ends && (first === 0 || last === segments);
    return {
      first,
      last,
      x,
      y,
      reach: endless ? Number.POSITIVE_INFINITY : Math.max(at(last) - at(middle), at(middle) - at(first)),
    };
  });
  found.set(path, made);
  return made;
}

/** As `nearestStation`. */
export function stationNear(path: Path, x: number, y: number): number {
  let best = Number.POSITIVE_INFINITY;
  let station = 0;
  for (const stretch of stretchesOf(path)) {
    const [dx, dy] = [x - stretch.x, y - stretch.y];
    const least = Math.sqrt(dx * dx + dy * dy) - stretch.reach;
    if (least > 0 && least * least > best) continue;
    for (let i = stretch.first; i < stretch.last; i++) {
      const s = alongSegment(path, i, x, y);
      const [a, b] = [path.points[i] as Vec2, path.points[i + 1] as Vec2];
      const share = s / ((path.at[i + 1] as number) - (path.at[i] as number));
      const [gx, gy] = [a[0] + (b[0] - a[0]) * share - x, a[1] + (b[1] - a[1]) * share - y];
      const gap = gx * gx + gy * gy;
      if (gap >= best) continue;
      best = gap;
      station = (path.at[i] as number) + s;
    }
  }
  return station;
}

/** m along segment `i`, which ends where the path's own ends do not go on. */
function alongSegment(path: Path, i: number, x: number, y: number): number {
  const [a, b] = [path.points[i] as Vec2, path.points[i + 1] as Vec2];
  const length = (path.at[i + 1] as number) - (path.at[i] as number);
  const along = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length;
  const low = i === 0 && !path.ends ? Number.NEGATIVE_INFINITY : 0;
  const high = i + 2 === path.points.length && !path.ends ? Number.POSITIVE_INFINITY : length;
  return Math.min(Math.max(along, low), high);
}
