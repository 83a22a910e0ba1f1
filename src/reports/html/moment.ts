/** The instant that a failure is about. */
import type { ValidationCase } from '#contracts/validation';
import { failedCriteria } from '../cases.js';

/** When the first criterion failed, s; undefined where none says when. */
export function momentOf(one: ValidationCase): number | undefined {
  const times = failedCriteria(one).flatMap(({ timeNs }) => (timeNs === undefined ? [] : [timeNs / 1e9]));
  return times.length === 0 ? undefined : Math.min(...times);
}
