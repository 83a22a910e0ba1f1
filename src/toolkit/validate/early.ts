/** Ends a scenario's runs as soon as they say enough: Wald's sequential test of its failure probability. */
import type { CaseOutcome } from '#contracts/validation';
import { sprt } from '#rare/intervals';

/** Failure probabilities that are good enough and too bad. */
export interface Early {
  readonly good: number;
  readonly bad: number;
}
const RISK = 0.05;

export interface SequentialTest {
  saw(outcome: CaseOutcome): void;
  /** Undefined while it takes more runs. */
  decision(): 'accept' | 'reject' | undefined;
}

export function sequentialTest({ good, bad }: Early): SequentialTest {
  const { accept, refuse, failure, pass } = sprt({ good, bad, alpha: RISK, beta: RISK });
  let evidence = 0;
  return {
    saw(outcome) {
      if (outcome === 'pass') evidence += pass;
      else if (outcome === 'fail') evidence += failure;
    },
    decision: () => (evidence <= accept ? 'accept' : evidence >= refuse ? 'reject' : undefined),
  };
}
