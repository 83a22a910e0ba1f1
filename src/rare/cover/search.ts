/**
 * Fewer rows for the same coverage: leaves a row out, repairs what is open by tabu search, and so on.
 *
 * A step takes an open tuple at random and looks at every row that lacks a single cell of it; the change that loses least is
 * made, whether or not it is for the better, and the changed cell rests for some steps (Lin et al., "TCA: an efficient two-mode
 * meta-heuristic algorithm for combinatorial test generation", ASE 2015). Now and then, and when no such row is allowed to
 * change, a random row takes the whole tuple.
 */
import type { RandomStream } from '#core/random';
import { addRow, gainOf, type Ledger, onlyIn, removeRow, setCell } from './ledger.js';
import type { Combination, Row } from './model.js';
import { tupleAt } from './tuples.js';
import { partialRow, type Universe } from './universe.js';

/** Steps for which a changed cell rests: this many, and up to as many more at random. */
const REST = 4;
/** One step in so many gives a whole tuple to a random row. */
const JOLT_EVERY = 1000;

interface Search {
  readonly universe: Universe;
  readonly ledger: Ledger;
  readonly rows: Int32Array[];
  /** Until which step each cell of each row rests. */
  readonly restUntil: Map<Int32Array, Int32Array>;
  readonly stream: RandomStream;
}
interface Change {
  readonly row: Int32Array;
  readonly factor: number;
  readonly level: number;
}

export interface ShrinkOptions {
  readonly steps: number;
  /** Ends at that many rows: a bound that none can be below. */
  readonly fewest: number;
  /** How many feasible tuples may stay open. */
  readonly mayStayOpen: number;
  readonly stream: RandomStream;
}

/**
 * The fewest rows found that leave no more open than allowed, together with those that are in the ledger already. `rows`, which
 * are not in it, do so themselves.
 */
export function shrink(
  universe: Universe,
  ledger: Ledger,
  rows: readonly Row[],
  { steps, fewest, mayStayOpen, stream }: ShrinkOptions,
): readonly Row[] {
  const working = rows.map((row) => Int32Array.from(row));
  for (const row of working) addRow(ledger, row);
  const rest = new Map(working.map((row) => [row, new Int32Array(row.length)]));
  const search: Search = { universe, ledger, rows: working, restUntil: rest, stream };
  let best = rows;
  for (let step = 0; step < steps; step++) {
    while (ledger.openCount <= mayStayOpen) {
      best = working.map((row) => [...row]);
      if (working.length <= fewest) return best;
      leaveOut(search);
    }
    takeStep(search, step);
  }
  return ledger.openCount <= mayStayOpen ? working.map((row) => [...row]) : best;
}

/** Takes out the row that alone holds the fewest tuples. */
function leaveOut({ ledger, rows }: Search): void {
  let least = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [index, row] of rows.entries()) {
    const alone = onlyIn(ledger, row);
    if (alone >= fewest) continue;
    fewest = alone;
    least = index;
  }
  const [row] = rows.splice(least, 1);
  if (row !== undefined) removeRow(ledger, row);
}

function takeStep(search: Search, step: number): void {
  const { ledger, stream, restUntil } = search;
  const tuple = tupleAt(ledger.space, ledger.open[stream.index(ledger.openCount)] as number);
  const change = stream.index(JOLT_EVERY) === 0 ? undefined : bestChange(search, tuple, step);
  if (change === undefined) {
    jolt(search, tuple);
    return;
  }
  setCell(ledger, change.row, change.factor, change.level);
  (restUntil.get(change.row) as Int32Array)[change.factor] = step + REST + stream.index(REST);
}

/** Of the single cells that would cover the tuple, the one that loses least; equal ones at random. */
function bestChange(
  { universe, ledger, rows, restUntil, stream }: Search,
  tuple: Combination,
  step: number,
): Change | undefined {
  let best: Change | undefined;
  let most = Number.NEGATIVE_INFINITY;
  let equals = 0;
  for (const row of rows) {
    const cell = missingCell(row, tuple);
    if (cell === undefined || (restUntil.get(row)?.[cell.factor] as number) > step) continue;
    if (universe.solver.breaks(row, cell)) continue;
    const gain = gainOf(ledger, row, cell.factor, cell.level);
    if (gain < most) continue;
    equals = gain > most ? 1 : equals + 1;
    if (equals > 1 && stream.index(equals) > 0) continue;
    most = gain;
    best = { row, ...cell };
  }
  return best;
}

/** The one cell of the tuple that the row lacks; nothing when it lacks more. */
function missingCell(row: Int32Array, tuple: Combination): Combination[number] | undefined {
  let missing: Combination[number] | undefined;
  for (const cell of tuple) {
    if (row[cell.factor] === cell.level) continue;
    if (missing !== undefined) return undefined;
    missing = cell;
  }
  return missing;
}

/** Gives the whole tuple to a random row, which keeps its other cells where it can. */
function jolt({ universe, ledger, rows, stream }: Search, tuple: Combination): void {
  if (rows.length === 0) return;
  const row = stream.pick(rows);
  const completed = universe.solver.complete(partialRow(universe.grid, tuple), row) as number[];
  for (const [factor, level] of completed.entries()) if (row[factor] !== level) setCell(ledger, row, factor, level);
}
