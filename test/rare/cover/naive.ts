/** Coverage counted the slow way, from the definition alone: sets of text, and feasibility by trying every whole row. */
import fc from 'fast-check';
import type { Cells, CoverModel, Row } from '#rare/cover/index';

/** All choices of that many of the items. */
export function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

/** Every row there could be without any forbidden combination. */
export function everyRow(sizes: readonly number[]): readonly Row[] {
  return sizes.reduce<readonly Row[]>(
    (rows, size) => rows.flatMap((row) => Array.from({ length: size }, (_, level) => [...row, level])),
    [[]],
  );
}

export function isAllowed(model: CoverModel, row: Row, forbidden: readonly Cells[] = model.forbidden ?? []): boolean {
  return !forbidden.some((cells) =>
    model.factors.every(({ name, levels }, i) => !(name in cells) || levels[row[i] as number] === cells[name]),
  );
}

/** The t-tuples in the rows as text such as `0=1 3=0`; those of cells outside are none. */
export function tuplesIn(rows: readonly Row[], factors: number, strength: number): Set<string> {
  const choices = subsets(
    Array.from({ length: factors }, (_, i) => i),
    strength,
  );
  const found = new Set<string>();
  for (const row of rows) {
    for (const choice of choices) {
      if (choice.every((i) => (row[i] as number) >= 0)) found.add(choice.map((i) => `${i}=${row[i]}`).join(' '));
    }
  }
  return found;
}

/** The tuples of all rows that are allowed: the feasible ones. */
export function feasibleIn(model: CoverModel, strength: number, forbidden?: readonly Cells[]): Set<string> {
  const sizes = model.factors.map(({ levels }) => levels.length);
  const allowed = everyRow(sizes).filter((row) => isAllowed(model, row, forbidden));
  return tuplesIn(allowed, sizes.length, strength);
}

/** Covered and feasible pairs where nothing is forbidden, at any size. */
export function countPairs(sizes: readonly number[], rows: readonly Row[]): { readonly covered: number; readonly all: number } {
  const all = subsets(sizes, 2).reduce((sum, [a, b]) => sum + (a as number) * (b as number), 0);
  return { covered: tuplesIn(rows, sizes.length, 2).size, all };
}

/** A model whose factor i is called `f<i>` and has levels `0`, `1`, ... */
export function plainModel(sizes: readonly number[], forbidden: readonly Cells[] = []): CoverModel {
  const factors = sizes.map((size, i) => ({
    name: `f${i}`,
    levels: Array.from({ length: size }, (_, level) => String(level)),
  }));
  return { factors, forbidden };
}

export const nameOf = (cells: Cells): string =>
  Object.entries(cells)
    .map(([name, level]) => `${name.slice(1)}=${level}`)
    .join(' ');

/** Small models with up to five forbidden combinations of one to three cells; some of them leave no row at all. */
export const smallModels: fc.Arbitrary<CoverModel> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 })
  .chain((sizes) => {
    const cell = fc
      .nat(sizes.length - 1)
      .chain((i) => fc.nat((sizes[i] as number) - 1).map((level) => [`f${i}`, String(level)]));
    const cells = fc.array(cell, { minLength: 1, maxLength: 3 }).map((entries): Cells => Object.fromEntries(entries));
    return fc.array(cells, { maxLength: 5 }).map((forbidden) => plainModel(sizes, forbidden));
  });

/** Such a model that has a row, and any rows of it, some of them partly outside or forbidden. */
export const modelsWithRows: fc.Arbitrary<readonly [CoverModel, readonly Row[]]> = smallModels
  .filter((model) => feasibleIn(model, 1).size > 0)
  .chain((model) => {
    const row = fc.tuple(...model.factors.map(({ levels }) => fc.integer({ min: -1, max: levels.length - 1 })));
    return fc.tuple(fc.constant(model), fc.array(row, { maxLength: 12 }));
  });
