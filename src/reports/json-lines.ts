/** JSON Lines: the head first, then one case a line, keys sorted, for `jq`, DuckDB and the like. */
import type { ValidationReport } from '#contracts/validation';
import { canonicalJson } from '#core/hash';
import { finite } from './finite.js';

/** Curves and tracks are left out. Numbers that JSON can't hold (infinities, NaN) are null. Every line ends with a line feed. */
export function jsonLines({ cases, ...head }: ValidationReport): string {
  const first = { type: 'head', ...head, cases: cases.length };
  const rest = cases.map(({ curves: _, tracks: __, ...one }) => ({ type: 'case', ...one }));
  return [first, ...rest].map((line) => `${canonicalJson(finite(line))}\n`).join('');
}
