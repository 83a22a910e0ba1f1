/** How different looks of one view are from each other, segment by segment. */
import { sqrt } from '#core/math';
import type { SegmentLook } from './segments.js';

/** Mean distance of the means of a segment over all pairs of looks; looks are of the same cells. @returns 0 for fewer than two */
export function varietyOf(looks: readonly (readonly SegmentLook[])[]): number {
  let [sum, count] = [0, 0];
  for (const [a, one] of looks.entries()) {
    for (const other of looks.slice(a + 1)) {
      for (const [i, { mean }] of one.entries()) {
        const [r, g, b] = [0, 1, 2].map((c) => (mean[c] as number) - (other[i]?.mean[c] as number)) as [number, number, number];
        sum += sqrt(r * r + g * g + b * b);
        count++;
      }
    }
  }
  return count === 0 ? 0 : sum / count;
}
