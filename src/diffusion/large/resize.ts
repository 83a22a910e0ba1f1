/** Planes of numbers at another size. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Bilinear where it grows; where it shrinks, the same triangle as wide as a new pixel, so that nothing is skipped. Pixel centres at (i + 0.5), edges repeated.
 * @param planes one after the other, rows top to bottom
 */
export function resized(planes: Float32Array, from: Size, to: Size): Float32Array {
  if (from.width === to.width && from.height === to.height) return planes.slice();
  const count = planes.length / (from.width * from.height);
  const [across, down] = [sharesOf(from.width, to.width), sharesOf(from.height, to.height)];
  const out = new Float32Array(count * to.width * to.height);
  const wide = new Float32Array(to.width * from.height);
  for (let p = 0; p < count; p++) {
    const start = p * from.width * from.height;
    for (let y = 0, at = 0; y < from.height; y++) {
      for (let x = 0; x < to.width; x++) wide[at++] = mixed(planes, start + y * from.width, 1, across[x] as Shares);
    }
    for (let y = 0, at = p * to.width * to.height; y < to.height; y++) {
      for (let x = 0; x < to.width; x++) out[at++] = mixed(wide, x, to.width, down[y] as Shares);
    }
  }
  return out;
}

function mixed(values: Float32Array, start: number, step: number, { first, weights }: Shares): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += (weights[k] as number) * (values[start + (first + k) * step] as number);
  return sum;
}

/** Which old pixels a new one is made of; weights sum to 1. */
interface Shares {
  readonly first: number;
  readonly weights: readonly number[];
}

function sharesOf(from: number, to: number): readonly Shares[] {
  const reach = Math.max(1, from / to);
  return Array.from({ length: to }, (_, i) => {
    const centre = ((i + 0.5) * from) / to - 0.5;
    const low = Math.max(0, Math.min(from - 1, Math.ceil(centre - reach)));
    const high = Math.max(low, Math.min(from - 1, Math.floor(centre + reach)));
    const heights = Array.from({ length: high - low + 1 }, (_, k) => Math.max(0, 1 - Math.abs(low + k - centre) / reach));
    const sum = heights.reduce((total, height) => total + height, 0);
    return sum > 0 ? { first: low, weights: heights.map((height) => height / sum) } : { first: low, weights: [1] };
  });
}

/** The old index that lies under the middle of a new one. */
export function under(i: number, from: number, to: number): number {
  return Math.min(from - 1, Math.floor(((i + 0.5) * from) / to));
}
