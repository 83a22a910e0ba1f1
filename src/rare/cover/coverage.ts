/**
 * How much of a model a set of rows covers: t-way coverage = covered feasible t-tuples / all feasible t-tuples
 * (Kuhn, Mendoza, Kacker, Lei, "Combinatorial coverage measurement concepts and applications", ICSTW 2013).
 */
import { pow } from '#core/math';
import { type Cells, cellsOf, holds, type Row, refuseMisfit } from './model.js';
import { forTuplesOf, type Strength, tupleAt } from './tuples.js';
import type { Universe } from './universe.js';

export interface Coverage {
  readonly strength: Strength;
  readonly feasible: number;
  /** Feasible tuples that at least one row holds. */
  readonly covered: number;
  /** covered / feasible, 0 to 1. */
  readonly ratio: number;
  /** How many rows hold each tuple, by its number. */
  readonly counts: Uint32Array;
  /** Rows that hold a forbidden combination, by their place: the model says that they cannot be, so they cover nothing. */
  readonly contradicting: readonly number[];
}

/** What the rows cover. @throws RangeError for a row that does not fit the model (`refuseMisfit`). */
export function coverage({ grid, space, feasible, feasibleCount }: Universe, rows: readonly Row[]): Coverage {
  const counts = new Uint32Array(space.count);
  const contradicting: number[] = [];
  const count = (tuple: number): void => {
    counts[tuple] = (counts[tuple] as number) + 1;
  };
  for (const [index, row] of rows.entries()) {
    refuseMisfit(row, grid.sizes, index);
    if (grid.forbidden.some((combination) => holds(row, combination))) contradicting.push(index);
    else forTuplesOf(space, row, count);
  }
  // A row that is outside somewhere may hold cells that no whole row can.
  const covered = counts.reduce((sum, count, tuple) => sum + (count > 0 && feasible[tuple] === 1 ? 1 : 0), 0);
  return { strength: space.strength, feasible: feasibleCount, covered, ratio: covered / feasibleCount, counts, contradicting };
}

/** The feasible tuples that rows hold (`filled`) or that none holds (`empty`), by name. */
export function listTuples(universe: Universe, { counts }: Coverage, which: 'filled' | 'empty'): readonly Cells[] {
  const { grid, space, feasible } = universe;
  const listed: Cells[] = [];
  for (let tuple = 0; tuple < space.count; tuple++) {
    const filled = (counts[tuple] as number) > 0;
    if (feasible[tuple] === 1 && filled === (which === 'filled')) listed.push(cellsOf(grid.factors, tupleAt(space, tuple)));
  }
  return listed;
}

/** Coverage of the tuples of one choice of factors. */
export interface ChoiceCoverage {
  readonly factors: readonly string[];
  readonly feasible: number;
  readonly covered: number;
}

/** The same coverage for each choice of t factors by itself, the least covered share first. */
export function coverageByChoice({ grid, space, feasible }: Universe, { counts }: Coverage): readonly ChoiceCoverage[] {
  const choices = Array.from({ length: space.choices }, (_, choice) => {
    const chosen = space.factors.subarray(choice * space.strength, (choice + 1) * space.strength);
    let possible = 0;
    let covered = 0;
    for (let tuple = space.offsets[choice] as number; tuple < (space.offsets[choice + 1] as number); tuple++) {
      if (feasible[tuple] === 0) continue;
      possible++;
      if ((counts[tuple] as number) > 0) covered++;
    }
    return { factors: Array.from(chosen, (factor) => grid.factors[factor]?.name as string), feasible: possible, covered };
  });
  return choices.sort((a, b) => a.covered * b.feasible - b.covered * a.feasible);
}

/** What n rows drawn evenly and independently cover on average where each factor has v levels: 1 - (1 - v^-t)^n. */
export function expectedCoverage(levels: number, strength: Strength, rows: number): number {
  return 1 - pow(1 - pow(levels, -strength), rows);
}
