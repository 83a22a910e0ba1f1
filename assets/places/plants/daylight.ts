/**
 * How much of the sky each spray sees through the others: Beer and Lambert's law through the leaf area on the way (Monsi and Saeki,
 * Jpn. J. Bot. 14, 1953), leaves at random angles blocking half their area. This is what makes crowns dark inside and below.
 */
import { cos, exp, PI, sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';

const CELLS = 14;
const HALF = 0.5;

export interface Blocker {
  readonly at: Vec3;
  /** One-sided, in squares of the plant's height. */
  readonly area: number;
}

/** Towards the sky: straight up once, two rings below, weighted by the cosine as light on level ground is. */
const TO_SKY: readonly { readonly to: Vec3; readonly weight: number }[] = [
  { to: [0, 0, 1], weight: 0.2 },
  ...ring(5, 0.95, 0.1),
  ...ring(6, 0.4, 0.05),
];

function ring(count: number, elevation: number, weight: number) {
  return Array.from({ length: count }, (_, i) => {
    const a = (i / count) * TAU + elevation * PI;
    return { to: normalize([cos(a) * cos(elevation), sin(a) * cos(elevation), sin(elevation)]), weight };
  });
}

/** @returns the share of the sky (0..1) that a point of the plant sees */
export function daylightIn(blockers: readonly Blocker[]): (at: Vec3) => number {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const { at } of blockers) {
    for (const k of [0, 1, 2] as const) {
      low[k] = Math.min(low[k], at[k]);
      high[k] = Math.max(high[k], at[k]);
    }
  }
  const size = ([0, 1, 2] as const).map((k) => Math.max(1e-6, (high[k] - low[k]) / CELLS)) as [number, number, number];
  const density = new Float64Array(CELLS * CELLS * CELLS);
  const cellOf = (x: number, y: number, z: number): number => {
    const [i, j, k] = [
      Math.floor((x - low[0]) / size[0]),
      Math.floor((y - low[1]) / size[1]),
      Math.floor((z - low[2]) / size[2]),
    ];
    return i < 0 || j < 0 || k < 0 || i >= CELLS || j >= CELLS || k >= CELLS ? -1 : (i * CELLS + j) * CELLS + k;
  };
  const volume = size[0] * size[1] * size[2];
  for (const { at, area } of blockers) {
    const cell = cellOf(...inside(at, low, high));
    density[cell] = (density[cell] as number) + area / volume;
  }
  const step = Math.min(...size) * 1.2;
  return (at) => {
    let seen = 0;
    for (const { to, weight } of TO_SKY) {
      let depth = 0;
      for (let s = step; ; s += step) {
        const cell = cellOf(at[0] + to[0] * s, at[1] + to[1] * s, at[2] + to[2] * s);
        if (cell < 0) break;
        depth += (density[cell] as number) * step;
      }
      seen += weight * exp(-HALF * depth);
    }
    return seen;
  };
}

function inside(at: Vec3, low: readonly number[], high: readonly number[]): [number, number, number] {
  return at.map((v, k) => {
    const [a, b] = [low[k] as number, high[k] as number];
    return Math.min(b - 1e-9 * (b - a + 1), Math.max(a, v));
  }) as [number, number, number];
}
