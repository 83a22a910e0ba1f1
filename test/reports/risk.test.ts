/** Shares of failures by parameter: intervals, bins and whether they differ, against closed forms and tables. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValidationCase } from '#contracts/validation';
import { randomRoot } from '#core/random';
import { wilson } from '#core/wilson';
import { chiSquaredTail, parameterRisks, quantileBins } from '#reports/risk';
import { sampleReport } from './sample.js';

const [template] = sampleReport().cases as [ValidationCase];
const caseWith = (parameters: ValidationCase['parameters'], failed: boolean): ValidationCase => ({
  ...template,
  parameters,
  outcome: failed ? 'fail' : 'pass',
});

describe('Wilson interval', () => {
  it('solves its own equation: the share lies z standard errors from each end', () => {
    const counts = fc.integer({ min: 1, max: 10_000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([hits, n]) => {
        const share = hits / n;
        for (const end of wilson(hits, n)) {
          if (end === 0 || end === 1) expect(share).toBe(end);
          else expect(Math.abs(share - end) / Math.sqrt((end * (1 - end)) / n)).toBeCloseTo(1.959963984540054, 6);
        }
      }),
    );
  });

  it('has the closed form n and z give without hits', () => {
    const z2 = 1.959963984540054 ** 2;
    expect(wilson(0, 50)[1]).toBeCloseTo(z2 / (50 + z2), 12);
    expect(wilson(0, 0)).toEqual([0, 1]);
  });
});

describe('bins', () => {
  const runs = fc.array(fc.record({ value: fc.integer({ min: 0, max: 30 }), failed: fc.boolean() }), {
    minLength: 1,
    maxLength: 120,
  });

  it('hold every run once, ascending, equal values together, eight at most', () => {
    fc.assert(
      fc.property(runs, (drawn) => {
        const levels = [...new Set(drawn.map(({ value }) => value))].map((value) => {
          const same = drawn.filter((run) => run.value === value);
          return { value, runs: same.length, failed: same.filter(({ failed }) => failed).length };
        });
        const bins = quantileBins(levels);
        expect(bins.length).toBeLessThanOrEqual(8);
        expect(bins.reduce((sum, bin) => sum + bin.runs, 0)).toBe(drawn.length);
        expect(bins.reduce((sum, bin) => sum + bin.failed, 0)).toBe(drawn.filter(({ failed }) => failed).length);
        bins.forEach((bin, i) => {
          if (i > 0) expect(Number(bin.low)).toBeGreaterThan(Number(bins[i - 1]?.high));
        });
      }),
    );
  });

  it('are of as many runs each where no value comes twice', () => {
    const levels = Array.from({ length: 80 }, (_, value) => ({ value, runs: 1, failed: 0 }));
    expect(quantileBins(levels).map((bin) => bin.runs)).toEqual([10, 10, 10, 10, 10, 10, 10, 10]);
    expect(quantileBins(levels.slice(0, 9)).map((bin) => bin.runs)).toEqual([4, 5]);
  });
});

describe('bins of values that come often', () => {
  it('go by ranks, not by values: what half of all runs have takes half of the bins', () => {
    const often = { value: 0, runs: 40, failed: 0 };
    const seldom = Array.from({ length: 40 }, (_, i) => ({ value: 1 + i, runs: 1, failed: 0 }));
    expect(quantileBins([often, ...seldom]).map((bin) => bin.runs)).toEqual([40, 10, 10, 10, 10]);
  });
});

describe('parameters', () => {
  it.each([
    [1, 3.841],
    [2, 5.991],
    [3, 7.815],
    [7, 14.067],
  ])('the tail of chi-squared with %i degrees holds 5 %% above its tabulated quantile', (degrees, quantile) => {
    expect(chiSquaredTail(quantile, degrees)).toBeCloseTo(0.05, 4);
  });

  it('has the one first that decides, words too, and leaves out what is constant', () => {
    const stream = randomRoot(1);
    const cases = Array.from({ length: 160 }, () => {
      const speed = stream.uniform();
      return caseWith({ speed, other: stream.uniform(), same: 3, road: speed > 0.5 ? 'wet' : 'dry' }, speed > 0.5);
    });
    const risks = parameterRisks(cases);
    expect(risks.map(({ name }) => name).sort()).toEqual(['other', 'road', 'speed']);
    expect(risks.at(-1)?.name).toBe('other');
    expect(risks.find(({ name }) => name === 'road')?.bins.map(({ low, share }) => [low, share])).toEqual([
      ['dry', 0],
      ['wet', 1],
    ]);
    expect(risks[0]?.pValue).toBeLessThan(1e-6);
  });

  it('control: a parameter that decides nothing is rarely thought to', () => {
    const root = randomRoot('null');
    const pValues = Array.from({ length: 200 }, (_, i) => {
      const stream = root.child(i);
      const cases = Array.from({ length: 80 }, () => caseWith({ x: stream.uniform() }, stream.chance(0.4)));
      return parameterRisks(cases)[0]?.pValue ?? 1;
    });
    const found = pValues.filter((p) => p < 0.05).length;
    // Binomial of 200 at 5 %: 10, and 3 to 19 within four nines of chance.
    expect(found).toBeGreaterThanOrEqual(3);
    expect(found).toBeLessThanOrEqual(19);
  });

  it('counts only runs with a verdict', () => {
    const cases = [1, 2, 3, 4, 5, 6, 7, 8].map((x) => caseWith({ x }, x > 4));
    const more = cases.map((one): ValidationCase => ({ ...one, outcome: 'invalid' }));
    expect(parameterRisks([...cases, ...more])).toEqual(parameterRisks(cases));
    expect(parameterRisks(more)).toEqual([]);
  });
});
