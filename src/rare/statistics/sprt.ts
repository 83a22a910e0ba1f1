/** Wald's sequential probability ratio test of a failure probability (Ann. Math. Stat. 16, 1945). */
import { ln } from '#core/math';

export interface SprtPlan {
  /** Failure probability that is good enough (H0), in (0, 1). */
  readonly good: number;
  /** Failure probability that is too bad (H1), in (good, 1). */
  readonly bad: number;
  /** Chance to refuse what is good, in (0, 0.5). */
  readonly alpha: number;
  /** Chance to accept what is bad, in (0, 0.5). */
  readonly beta: number;
}
export interface Sprt {
  /** Accept when the log likelihood ratio is at or below this. */
  readonly accept: number;
  /** Refuse when it is at or above this. */
  readonly refuse: number;
  /** What a failure adds. */
  readonly failure: number;
  /** What a run without failure adds (negative). */
  readonly pass: number;
  /** The fewest runs after which a build can be accepted: all without failure. */
  readonly earliestAcceptance: number;
}

/** Bounds and increments. @throws RangeError when the plan's numbers are out of range. */
export function sprt(plan: SprtPlan): Sprt {
  const { good, bad, alpha, beta } = plan;
  if (!(good > 0 && good < bad && bad < 1)) throw new RangeError('0 < good < bad < 1');
  if (!(alpha > 0 && alpha < 0.5 && beta > 0 && beta < 0.5)) throw new RangeError('alpha and beta: in (0, 0.5)');
  const accept = ln(beta / (1 - alpha));
  const pass = ln((1 - bad) / (1 - good));
  return {
    accept,
    refuse: ln((1 - beta) / alpha),
    failure: ln(bad / good),
    pass,
    earliestAcceptance: Math.ceil(accept / pass),
  };
}

export type SprtVerdict = 'accept' | 'refuse' | 'go-on';

/** Where the test stands after so many runs. */
export function sprtVerdict(test: Sprt, failures: number, runs: number): SprtVerdict {
  const ratio = failures * test.failure + (runs - failures) * test.pass;
  if (ratio <= test.accept) return 'accept';
  return ratio >= test.refuse ? 'refuse' : 'go-on';
}

/** Mean number of runs until a verdict, by Wald's approximation, where the plan's `good` (or `bad`) is the truth. */
export function sprtAverageRuns(plan: SprtPlan, truth: 'good' | 'bad'): number {
  const test = sprt(plan);
  const p = plan[truth];
  const refused = truth === 'good' ? plan.alpha : 1 - plan.beta;
  const drift = p * test.failure + (1 - p) * test.pass;
  return (refused * test.refuse + (1 - refused) * test.accept) / drift;
}
