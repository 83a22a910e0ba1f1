/**
 * Whether a body still stands out from what is around it: the Bhattacharyya distance of log light, colour and texture, inside against a
 * ring, in bands from top to bottom since what is behind a body's head is seldom what is behind its feet.
 */
import { ln, sqrt } from '#core/math';
import { logLight } from '../field/light.js';
import { grown } from './grown.js';
import type { Picture } from './reduce.js';
import type { Segment } from './segments.js';

const BANDS = 3;
/** Points looked at in a body's box at most. */
const POINTS = 6000;
/** Points that a band needs inside and in its ring. */
const FEWEST = 24;
/** Distance from which a band stands out in the base, and beyond which more says nothing more. */
const LEAST = 0.08;
const ENOUGH = 0.7;
/** Spread that noise has, of each feature. */
const FLOOR = [0.03, 0.02, 0.02, 0.06] as const;
const FEATURES = 4;
/** Roughness that counts as half of all. */
const ROUGH = 0.1;

/** Where features are read: pixel indices inside and in the ring, by band. */
export interface Surroundings {
  readonly bands: readonly { readonly inside: readonly number[]; readonly ring: readonly number[] }[];
}

export function surroundingsOf(
  { width, height }: Pick<Picture, 'width' | 'height'>,
  of: Uint16Array,
  index: number,
  { box, pixels }: Segment,
): Surroundings {
  const reach = Math.max(3, Math.min(24, Math.round(0.2 * sqrt(pixels))));
  const [x0, y0] = [Math.max(0, box.x - reach), Math.max(0, box.y - reach)];
  const [x1, y1] = [Math.min(width - 1, box.x + box.width + reach), Math.min(height - 1, box.y + box.height + reach)];
  const step = Math.max(1, Math.ceil(sqrt(((x1 - x0) * (y1 - y0)) / POINTS)));
  const columns = Math.floor((x1 - 1 - x0) / step) + 1;
  const rows = Math.floor((y1 - 1 - y0) / step) + 1;
  const mask = new Uint8Array(columns * rows);
  for (let v = 0, k = 0; v < rows; v++) {
    for (let u = 0; u < columns; u++, k++) mask[k] = of[(y0 + v * step) * width + x0 + u * step] === index ? 1 : 0;
  }
  const near = grown(mask, columns, rows, Math.max(1, Math.round(reach / step)));
  const many = box.height >= 8 * BANDS ? BANDS : 1;
  const bands = Array.from({ length: many }, () => ({ inside: [] as number[], ring: [] as number[] }));
  for (let v = 0, k = 0; v < rows; v++) {
    const y = y0 + v * step;
    const band = bands[Math.max(0, Math.min(many - 1, Math.floor(((y - box.y) * many) / box.height)))];
    for (let u = 0; u < columns; u++, k++) {
      if (near[k] === 0) continue;
      (mask[k] === 1 ? band?.inside : band?.ring)?.push(y * width + x0 + u * step);
    }
  }
  return { bands };
}

/**
 * How far it stands out in the new picture against the base, 0..1: each band's distance over the base's, weighted by that.
 * @returns undefined where it doesn't stand out in the base
 */
export function standingOut(base: Picture, repainted: Picture, { bands }: Surroundings): number | undefined {
  let [weight, kept] = [0, 0];
  for (const { inside, ring } of bands) {
    if (inside.length < FEWEST || ring.length < FEWEST) continue;
    const before = Math.min(ENOUGH, distance(momentsOf(base, inside), momentsOf(base, ring)));
    if (before < LEAST) continue;
    const after = distance(momentsOf(repainted, inside), momentsOf(repainted, ring));
    weight += before;
    kept += Math.min(before, after);
  }
  return weight === 0 ? undefined : kept / weight;
}

interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Of lightness, red against green, blue against both, texture. */
function momentsOf({ width, height, rgb }: Picture, pixels: readonly number[]): Moments {
  const [sum, square] = [new Float64Array(FEATURES), new Float64Array(FEATURES)];
  const last = width * height - 1;
  for (const i of pixels) {
    const [r, g, b] = [light(rgb, i, 0), light(rgb, i, 1), light(rgb, i, 2)];
    const right = Math.min(last, i + 1);
    const below = Math.min(last, i + width);
    const rough = Math.abs(light(rgb, right, 1) - g) + Math.abs(light(rgb, below, 1) - g);
    const values = [(r + g + b) / 3, r - g, b - (r + g) / 2, rough / (ROUGH + rough)];
    for (let k = 0; k < FEATURES; k++) {
      const value = values[k] as number;
      sum[k] = (sum[k] as number) + value;
      square[k] = (square[k] as number) + value * value;
    }
  }
  const mean = sum.map((total) => total / pixels.length);
  return {
    mean,
    variance: square.map((total, k) => Math.max(0, total / pixels.length - (mean[k] as number) * (mean[k] as number))),
  };
}

function light(rgb: Uint8Array, pixel: number, channel: number): number {
  return logLight(rgb[3 * pixel + channel] as number);
}

/** Bhattacharyya distance of two normal distributions with independent features (Bhattacharyya 1943). */
function distance(a: Moments, b: Moments): number {
  let total = 0;
  for (let k = 0; k < FEATURES; k++) {
    const floor = (FLOOR[k] as number) * (FLOOR[k] as number);
    const [p, q] = [(a.variance[k] as number) + floor, (b.variance[k] as number) + floor];
    const apart = (a.mean[k] as number) - (b.mean[k] as number);
    total += (apart * apart) / (4 * (p + q)) + 0.5 * ln((p + q) / (2 * sqrt(p * q)));
  }
  return total;
}
