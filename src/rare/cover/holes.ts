/** What to generate next: rows that fill the holes which other rows left, and which cells of each of them matter. */
import { coveringArray, type GenerateOptions, ledgerAfter, openAtGoal } from './generate.js';
import { addRow, type Ledger, newIn } from './ledger.js';
import { type Cells, type Combination, type CoverModel, cellsOf, type Row } from './model.js';
import { forTuplesOf, type Strength, tupleAt } from './tuples.js';
import { type Universe, universeOf } from './universe.js';

export interface Hole {
  /** Where the row must lie. Its other factors are free, as long as it holds no forbidden combination. */
  readonly cells: Cells;
  /** One whole row that lies there and holds no forbidden combination. */
  readonly row: Row;
  /** How many tuples it is the first to cover, after the rows there were and the holes before it. */
  readonly fresh: number;
}

/** The holes to fill for that coverage (`goal`, default 1), those that cover most first. */
export function holes(
  model: CoverModel,
  rows: readonly Row[],
  strength: Strength,
  options: Omit<GenerateOptions, 'seeds'>,
): readonly Hole[] {
  const universe = universeOf(model, strength);
  const left = [...coveringArray(universe, { ...options, seeds: rows })];
  const ledger = ledgerAfter(universe, rows);
  const found: Hole[] = [];
  const enough = openAtGoal(universe, options.goal ?? 1);
  while (ledger.openCount > enough) {
    const row = takeFreshest(ledger, left);
    found.push(holeOf(universe, ledger, row));
    addRow(ledger, row);
  }
  return found;
}

/** Takes the row that covers most open tuples out of the list. */
function takeFreshest(ledger: Ledger, rows: Row[]): Row {
  let best = 0;
  let most = -1;
  for (const [index, row] of rows.entries()) {
    const fresh = newIn(ledger, row);
    if (fresh <= most) continue;
    most = fresh;
    best = index;
  }
  return rows.splice(best, 1)[0] as Row;
}

/** The row's cells that its open tuples need. */
function holeOf({ grid, space }: Universe, ledger: Ledger, row: Row): Hole {
  const needed = new Set<number>();
  let fresh = 0;
  forTuplesOf(space, row, (tuple) => {
    if (ledger.counts[tuple] !== 0) return;
    fresh++;
    for (const { factor } of tupleAt(space, tuple)) needed.add(factor);
  });
  const cells: Combination = [...needed].sort((a, b) => a - b).map((factor) => ({ factor, level: row[factor] as number }));
  return { cells: cellsOf(grid.factors, cells), row, fresh };
}
