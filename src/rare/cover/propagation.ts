/** The state of the backtracking search: levels taken, cells ruled out, and a trail to take both back. */
import { type Combination, OUTSIDE } from './model.js';

export interface Propagation {
  /** Of each factor; `OUTSIDE` while it is free. */
  readonly levels: Int32Array;
  /** How many levels of each factor are not ruled out. */
  readonly left: Int32Array;
  /** Rules out the cells that are forbidden by themselves; false when a factor has no level left. The first thing to do. */
  begin(): boolean;
  /** From now on only these combinations count, by their places; all of them without. Not while anything is assigned. */
  restrict(only?: readonly number[]): void;
  /** Takes the level and all that follows from it; false at a contradiction, and then the caller goes back to a mark. */
  assign(factor: number, level: number): boolean;
  mark(): number;
  undoTo(mark: number): void;
}

export function propagationOf(sizes: readonly number[], forbidden: readonly Combination[]): Propagation {
  const starts = startsOf(sizes);
  const levels = new Int32Array(sizes.length).fill(OUTSIDE);
  const left = Int32Array.from(sizes);
  /** How many combinations rule each cell out. */
  const bans = new Int32Array(starts[sizes.length] as number);
  /** How many cells of each combination the row holds, and how many it can't hold any more. */
  const held = new Int32Array(forbidden.length);
  const missed = new Int32Array(forbidden.length);
  const touching = touchingOf(sizes.length, forbidden);
  /** Taken factors as they are, ruled out cells as `~cell`; `owner` says the factor of a cell. */
  const trail: number[] = [];
  const owner = Int32Array.from(sizes.flatMap((size, factor) => Array.from({ length: size }, () => factor)));

  const ban = (factor: number, level: number): void => {
    const cell = (starts[factor] as number) + level;
    trail.push(~cell);
    bans[cell] = (bans[cell] as number) + 1;
    if (bans[cell] === 1) left[factor] = (left[factor] as number) - 1;
  };
  const count = (factor: number, step: 1 | -1): void => {
    for (const { index, level } of touching[factor] as readonly Touch[]) {
      const tally = level === levels[factor] ? held : missed;
      tally[index] = (tally[index] as number) + step;
    }
  };
  const onlyLevel = (factor: number): number => {
    let level = 0;
    while ((bans[(starts[factor] as number) + level] as number) > 0) level++;
    return level;
  };
  /** What the combinations of a factor that was just taken rule out; false when one of them is held as a whole. */
  const propagate = (factor: number): boolean => {
    for (const { index } of touching[factor] as readonly Touch[]) {
      const combination = forbidden[index] as Combination;
      if ((missed[index] as number) > 0 || (held[index] as number) < combination.length - 1) continue;
      const last = combination.find((cell) => levels[cell.factor] === OUTSIDE);
      if (last === undefined) return false;
      ban(last.factor, last.level);
      if (left[last.factor] === 0) return false;
      if (left[last.factor] === 1 && !assign(last.factor, onlyLevel(last.factor))) return false;
    }
    return true;
  };
  const assign = (factor: number, level: number): boolean => {
    if (levels[factor] !== OUTSIDE) return levels[factor] === level;
    if ((bans[(starts[factor] as number) + level] as number) > 0) return false;
    levels[factor] = level;
    trail.push(factor);
    count(factor, 1);
    return propagate(factor);
  };
  const undoTo = (mark: number): void => {
    while (trail.length > mark) {
      const entry = trail.pop() as number;
      if (entry >= 0) {
        count(entry, -1);
        levels[entry] = OUTSIDE;
        continue;
      }
      bans[~entry] = (bans[~entry] as number) - 1;
      const factor = owner[~entry] as number;
      if (bans[~entry] === 0) left[factor] = (left[factor] as number) + 1;
    }
  };

  const singles = forbidden.flatMap((combination, index) => (combination.length === 1 ? [index] : []));
  const begin = (): boolean => {
    for (const index of singles) {
      const [cell] = forbidden[index] as Combination;
      if (cell !== undefined && missed[index] === 0) ban(cell.factor, cell.level);
    }
    return !left.includes(0);
  };
  const restrict = (only?: readonly number[]): void => {
    // A combination that is missed already can't be held.
    missed.fill(only === undefined ? 0 : 1);
    for (const index of only ?? []) missed[index] = 0;
  };
  return { levels, left, begin, restrict, assign, mark: () => trail.length, undoTo };
}

/** That a combination has this level of the factor. */
interface Touch {
  readonly index: number;
  readonly level: number;
}

function touchingOf(count: number, forbidden: readonly Combination[]): readonly (readonly Touch[])[] {
  const touching = Array.from({ length: count }, (): Touch[] => []);
  for (const [index, combination] of forbidden.entries()) {
    for (const { factor, level } of combination) touching[factor]?.push({ index, level });
  }
  return touching;
}

/** Where each factor's cells begin when all cells stand in one line; the end as well. */
function startsOf(sizes: readonly number[]): readonly number[] {
  const starts = [0];
  for (const size of sizes) starts.push((starts[starts.length - 1] as number) + size);
  return starts;
}
