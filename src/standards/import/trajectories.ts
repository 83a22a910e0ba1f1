/** Timed and untimed polylines as a path with speeds along it: points, a speed at first, and changes of speed at their times. */
import { length2 } from '#core/math';

export interface PathVertex {
  readonly x: number;
  readonly y: number;
  /** s since the action's start; missing where the trajectory has no times */
  readonly time?: number;
}

export interface SpeedKnot {
  /** s since the path's start */
  readonly time: number;
  readonly speed: number;
}

export interface ImportedPath {
  readonly start: { readonly x: number; readonly y: number };
  /** Without the one it starts from. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** First at 0; speeds change at a steady rate between them. Empty where the trajectory has no times. */
  readonly knots: readonly SpeedKnot[];
  /** How far off a body that does so is at most at the trajectory's own times, along the path, m. */
  readonly off: number;
}

/** Points are left out where the path stays this near to them, m. */
const PATH_TOLERANCE = 0.03;
/** Rates are held as long as distances along the path agree to this, m. */
const SPEED_TOLERANCE = 0.02;
/** m */
const BACKWARDS = 1e-4;
const MOST_KNOTS = 40;

/** @param speed m/s that the body has when it sets out, as far as that is known */
export function pathOf(vertices: readonly PathVertex[], speed: number): ImportedPath {
  const stations = [0];
  for (let i = 1; i < vertices.length; i++) {
    const [a, b] = [vertices[i - 1] as PathVertex, vertices[i] as PathVertex];
    stations.push((stations[i - 1] as number) + length2(b.x - a.x, b.y - a.y));
  }
  const points = thinnedPoints(vertices)
    .slice(1)
    .map(({ x, y }) => ({ x, y }));
  const start = { x: vertices[0]?.x ?? 0, y: vertices[0]?.y ?? 0 };
  if (vertices.some(({ time }) => time === undefined)) return { start, points, knots: [], off: 0 };
  const begin = vertices[0]?.time ?? 0;
  const told = vertices.map(({ time }, i) => ({ time: (time as number) - begin, s: stations[i] as number }));
  const knots = knotsOf(told, speed);
  return { start, points, knots, off: Math.max(0, ...told.map(({ time, s }) => Math.abs(stationAt(knots, time) - s))) };
}

/** Douglas and Peucker's: the farthest point from the chord stays while it is farther than the tolerance. */
export function thinnedPoints(points: readonly PathVertex[]): readonly PathVertex[] {
  const last = points.length - 1;
  if (last < 2) return points;
  const [a, b] = [points[0] as PathVertex, points[last] as PathVertex];
  let far = { i: 0, gap: 0 };
  for (let i = 1; i < last; i++) {
    const gap = gapToChord(points[i] as PathVertex, a, b);
    if (gap > far.gap) far = { i, gap };
  }
  if (far.gap <= PATH_TOLERANCE) return [a, b];
  return [...thinnedPoints(points.slice(0, far.i + 1)), ...thinnedPoints(points.slice(far.i)).slice(1)];
}

function gapToChord(p: PathVertex, a: PathVertex, b: PathVertex): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = length2(dx, dy);
  const share = length === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / (length * length);
  const t = Math.min(1, Math.max(0, share));
  return length2(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

interface Told {
  readonly time: number;
  readonly s: number;
}

/** Stretches of steady rates, each as long as it fits; with less care where that takes too many. */
function knotsOf(told: readonly Told[], speed: number): readonly SpeedKnot[] {
  for (let tolerance = SPEED_TOLERANCE; ; tolerance *= 2) {
    const knots = knotsWithin(told, speed, tolerance);
    if (knots.length <= MOST_KNOTS || tolerance > 1) return knots;
  }
}

function knotsWithin(told: readonly Told[], speed: number, tolerance: number): readonly SpeedKnot[] {
  const knots: SpeedKnot[] = [];
  const last = told.length - 1;
  let i = 0;
  let v = speed;
  while (i < last) {
    const { time } = told[i] as Told;
    const mean = meanSpeed(told[i] as Told, told[i + 1] as Told);
    const [going, anew] = [farthest(told, i, v, tolerance), farthest(told, i, mean, tolerance)];
    // Another speed at once, where that carries much farther than the one it has: a kink, a blow.
    const jumps = anew - i > 2 * (going - i);
    if (jumps || i === 0) knots.push({ time, speed: jumps ? mean : v });
    if (jumps) v = mean;
    const to = jumps ? anew : going;
    const [a, b] = [told[i] as Told, told[to] as Told];
    v = Math.max(0, v + rateTo(a, b, v) * (b.time - a.time));
    knots.push({ time: b.time, speed: v });
    i = to;
  }
  return knots;
}

/** The last vertex up to which a steady rate from that speed fits; `from` itself where it never does. */
function farthest(told: readonly Told[], from: number, v: number, tolerance: number): number {
  let to = from;
  while (to + 1 < told.length && fits(told, from, to + 1, v, tolerance)) to++;
  return to;
}

/** Checked at the vertices and half-way between them. */
function fits(told: readonly Told[], from: number, to: number, v: number, tolerance: number): boolean {
  const [a, b] = [told[from] as Told, told[to] as Told];
  const rate = rateTo(a, b, v);
  const lasts = b.time - a.time;
  // Nobody goes backwards; to end at rest instead puts the whole stretch off by half of this.
  if ((v + rate * lasts) * lasts < -BACKWARDS) return false;
  for (let i = from; i < to; i++) {
    const [c, d] = [told[i] as Told, told[i + 1] as Told];
    for (const share of [0.5, 1]) {
      const time = c.time + share * (d.time - c.time) - a.time;
      const off = a.s + v * time + (rate * time * time) / 2 - (c.s + share * (d.s - c.s));
      if (Math.abs(off) > tolerance) return false;
    }
  }
  return true;
}

/** m/s^2 at which the way from one to the other is covered in time. */
function rateTo(a: Told, b: Told, v: number): number {
  const time = b.time - a.time;
  return time > 0 ? (2 * (b.s - a.s - v * time)) / (time * time) : 0;
}
function meanSpeed(a: Told, b: Told): number {
  return b.time > a.time ? (b.s - a.s) / (b.time - a.time) : 0;
}

/** Metres covered by then. */
export function stationAt(knots: readonly SpeedKnot[], time: number): number {
  let s = 0;
  for (let k = 1; k < knots.length; k++) {
    const [a, b] = [knots[k - 1] as SpeedKnot, knots[k] as SpeedKnot];
    const inside = Math.min(Math.max(time - a.time, 0), b.time - a.time);
    const rate = b.time > a.time ? (b.speed - a.speed) / (b.time - a.time) : 0;
    s += a.speed * inside + (rate * inside * inside) / 2;
  }
  return s;
}
