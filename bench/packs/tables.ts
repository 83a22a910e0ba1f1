/** A table a system: what came of each scenario of a pack. */
import type { Run } from '#contracts/run';
import type { Pack, PackScenario } from '#packs/index';
import { withDriver } from '#scenario/drivers';
import { parseScenario } from '#scenario/index';
import { tableText } from '#toolkit/reference/packs';
import { drawConcrete, simulateConcrete } from '#toolkit/scenarios';
import { executionOf } from '#toolkit/validate/execution/index';

/** Those that drive; a drone flies by its own controller. */
const DRIVERS = ['aeb', 'r157'];
const FLIES = /^drone/;

export function measuredTables(pack: Pack): string {
  const systems = FLIES.test(pack.name) ? ['scenario'] : DRIVERS;
  return [`### ${pack.name}`, ...systems.map((system) => measured(pack, system))].join('\n\n');
}

function measured({ scenarios }: Pack, system: string): string {
  const cells = new Map(scenarios.map((each) => [`${each.row}|${each.column}`, cellOf(each, system)]));
  const columns = ordered([...new Set(scenarios.map(({ column }) => column))]);
  const rows = [...new Set(scenarios.map(({ row }) => row))].map((row) => ({
    row,
    cells: columns.map((column) => cells.get(`${row}|${column}`) ?? ''),
  }));
  const lines = joined(rows).map((each) => [each.row, ...each.cells]);
  return tableText([`\`--sut ${system}\``, ...columns], lines);
}

/** By their numbers, where all begin with one. */
function ordered(columns: readonly string[]): readonly string[] {
  const number = (column: string): number => Number.parseFloat(column);
  return columns.some((column) => Number.isNaN(number(column))) ? columns : [...columns].sort((a, b) => number(a) - number(b));
}

interface Row {
  readonly row: string;
  readonly cells: readonly string[];
}

/** Day and night in one line where nothing is different. */
function joined(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((one) => {
    const day = rows.find(({ row }) => row === one.row.replace(/, night$/, ', day'));
    const night = rows.find(({ row }) => row === one.row.replace(/, day$/, ', night'));
    const alike = day !== night && day?.cells.join() === night?.cells.join();
    if (!alike) return [one];
    return one === day ? [{ ...one, row: `${one.row} and night` }] : [];
  });
}

function cellOf({ name, text }: PackScenario, system: string): string {
  const { scenario } = parseScenario(text, `${name}.yaml`);
  if (scenario === undefined) throw new Error(`${name} is no scenario`);
  const { concrete } = drawConcrete(scenario, '0', 0);
  const { bodies } = scenario;
  const run = simulateConcrete(system === 'scenario' ? concrete : withDriver(concrete, system), false, { bodies });
  if (executionOf(run, bodies).some(({ kept }) => !kept)) return 'invalid';
  const { outcome, criteria } = run.verdict;
  const came = system === 'scenario' ? flown(criteria) : driven(run);
  return outcome === 'pass' ? came : `**${came}**`;
}

/** Impact speed of the ego in km/h, or how it avoided one. */
function driven({ verdict }: Run): string {
  const { impactSpeedMPerS } = verdict.metrics;
  if (impactSpeedMPerS !== undefined) return (impactSpeedMPerS * 3.6).toFixed(1);
  const braking = verdict.criteria.find(({ criterion, passed }) => criterion.startsWith('max-deceleration') && !passed);
  return braking === undefined ? 'avoided' : `avoided by ${braking.value?.toFixed(1)} m/s²`;
}

function flown(criteria: Run['verdict']['criteria']): string {
  const failed = criteria.filter(({ passed }) => !passed).map(({ criterion }) => criterion.replace(/ of .*$/, ''));
  const corridor = criteria.find(({ criterion }) => criterion.startsWith('corridor'));
  return `${corridor?.value?.toFixed(1)} m${failed.length === 0 ? '' : `: ${failed.join(', ')}`}`;
}
