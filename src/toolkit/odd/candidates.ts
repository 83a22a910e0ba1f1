/** Draws to choose from, by the cells that they are foreseen to lie in. */
import { addRow, type Ledger, ledgerOf, newIn, type Row, type Universe } from '#rare/cover/index';
import { type Domain, rowOf } from './domain.js';
import { foreseen } from './draws.js';

/** Draws of each scenario to choose from: more where the goal is not within reach of the fewer. */
const POOLS = [1000, 10_000, 100_000];
/** Other draws that are foreseen to lie in the same cells, for when one comes out otherwise. */
const SPARE = 10;

/** Draws of a scenario that are foreseen to lie in the same cells, ascending. */
export interface Candidate {
  readonly scenario: number;
  readonly row: Row;
  readonly draws: number[];
}

export interface CandidateSearch {
  readonly domain: Domain;
  readonly universe: Universe;
  readonly seed: string;
  /** What is taken already. */
  readonly rows: readonly Row[];
  /** Combinations that need not be filled. */
  readonly mayStayOpen: number;
}

/** Of as few draws as bring the goal within reach. @returns `pool`: how many draws of each scenario that were */
export function candidatesFor({ domain, universe, seed, rows, mayStayOpen }: CandidateSearch): {
  readonly candidates: readonly Candidate[];
  readonly pool: number;
} {
  const found = new Map<string, Candidate>();
  const reach = ledgerOf(universe);
  for (const row of rows) addRow(reach, row);
  let pool = 0;
  for (const size of POOLS) {
    if (reach.openCount <= mayStayOpen) break;
    for (const [scenario, loaded] of domain.scenarios.entries())
      for (let draw = pool; draw < size; draw++) {
        const drawn = foreseen(loaded, seed, draw);
        if (drawn === undefined) continue;
        const row = rowOf(domain.distances(scenario, drawn.facts));
        const key = `${scenario} ${row.join()}`;
        const same = found.get(key);
        if (same !== undefined && same.draws.length < SPARE) same.draws.push(draw);
        if (same !== undefined) continue;
        found.set(key, { scenario, row, draws: [draw] });
        addRow(reach, row);
      }
    pool = size;
  }
  return { candidates: [...found.values()], pool };
}

/** The candidate with draws left that fills most open combinations, the first of equal ones; undefined where none fills any. */
export function freshest(candidates: readonly Candidate[], ledger: Ledger): Candidate | undefined {
  let best: Candidate | undefined;
  let most = 0;
  for (const candidate of candidates) {
    if (candidate.draws.length === 0) continue;
    const fresh = newIn(ledger, candidate.row);
    if (fresh <= most) continue;
    most = fresh;
    best = candidate;
  }
  return best;
}
