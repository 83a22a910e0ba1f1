/** From one look to another, as what is diffused: four planes a cell of about unit size. */
import { exp } from '#core/math';
import type { Look } from './cells.js';

/** Planes: lightness, red less green, blue less both, contrast. */
export const PLANES = 4;

/** @param group of each cell @param sizes of changes by group and plane (`Spectrum`) @returns [4, cells] the change from `base` to `target` */
export function changeOf(group: Uint8Array, base: Look, target: Look, sizes: readonly number[]): Float32Array {
  const count = base.contrast.length;
  const out = new Float32Array(PLANES * count);
  for (let i = 0; i < count; i++) {
    const [from, to] = [planesAt(base, i), planesAt(target, i)];
    const at = PLANES * (group[i] as number);
    for (let p = 0; p < PLANES; p++) out[p * count + i] = ((to[p] as number) - (from[p] as number)) / (sizes[at + p] as number);
  }
  return out;
}

/** A cell's look as lightness, red less green, blue less both, contrast. */
export function planesAt({ light, contrast }: Look, i: number): readonly [number, number, number, number] {
  const [r, g, b] = [light[0][i] as number, light[1][i] as number, light[2][i] as number];
  return [(r + g + b) / 3, r - g, b - (r + g) / 2, contrast[i] as number];
}

/** Red, green and blue that have that lightness, red less green, blue less both. */
export function lightOf(lightness: number, redder: number, bluer: number): readonly [r: number, g: number, b: number] {
  const half = lightness - bluer / 3;
  return [half + redder / 2, half - redder / 2, lightness + (2 / 3) * bluer];
}

/** What is added to log light of each colour, and the factor on contrast, by cell. */
export interface Shift {
  readonly light: readonly [Float32Array, Float32Array, Float32Array];
  readonly gain: Float32Array;
}

/** The most that detail is strengthened or weakened by. */
const GAIN = { least: 0.35, most: 2.2 } as const;

/** The other way round. */
export function shiftOf(group: Uint8Array, change: Float32Array, sizes: readonly number[]): Shift {
  const count = change.length / PLANES;
  const [red, green, blue, gain] = [0, 1, 2, 3].map(() => new Float32Array(count)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let i = 0; i < count; i++) {
    const at = PLANES * (group[i] as number);
    const plane = (p: number): number => (change[p * count + i] as number) * (sizes[at + p] as number);
    [red[i], green[i], blue[i]] = lightOf(plane(0), plane(1), plane(2)) as [number, number, number];
    gain[i] = Math.max(GAIN.least, Math.min(GAIN.most, exp(plane(3))));
  }
  return { light: [red, green, blue], gain };
}
