/** A validation against an earlier one of the same cases. */
import type { Regression, ValidationCase } from '#contracts/validation';
import { mcNemar } from '#rare/intervals';

export function regressionOf(
  cases: readonly ValidationCase[],
  baseline: { readonly name: string; readonly cases: readonly ValidationCase[] },
): Regression {
  const earlier = new Map(baseline.cases.map((each) => [each.id, each]));
  const judged = ({ outcome }: ValidationCase): boolean => outcome === 'pass' || outcome === 'fail';
  const pairs = cases.flatMap((now) => {
    const before = earlier.get(now.id);
    // Another draw of the same number, where the file has changed, is no pair.
    const same = before !== undefined && before.concreteSha256 === now.concreteSha256;
    return same && judged(before) && judged(now) ? [{ id: now.id, before: before.outcome, now: now.outcome }] : [];
  });
  const fixed = pairs.filter(({ before, now }) => before === 'fail' && now === 'pass').map(({ id }) => id);
  const broken = pairs.filter(({ before, now }) => before === 'pass' && now === 'fail').map(({ id }) => id);
  return { baseline: baseline.name, both: pairs.length, fixed, broken, pValue: mcNemar(fixed.length, broken.length) };
}
