/** From one look to another, as what is diffused: four planes a cell of about unit size. */
import { exp } from '#core/math';
import type { Look } from './cells.js';

/** Planes: lightness, red less green, blue less both, contrast. */
export const PLANES = 4;

/** Sizes of the planes over pairs of styles (root mean square), measured on the training set; part of a model. */
export type Sizes = readonly [number, number, number, number];

/** @returns [4, cells] the change from `base` to `target` */
export function changeOf(base: Look, target: Look, sizes: Sizes): Float32Array {
  const count = base.contrast.length;
  const out = new Float32Array(PLANES * count);
  for (let i = 0; i < count; i++) {
    const [r, g, b] = [0, 1, 2].map((c) => (target.light[c]?.[i] as number) - (base.light[c]?.[i] as number)) as [
      number,
      number,
      number,
    ];
    out[i] = (r + g + b) / 3 / sizes[0];
    out[count + i] = (r - g) / sizes[1];
    out[2 * count + i] = (b - (r + g) / 2) / sizes[2];
    out[3 * count + i] = ((target.contrast[i] as number) - (base.contrast[i] as number)) / sizes[3];
  }
  return out;
}

/** What is added to log light of each colour, and the factor on contrast, by cell. */
export interface Shift {
  readonly light: readonly [Float32Array, Float32Array, Float32Array];
  readonly gain: Float32Array;
}

/** The most that detail is strengthened or weakened by. */
const GAIN = { least: 0.35, most: 2.2 } as const;

/** The other way round. */
export function shiftOf(change: Float32Array, sizes: Sizes): Shift {
  const count = change.length / PLANES;
  const [red, green, blue, gain] = [0, 1, 2, 3].map(() => new Float32Array(count)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let i = 0; i < count; i++) {
    const lightness = (change[i] as number) * sizes[0];
    const redder = (change[count + i] as number) * sizes[1];
    const bluer = (change[2 * count + i] as number) * sizes[2];
    // r + g + b = 3 lightness, r - g = redder, b - (r + g) / 2 = bluer.
    const b = lightness + (2 / 3) * bluer;
    const half = lightness - bluer / 3;
    red[i] = half + redder / 2;
    green[i] = half - redder / 2;
    blue[i] = b;
    gain[i] = Math.max(GAIN.least, Math.min(GAIN.most, exp((change[3 * count + i] as number) * sizes[3])));
  }
  return { light: [red, green, blue], gain };
}
