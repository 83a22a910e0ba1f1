/** Smooth curves through given points that never overshoot them: hood lines, roof lines, belt lines. */
import { clamp } from '#core/math';

export type CurvePoint = readonly [x: number, y: number];

/**
 * Monotone cubic through the points (Fritsch & Butland, SIAM J. Sci. Stat. Comput. 5, 1984: harmonic-mean slopes).
 * Constant beyond the ends.
 * @param points in strictly increasing x, at least one
 * @throws RangeError when x doesn't increase
 */
export function curve(points: readonly CurvePoint[]): (x: number) => number {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const n = points.length;
  if (n === 0 || xs.some((x, i) => i > 0 && x <= (xs[i - 1] as number))) throw new RangeError('curve: x must increase');
  const steps = xs.slice(1).map((x, i) => x - (xs[i] as number));
  const secants = steps.map((h, i) => ((ys[i + 1] as number) - (ys[i] as number)) / h);
  const slopes = xs.map((_, i) => {
    const before = secants[i - 1];
    const after = secants[i];
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  return (x) => {
    const at = clamp(x, xs[0] as number, xs[n - 1] as number);
    let i = 0;
    while (i < n - 2 && at > (xs[i + 1] as number)) i++;
    const h = steps[i];
    if (h === undefined) return ys[0] as number;
    const t = (at - (xs[i] as number)) / h;
    const [y0, y1, m0, m1] = [ys[i] as number, ys[i + 1] as number, (slopes[i] as number) * h, (slopes[i + 1] as number) * h];
    const u = 1 - t;
    return y0 * (1 + 2 * t) * u * u + m0 * t * u * u + y1 * (3 - 2 * t) * t * t - m1 * u * t * t;
  };
}
