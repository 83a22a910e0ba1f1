import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '#core/math';
import { binOf, binsByEdges, binsByQuantile, binsBySample, factorOf, gridOf, OUTSIDE, rowOfValues } from '#rare/cover/index';

const edgesOf = fc.uniqueArray(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), {
  minLength: 2,
  maxLength: 8,
  selector: (edge) => edge + 0,
});

describe('bins', () => {
  it('hold each value in the one cell between whose edges it lies', () => {
    fc.assert(
      fc.property(edgesOf, fc.double({ noNaN: true, min: -1.1e6, max: 1.1e6 }), (unordered, drawn) => {
        const bins = binsByEdges(unordered.sort((a, b) => a - b));
        for (const value of [drawn, ...bins.edges]) {
          const last = bins.edges.length - 2;
          const within = bins.edges.slice(0, -1).findIndex((low, i) => {
            const high = bins.edges[i + 1] as number;
            return value >= low && (value < high || (i === last && value === high));
          });
          expect(binOf(bins, value)).toBe(within);
        }
      }),
    );
    expect(binOf(binsByEdges([0, 1]), Number.NaN)).toBe(OUTSIDE);
  });

  it('by quantiles are equally likely, and open at the ends of a distribution without any', () => {
    const { edges } = binsByQuantile(normalQuantile, 5);
    expect(edges[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(edges[5]).toBe(Number.POSITIVE_INFINITY);
    for (let i = 1; i < 5; i++) expect(normalCdf(edges[i] as number)).toBeCloseTo(i / 5, 12);
  });

  it('by a sample hold equal shares of it; fewer cells where one value has more', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    const bins = binsBySample(values, 4);
    expect([0, 1, 2, 3].map((cell) => values.filter((value) => binOf(bins, value) === cell).length)).toEqual([25, 25, 25, 25]);
    expect(binsBySample([0, 0, 0, 0, 0, 0, 1, 2], 4).edges).toEqual([0, 0.5, 2]);
    expect(() => binsBySample([1, 1], 2)).toThrow(RangeError);
    expect(() => binsBySample([], 2)).toThrow(RangeError);
  });

  it('make factors whose names tell the cells apart', () => {
    fc.assert(
      fc.property(edgesOf, (unordered) => {
        const factor = factorOf({ name: 'x', edges: unordered.sort((a, b) => a - b) });
        fc.pre(Math.min(...unordered.slice(1).map((edge, i) => edge - (unordered[i] as number))) > 1e-12);
        expect(() => gridOf({ factors: [factor] })).not.toThrow();
      }),
    );
    expect(factorOf({ name: 'v', ...binsByEdges([8.333333, 13.9, 25]) }).levels).toEqual(['[8.33, 13.9)', '[13.9, 25]']);
    expect(factorOf({ name: 'z', ...binsByQuantile(normalQuantile, 2) }).levels).toEqual(['[-Infinity, 0)', '[0, Infinity)']);
  });

  it('turn the parameters of a sample into a row', () => {
    const parameters = [
      { name: 'speed', edges: [0, 10, 20] },
      { name: 'weather', levels: ['dry', 'rain'] },
    ];
    expect(rowOfValues(parameters, { speed: 10, weather: 'rain', other: 3 })).toEqual([1, 1]);
    expect(rowOfValues(parameters, { speed: 21, weather: 'snow' })).toEqual([OUTSIDE, OUTSIDE]);
    expect(() => rowOfValues(parameters, { speed: '10', weather: 'rain' })).toThrow(/a number/);
    expect(() => rowOfValues(parameters, { speed: 10 })).toThrow(/name of a level/);
  });

  it('refuse edges that are none', () => {
    for (const edges of [[], [1], [1, 1], [2, 1], [0, Number.NaN]]) expect(() => binsByEdges(edges)).toThrow(RangeError);
    expect(() => binsByQuantile((p) => p, 0)).toThrow(RangeError);
  });
});
