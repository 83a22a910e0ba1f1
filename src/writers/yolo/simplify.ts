/** Fewer points on a ring, and several rings as one: YOLO has one polygon an object. */
import type { Point, Ring } from './outline.js';

/** Douglas and Peucker, The Canadian Cartographer 10(2), 1973: no point that is left out lies farther than `tolerance` px from the line. */
export function simplified(ring: Ring, tolerance: number): Ring {
  if (ring.length <= 4) return ring;
  const [first] = ring as readonly [Point, ...Point[]];
  const far = indexOfMost(ring, (point) => squareOf(first, point));
  const there = between(ring.slice(0, far + 1), tolerance);
  const back = between([...ring.slice(far), first], tolerance);
  const kept = [...there.slice(0, -1), ...back.slice(0, -1)];
  return kept.length < 3 ? ring : kept;
}

function between(line: readonly Point[], tolerance: number): readonly Point[] {
  const [start, end] = [line[0] as Point, line.at(-1) as Point];
  if (line.length <= 2) return line;
  const distance = (point: Point): number => distanceTo(start, end, point);
  const far = indexOfMost(line, distance);
  if (distance(line[far] as Point) <= tolerance) return [start, end];
  return [...between(line.slice(0, far + 1), tolerance).slice(0, -1), ...between(line.slice(far), tolerance)];
}

function distanceTo([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length === 0) return Math.sqrt(squareOf([ax, ay], [x, y]));
  return Math.abs(dx * (y - ay) - dy * (x - ax)) / length;
}

/** The rings joined by bridges without width, each at the points where it comes nearest to what is there already. */
export function joined(rings: readonly Ring[]): Ring {
  return rings.slice(1).reduce<Ring>((path, ring) => {
    const [at, from] = nearest(path, ring);
    const round = [...ring.slice(from), ...ring.slice(0, from + 1)];
    return [...path.slice(0, at + 1), ...round, ...path.slice(at)];
  }, rings[0] ?? []);
}

function nearest(path: Ring, ring: Ring): readonly [number, number] {
  let best = [0, 0, Number.POSITIVE_INFINITY] as [number, number, number];
  for (const [i, a] of path.entries())
    for (const [j, b] of ring.entries()) {
      const distance = squareOf(a, b);
      if (distance < best[2]) best = [i, j, distance];
    }
  return [best[0], best[1]];
}

function indexOfMost(points: readonly Point[], of: (point: Point) => number): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (const [i, point] of points.entries()) {
    const value = of(point);
    if (value > most) [best, most] = [i, value];
  }
  return best;
}

/** Of the distance, px². */
function squareOf([ax, ay]: Point, [bx, by]: Point): number {
  return (ax - bx) * (ax - bx) + (ay - by) * (ay - by);
}
