/**
 * Whether a partly filled row can be completed without a forbidden combination, and how: exact backtracking with unit propagation.
 *
 * A forbidden combination all of whose cells but one are held rules that last cell out; a factor with one level left takes it.
 * Groups of factors that no forbidden combination joins are solved one after the other, so that a knot in one of them is not met
 * again for every solution of another. The worst case is exponential in the size of a group, as the problem is NP-complete.
 */
import { type Cell, type Combination, OUTSIDE } from './model.js';
import { type Propagation, propagationOf } from './propagation.js';

export interface Solver {
  /** Whether some forbidden combination has a cell of this factor. */
  readonly constrained: readonly boolean[];
  /**
   * A whole row that agrees with `partial` where that is not `OUTSIDE`; nothing when there is none. Free factors take the level
   * that `preferred` names where they can, else the next one round.
   */
  complete(partial: ArrayLike<number>, preferred: ArrayLike<number>): number[] | undefined;
  /** Whether `partial` could be completed if of the forbidden combinations only these stood, by their places. */
  isPossible(partial: ArrayLike<number>, only: readonly number[]): boolean;
  /** Whether the row would hold a forbidden combination with that cell in the place of its own. */
  breaks(row: ArrayLike<number>, cell: Cell): boolean;
}

export function solverOf(sizes: readonly number[], forbidden: readonly Combination[]): Solver {
  const state = propagationOf(sizes, forbidden);
  const groups = groupsOf(sizes.length, forbidden);
  const constrained = sizes.map(() => false);
  const joined = groups.flat();
  for (const factor of joined) constrained[factor] = true;
  const free = new Int32Array(sizes.length);

  const solve = (partial: ArrayLike<number>, preferred: ArrayLike<number>): boolean =>
    state.begin() &&
    joined.every((factor) => partial[factor] === OUTSIDE || state.assign(factor, partial[factor] as number)) &&
    groups.every((group) => search(state, group, sizes, preferred));
  const complete = (partial: ArrayLike<number>, preferred: ArrayLike<number>): number[] | undefined => {
    const row = sizes.map((_, factor) => (partial[factor] === OUTSIDE ? preferred[factor] : partial[factor]) as number);
    const possible = solve(partial, preferred);
    if (possible) for (const factor of joined) row[factor] = state.levels[factor] as number;
    state.undoTo(0);
    return possible ? row : undefined;
  };
  const isPossible = (partial: ArrayLike<number>, only: readonly number[]): boolean => {
    state.restrict(only);
    const possible = solve(partial, free);
    state.undoTo(0);
    state.restrict();
    return possible;
  };
  const touching = sizes.map((): Combination[] => []);
  for (const combination of forbidden) for (const { factor } of combination) touching[factor]?.push(combination);
  const breaks = (row: ArrayLike<number>, cell: Cell): boolean =>
    (touching[cell.factor] as readonly Combination[]).some((combination) =>
      combination.every(({ factor, level }) => (factor === cell.factor ? cell.level : row[factor]) === level),
    );
  return { constrained, complete, isPossible, breaks };
}

/** Fills the group's free factors, the one with the fewest levels left first; leaves the state as it was when it can't. */
function search(state: Propagation, group: readonly number[], sizes: readonly number[], preferred: ArrayLike<number>): boolean {
  const factor = tightest(state, group);
  if (factor === undefined) return true;
  const size = sizes[factor] as number;
  const first = preferred[factor] ?? 0;
  for (let turn = 0; turn < size; turn++) {
    const mark = state.mark();
    if (state.assign(factor, (first + turn) % size) && search(state, group, sizes, preferred)) return true;
    state.undoTo(mark);
  }
  return false;
}

function tightest(state: Propagation, group: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const factor of group) {
    if (state.levels[factor] !== OUTSIDE) continue;
    if (best === undefined || (state.left[factor] as number) < (state.left[best] as number)) best = factor;
  }
  return best;
}

/** The factors that forbidden combinations join, group by group; factors without any are in none. */
function groupsOf(count: number, forbidden: readonly Combination[]): readonly (readonly number[])[] {
  const root = Array.from({ length: count }, (_, factor) => factor);
  const find = (factor: number): number => {
    let at = factor;
    while (root[at] !== at) at = root[at] as number;
    return at;
  };
  for (const combination of forbidden) {
    const first = find((combination[0] as Combination[number]).factor);
    for (const { factor } of combination) root[find(factor)] = first;
  }
  const joined = new Set(forbidden.flat().map(({ factor }) => factor));
  const members = new Map<number, number[]>();
  for (const factor of joined) {
    const group = members.get(find(factor));
    if (group === undefined) members.set(find(factor), [factor]);
    else group.push(factor);
  }
  return [...members.values()];
}
