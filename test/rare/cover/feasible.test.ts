import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { infeasibleTuples, type Strength, tupleAt, universeOf } from '#rare/cover/index';
import { cellsOf } from '#rare/cover/model';
import { feasibleIn, nameOf, plainModel, smallModels } from './naive.js';

const strengths = fc.constantFrom<Strength>(1, 2, 3, 4);

describe('feasible tuples', () => {
  it('are those that some whole allowed row holds, by trial of every row', () => {
    fc.assert(
      fc.property(smallModels, strengths, (model, strength) => {
        fc.pre(model.factors.length >= strength);
        const truth = feasibleIn(model, strength);
        if (truth.size === 0) {
          expect(() => universeOf(model, strength)).toThrow(/no row is possible/);
          return;
        }
        const { space, feasible, grid, feasibleCount } = universeOf(model, strength);
        const found = Array.from(feasible.keys()).filter((tuple) => feasible[tuple] === 1);
        expect(new Set(found.map((tuple) => nameOf(cellsOf(grid.factors, tupleAt(space, tuple)))))).toEqual(truth);
        expect(feasibleCount).toBe(truth.size);
      }),
      { numRuns: 300 },
    );
  });

  it('leave the others with a reason that suffices and of which nothing can be left out', () => {
    fc.assert(
      fc.property(smallModels, fc.constantFrom<Strength>(1, 2), (model, strength) => {
        fc.pre(feasibleIn(model, strength).size > 0);
        const universe = universeOf(model, strength);
        const listed = infeasibleTuples(universe);
        expect(listed.length + universe.feasibleCount).toBe(universe.space.count);
        for (const { cells, because } of listed) {
          expect(feasibleIn(model, strength, because).has(nameOf(cells))).toBe(false);
          for (const left of because) {
            const others = because.filter((combination) => combination !== left);
            expect(feasibleIn(model, strength, others).has(nameOf(cells))).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('names what follows from two forbidden combinations together', () => {
    const forbidden = [
      { f0: '0', f1: '0' },
      { f0: '1', f1: '0' },
    ];
    const [only, ...others] = infeasibleTuples(universeOf(plainModel([2, 2, 2], forbidden), 1));
    expect(others).toEqual([]);
    expect(only).toEqual({ cells: { f1: '0' }, because: forbidden });
  });

  it('are found through chains as long as the model, fast', () => {
    // f0 = 0 rules out f1 = 1, so f1 = 0, and so on to the last one.
    const count = 30;
    const chain = Array.from({ length: count - 1 }, (_, i) => ({ [`f${i}`]: '0', [`f${i + 1}`]: '1' }));
    const model = plainModel(Array(count).fill(2), chain);
    const universe = universeOf(model, 2);
    // Rows are ascending from the right: of each pair exactly (0, 1) is impossible.
    expect(universe.space.count - universe.feasibleCount).toBe((count * (count - 1)) / 2);
    for (const { cells, because } of infeasibleTuples(universe)) {
      const [from, to] = Object.keys(cells).map((name) => Number(name.slice(1)));
      expect(because).toEqual(chain.slice(from, to));
    }
  });

  it('does not try two knots against each other', () => {
    // Six pigeons have no place in five holes, which f18 = 0 asks for; twelve other factors, joined among themselves, are easy.
    const sizes = [...Array(12).fill(3), ...Array(6).fill(5), 6];
    const easy = Array.from({ length: 11 }, (_, i) => ({ [`f${i}`]: '0', [`f${i + 1}`]: '0' }));
    const hard = [12, 13, 14, 15, 16, 17].flatMap((a) =>
      [12, 13, 14, 15, 16, 17]
        .filter((b) => b > a)
        .flatMap((b) => ['0', '1', '2', '3', '4'].map((hole) => ({ [`f${a}`]: hole, [`f${b}`]: hole, f18: '0' }))),
    );
    const universe = universeOf(plainModel(sizes, [...easy, ...hard]), 1);
    expect(infeasibleTuples(universe).map(({ cells }) => cells)).toEqual([{ f18: '0' }]);
  });
});

describe('a model', () => {
  const refused = (sizes: readonly number[], forbidden: readonly Record<string, string>[], message: RegExp): void => {
    expect(() => universeOf(plainModel(sizes, forbidden), 1)).toThrow(message);
  };
  it('is refused where its names do not fit', () => {
    refused([2, 0], [], /no level/);
    refused([2], [{}], /empty/);
    refused([2], [{ g: '0' }], /no factor "g"/);
    refused([2], [{ f0: '2' }], /no level "2"/);
    const twice = { factors: [{ name: 'a', levels: ['x', 'x'] }] };
    expect(() => universeOf(twice, 1)).toThrow(/there twice/);
    expect(() => universeOf(plainModel([2]), 2)).toThrow(/asks for as many factors/);
  });
  it('is refused, with the guilty combinations, where no row is left', () => {
    refused([2, 2], [{ f0: '0' }, { f1: '0' }, { f0: '1', f1: '1' }], /\{"f0":"0"\}, \{"f1":"0"\}, \{"f0":"1","f1":"1"\}/);
  });
});
