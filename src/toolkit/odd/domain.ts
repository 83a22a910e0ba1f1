/** The operational design domain that several scenarios share: its axes, and where in it a draw lies. */
import type { Environment } from '#contracts/scenario';
import { usageError } from '#core/errors';
import { type CoverModel, OUTSIDE, type Row, type Strength, type Universe } from '#rare/cover/index';
import { type OddAxis, type OddFacts, oddAxes } from '#scenario/index';
import { mediumOf } from '#world/medium/index';
import { combinationsIn } from '../rare/combinations.js';
import type { LoadedScenario } from '../scenarios.js';

export interface DomainAxis {
  readonly name: string;
  /** Part of the domain, in the words of ISO 34503; missing where no file says it. */
  readonly group?: string;
  readonly cells: readonly string[];
}

export interface Domain {
  readonly scenarios: readonly LoadedScenario[];
  readonly axes: readonly DomainAxis[];
  readonly model: CoverModel;
  /** How far a draw of that scenario is from each cell of each axis: 0 in it. */
  distances(scenario: number, drawn: DrawnFacts): readonly (readonly number[])[];
}
export type DrawnFacts = Pick<OddFacts, 'parameters' | 'environment'>;

/**
 * Files that declare axes of the same names, together; each without any by itself (its `axes` are empty). In the order of the files.
 * @throws NearmissError NM7106 (exit 2) where one axis has other cells in another file
 */
export function domainsOf(scenarios: readonly LoadedScenario[]): readonly Domain[] {
  const groups = new Map<string, LoadedScenario[]>();
  for (const scenario of scenarios) {
    const names = oddAxes(scenario).map(({ name }) => name);
    const key = names.length === 0 ? scenario.file : JSON.stringify(names.sort());
    groups.set(key, [...(groups.get(key) ?? []), scenario]);
  }
  return [...groups.values()].map(domainOf);
}

function domainOf(scenarios: readonly LoadedScenario[]): Domain {
  const [first = [], ...others] = scenarios.map(oddAxes);
  const inOrder = others.map((axes, i) => first.map((axis) => sameAxis(axis, axes, scenarios, i + 1)));
  const byScenario = [first, ...inOrder];
  const axes = first.map(({ name, group, cells }): DomainAxis => {
    const names = cells.map((cell) => cell.name);
    return { name, ...(group === undefined ? {} : { group }), cells: names };
  });
  return {
    scenarios,
    axes,
    model: { factors: axes.map(({ name, cells }) => ({ name, levels: cells })) },
    distances(scenario, { parameters, environment }) {
      const facts = { parameters, environment, illuminanceLx: () => illuminanceOf(environment) };
      return (byScenario[scenario] as readonly OddAxis[]).map((axis) => axis.distances(facts));
    },
  };
}

/** The other file's axis of that name. */
function sameAxis(axis: OddAxis, axes: readonly OddAxis[], scenarios: readonly LoadedScenario[], other: number): OddAxis {
  const found = axes.find(({ name }) => name === axis.name) as OddAxis;
  if (JSON.stringify(found.cells) === JSON.stringify(axis.cells)) return found;
  const [here, there] = [scenarios[0]?.file, scenarios[other]?.file];
  throw usageError(
    'NM7106',
    `the axis "${axis.name}" has other cells in ${there} than in ${here}`,
    'give it the same cells in all files, or another name',
  );
}

/** The cell of each axis; `OUTSIDE` where it lies in none. */
export function rowOf(distances: readonly (readonly number[])[]): Row {
  return distances.map((each) => {
    const cell = each.indexOf(0);
    return cell < 0 ? OUTSIDE : cell;
  });
}

/** All combinations of that many axes. @throws NearmissError NM7107 (exit 2) where there are not as many, or too many combinations */
export function combinationsOf({ model, scenarios }: Domain, strength: Strength): Universe {
  return combinationsIn(model, strength, scenarios[0]?.file ?? '', 'axes that it declares');
}

/** On level ground, lx. */
function illuminanceOf(environment: Environment): number {
  const { sunDirection, sunIlluminanceLx, skyIlluminanceLx, moonDirection, moonIlluminanceLx = 0 } = mediumOf(environment);
  const moon = moonDirection === undefined ? 0 : moonIlluminanceLx * Math.max(0, moonDirection[2]);
  return sunIlluminanceLx * Math.max(0, sunDirection[2]) + skyIlluminanceLx + moon;
}
