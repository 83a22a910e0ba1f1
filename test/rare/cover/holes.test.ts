import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { coverage, holes, type Row, universeOf } from '#rare/cover/index';
import { everyRow, isAllowed, modelsWithRows, plainModel } from './naive.js';

describe('holes', () => {
  it('reach the goal by any allowed rows that lie in their cells', () => {
    fc.assert(
      fc.property(modelsWithRows, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), ([model, rows], goal, seed) => {
        const stream = randomRoot(seed);
        const found = holes(model, rows, 2, { stream, goal, steps: 50, candidates: 3 });
        const allowed = everyRow(model.factors.map(({ levels }) => levels.length)).filter((row) => isAllowed(model, row));
        const lies = (row: Row, cells: Readonly<Record<string, string>>): boolean =>
          model.factors.every(({ name, levels }, i) => !(name in cells) || levels[row[i] as number] === cells[name]);
        expect(found.every(({ fresh }) => fresh > 0)).toBe(true);
        const drawn = found.map(({ cells, row }) => {
          const there = allowed.filter((candidate) => lies(candidate, cells));
          expect(there).toContainEqual(row);
          return stream.child('draw').pick(there);
        });
        expect(coverage(universeOf(model, 2), [...rows, ...drawn]).ratio).toBeGreaterThanOrEqual(goal);
      }),
      { numRuns: 150 },
    );
  });

  it('come most first', () => {
    const stream = randomRoot('rows');
    const drawn = Array.from({ length: 50 }, () => Array.from({ length: 10 }, () => stream.index(4)));
    const added = holes(plainModel(Array(10).fill(4)), drawn, 2, { stream: randomRoot(1), steps: 500 }).map(
      ({ fresh }) => fresh,
    );
    expect(new Set(added).size).toBeGreaterThan(3);
    expect(added).toEqual([...added].sort((a, b) => b - a));
  });

  it('come with what each adds, and leave factors free that nothing needs', () => {
    const model = plainModel([3, 3, 3, 3]);
    const row = (a: number, b: number): Row => [a, b, (a + b) % 3, (a + 2 * b) % 3];
    const nine = [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => row(a, b)));
    expect(holes(model, nine, 2, { stream: randomRoot(1) })).toEqual([]);
    const changed = [...nine.slice(0, 8), [...(nine[8] as Row).slice(0, 2), 0, 0]];
    const found = holes(model, changed, 2, { stream: randomRoot(1) });
    const missing = universeOf(model, 2).feasibleCount - coverage(universeOf(model, 2), changed).covered;
    expect(found.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(missing);
    const [only] = holes(
      plainModel([2, 2, 2]),
      everyRow([2, 2, 2]).filter((it) => it[0] !== 1 || it[2] !== 1),
      2,
      {
        stream: randomRoot(1),
      },
    );
    expect(only).toMatchObject({ cells: { f0: '1', f2: '1' }, fresh: 1 });
  });
});
