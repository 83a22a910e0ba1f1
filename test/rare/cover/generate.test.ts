import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { coverage, coveringArray, type Row, type Strength, universeOf } from '#rare/cover/index';
import { countPairs, feasibleIn, isAllowed, modelsWithRows, plainModel, tuplesIn } from './naive.js';

const times = (count: number, levels: number): readonly number[] => Array(count).fill(levels);

/** Sizes of pairwise.org/efficiency: rows that PICT needs. */
const BENCHMARKS: readonly (readonly [string, readonly number[], number])[] = [
  ['3^4', times(4, 3), 9],
  ['3^13', times(13, 3), 18],
  ['4^15 3^17 2^29', [...times(15, 4), ...times(17, 3), ...times(29, 2)], 37],
  ['4^1 3^39 2^35', [4, ...times(39, 3), ...times(35, 2)], 27],
  ['2^100', times(100, 2), 15],
  ['10^20', times(20, 10), 210],
];

describe('covering arrays', () => {
  it.each(BENCHMARKS)('of %s are no larger than PICT makes them', (_, sizes, most) => {
    const universe = universeOf(plainModel(sizes), 2);
    const rows = coveringArray(universe, { stream: randomRoot('array'), candidates: 10, steps: 4000 });
    expect(rows.length).toBeLessThanOrEqual(most);
    const { covered, all } = countPairs(sizes, rows);
    expect(covered).toBe(all);
    // Both counters miss what a row less does not hold.
    const fewer = countPairs(sizes, rows.slice(1)).covered;
    expect(fewer).toBeLessThan(all);
    expect(coverage(universe, rows.slice(1)).covered).toBe(fewer);
  });

  it('cover all that is feasible and nothing forbidden, after any rows there were', () => {
    fc.assert(
      fc.property(modelsWithRows, fc.constantFrom<Strength>(1, 2, 3), fc.nat(), ([model, seeds], strength, seed) => {
        fc.pre(model.factors.length >= strength);
        const universe = universeOf(model, strength);
        const rows = coveringArray(universe, { stream: randomRoot(seed), seeds, steps: 50, candidates: 3 });
        expect(rows.every((row) => row.every((level) => level >= 0) && isAllowed(model, row))).toBe(true);
        const feasible = feasibleIn(model, strength);
        const held = tuplesIn([...rows, ...seeds.filter((row) => isAllowed(model, row))], model.factors.length, strength);
        expect([...feasible].filter((tuple) => !held.has(tuple))).toEqual([]);
        const before = tuplesIn(
          seeds.filter((row) => isAllowed(model, row)),
          model.factors.length,
          strength,
        );
        const open = [...feasible].filter((tuple) => !before.has(tuple)).length;
        expect(rows.length).toBeLessThanOrEqual(open);
      }),
      { numRuns: 150 },
    );
  });

  it('of larger models hold nothing forbidden either', () => {
    const forbidden = Array.from({ length: 20 }, (_, i) => ({ [`f${i % 20}`]: '1', [`f${(3 * i + 1) % 20}`]: '2' })).filter(
      (cells) => Object.keys(cells).length === 2,
    );
    const model = plainModel(times(20, 4), forbidden);
    const universe = universeOf(model, 2);
    const rows = coveringArray(universe, { stream: randomRoot('larger'), steps: 2000 });
    expect(rows.filter((row) => !isAllowed(model, row))).toEqual([]);
    expect(universe.feasibleCount).toBe(190 * 16 - forbidden.length);
    expect(tuplesIn(rows, 20, 2).size).toBe(universe.feasibleCount);
    const free = coveringArray(universeOf(plainModel(times(20, 4)), 2), { stream: randomRoot('larger'), steps: 2000 });
    expect(free.some((row) => !isAllowed(model, row))).toBe(true);
  });

  it('fill only the holes that random rows leave', () => {
    const universe = universeOf(plainModel(times(10, 4)), 2);
    const stream = randomRoot('random rows');
    const seeds: readonly Row[] = Array.from({ length: 60 }, () => Array.from({ length: 10 }, () => stream.index(4)));
    const options = { stream: randomRoot('fill'), steps: 2000 };
    const open = universe.feasibleCount - coverage(universe, seeds).covered;
    const rows = coveringArray(universe, { ...options, seeds });
    expect(open).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(Math.min(open, coveringArray(universe, options).length));
    expect(rows.length).toBeLessThan(coveringArray(universe, { ...options, seeds, steps: 0 }).length);
    expect(coverage(universe, [...seeds, ...rows]).ratio).toBe(1);
    expect(coverage(universe, rows).ratio).toBeLessThan(1);
    expect(coveringArray(universe, { ...options, seeds: [...seeds, ...rows] })).toEqual([]);
  });

  it('of strength 3 hold every triple; 3^4 takes 27 rows, the least there can be', () => {
    const small = universeOf(plainModel(times(4, 3)), 3);
    expect(coveringArray(small, { stream: randomRoot('triples') })).toHaveLength(27);
    const sizes = times(10, 3);
    const rows = coveringArray(universeOf(plainModel(sizes), 3), { stream: randomRoot('triples'), steps: 1000 });
    expect(tuplesIn(rows, 10, 3).size).toBe(120 * 27);
    expect(tuplesIn(rows.slice(1), 10, 3).size).toBeLessThan(120 * 27);
  });

  it('have the least number of rows there can be where algebra has', () => {
    for (const [sizes, strength, least] of [
      [times(5, 4), 2, 16],
      [times(8, 7), 2, 49],
      [times(6, 5), 3, 125],
    ] as const) {
      const universe = universeOf(plainModel(sizes), strength);
      const rows = coveringArray(universe, { stream: randomRoot('least'), steps: 100, candidates: 3 });
      expect(rows).toHaveLength(least);
      expect(tuplesIn(rows, sizes.length, strength).size).toBe(universe.space.count);
    }
  });

  it('go down to the bound, the product of the two largest numbers of levels', () => {
    const universe = universeOf(plainModel([6, 5, 4, 3]), 2);
    const sized = (steps: number): number => coveringArray(universe, { stream: randomRoot('bound'), steps }).length;
    expect(sized(0)).toBeGreaterThan(30);
    expect(sized(5000)).toBe(30);
  });

  it('stop at the goal, with fewer rows the lower it is', () => {
    const universe = universeOf(plainModel(times(10, 4)), 2);
    const sizes = [0, 0.5, 0.9, 1].map((goal) => {
      const rows = coveringArray(universe, { stream: randomRoot('goal'), goal, steps: 2000 });
      expect(coverage(universe, rows).ratio).toBeGreaterThanOrEqual(goal);
      return rows.length;
    });
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
    expect(sizes[0]).toBe(0);
    expect(() => coveringArray(universe, { stream: randomRoot(1), goal: 1.1 })).toThrow(RangeError);
    expect(() => coveringArray(universe, { stream: randomRoot(1), seeds: [[4]] })).toThrow(RangeError);
  });

  it('are the same for the same stream, and others for another', () => {
    const universe = universeOf(plainModel(times(8, 3), [{ f0: '0', f1: '0' }]), 2);
    const rowsOf = (seed: string): readonly Row[] => coveringArray(universe, { stream: randomRoot(seed), steps: 500 });
    expect(rowsOf('a')).toEqual(rowsOf('a'));
    expect(rowsOf('a')).not.toEqual(rowsOf('b'));
  });
});
