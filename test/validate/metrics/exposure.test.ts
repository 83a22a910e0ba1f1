/** Time exposed and time integrated are exact for a TTC that is linear between samples. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposureOf, type TtcSample } from '#validate/metrics/index';
import { holds, number } from './property.js';

const dip: readonly TtcSample[] = [
  { time: 0, ttc: 4 },
  { time: 1, ttc: 1 },
  { time: 3, ttc: 5 },
];

describe('exposure', () => {
  it('is a triangle below the limit', () => {
    const { exposed, integrated, worst } = exposureOf(dip, 2);
    // Below 2 s from 2/3 s to 1.5 s, 1 s deep.
    expect(exposed).toBeCloseTo(1.5 - 2 / 3, 12);
    expect(integrated).toBeCloseTo((1.5 - 2 / 3) / 2, 12);
    expect(worst).toEqual({ time: 1, ttc: 1 });
  });
  it('does not depend on more samples of the same line, as a sum of steps does', () => {
    const line = (t: number): number => (t < 1 ? 4 - 3 * t : 1 + 2 * (t - 1));
    const times = [0, 0.3, 0.7, 1, 1.2, 1.9, 2.5, 3];
    const fine = exposureOf(
      times.map((time) => ({ time, ttc: line(time) })),
      2,
    );
    const coarse = exposureOf(dip, 2);
    expect(fine.exposed).toBeCloseTo(coarse.exposed, 12);
    expect(fine.integrated).toBeCloseTo(coarse.integrated, 12);
    // Control: counting steps whose end is below the limit.
    const counted = times.reduce((sum, t, i) => (line(t) < 2 ? sum + t - (times[i - 1] ?? t) : sum), 0);
    expect(Math.abs(counted - coarse.exposed)).toBeGreaterThan(0.01);
  });
  it('agrees with a fine sum for any samples', () => {
    const samples = fc.array(number(0, 6), { minLength: 2, maxLength: 12 });
    holds(
      fc.property(samples, (values) => {
        const { exposed, integrated } = exposureOf(
          values.map((ttc, time) => ({ time, ttc })),
          2,
        );
        let [te, ti] = [0, 0];
        for (let k = 0; k < (values.length - 1) * 1000; k++) {
          const [i, share] = [Math.floor(k / 1000), ((k % 1000) + 0.5) / 1000];
          const ttc = (values[i] as number) * (1 - share) + (values[i + 1] as number) * share;
          if (ttc < 2) [te, ti] = [te + 1e-3, ti + (2 - ttc) * 1e-3];
        }
        expect(Math.abs(exposed - te)).toBeLessThan(2e-3 * values.length);
        expect(Math.abs(integrated - ti)).toBeLessThan(1e-3);
      }),
      50,
    );
  });
  it('adds nothing towards an endless TTC, and names the first of equal worst times', () => {
    const never = Number.POSITIVE_INFINITY;
    const samples = [1, never, 1, 1, never].map((ttc, time) => ({ time, ttc }));
    expect(exposureOf(samples, 2)).toMatchObject({ exposed: 1, integrated: 1, worst: { time: 0, ttc: 1 } });
    expect(exposureOf([], 2)).toEqual({ exposed: 0, integrated: 0 });
  });
  it('refuses time that runs backwards', () => {
    expect(() =>
      exposureOf(
        [
          { time: 1, ttc: 1 },
          { time: 0, ttc: 1 },
        ],
        2,
      ),
    ).toThrow(RangeError);
  });
});
