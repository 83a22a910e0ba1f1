/** Weights that keep rare classes from being ignored. */
import { ln } from '#core/math';

export const WEIGHTINGS = ['none', 'log', 'median'] as const;
export type Weighting = (typeof WEIGHTINGS)[number];

/** Keeps a class of a few pixels from ruling the loss. */
const MOST = 20;

/**
 * `log`: 1 / ln(1.02 + p), p the share of pixels (Paszke et al. 2016, arXiv 1606.02147). `median`: median of the shares over the
 * share (Eigen & Fergus 2015, arXiv 1411.4734), at most 20. Both scaled to a mean of 1 over the classes that occur; a class that doesn't
 * occur weighs 1.
 */
export function classWeights(shares: readonly number[], weighting: Weighting): readonly number[] {
  const present = shares.filter((share) => share > 0).sort((a, b) => a - b);
  const median = present[present.length >> 1] ?? 1;
  const raw = shares.map((share) => {
    if (share === 0 || weighting === 'none') return 1;
    return weighting === 'log' ? 1 / ln(1.02 + share) : Math.min(MOST, median / share);
  });
  const total = raw.reduce((sum, weight, i) => sum + ((shares[i] as number) > 0 ? weight : 0), 0);
  return raw.map((weight, i) => ((shares[i] as number) > 0 ? (weight * present.length) / total : 1));
}
