/** Covering arrays: rows that together hold every feasible t-tuple of a model. */
import type { RandomStream } from '#core/random';
import { greedyRow } from './greedy.js';
import { addRow, type Ledger, ledgerOf } from './ledger.js';
import { holds, type Row, refuseMisfit } from './model.js';
import { orthogonalRows } from './orthogonal.js';
import { shrink } from './search.js';
import { choiceOf } from './tuples.js';
import type { Universe } from './universe.js';

export interface GenerateOptions {
  /** All chance; the same stream gives the same rows. */
  readonly stream: RandomStream;
  /** Rows that exist already, random samples for example: only what they leave open is covered. Forbidden ones don't count. */
  readonly seeds?: readonly Row[];
  /** The coverage that the seeds and the rows reach together, 0 to 1. Default 1. */
  readonly goal?: number;
  /** How many candidates each greedy row is the best of. Default 30. */
  readonly candidates?: number;
  /** Steps of the search for fewer rows, 50,000 by default; with none the rows it would start from. */
  readonly steps?: number;
}

/**
 * The rows to add to the seeds so that together they reach the goal. Of greedy rows, and of rows from algebra completed by greedy
 * ones, each searched with half of the steps, those that became fewer.
 *
 * @throws RangeError for a goal outside 0 to 1, or seeds that do not fit the model.
 */
export function coveringArray(universe: Universe, options: GenerateOptions): readonly Row[] {
  const { stream, seeds = [], goal = 1, candidates = 30, steps = 50_000 } = options;
  const mayStayOpen = openAtGoal(universe, goal);
  const complete = (rows: readonly Row[], name: string): readonly Row[] => {
    const ledger = ledgerAfter(universe, [...seeds, ...rows]);
    return [...rows, ...greedyRows(universe, ledger, candidates, mayStayOpen, stream.child(name))];
  };
  const greedy = complete([], 'greedy');
  const algebraic = seeds.length > 0 ? undefined : algebraicRows(universe, 2 * greedy.length, stream.child('algebra'));
  const starts = algebraic === undefined ? [greedy] : [greedy, complete(algebraic, 'completion')];
  const found = starts.map((rows, i) => {
    const ledger = ledgerAfter(universe, seeds);
    const fewest = fewestRows(ledger, mayStayOpen);
    const share = Math.ceil(steps / starts.length);
    return shrink(universe, ledger, rows, { steps: share, fewest, mayStayOpen, stream: stream.child('search').child(i) });
  });
  return found.reduce((least, rows) => (rows.length < least.length ? rows : least));
}

/** How many feasible tuples may stay open at that coverage. @throws RangeError for one outside 0 to 1. */
export function openAtGoal({ feasibleCount }: Universe, goal: number): number {
  if (!(goal >= 0 && goal <= 1)) throw new RangeError(`coverage of ${goal} is not between 0 and 1`);
  return feasibleCount - Math.ceil(goal * feasibleCount);
}

/** Those rows of an orthogonal array that are allowed, if it has no more than `most`. */
function algebraicRows({ grid, space }: Universe, most: number, stream: RandomStream): readonly Row[] | undefined {
  const rows = orthogonalRows(grid.sizes, space.strength, most, stream);
  return rows?.filter((row) => !grid.forbidden.some((combination) => holds(row, combination)));
}

/** The ledger of those of the rows that hold no forbidden combination. */
export function ledgerAfter(universe: Universe, rows: readonly Row[]): Ledger {
  const ledger = ledgerOf(universe);
  for (const [index, row] of rows.entries()) {
    refuseMisfit(row, universe.grid.sizes, index);
    if (!universe.grid.forbidden.some((combination) => holds(row, combination))) addRow(ledger, row);
  }
  return ledger;
}

/** A number that no set of rows for the open tuples can be below: a row holds one tuple of each choice of factors. */
function fewestRows({ space, open, openCount }: Ledger, mayStayOpen: number): number {
  const perChoice = new Int32Array(space.choices);
  for (const tuple of open.subarray(0, openCount)) {
    const choice = choiceOf(space, tuple);
    perChoice[choice] = (perChoice[choice] as number) + 1;
  }
  const most = perChoice.reduce((so, count) => Math.max(so, count), 0);
  return Math.max(0, most - mayStayOpen, Math.ceil((openCount - mayStayOpen) / space.choices));
}

function greedyRows(
  universe: Universe,
  ledger: Ledger,
  candidates: number,
  mayStayOpen: number,
  stream: RandomStream,
): readonly Row[] {
  const rows: Row[] = [];
  while (ledger.openCount > mayStayOpen) {
    const row = greedyRow(universe, ledger, candidates, stream.child(rows.length));
    addRow(ledger, row);
    rows.push([...row]);
  }
  return rows;
}
