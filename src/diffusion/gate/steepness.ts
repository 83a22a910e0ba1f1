/** How steeply a reduced picture's log light changes, pixel by pixel. */
import { logLight } from '../field/light.js';
import type { Extent } from './network.js';
import type { Picture } from './reduce.js';

/** Means over blocks of factor x factor bytes; what is left over right and below is left out. */
export function shrunk({ width: full, rgb }: Picture, factor: number, { width, height }: Extent): Uint8Array {
  if (factor === 1) return rgb;
  const out = new Uint8Array(3 * width * height);
  const sums = new Uint32Array(3 * width);
  const many = factor * factor;
  for (let y = 0, o = 0; y < height; y++) {
    sums.fill(0);
    for (let v = 0; v < factor; v++) {
      let at = 3 * (y * factor + v) * full;
      for (let x = 0; x < 3 * width; x += 3) {
        for (let u = 0; u < factor; u++, at += 3) {
          sums[x] = (sums[x] as number) + (rgb[at] as number);
          sums[x + 1] = (sums[x + 1] as number) + (rgb[at + 1] as number);
          sums[x + 2] = (sums[x + 2] as number) + (rgb[at + 2] as number);
        }
      }
    }
    for (let x = 0; x < 3 * width; x++) out[o++] = ((sums[x] as number) + (many >> 1)) / many;
  }
  return out;
}

const LOG = Float32Array.from({ length: 256 }, (_, byte) => logLight(byte));

/** Differences of log light across both diagonals of 2 x 2 pixels, the larger of the two, summed over channels; 0 in the last row and column. */
export function steepness(rgb: Uint8Array, { width, height }: Extent): Float32Array {
  const out = new Float32Array(width * height);
  const row = 3 * width;
  let [upper, lower] = [new Float32Array(row), new Float32Array(row)];
  toLight(rgb, 0, lower);
  for (let y = 0; y + 1 < height; y++) {
    [upper, lower] = [lower, upper];
    toLight(rgb, (y + 1) * row, lower);
    for (let k = 0, i = y * width; k + 3 < row; k += 3, i++)
      out[i] = at(upper, lower, k) + at(upper, lower, k + 1) + at(upper, lower, k + 2);
  }
  return out;
}

function toLight(rgb: Uint8Array, start: number, out: Float32Array): void {
  for (let k = 0; k < out.length; k++) out[k] = LOG[rgb[start + k] as number] as number;
}

function at(upper: Float32Array, lower: Float32Array, k: number): number {
  const down = Math.abs((lower[k + 3] as number) - (upper[k] as number));
  const up = Math.abs((upper[k + 3] as number) - (lower[k] as number));
  return down > up ? down : up;
}

/** The highest of each pixel and its eight neighbours. */
export function highestAround(values: Float32Array, { width, height }: Extent): Float32Array {
  const across = new Float32Array(values.length);
  const last = values.length - 1;
  for (let i = 1; i < last; i++) {
    across[i] = Math.max(values[i - 1] as number, values[i] as number, values[i + 1] as number);
  }
  const out = new Float32Array(values.length);
  for (let y = 0, i = 0; y < height; y++) {
    const [up, down] = [y === 0 ? 0 : -width, y === height - 1 ? 0 : width];
    for (let x = 0; x < width; x++, i++) {
      out[i] = Math.max(across[i + up] as number, across[i] as number, across[i + down] as number);
    }
  }
  return out;
}
