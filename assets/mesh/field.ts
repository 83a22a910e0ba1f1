/**
 * Bodies as distance fields: lofts along straight axes, smoothly united. The field is symmetric about y = 0: a loft beside that plane stands
 * for its mirror image too. Negative inside; near the surface about metres (an ellipse's distance to first order), farther off less exact.
 */
import { clamp } from '#core/math';
import { cross, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { Weights } from './skin.js';

/** A cross-section: where on the axis (0 at `from`, 1 at `to`; may lie beyond), and half extents (m) up, down and to the side of it. */
export type Station = readonly [t: number, up: number, down: number, side: number];

export interface Loft {
  readonly from: Vec3;
  readonly to: Vec3;
  /** Up is the side that is left of y x axis: above for what points forward, in front for what hangs down. */
  readonly stations: readonly Station[];
  /** How far the rounded ends reach beyond the first and the last station, m; mean half extents when missing. */
  readonly ends?: readonly [number, number];
  /** Which bones carry it, along the axis; a blend between two entries. */
  readonly bones: readonly (readonly [t: number, bone: number])[];
  /** Over how many metres it melts into what is before it in the list. */
  readonly melt: number;
  /** Taken away instead of added. */
  readonly hollow?: boolean;
}

export interface Field {
  readonly lofts: readonly CompiledLoft[];
  /** m; `among` leaves out lofts that are known to be far. */
  distance(x: number, y: number, z: number, among?: readonly CompiledLoft[]): number;
  /** Steepest ascent of the distance, not of unit length. */
  gradient(x: number, y: number, z: number, among?: readonly CompiledLoft[]): Vec3;
  weights(at: Vec3): Weights;
}

export interface CompiledLoft {
  readonly melt: number;
  readonly hollow: boolean;
  readonly bones: Loft['bones'];
  distance(x: number, y: number, z: number): number;
  along(x: number, y: number, z: number): number;
}

export function fieldOf(lofts: readonly Loft[]): Field {
  const compiled = lofts.map(compile);
  const distance: Field['distance'] = (x, y, z, among = compiled) => {
    const side = Math.abs(y);
    let d = Infinity;
    for (let i = 0; i < among.length; i++) {
      const { hollow, melt, distance: to } = among[i] as CompiledLoft;
      const own = to(x, side, z);
      d = hollow ? -smoothMin(-d, own, melt) : smoothMin(d, own, melt);
    }
    return d;
  };
  const STEP = 1e-4;
  return {
    lofts: compiled,
    distance,
    gradient: (x, y, z, among) => [
      (distance(x + STEP, y, z, among) - distance(x - STEP, y, z, among)) / (2 * STEP),
      (distance(x, y + STEP, z, among) - distance(x, y - STEP, z, among)) / (2 * STEP),
      (distance(x, y, z + STEP, among) - distance(x, y, z - STEP, among)) / (2 * STEP),
    ],
    weights: (at) => weightsAt(compiled, at),
  };
}

/** The lesser of two, rounded off where they differ by less than `k` (Quilez' polynomial smooth minimum). */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - (h * h * k) / 4;
}

/** A box that holds all lofts, their mirror images left out: lowest and highest corner, m. */
export function boundsOf(lofts: readonly Loft[]): readonly [low: Vec3, high: Vec3] {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const { from, to, stations, ends = [0, 0], melt } of lofts)
    for (const [i, [t, ...half]] of stations.entries()) {
      const end = i === 0 ? ends[0] : i === stations.length - 1 ? ends[1] : 0;
      const reach = Math.max(...half, end) + 0.25 * melt;
      for (const k of [0, 1, 2] as const) {
        const at = from[k] + (to[k] - from[k]) * t;
        low[k] = Math.min(low[k], at - reach);
        high[k] = Math.max(high[k], at + reach);
      }
    }
  return [low, high];
}

/** Samples of a loft's sections along its axis. */
const SAMPLES = 40;

function compile({ from, to, stations, ends, bones, melt, hollow = false }: Loft): CompiledLoft {
  const [x0, y0, z0] = from;
  const axis = sub(to, from);
  const length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
  const [ex, ey, ez] = scale(axis, 1 / length);
  const across = normalize(sub([0, 1, 0], scale([ex, ey, ez], ey)));
  const [sx, sy, sz] = across;
  const [ux, uy, uz] = cross([ex, ey, ez], across);
  const first = (stations[0] as Station)[0];
  const last = (stations[stations.length - 1] as Station)[0];
  const [up, down, side] = [1, 2, 3].map((k) => sampled(stations, k as 1 | 2 | 3, first, last)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const round = (row: Station): number => (row[1] + row[2] + row[3]) / 3;
  const [endA, endB] = ends ?? [round(stations[0] as Station), round(stations[stations.length - 1] as Station)];
  const along: CompiledLoft['along'] = (x, y, z) => ((x - x0) * ex + (y - y0) * ey + (z - z0) * ez) / length;
  return {
    melt,
    hollow,
    bones,
    along,
    distance(x, y, z) {
      const dx = x - x0;
      const dy = y - y0;
      const dz = z - z0;
      const t = (dx * ex + dy * ey + dz * ez) / length;
      const within = clamp(t, first, last);
      const place = ((within - first) / (last - first)) * (SAMPLES - 1);
      const i = Math.min(SAMPLES - 2, Math.floor(place));
      const f = place - i;
      const v = dx * ux + dy * uy + dz * uz;
      const w = dx * sx + dy * sy + dz * sz;
      const table = v > 0 ? up : down;
      const h = (table[i] as number) * (1 - f) + (table[i + 1] as number) * f;
      const s = (side[i] as number) * (1 - f) + (side[i + 1] as number) * f;
      const over = (t - within) * length;
      const end = over < 0 ? endA : endB;
      const qv = v / h;
      const qw = w / s;
      const qo = over / end;
      const k0 = Math.sqrt(qv * qv + qw * qw + qo * qo);
      if (k0 < 1e-5) return -Math.min(h, s);
      const gv = qv / h;
      const gw = qw / s;
      const go = qo / end;
      return (k0 * (k0 - 1)) / Math.sqrt(gv * gv + gw * gw + go * go);
    },
  };
}

/** A smooth curve through one column of the stations (cubic Hermite, slopes limited so that it does not overshoot). */
function sampled(stations: readonly Station[], column: 1 | 2 | 3, first: number, last: number): Float64Array {
  const slope = (i: number): number => {
    const here = stations[i] as Station;
    const [before, after] = [stations[i - 1], stations[i + 1]];
    if (before === undefined || after === undefined) return 0;
    const [a, b] = [
      (here[column] - before[column]) / (here[0] - before[0]),
      (after[column] - here[column]) / (after[0] - here[0]),
    ];
    return a * b <= 0 ? 0 : (2 * a * b) / (a + b);
  };
  return Float64Array.from({ length: SAMPLES }, (_, n) => {
    const t = first + ((last - first) * n) / (SAMPLES - 1);
    const next = Math.max(
      1,
      stations.findIndex((row) => row[0] >= t - 1e-9),
    );
    const [a, b] = [stations[next - 1] as Station, stations[next] as Station];
    const width = b[0] - a[0];
    const u = clamp((t - a[0]) / width, 0, 1);
    const [u2, u3] = [u * u, u * u * u];
    return (
      (2 * u3 - 3 * u2 + 1) * a[column] +
      (u3 - 2 * u2 + u) * width * slope(next - 1) +
      (3 * u2 - 2 * u3) * b[column] +
      (u3 - u2) * width * slope(next)
    );
  });
}

/** Lofts that share in a place, by how near they are, and the bones that carry each: the two that matter most. */
function weightsAt(lofts: readonly CompiledLoft[], [x, y, z]: Vec3): Weights {
  const side = Math.abs(y);
  const distances = new Float64Array(lofts.length);
  let nearest = Infinity;
  for (let i = 0; i < lofts.length; i++) {
    const loft = lofts[i] as CompiledLoft;
    const d = loft.hollow ? Infinity : loft.distance(x, side, z);
    distances[i] = d;
    nearest = Math.min(nearest, d);
  }
  const sums = new Map<number, number>();
  for (let i = 0; i < lofts.length; i++) {
    const { melt, bones, along } = lofts[i] as CompiledLoft;
    const share = Math.max(0, 1 - ((distances[i] as number) - nearest) / (1.2 * melt));
    if (share === 0) continue;
    for (const [bone, part] of bonesAt(bones, along(x, side, z))) sums.set(bone, (sums.get(bone) ?? 0) + part * share * share);
  }
  const most = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 2);
  const total = most.reduce((sum, [, share]) => sum + share, 0);
  return most.map(([bone, share]) => [bone, share / total] as const);
}

/** Which bones carry what is at `t` of an axis. */
export function bonesAt(bones: Loft['bones'], t: number): Weights {
  const next = bones.findIndex(([at]) => at >= t);
  if (next < 0) return [[(bones[bones.length - 1] as Loft['bones'][number])[1], 1]];
  if (next === 0) return [[(bones[0] as Loft['bones'][number])[1], 1]];
  const [a, b] = [bones[next - 1] as Loft['bones'][number], bones[next] as Loft['bones'][number]];
  if (a[1] === b[1]) return [[a[1], 1]];
  const u = (t - a[0]) / (b[0] - a[0]);
  const share = u * u * (3 - 2 * u);
  return [
    [a[1], 1 - share],
    [b[1], share],
  ];
}
