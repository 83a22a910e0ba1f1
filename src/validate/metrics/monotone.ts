/** Curves through points that rise where the points rise. */
import { ln } from '#core/math';

/** Log-odds of a probability between 0 and 1. */
export function logitOf(probability: number): number {
  return ln(probability / (1 - probability));
}

/**
 * Monotone piecewise cubic through at least two points in order of x (Fritsch and Butland 1984: slopes are weighted harmonic means of
 * the neighbouring secants, the nearer one weighing more); straight beyond the ends, with the end slopes.
 */
export function monotoneCurve(points: readonly (readonly [x: number, y: number])[]): (x: number) => number {
  const slopes = slopesOf(points);
  const at = (i: number): readonly [x: number, y: number] => points[i] as readonly [number, number];
  const last = points.length - 1;
  return (x) => {
    if (x <= at(0)[0]) return at(0)[1] + (slopes[0] as number) * (x - at(0)[0]);
    if (x >= at(last)[0]) return at(last)[1] + (slopes[last] as number) * (x - at(last)[0]);
    const i = points.findIndex(([end]) => end > x) - 1;
    return hermite(at(i), at(i + 1), slopes[i] as number, slopes[i + 1] as number, x);
  };
}

function slopesOf(points: readonly (readonly [x: number, y: number])[]): readonly number[] {
  const secants = points.slice(1).map(([x, y], i) => {
    const [x0, y0] = points[i] as readonly [number, number];
    return { width: x - x0, slope: (y - y0) / (x - x0) };
  });
  return points.map((_, i) => {
    const before = secants[i - 1];
    const after = secants[i];
    if (before === undefined) return after?.slope ?? 0;
    if (after === undefined) return before.slope;
    if (before.slope * after.slope <= 0) return 0;
    const [ofBefore, ofAfter] = [before.width + 2 * after.width, 2 * before.width + after.width];
    return (ofBefore + ofAfter) / (ofBefore / before.slope + ofAfter / after.slope);
  });
}

function hermite(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  m0: number,
  m1: number,
  x: number,
): number {
  const width = x1 - x0;
  const t = (x - x0) / width;
  const s = 1 - t;
  return y0 * s * s * (1 + 2 * t) + m0 * width * t * s * s + y1 * t * t * (1 + 2 * s) - m1 * width * t * t * s;
}
