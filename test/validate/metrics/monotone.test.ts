/** The curve through published points: its slopes, and that it never turns back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logitOf, monotoneCurve } from '#validate/metrics/monotone';
import { holds, number } from './property.js';

type Point = readonly [x: number, y: number];
const slopeAt = (curve: (x: number) => number, x: number): number => (curve(x + 1e-6) - curve(x - 1e-6)) / 2e-6;

describe('monotone curve', () => {
  const curve = monotoneCurve([
    [0, 0],
    [1, 1],
    [3, 2],
  ]);
  it('has the weighted harmonic mean of secants as its slope', () => {
    // Secants 1 and 1/2 over widths 1 and 2: 3 (1 + 2) / ((1 + 4) / 1 + (2 + 2) / (1 / 2)).
    expect(slopeAt(curve, 1)).toBeCloseTo(9 / 13, 5);
    expect(slopeAt(curve, 0)).toBeCloseTo(1, 5);
    expect(slopeAt(curve, 3)).toBeCloseTo(0.5, 5);
  });
  it('is the cubic of its ends and slopes between points, and straight beyond', () => {
    // Half-way: mean of the ends and an eighth of the width times the difference of slopes.
    expect(curve(0.5)).toBeCloseTo(0.5 + (1 - 9 / 13) / 8, 12);
    expect(curve(2)).toBeCloseTo(1.5 + ((9 / 13 - 0.5) * 2) / 8, 12);
    expect([curve(-2), curve(5)]).toEqual([-2, 3]);
  });
  it('passes through its points and rises where they rise', () => {
    const steps = fc.array(fc.tuple(number(0.1, 5), number(0.01, 5)), { minLength: 2, maxLength: 6 });
    holds(
      fc.property(steps, (given) => {
        const points: Point[] = [];
        for (const [dx, dy] of given) {
          const [x, y] = points.at(-1) ?? [0, 0];
          points.push([x + dx, y + dy]);
        }
        const through = monotoneCurve(points);
        for (const [x, y] of points) expect(through(x)).toBeCloseTo(y, 9);
        const [first, last] = [points[0] as Point, points.at(-1) as Point];
        const heights = Array.from({ length: 60 }, (_, i) => through(first[0] + (i / 59) * (last[0] - first[0])));
        for (const [i, height] of heights.slice(1).entries()) expect(height).toBeGreaterThan((heights[i] as number) - 1e-12);
      }),
    );
  });
  it('is level where the points turn', () => {
    const hill = monotoneCurve([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
    expect(slopeAt(hill, 1)).toBeCloseTo(0, 5);
    expect(Math.max(hill(0.7), hill(0.9), hill(1.1), hill(1.3))).toBeLessThan(1);
  });
  it('of two points is a line', () => {
    const line = monotoneCurve([
      [1, 2],
      [3, 8],
    ]);
    expect([line(0), line(2), line(4)]).toEqual([-1, 5, 11]);
  });
});

it('log-odds of a half are nothing, and of a tenth those of nine to one', () => {
  expect(logitOf(0.5)).toBe(0);
  expect(logitOf(0.1)).toBeCloseTo(-Math.log(9), 12);
});
