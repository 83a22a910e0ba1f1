/** What weights tell about an importance sampling estimate. */
import { exp, ln } from '#core/math';
import type { Interval } from '../intervals.js';
import { effectiveCount } from '../proposal/fit.js';
import type { WarningCode, WeightedRun } from '../result.js';
import { studentQuantile } from '../statistics/student.js';
import { paretoShape } from './pareto.js';

export interface WeightSummary {
  /** Mean of the weights of failures over all samples. */
  readonly probability: number;
  /** Standard deviation of that mean over the mean, from the spread of the sample; Infinity without failures. */
  readonly cov: number;
  readonly effectiveSamples: number;
  readonly largestShare: number;
  /** Pareto shape of the failures' weights; NaN for too few. */
  readonly paretoShape: number;
}

/** Summary of independent draws whose weights are density ratios (nominal over proposal). */
export function summarise(samples: readonly WeightedRun[]): WeightSummary {
  const failing = samples.filter(({ g }) => g <= 0).map(({ weight }) => weight);
  const n = samples.length;
  const sum = failing.reduce((a, b) => a + b, 0);
  if (!(sum > 0))
    return { probability: 0, cov: Number.POSITIVE_INFINITY, effectiveSamples: 0, largestShare: 0, paretoShape: Number.NaN };
  const effectiveSamples = effectiveCount(failing);
  return {
    probability: sum / n,
    cov: Math.sqrt(Math.max(0, (1 / effectiveSamples - 1 / n) * (n / (n - 1)))),
    effectiveSamples,
    largestShare: Math.max(...failing) / sum,
    paretoShape: paretoShape(failing),
  };
}

/** Gates: below 100 effective samples, a share of 5 %, a Pareto shape of 0.7. */
export function weightWarnings(summary: WeightSummary): WarningCode[] {
  const codes: WarningCode[] = [];
  if (summary.probability === 0) return ['no-failure-found'];
  if (summary.effectiveSamples < 100) codes.push('few-effective-samples');
  if (summary.largestShare >= 0.05) codes.push('large-weight-share');
  if (summary.paretoShape >= 0.7) codes.push('heavy-weight-tail');
  return codes;
}

/**
 * A 95 % interval on the scale of logarithms, where estimates of small probabilities are nearer to normal.
 * @param freedom how many independent pieces the CoV was estimated from; Student's quantile widens the interval for few
 */
export function logInterval(probability: number, cov: number, freedom = 1e5): Interval {
  if (!(probability > 0)) return [0, 1];
  const spread = Math.sqrt(ln(1 + cov * cov));
  const factor = exp(studentQuantile(Math.max(1, freedom)) * spread);
  return [probability / factor, Math.min(1, probability * factor)];
}
