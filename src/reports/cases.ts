/** What several reports say of cases: grouped by scenario, and one case in words. */
import type { CriterionResult } from '#contracts/run';
import type { ExecutionCheck, ScenarioSummary, ValidationCase, ValidationReport } from '#contracts/validation';
import { criterionUnit } from './criterion-unit.js';
import { figure, secondsOf } from './figures.js';

/** One scenario file with its cases; no summary where the report has none of that file. */
export interface ScenarioGroup {
  readonly file: string;
  readonly title: string;
  readonly summary?: ScenarioSummary;
  readonly cases: readonly ValidationCase[];
}

/** By file: those of the summaries in their order, then files that only cases name. */
export function byScenario({ scenarios, cases }: ValidationReport): readonly ScenarioGroup[] {
  const groups = new Map<string, { title: string; summary?: ScenarioSummary; cases: ValidationCase[] }>();
  for (const summary of scenarios) groups.set(summary.file, { title: summary.title, summary, cases: [] });
  for (const one of cases) {
    const group = groups.get(one.file) ?? { title: one.title, cases: [] };
    group.cases.push(one);
    groups.set(one.file, group);
  }
  return [...groups].map(([file, group]) => ({ file, ...group }));
}

/** Share of failures among runs with a verdict; undefined where there is none. */
export function failureShare({ passed, failed }: { readonly passed: number; readonly failed: number }): number | undefined {
  return passed + failed === 0 ? undefined : failed / (passed + failed);
}

/** How many cases came out how. */
export function tally(cases: readonly ValidationCase[]): Readonly<Record<ValidationCase['outcome'], number>> {
  const counts = { pass: 0, fail: 0, invalid: 0, error: 0 };
  for (const { outcome } of cases) counts[outcome]++;
  return counts;
}

export function failedCriteria({ criteria }: ValidationCase): readonly CriterionResult[] {
  return criteria.filter(({ passed }) => !passed);
}

/** Why it did not pass, in one phrase. */
export function headline(one: ValidationCase): string {
  return one.reasons[0] ?? failedCriteria(one).map(criterionText)[0] ?? FALLBACK[one.outcome];
}
const FALLBACK = { pass: 'passed', fail: 'failed', invalid: 'not executed as declared', error: 'no verdict' } as const;

/** e.g. `min-ttc of ego: failed, 0.42 s (limit 1 s) at 3.2 s`. */
export function criterionText({ criterion, passed, value, limit, timeNs }: CriterionResult): string {
  const told = (of: number): string => `${figure(of)} ${criterionUnit(criterion)}`.trimEnd();
  const measured = value === undefined ? '' : `, ${told(value)}`;
  const against = limit === undefined ? '' : ` (limit ${told(limit)})`;
  const when = timeNs === undefined ? '' : ` at ${secondsOf(timeNs)}`;
  return `${criterion}: ${passed ? 'passed' : 'failed'}${measured}${against}${when}`;
}

/** e.g. `initial speed of ego: declared 10 m/s, measured 9.1 m/s, tolerance 0.5 m/s, not kept`. */
export function checkText({ name, declared, measured, tolerance, unit, kept }: ExecutionCheck): string {
  const figures = `declared ${figure(declared)} ${unit}, measured ${figure(measured)} ${unit}, tolerance ${figure(tolerance)} ${unit}`;
  return `${name}: ${figures}, ${kept ? 'kept' : 'not kept'}`;
}

/** All that helps to understand a case, a line a fact. */
export function factsOf(one: ValidationCase): readonly string[] {
  return [
    ...one.reasons,
    ...one.criteria.map((result) => `criterion ${criterionText(result)}`),
    ...one.execution.filter(({ kept }) => !kept).map((check) => `execution ${checkText(check)}`),
    ...(one.preventable === undefined ? [] : [preventableText(one.preventable)]),
    ...(one.replay === '' ? [] : [`replay: ${one.replay}`]),
  ];
}

/** By the careful and competent driver of UN R157, annex 3. */
export function preventableText(preventable: boolean): string {
  return `a careful and competent driver (UN R157) would ${preventable ? '' : 'not '}have prevented it`;
}

/** At most `max` of all lists: one of each in turn, so that none goes short while another is long. */
export function fairly<T>(lists: readonly (readonly T[])[], max = Infinity): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1)));
  return turns.flat().slice(0, max);
}
