import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import {
  coverage,
  coverageByChoice,
  expectedCoverage,
  listTuples,
  type Row,
  type Strength,
  universeOf,
} from '#rare/cover/index';
import { feasibleIn, isAllowed, modelsWithRows, nameOf, plainModel, tuplesIn } from './naive.js';

/** An orthogonal array: nine rows hold each of the 54 pairs of 3^4 once. */
const NINE: readonly Row[] = [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => [a, b, (a + b) % 3, (a + 2 * b) % 3]));

describe('coverage', () => {
  it('is what the slow counter counts', () => {
    fc.assert(
      fc.property(modelsWithRows, fc.constantFrom<Strength>(1, 2, 3, 4), ([model, rows], strength) => {
        fc.pre(model.factors.length >= strength);
        const universe = universeOf(model, strength);
        const measured = coverage(universe, rows);
        const feasible = feasibleIn(model, strength);
        const allowed = rows.filter((row) => isAllowed(model, row));
        const held = tuplesIn(allowed, model.factors.length, strength);
        const filled = new Set([...held].filter((tuple) => feasible.has(tuple)));
        expect(measured.covered).toBe(filled.size);
        expect(measured.feasible).toBe(feasible.size);
        expect(new Set(listTuples(universe, measured, 'filled').map(nameOf))).toEqual(filled);
        const empty = [...feasible].filter((tuple) => !filled.has(tuple));
        expect(new Set(listTuples(universe, measured, 'empty').map(nameOf))).toEqual(new Set(empty));
        expect(measured.contradicting.map((index) => rows[index])).toEqual(rows.filter((row) => !isAllowed(model, row)));
      }),
      { numRuns: 300 },
    );
  });

  it('has closed forms: one row, an orthogonal array, one with a row or a cell less', () => {
    const universe = universeOf(plainModel([3, 3, 3, 3]), 2);
    const covered = (rows: readonly Row[]): number => coverage(universe, rows).covered;
    expect(covered([])).toBe(0);
    expect(covered(NINE.slice(0, 1))).toBe(6);
    expect(covered(NINE)).toBe(54);
    for (const left of NINE) expect(covered(NINE.filter((row) => row !== left))).toBe(48);
    const changed = NINE.map((row, i) => (i === 4 ? [...row.slice(0, 3), ((row[3] as number) + 1) % 3] : row));
    expect(covered(changed)).toBe(51);
    const outside = NINE.map((row, i) => (i === 4 ? [...row.slice(0, 3), -1] : row));
    expect(covered(outside)).toBe(51);
  });

  it('tells which factors were combined least', () => {
    const universe = universeOf(plainModel([2, 2, 3]), 2);
    const rows = [0, 1].flatMap((a) => [0, 1, 2].map((c) => [a, a, c]));
    const [least, ...others] = coverageByChoice(universe, coverage(universe, rows));
    expect(least).toEqual({ factors: ['f0', 'f1'], feasible: 4, covered: 2 });
    expect(others.map(({ covered, feasible }) => covered / feasible)).toEqual([1, 1]);
  });

  it('of rows drawn evenly is 1 - (1 - v^-t)^n on average', () => {
    expect(expectedCoverage(4, 2, 100)).toBeCloseTo(0.998426, 6);
    expect(expectedCoverage(4, 3, 100)).toBeCloseTo(0.792958, 6);
    for (const strength of [2, 3] as const) {
      const universe = universeOf(plainModel(Array(6).fill(4)), strength);
      const ratios = Array.from({ length: 60 }, (_, i) => {
        const stream = randomRoot('even').child(strength).child(i);
        return coverage(
          universe,
          Array.from({ length: 40 }, () => Array.from({ length: 6 }, () => stream.index(4))),
        ).ratio;
      });
      const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
      const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (ratios.length - 1);
      // Four standard errors; the form for one row more or less lies outside them.
      const bound = 4 * Math.sqrt(variance / ratios.length);
      expect(Math.abs(mean - expectedCoverage(4, strength, 40))).toBeLessThan(bound);
      expect(Math.abs(mean - expectedCoverage(4, strength, 36))).toBeGreaterThan(bound);
    }
  });

  it('refuses rows that do not fit', () => {
    const universe = universeOf(plainModel([2, 2]), 2);
    for (const row of [[0], [0, 2], [0, 0.5], [0, -2], [0, Number.NaN]])
      expect(() => coverage(universe, [row])).toThrow(RangeError);
  });

  it('counts a hundred factors in pairs and fifteen in triples', () => {
    const stream = randomRoot('many');
    const rowsOf = (factors: number, count: number): readonly Row[] =>
      Array.from({ length: count }, () => Array.from({ length: factors }, () => stream.index(3)));
    const wide = rowsOf(100, 60);
    const pairs = coverage(universeOf(plainModel(Array(100).fill(3)), 2), wide);
    expect(pairs.covered).toBe(tuplesIn(wide, 100, 2).size);
    expect(pairs.feasible).toBe(4950 * 9);
    const narrow = rowsOf(15, 100);
    const triples = coverage(universeOf(plainModel(Array(15).fill(3)), 3), narrow);
    expect(triples.covered).toBe(tuplesIn(narrow, 15, 3).size);
    expect(triples.feasible).toBe(455 * 27);
  });
});
