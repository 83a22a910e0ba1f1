/** `cover` of declared cells: which combinations so many draws of each file fill, which stay empty, which cannot be. */
import { type Cells, cellsOf, coverage, listTuples, type Row, type Strength, tupleAt, type Universe } from '#rare/cover/index';
import { combinationsOf, type Domain, type DomainAxis, rowOf } from './domain.js';
import { factsOf } from './draws.js';
import { type Evidence, gather, shareBelow, standingOf } from './evidence.js';

export interface DomainRequest {
  readonly domain: Domain;
  readonly seed: string;
  /** Draws of each scenario that are counted. */
  readonly count: number;
  readonly strength: Strength;
}

/** A combination that no draw was allowed in. */
export interface InfeasibleCells {
  readonly cells: Cells;
  /** Draws in it, all of them refused. */
  readonly draws: number;
  /** At 95 %, less than this share of the draws there are allowed. */
  readonly shareBelow: number;
  /** Requirements that refused them, the most frequent first. */
  readonly refusedBy: readonly string[];
}

export interface DomainReport {
  readonly files: readonly string[];
  readonly axes: readonly DomainAxis[];
  readonly strength: Strength;
  readonly draws: number;
  /** Draws that requirements refused before one was allowed. */
  readonly refused: number;
  readonly filled: number;
  /** Combinations, those that cannot be left out. */
  readonly feasible: number;
  readonly all: number;
  /** filled / feasible. */
  readonly share: number;
  /** No counted draw lies there. */
  readonly empty: readonly Cells[];
  /** Those of the empty ones that no draw was found in, allowed or not. */
  readonly unreached: readonly Cells[];
  readonly infeasible: readonly InfeasibleCells[];
}

export function coverDomain({ domain, seed, count, strength }: DomainRequest): DomainReport {
  const whole = combinationsOf(domain, strength);
  const rows: Row[] = [];
  let refused = 0;
  for (const [i, scenario] of domain.scenarios.entries())
    for (let draw = 0; draw < count; draw++) {
      const drawn = factsOf(scenario, seed, draw);
      refused += drawn.attempts - 1;
      rows.push(rowOf(domain.distances(i, drawn.facts)));
    }
  return { ...reportOf(domain, whole, rows, seed), draws: rows.length, refused };
}

/** What rows fill. */
export function reportOf(
  domain: Domain,
  whole: Universe,
  rows: readonly Row[],
  seed: string,
): Omit<DomainReport, 'draws' | 'refused'> {
  const { counts } = coverage(whole, rows);
  const evidence = gather(
    domain,
    whole,
    seed,
    Uint8Array.from(counts, (each) => Math.min(1, each)),
  );
  return { files: domain.scenarios.map(({ file }) => file), ...standings(domain, whole, rows, evidence) };
}

/** The same by evidence that is there already. */
export function standings(
  { axes }: Domain,
  whole: Universe,
  rows: readonly Row[],
  evidence: Evidence,
): Omit<DomainReport, 'draws' | 'refused' | 'files'> {
  const universe = withoutInfeasible(whole, evidence);
  const covered = coverage(universe, rows);
  const named = (tuple: number): Cells => cellsOf(whole.grid.factors, tupleAt(whole.space, tuple));
  const all = Array.from({ length: whole.space.count }, (_, tuple) => tuple);
  return {
    axes,
    strength: whole.space.strength,
    filled: covered.covered,
    feasible: covered.feasible,
    all: whole.space.count,
    share: covered.feasible === 0 ? 1 : covered.ratio,
    empty: listTuples(universe, covered, 'empty'),
    unreached: all.filter((tuple) => standingOf(evidence, tuple) === 'unreached').map(named),
    infeasible: all
      .filter((tuple) => universe.feasible[tuple] === 0)
      .map((tuple) => {
        const draws = evidence.tried[tuple] as number;
        const by = [...(evidence.refusedBy.get(tuple) ?? [])].sort(([, a], [, b]) => b - a).map(([label]) => label);
        return { cells: named(tuple), draws, shareBelow: shareBelow(draws), refusedBy: by };
      }),
  };
}

/** The same combinations, those held to be infeasible marked as such. */
export function withoutInfeasible(whole: Universe, evidence: Evidence): Universe {
  const feasible = whole.feasible.map((_, tuple) => (standingOf(evidence, tuple) === 'infeasible' ? 0 : 1));
  return { ...whole, feasible, feasibleCount: feasible.reduce((sum, one) => sum + one, 0) };
}
