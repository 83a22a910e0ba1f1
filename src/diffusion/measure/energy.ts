/** How far two sets of points are apart as distributions: 2 E|X - Y| - E|X - X'| - E|Y - Y'| (Szekely & Rizzo 2013, doi 10.1016/j.jspi.2013.03.018). */
import { sqrt } from '#core/math';

export type Point = readonly number[];

/** 0 where both are the same distribution, never below but for chance; pairs of a point with itself don't count. @throws RangeError for fewer than two points */
export function energyDistance(xs: readonly Point[], ys: readonly Point[]): number {
  if (xs.length < 2 || ys.length < 2) throw new RangeError('a distribution needs two points');
  return 2 * meanDistance(xs, ys) - within(xs) - within(ys);
}

function meanDistance(xs: readonly Point[], ys: readonly Point[]): number {
  let sum = 0;
  for (const x of xs) for (const y of ys) sum += distance(x, y);
  return sum / (xs.length * ys.length);
}

function within(xs: readonly Point[]): number {
  const n = xs.length;
  return (meanDistance(xs, xs) * n) / (n - 1);
}

function distance(x: Point, y: Point): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) {
    const d = (x[k] as number) - (y[k] as number);
    sum += d * d;
  }
  return sqrt(sum);
}
