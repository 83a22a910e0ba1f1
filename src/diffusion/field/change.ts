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
    const [r, g, b] = [0, 1, 2].map((c) => (target.light[c]?.[i] as number) - (base.light[c]?.[i] as number)) as [
      number,
      number,
      number,
    ];
    const planes = [(r + g + b) / 3, r - g, b - (r + g) / 2, (target.contrast[i] as number) - (base.contrast[i] as number)];
    const at = PLANES * (group[i] as number);
    planes.forEach((value, p) => {
      out[p * count + i] = value / (sizes[at + p] as number);
    });
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
    const [lightness, redder, bluer] = [plane(0), plane(1), plane(2)];
    // r + g + b = 3 lightness, r - g = redder, b - (r + g) / 2 = bluer.
    const b = lightness + (2 / 3) * bluer;
    const half = lightness - bluer / 3;
    red[i] = half + redder / 2;
    green[i] = half - redder / 2;
    blue[i] = b;
    gain[i] = Math.max(GAIN.least, Math.min(GAIN.most, exp(plane(3))));
  }
  return { light: [red, green, blue], gain };
}
