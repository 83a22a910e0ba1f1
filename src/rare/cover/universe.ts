/** Which t-tuples of a model can be at all: what coverage is a share of. */
import { type Cells, type Combination, type CoverModel, cellsOf, type Grid, gridOf, holds, OUTSIDE } from './model.js';
import { type Solver, solverOf } from './solver.js';
import { forTuplesOf, type Strength, type TupleSpace, tupleAt, tupleSpace } from './tuples.js';

export interface Universe {
  readonly grid: Grid;
  readonly space: TupleSpace;
  readonly solver: Solver;
  /** 1 for each tuple that some whole row without a forbidden combination holds. */
  readonly feasible: Uint8Array;
  readonly feasibleCount: number;
}

/** A tuple that no row can hold, and the forbidden combinations that together rule it out; without any of them it could be. */
export interface Infeasible {
  readonly cells: Cells;
  readonly because: readonly Cells[];
}

/**
 * @throws RangeError for a model whose names don't fit (`gridOf`), that is too large (`tupleSpace`), or whose forbidden combinations
 * leave no row at all.
 */
export function universeOf(model: CoverModel, strength: Strength): Universe {
  const grid = gridOf(model);
  const space = tupleSpace(grid.sizes, strength);
  const solver = solverOf(grid.sizes, grid.forbidden);
  if (solver.complete(partialRow(grid, []), new Int32Array(grid.sizes.length)) === undefined) {
    const core = reasonFor(grid, solver, []).map((combination) => JSON.stringify(cellsOf(grid.factors, combination)));
    throw new RangeError(`no row is possible; already these forbid all of them: ${core.join(', ')}`);
  }
  const feasible = feasibleTuples(grid, space, solver);
  return { grid, space, solver, feasible, feasibleCount: feasible.reduce((sum, one) => sum + one, 0) };
}

/** Every tuple that can't be, with a smallest reason (one from which nothing can be left out). */
export function infeasibleTuples({ grid, space, solver, feasible }: Universe): readonly Infeasible[] {
  const found: Infeasible[] = [];
  for (let tuple = 0; tuple < space.count; tuple++) {
    if (feasible[tuple] === 1) continue;
    const cells = tupleAt(space, tuple);
    const because = reasonFor(grid, solver, cells).map((combination) => cellsOf(grid.factors, combination));
    found.push({ cells: cellsOf(grid.factors, cells), because });
  }
  return found;
}

/** Solves for one open tuple after the other; each row found shows all the tuples in it to be feasible. */
function feasibleTuples(grid: Grid, space: TupleSpace, solver: Solver): Uint8Array {
  const feasible = new Uint8Array(space.count);
  if (grid.forbidden.length === 0) return feasible.fill(1);
  let rows = 0;
  for (let tuple = 0; tuple < space.count; tuple++) {
    if (feasible[tuple] === 1) continue;
    // Wishes that differ from row to row show more new tuples a row.
    const wishes = grid.sizes.map((size, factor) => (rows * (factor + 1) + factor) % size);
    const row = solver.complete(partialRow(grid, tupleAt(space, tuple)), wishes);
    if (row === undefined) continue;
    rows++;
    forTuplesOf(space, row, (held) => {
      feasible[held] = 1;
    });
  }
  return feasible;
}

/** A row of which only these cells are given. */
export function partialRow(grid: Grid, combination: Combination): number[] {
  const row = grid.sizes.map(() => OUTSIDE);
  for (const { factor, level } of combination) row[factor] = level;
  return row;
}

/** Forbidden combinations that rule the cells out, none too many, by halving (QuickXplain; Junker, AAAI 2004). */
function reasonFor(grid: Grid, solver: Solver, cells: Combination): readonly Combination[] {
  const partial = partialRow(grid, cells);
  const direct = grid.forbidden.find((combination) => holds(partial, combination));
  if (direct !== undefined) return [direct];
  const suffice = (places: Places): boolean => !solver.isPossible(partial, places);
  return fewestOf(suffice, [], false, [...grid.forbidden.keys()]).map((place) => grid.forbidden[place] as Combination);
}

type Places = readonly number[];
/** The fewest candidates that suffice together with `given`; whether those do alone is asked when some were just `added`. */
function fewestOf(suffice: (places: Places) => boolean, given: Places, added: boolean, candidates: Places): Places {
  if (added && suffice(given)) return [];
  if (candidates.length === 1) return candidates;
  const middle = candidates.length >> 1;
  const [first, second] = [candidates.slice(0, middle), candidates.slice(middle)];
  const fromSecond = fewestOf(suffice, [...given, ...first], first.length > 0, second);
  const fromFirst = fewestOf(suffice, [...given, ...fromSecond], fromSecond.length > 0, first);
  return [...fromFirst, ...fromSecond];
}
