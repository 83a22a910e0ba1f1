/** Whether two independent estimates contradict each other. */
import { ln } from '#core/math';
import type { RareEventEstimate } from '../result.js';

/** Differences of the logarithms below so many standard deviations are chance. */
const DEVIATIONS = 3.3;

export interface Agreement {
  /** The first is lower than the second by more than chance. */
  readonly lower: boolean;
  /** The first is higher than the second by more than chance. */
  readonly higher: boolean;
  /** The second has no number to compare with. */
  readonly unfinished: boolean;
}

export function agreement(first: RareEventEstimate, second: RareEventEstimate): Agreement {
  const unfinished = !(second.probability > 0);
  if (unfinished) return { lower: false, higher: false, unfinished };
  if (!(first.probability > 0)) return { lower: true, higher: false, unfinished };
  const spread = Math.sqrt(lnVariance(first.cov) + lnVariance(second.cov));
  const deviations = ln(first.probability / second.probability) / spread;
  return { lower: deviations < -DEVIATIONS, higher: deviations > DEVIATIONS, unfinished };
}
function lnVariance(cov: number): number {
  return ln(1 + cov * cov);
}
