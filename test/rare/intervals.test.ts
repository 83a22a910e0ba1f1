import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, ln, normalCdf } from '#core/math';
import { wilson } from '#core/wilson';
import {
  clopperPearson,
  type Interval,
  mcNemar,
  ruleOfThree,
  runsWithoutFailure,
  sprt,
  sprtAverageRuns,
  sprtVerdict,
} from '#rare/intervals';
import { betaCdf, betaQuantile, lnGamma } from '#rare/statistics/beta';
import { studentQuantile } from '#rare/statistics/student';

const PLAN = { good: 1e-3, bad: 1e-2, alpha: 0.05, beta: 0.05 };

/** Probabilities of 0..n failures of n. */
function binomial(n: number, p: number): number[] {
  return Array.from({ length: n + 1 }, (_, k) =>
    exp(lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1) + k * ln(p) + (n - k) * ln(1 - p)),
  );
}
/** Chance that the interval of the count holds p. */
function coverage(interval: (k: number, n: number) => Interval, n: number, p: number): number {
  return binomial(n, p).reduce((sum, mass, k) => {
    const [low, high] = interval(k, n);
    return low <= p && p <= high ? sum + mass : sum;
  }, 0);
}

describe('incomplete beta function', () => {
  it('meets closed forms', () => {
    expect(lnGamma(0.5)).toBeCloseTo(0.5 * ln(Math.PI), 13);
    expect(lnGamma(11)).toBeCloseTo(ln(3628800), 12);
    expect(betaCdf(0.3, 1, 4)).toBeCloseTo(1 - 0.7 * 0.7 * 0.7 * 0.7, 14);
    expect(betaCdf(0.3, 4, 1)).toBeCloseTo(0.0081, 14);
    expect(betaCdf(0.5, 2, 3)).toBeCloseTo(11 / 16, 14);
  });
  it('is the tail of the binomial distribution', () => {
    const tail = binomial(50, 0.07)
      .slice(6)
      .reduce((a, b) => a + b, 0);
    expect(betaCdf(0.07, 6, 45)).toBeCloseTo(tail, 12);
  });
  it('and its quantile undo each other, and both sides mirror', () => {
    const shape = fc.double({ min: 0.2, max: 2000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.999, noNaN: true }), shape, shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        // Nearer to the ends, 1 - x has too few digits for the mirror image.
        fc.pre(x > 1e-6 && x < 1 - 1e-6);
        expect(betaCdf(x, a, b)).toBeCloseTo(p, 8);
        expect(betaCdf(1 - x, b, a)).toBeCloseTo(1 - betaCdf(x, a, b), 8);
      }),
      { seed: 1 },
    );
  });
  it("gives Student's quantiles", () => {
    expect(studentQuantile(1)).toBeCloseTo(12.7062, 4);
    expect(studentQuantile(10)).toBeCloseTo(2.228139, 5);
    expect(normalCdf(studentQuantile(1e5))).toBeCloseTo(0.975, 5);
  });
});

describe('intervals of proportions', () => {
  it('meet published values', () => {
    expect(clopperPearson(0, 100)[1]).toBeCloseTo(0.036217, 6);
    expect(clopperPearson(3, 1000)[0]).toBeCloseTo(0.0006191, 8);
    expect(clopperPearson(3, 1000)[1]).toBeCloseTo(0.00874202, 8);
    expect(wilson(3, 1000)[0]).toBeCloseTo(0.00102078, 8);
    expect(wilson(3, 1000)[1]).toBeCloseTo(0.00878301, 8);
  });
  it.each([0.01, 0.05, 0.3, 0.5])('Clopper-Pearson never covers p = %d less than it says, Wilson nearly', (p) => {
    for (const n of [20, 100, 300]) {
      expect(coverage(clopperPearson, n, p)).toBeGreaterThanOrEqual(0.95);
      expect(coverage(wilson, n, p)).toBeGreaterThan(0.91);
    }
  });
  it('that check fails an interval that is too narrow', () => {
    const narrow = (k: number, n: number): Interval => clopperPearson(k, n, 0.8);
    expect(coverage(narrow, 100, 0.3)).toBeLessThan(0.95);
  });
  it('refuse counts that cannot be', () => {
    expect(() => wilson(4, 3)).toThrow(RangeError);
    expect(() => clopperPearson(0, 0)).toThrow(RangeError);
    expect(() => clopperPearson(0.5, 10)).toThrow(RangeError);
    expect(() => wilson(1, 3, 1)).toThrow(RangeError);
  });
});

describe('planning and comparing', () => {
  it('runs without failure', () => {
    expect([1e-2, 1e-3, 1e-4].map((limit) => runsWithoutFailure(limit))).toEqual([299, 2995, 29956]);
    expect(ruleOfThree(1000)).toBe(0.003);
    expect(runsWithoutFailure(1.09e-8)).toBeGreaterThan(2.748e8);
    expect(runsWithoutFailure(1.09e-8)).toBeLessThan(2.749e8);
  });
  it('McNemar', () => {
    expect(mcNemar(1, 9)).toBeCloseTo(0.021484375, 12);
    expect(mcNemar(9, 1)).toBe(mcNemar(1, 9));
    expect(mcNemar(0, 0)).toBe(1);
    expect(mcNemar(5, 5)).toBe(1);
  });
  it('sequential test: bounds, increments, earliest acceptance, average runs', () => {
    const test = sprt(PLAN);
    expect(test.refuse).toBeCloseTo(2.944439, 6);
    expect(test.accept).toBeCloseTo(-2.944439, 6);
    expect(test.failure).toBeCloseTo(ln(10), 12);
    expect(test.pass).toBeCloseTo(-0.00904984, 8);
    expect(test.earliestAcceptance).toBe(326);
    expect(Math.round(sprtAverageRuns(PLAN, 'good'))).toBe(393);
    expect(Math.round(sprtAverageRuns(PLAN, 'bad'))).toBe(188);
    expect([sprtVerdict(test, 0, 325), sprtVerdict(test, 0, 326), sprtVerdict(test, 2, 5)]).toEqual([
      'go-on',
      'accept',
      'refuse',
    ]);
  });
});
