/**
 * Draws that fill a domain: out of many draws of one seed those are taken that fill most combinations which the ones before left empty. A sample stays
 * what it is, a draw of a scenario with a seed; only which draws there are is chosen.
 */
import type { CellNames, ChosenDraws } from '#contracts/job';
import { usageError } from '#core/errors';
import { addRow, coverage, ledgerOf, newIn, type Row, type Strength } from '#rare/cover/index';
import type { LoadedScenario } from '../scenarios.js';
import { candidatesFor, freshest } from './candidates.js';
import { standings, withoutInfeasible } from './cover.js';
import { combinationsOf, type Domain, domainsOf, rowOf } from './domain.js';
import { realFacts } from './draws.js';
import { gather } from './evidence.js';

export interface FillGoal {
  /** Share of the combinations that can be, 0..1. */
  readonly goal: number;
  readonly strength: Strength;
  /** Samples at most, those taken in any case included. */
  readonly most: number;
}

export interface ChooseRequest extends FillGoal {
  readonly scenarios: readonly LoadedScenario[];
  readonly seed: string;
  /** The first draws of each scenario, which are taken in any case. */
  readonly count: number;
}

/** Combinations that a plan lists at most. */
const LISTED = 1000;

/** @throws NearmissError NM7106 to NM7108 (exit 2) where the files declare no axes, or different ones */
export function chooseDraws(request: ChooseRequest): ChosenDraws {
  const { scenarios, seed, count, goal, strength, most } = request;
  const domain = oneDomain(scenarios);
  const whole = combinationsOf(domain, strength);
  const taken = scenarios.map(() => new Set<number>());
  const rows: Row[] = [];
  const take = (scenario: number, draw: number, row: Row): void => {
    (taken[scenario] as Set<number>).add(draw);
    rows.push(row);
  };
  for (const scenario of scenarios.keys())
    for (let draw = 0; draw < count; draw++) take(scenario, draw, realRow(domain, scenario, seed, draw));

  const known = coverage(whole, rows).counts.map((each) => Math.min(1, each));
  const evidence = gather(domain, whole, seed, Uint8Array.from(known));
  const universe = withoutInfeasible(whole, evidence);
  const mayStayOpen = universe.feasibleCount - Math.ceil(goal * universe.feasibleCount);
  const ledger = ledgerOf(universe);
  for (const row of rows) addRow(ledger, row);
  const { candidates, pool } = candidatesFor({ domain, universe, seed, rows, mayStayOpen });
  while (ledger.openCount > mayStayOpen && rows.length < most) {
    const best = freshest(candidates, ledger);
    const draw = best?.draws.shift();
    if (best === undefined || draw === undefined) break;
    if (taken[best.scenario]?.has(draw)) continue;
    const row = realRow(domain, best.scenario, seed, draw);
    if (newIn(ledger, row) === 0) continue;
    addRow(ledger, row);
    take(best.scenario, draw, row);
  }
  const { axes, filled, feasible, share, empty, infeasible } = standings(domain, whole, rows, evidence);
  return {
    goal,
    strength,
    most,
    pool,
    draws: taken.map((draws) => [...draws].sort((a, b) => a - b)),
    covered: {
      axes: axes.map(({ name, cells }) => ({ name, cells })),
      filled,
      feasible,
      share,
      empty: empty.slice(0, LISTED),
      infeasible: infeasible
        .slice(0, LISTED)
        .map(({ cells, draws }): { cells: CellNames; draws: number } => ({ cells, draws })),
    },
  };
}

function oneDomain(scenarios: readonly LoadedScenario[]): Domain {
  const [domain, other] = domainsOf(scenarios);
  if (domain !== undefined && domain.axes.length > 0 && other === undefined) return domain;
  const without = scenarios.find(({ tree }) => tree.odd === undefined || tree.odd.size === 0);
  const what =
    without === undefined
      ? `${other?.scenarios[0]?.file} declares axes of other names than ${domain?.scenarios[0]?.file}`
      : `${without.file} declares no cells to fill`;
  throw usageError('NM7108', what, 'all files need the same axes under `odd`, as in odd: {speed: {of: $speed, cells: [...]}}');
}

function realRow(domain: Domain, scenario: number, seed: string, draw: number): Row {
  return rowOf(domain.distances(scenario, realFacts(domain.scenarios[scenario] as LoadedScenario, seed, draw).facts));
}
