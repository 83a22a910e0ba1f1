/** Learning rates over the steps of a run. */
import { cos, PI } from '#core/math';

/**
 * Rises in equal steps over `warmUp` steps, then falls along half a cosine to nothing at `steps` (Loshchilov & Hutter 2017,
 * arXiv 1608.03983, one period). @param step from 0
 */
export function cosineRate(top: number, step: number, steps: number, warmUp: number): number {
  if (step < warmUp) return (top * (step + 1)) / (warmUp + 1);
  return (top / 2) * (1 + cos((PI * (step - warmUp)) / Math.max(1, steps - warmUp)));
}
