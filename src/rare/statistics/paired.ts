/** Two things measured on the same draws: how much they differ, with 95 % intervals that make use of the pairs. */
import type { Interval } from '../intervals.js';
import { studentQuantile } from './student.js';

export interface PairedChange {
  /** Means. */
  readonly before: number;
  readonly after: number;
  /** after - before. */
  readonly difference: number;
  readonly interval: Interval;
  /** after / before - 1, its interval by the delta method, no less than -1 where nothing is negative; missing where `before` is 0. */
  readonly relative?: { readonly value: number; readonly interval: Interval };
}

/** @throws RangeError unless there are as many of both, two at least */
export function pairedChange(before: readonly number[], after: readonly number[]): PairedChange {
  const n = before.length;
  if (n < 2 || after.length !== n) throw new RangeError('as many of both, two at least');
  const [x, y] = [mean(before), mean(after)];
  const t = studentQuantile(n - 1);
  const half = (values: readonly number[]): number => t * Math.sqrt(variance(values) / n);
  const differences = after.map((a, i) => a - (before[i] as number));
  const spread = half(differences);
  const about = { before: x, after: y, difference: y - x, interval: [y - x - spread, y - x + spread] as const };
  if (x === 0) return about;
  const ratio = y / x;
  const wide = half(after.map((a, i) => a - ratio * (before[i] as number))) / Math.abs(x);
  const least = [...before, ...after].every((value) => value >= 0) ? -1 : Number.NEGATIVE_INFINITY;
  return { ...about, relative: { value: ratio - 1, interval: [Math.max(least, ratio - 1 - wide), ratio - 1 + wide] } };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) * (value - middle), 0) / (values.length - 1);
}
