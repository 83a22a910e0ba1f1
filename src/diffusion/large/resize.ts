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
    for (let y = 0; y < from.height; y++) {
      for (let x = 0; x < to.width; x++) {
        const { first, weights } = across[x] as Shares;
        let sum = 0;
        for (const [k, weight] of weights.entries()) sum += weight * (planes[start + y * from.width + first + k] as number);
        wide[y * to.width + x] = sum;
      }
    }
    for (let y = 0; y < to.height; y++) {
      const { first, weights } = down[y] as Shares;
      for (let x = 0; x < to.width; x++) {
        let sum = 0;
        for (const [k, weight] of weights.entries()) sum += weight * (wide[(first + k) * to.width + x] as number);
        out[(p * to.height + y) * to.width + x] = sum;
      }
    }
  }
  return out;
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
