/** Confidence intervals of proportions, how many runs without failure show what, and paired comparison. */
import { ln } from '#core/math';
import { betaCdf, betaQuantile } from './statistics/beta.js';

export * from './statistics/sprt.js';

export type Interval = readonly [low: number, high: number];

/** The exact interval of Clopper and Pearson (Biometrika 26, 1934): never covers less than it says. Parameters as `wilson` of core, but at least one run. */
export function clopperPearson(failures: number, runs: number, confidence = 0.95): Interval {
  checkCounts(failures, runs, confidence);
  const tail = (1 - confidence) / 2;
  const low = failures === 0 ? 0 : betaQuantile(tail, failures, runs - failures + 1);
  const high = failures === runs ? 1 : betaQuantile(1 - tail, failures + 1, runs - failures);
  return [low, high];
}

/** Runs that must all be fine to show P(failure) < `limit` at that confidence: ceil(ln(1 - confidence) / ln(1 - limit)). */
export function runsWithoutFailure(limit: number, confidence = 0.95): number {
  checkShare(limit, 'limit');
  checkShare(confidence, 'confidence');
  return Math.ceil(ln(1 - confidence) / ln(1 - limit));
}

/** Rule of three: the 95 % upper bound of a probability of which `runs` runs showed nothing; good from 30 runs on. */
export function ruleOfThree(runs: number): number {
  checkCounts(0, runs, 0.5);
  return Math.min(1, 3 / runs);
}

/**
 * McNemar's exact two-sided test for two builds run on the same scenarios: how likely is so uneven a split by chance?
 * @param onlyFirst scenarios that only the first build fails @param onlySecond those that only the second fails
 */
export function mcNemar(onlyFirst: number, onlySecond: number): number {
  const all = onlyFirst + onlySecond;
  if (all === 0) return 1;
  checkCounts(onlyFirst, all, 0.5);
  const less = Math.min(onlyFirst, onlySecond);
  // P(Binomial(n, 1/2) <= k) = I_{1/2}(n - k, k + 1)
  return Math.min(1, 2 * betaCdf(0.5, all - less, less + 1));
}

function checkCounts(failures: number, runs: number, confidence: number): void {
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError('runs: a whole number >= 1');
  if (!Number.isInteger(failures) || failures < 0 || failures > runs)
    throw new RangeError('failures: a whole number in [0, runs]');
  checkShare(confidence, 'confidence');
}
function checkShare(value: number, name: string): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name}: in (0, 1)`);
}
