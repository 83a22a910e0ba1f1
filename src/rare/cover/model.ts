/**
 * What is to be covered: factors with named levels, and combinations of levels that cannot be.
 *
 * In the words of combinatorial testing (NIST SP 800-142) a factor is a parameter, a level one of its values. For a continuous
 * parameter a level is a cell, an interval of it (`bins.ts`).
 */

export interface Factor {
  readonly name: string;
  /** At least one; no two alike. */
  readonly levels: readonly string[];
}

/** Levels of some of the factors, both by name. */
export type Cells = Readonly<Record<string, string>>;

export interface CoverModel {
  readonly factors: readonly Factor[];
  /** Combinations that no row may hold. One that names a single factor rules that level out. */
  readonly forbidden?: readonly Cells[];
}

/** The level of each factor, by its place in `levels`; `OUTSIDE` where the row lies in none of them. */
export type Row = readonly number[];
export const OUTSIDE = -1;

/** Level number `level` of factor number `factor`. */
export interface Cell {
  readonly factor: number;
  readonly level: number;
}
/** Cells of different factors, which a row holds all together. */
export type Combination = readonly Cell[];

/** A model in numbers. */
export interface Grid {
  readonly factors: readonly Factor[];
  /** How many levels each factor has. */
  readonly sizes: readonly number[];
  readonly forbidden: readonly Combination[];
}

/** @throws RangeError where names repeat, a factor has no level, or a forbidden combination is empty or names what is not there. */
export function gridOf(model: CoverModel): Grid {
  const { factors } = model;
  refuseRepeats(
    factors.map(({ name }) => name),
    'factor',
  );
  for (const { name, levels } of factors) {
    if (levels.length === 0) throw new RangeError(`factor "${name}" has no level`);
    refuseRepeats(levels, `level of factor "${name}"`);
  }
  const forbidden = (model.forbidden ?? []).map((cells) => combinationOf(factors, cells));
  if (forbidden.some((combination) => combination.length === 0)) throw new RangeError('a forbidden combination is empty');
  return { factors, sizes: factors.map(({ levels }) => levels.length), forbidden };
}

/** Those cells in numbers, in the order of the factors. @throws RangeError for a name that is not there. */
export function combinationOf(factors: readonly Factor[], cells: Cells): Combination {
  return Object.entries(cells)
    .map(([name, level]) => cellOf(factors, name, level))
    .sort((a, b) => a.factor - b.factor);
}

/** Those cells by name. */
export function cellsOf(factors: readonly Factor[], combination: Combination): Cells {
  return Object.fromEntries(
    combination.map(({ factor, level }) => [factors[factor]?.name as string, factors[factor]?.levels[level] as string]),
  );
}

/** The row with these levels of every factor. @throws RangeError for a name that is not there or a factor left out. */
export function rowOf(factors: readonly Factor[], cells: Cells): Row {
  return factors.map(({ name }) => {
    const level = cells[name];
    if (level === undefined) throw new RangeError(`the row says nothing about factor "${name}"`);
    return cellOf(factors, name, level).level;
  });
}

/** Whether the row holds every cell of the combination. */
export function holds(row: ArrayLike<number>, combination: Combination): boolean {
  return combination.every(({ factor, level }) => row[factor] === level);
}

/** @throws RangeError for a row with more or fewer cells than there are factors, or a level that is not there. */
export function refuseMisfit(row: Row, sizes: readonly number[], index: number): void {
  if (row.length !== sizes.length) throw new RangeError(`row ${index} has ${row.length} cells for ${sizes.length} factors`);
  for (const [factor, size] of sizes.entries()) {
    const level = row[factor] as number;
    if (!Number.isInteger(level) || level < OUTSIDE || level >= size) {
      throw new RangeError(`row ${index} has level ${level} of factor ${factor}, which has ${size}`);
    }
  }
}

function cellOf(factors: readonly Factor[], name: string, levelName: string): Cell {
  const factor = factors.findIndex((candidate) => candidate.name === name);
  if (factor < 0) throw new RangeError(`there is no factor "${name}"`);
  const level = (factors[factor] as Factor).levels.indexOf(levelName);
  if (level < 0) throw new RangeError(`factor "${name}" has no level "${levelName}"`);
  return { factor, level };
}

function refuseRepeats(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new RangeError(`${what} "${name}" is there twice`);
    seen.add(name);
  }
}
