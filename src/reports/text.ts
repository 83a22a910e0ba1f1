/** A summary for terminals and logs: what was run, a line a scenario, then failures with how to see them again. */
import type { Regression, ScenarioSummary, ValidationCase, ValidationReport } from '#contracts/validation';
import { byScenario, failureShare, fairly, headline } from './cases.js';
import { count, figure, percent, percentRange } from './figures.js';
import { oneLine } from './line.js';

export interface TextOptions {
  /** Failures that are told of; 10 when missing. */
  readonly maxFailures?: number;
}

/** No colours. Every text of a user's is one line, and none begins a line. */
export function textSummary(report: ValidationReport, { maxFailures = 10 }: TextOptions = {}): string {
  return `${[...head(report), ...table(report.scenarios), ...failures(report, maxFailures), ...tail(report)].join('\n')}\n`;
}

function head({ nearmissVersion, sut, seed, cases }: ValidationReport): readonly string[] {
  const system = oneLine(`${sut.name} ${sut.version}`);
  return [
    `nearmiss ${oneLine(nearmissVersion)}, system ${system} (${sut.kind}), seed ${oneLine(seed)}, ${count(cases.length, 'case')}`,
    '',
  ];
}

const COLUMNS = ['runs', 'passed', 'failed', 'invalid', 'errors', 'failure share', 'scenario'] as const;

function table(scenarios: readonly ScenarioSummary[]): readonly string[] {
  const rows = [COLUMNS, ...scenarios.map(rowOf)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => (row[i] as string).length)));
  return rows.map((row) =>
    row
      .map((cell, i) => aligned(cell, i, widths[i] as number))
      .join('  ')
      .trimEnd(),
  );
}
/** Counts to the right; the last two columns to the left. */
function aligned(cell: string, column: number, width: number): string {
  return column < COLUMNS.length - 2 ? cell.padStart(width) : cell.padEnd(width);
}

function rowOf(summary: ScenarioSummary): readonly string[] {
  const { runs, passed, failed, invalid, errors, failureInterval, stopped, title, file } = summary;
  const share = failureShare(summary);
  const risk = share === undefined ? 'none judged' : `${percent(share)} (${percentRange(failureInterval)})`;
  const early = stopped === undefined ? '' : `, ${stopped.decision}ed after ${count(stopped.after, 'run')}`;
  return [...[runs, passed, failed, invalid, errors].map(String), risk, `${oneLine(title)} [${oneLine(file)}]${early}`];
}

/** Verdicts first, then cases without one; of each kind, one of every scenario in turn. */
const ORDER = ['fail', 'error', 'invalid'] as const;

function failures(report: ValidationReport, max: number): readonly string[] {
  const lists = byScenario(report).map(({ cases }) => cases);
  const found = ORDER.flatMap((outcome) => fairly(lists.map((cases) => cases.filter((one) => one.outcome === outcome))));
  const left = found.length - max;
  const told = found.slice(0, max).flatMap(caseLines);
  return [...(told.length > 0 ? [''] : []), ...told, ...(left > 0 ? [`... and ${left} more that did not pass`] : [])];
}

function caseLines(one: ValidationCase): readonly string[] {
  const replay = one.replay === '' ? [] : [`         replay: ${oneLine(one.replay)}`];
  return [`${one.outcome.toUpperCase().padEnd(8)} ${oneLine(one.id)}: ${oneLine(headline(one))}`, ...replay];
}

function tail({ flaky, regression, cases }: ValidationReport): readonly string[] {
  const invalid = cases.filter(({ outcome }) => outcome === 'invalid').length;
  return [
    ...(invalid > 0 && 2 * invalid > cases.length
      ? ['', 'Most runs were not executed as declared: the shares above rest on few.']
      : []),
    ...(flaky.length === 0 ? [] : ['', `${count(flaky.length, 'flaky case')}: ${flaky.map(oneLine).join(', ')}`]),
    ...(regression === undefined ? [] : ['', regressionLine(regression)]),
  ];
}

function regressionLine({ baseline, both, fixed, broken, pValue }: Regression): string {
  const changes = `${fixed.length} fixed, ${broken.length} broken of ${both} in both`;
  return `Against ${oneLine(baseline)}: ${changes}, p = ${figure(pValue)} (McNemar, exact, two-sided)`;
}
