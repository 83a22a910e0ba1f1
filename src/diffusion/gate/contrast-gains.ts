/** How much steeper the pieces of a picture have become. */
import type { Extent } from './network.js';

/** Side of a square that gains are worked out in, how many of them a piece needs to have its own, and what noise adds to a pixel's steepness. */
const SQUARE = 16;
const FEW_SQUARES = 5;
const NOISE = 0.01;

/**
 * By segment, at least 1: the middle one over its squares of the picture, so that what is painted in doesn't count.
 * @param inner 1 where a pixel counts @param of segment's index by pixel @param many how many segments there are
 */
export function contrastGains(
  before: Float32Array,
  after: Float32Array,
  inner: Uint8Array,
  of: Uint16Array,
  many: number,
  { width, height }: Extent,
): Float32Array {
  const ratios: number[][] = Array.from({ length: many }, () => []);
  const [counts, was, is] = [new Uint16Array(many), new Float64Array(many), new Float64Array(many)];
  const met: number[] = [];
  for (let top = 0; top < height; top += SQUARE) {
    for (let left = 0; left < width; left += SQUARE) {
      const [right, bottom] = [Math.min(width, left + SQUARE), Math.min(height, top + SQUARE)];
      for (let y = top; y < bottom; y++) {
        for (let i = y * width + left; i < y * width + right; i++) {
          if (inner[i] === 0) continue;
          const segment = of[i] as number;
          if (counts[segment] === 0) met.push(segment);
          counts[segment] = (counts[segment] as number) + 1;
          was[segment] = (was[segment] as number) + (before[i] as number);
          is[segment] = (is[segment] as number) + (after[i] as number);
        }
      }
      for (const segment of met) {
        const noise = NOISE * (counts[segment] as number);
        if ((counts[segment] as number) >= SQUARE)
          ratios[segment]?.push(((is[segment] as number) + noise) / ((was[segment] as number) + noise));
        counts[segment] = was[segment] = is[segment] = 0;
      }
      met.length = 0;
    }
  }
  const overall = middle(ratios.flat());
  return Float32Array.from(ratios, (own) => Math.max(1, own.length < FEW_SQUARES ? overall : middle(own)));
}

function middle(values: readonly number[]): number {
  return values.length === 0 ? 1 : (values.toSorted((a, b) => a - b)[values.length >> 1] as number);
}
