/** What every estimator answers, and the warnings it may raise. */
import type { Point } from './problem.js';

/** A run that stands for `weight` runs of the nominal density, up to a factor common to all. */
export interface WeightedRun {
  readonly u: Point;
  readonly g: number;
  readonly weight: number;
}

/** A way to fail: a cloud of failures apart from others. */
export interface FailureMode {
  /** Mean of its failures, in standard normal space. */
  readonly centre: Point;
  /** Its part of the probability, in [0, 1]. */
  readonly share: number;
  /** Failures kept of it. */
  readonly count: number;
}

export const WARNINGS = {
  'no-failure-found': 'No run failed: the number is an upper bound, not an estimate.',
  'few-failures': 'Fewer than 10 failures were seen: the interval is wide and the failure modes are unknown.',
  'few-effective-samples': 'The weights leave fewer than 100 effective samples: do not trust the interval.',
  'large-weight-share':
    'One run carries 5 % of the probability or more: a region was sampled too thinly. Do not trust the number.',
  'heavy-weight-tail':
    'The largest weights have a heavy tail (Pareto k of 0.7 or more): the variance is not known. Do not trust the number.',
  'too-few-for-dimension': 'Too few runs for so many dimensions: the proposal could not be fitted. Do not trust the number.',
  'not-converged': 'The search for failures did not settle within its budget. Do not trust the number.',
  'methods-disagree':
    'A second, independent method gives another probability. Do not trust the number; a failure mode may be missing.',
  'milder-threshold-disagrees': 'At a milder threshold, plain Monte Carlo gives another probability. Do not trust the number.',
  'failure-outside-proposal': 'A failure was found that the proposal hardly reaches. A failure mode may be missing.',
  'few-ancestors': 'The failures descend from a few first samples: the variance is hardly known. Do not trust the number.',
  'level-plateau':
    'The margin is flat over many samples, so levels cannot be told apart. Give a margin that falls towards failure.',
  'budget-too-small': 'The budget ended before the planned runs or checks were made.',
} as const;
export type WarningCode = keyof typeof WARNINGS;

export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
}
/** The warning of that code. */
export function warning(code: WarningCode): Warning {
  return { code, message: WARNINGS[code] };
}

export type Method = 'monte-carlo' | 'cross-entropy' | 'subset';

export interface RareEventEstimate {
  readonly method: Method;
  /** P(g <= 0), in [0, 1]. */
  readonly probability: number;
  /** 95 % confidence interval of the probability. */
  readonly interval: readonly [low: number, high: number];
  /** Standard deviation of the estimate over the estimate; Infinity where nothing failed. */
  readonly cov: number;
  /** Runs of the problem in all, those for adaptation and checks included. */
  readonly runs: number;
  /** (sum w)^2 / sum w^2 over the failures. */
  readonly effectiveSamples: number;
  /** The heaviest failure's part of the probability, in [0, 1]. */
  readonly largestWeightShare: number;
  /** Runs that plain Monte Carlo needs for the same CoV, over `runs`; 0 where CoV is infinite. */
  readonly acceleration: number;
  /** The likeliest first. */
  readonly modes: readonly FailureMode[];
  /** Empty only where every check was passed. */
  readonly warnings: readonly Warning[];
  /** The runs behind the number, those that do not fail included. */
  readonly samples: readonly WeightedRun[];
}

/** A = (1 - p) / (p CoV^2) / runs. */
export function accelerationOf(probability: number, cov: number, runs: number): number {
  if (!(probability > 0) || !Number.isFinite(cov) || cov <= 0) return 0;
  return (1 - probability) / (probability * cov * cov * runs);
}
