/** Which failure is worse. */
import type { ValidationCase } from '#contracts/validation';
import { failedCriteria } from './cases.js';

/** Collisions by their impact speed, before failures without one by how far they miss their limits. */
interface Severity {
  /** m/s; 0 without a collision. */
  readonly impact: number;
  /** Of the limit, for the criterion that misses its own by most. */
  readonly miss: number;
}

function severityOf(one: ValidationCase): Severity {
  const failed = failedCriteria(one);
  const impacts = failed.filter(({ criterion }) => criterion.startsWith('no-collision')).map(({ value }) => value ?? 0);
  const misses = failed.map(({ value, limit }) =>
    value === undefined || limit === undefined ? 0 : Math.abs(value - limit) / Math.max(Math.abs(limit), Number.EPSILON),
  );
  return { impact: Math.max(0, ...impacts), miss: Math.max(0, ...misses) };
}

const INTEREST = { fail: 0, error: 1, invalid: 2, pass: 3 } as const;

/** What a reader wants to see first: failures, the worst first, then what has no verdict, then what passed. Equals keep their order. */
export function byInterest(cases: readonly ValidationCase[]): readonly ValidationCase[] {
  const rated = cases.map((one) => ({ one, interest: INTEREST[one.outcome], ...severityOf(one) }));
  rated.sort((a, b) => a.interest - b.interest || b.impact - a.impact || b.miss - a.miss);
  return rated.map(({ one }) => one);
}
