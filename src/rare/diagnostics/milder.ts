/** A check that costs nothing: a threshold mild enough for the pilot's plain Monte Carlo to know its probability. */
import { ln } from '#core/math';
import type { Run } from '../problem.js';
import { effectiveCount } from '../proposal/fit.js';
import type { Pool } from '../proposal/pool.js';

/** Share of nominal runs below the milder threshold. */
const SHARE = 0.1;
/** Differences below so many standard deviations are chance: about 1 in 2,000. */
const DEVIATIONS = 3.5;

/**
 * Whether the pool, which must be without the nominal runs, gives another probability than these do at the threshold that a tenth
 * of them fall below. False where the pool knows too little of that threshold.
 */
export function milderThresholdDisagrees(nominal: readonly Run[], pool: Pool): boolean {
  const margins = nominal.map(({ g }) => g).sort((a, b) => a - b);
  const threshold = margins[Math.floor(SHARE * margins.length)];
  if (threshold === undefined || threshold <= 0) return false;
  const share = margins.filter((g) => g <= threshold).length / margins.length;
  const plain = (1 - share) / (share * margins.length);
  const weights = pool.weighted(threshold).map(({ weight }) => weight);
  const effective = effectiveCount(weights);
  if (effective < 50) return false;
  const estimate = weights.reduce((a, b) => a + b, 0) / pool.size;
  const difference = ln(estimate / share);
  return difference * difference > DEVIATIONS * DEVIATIONS * (plain + (1 / effective - 1 / pool.size));
}
