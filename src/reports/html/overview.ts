/** The top of the page: what was tested, how it went, a line a scenario. */
import type { ScenarioSummary, ValidationReport } from '#contracts/validation';
import { failureShare, type ScenarioGroup, tally } from '../cases.js';
import { count, percent, percentRange } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { intervalPlot } from './interval-plot.js';
import { type Cell, headOf, rowOf } from './table.js';

export function overview(report: ValidationReport, title: string): Markup {
  return markup`<header>
<h1>${title}</h1>
${facts(report)}
</header>
${totals(report)}`;
}

export function scenarioOverview({ regression }: ValidationReport, groups: readonly ScenarioGroup[]): Markup {
  return markup`<h2 id="scenarios">Scenarios</h2>
${scenarioTable(groups, regression && new Set(regression.broken))}`;
}

function facts({ sut, seed, nearmissVersion, scenarios, cases }: ValidationReport): Markup {
  const pairs: readonly (readonly [string, string])[] = [
    ['System', `${sut.name} ${sut.version} (${sut.kind})`],
    ['Seed', seed],
    ['Runs', `${count(cases.length, 'case')} of ${count(scenarios.length, 'scenario')}`],
    ['Made with', `nearmiss ${nearmissVersion}`],
  ];
  return markup`<dl class="facts">${pairs.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function totals({ cases, flaky, regression }: ValidationReport): Markup {
  const { pass, fail, invalid, error } = tally(cases);
  const asked = cases.filter(({ outcome, preventable }) => outcome === 'fail' && preventable !== undefined);
  const tiles: readonly (readonly [string, string, number])[] = [
    ['pass', 'passed', pass],
    ['fail', 'failed', fail],
    ...(asked.length === 0
      ? []
      : [['', 'of them preventable', asked.filter(({ preventable }) => preventable).length] as const]),
    ['invalid', 'not executed as declared', invalid],
    ['error', 'without a verdict', error],
    ['', 'flaky', flaky.length],
    ...(regression === undefined
      ? []
      : [[regression.broken.length > 0 ? 'fail' : '', 'newly broken', regression.broken.length] as const]),
  ];
  return markup`<ul class="totals">${tiles.map(([kind, words, n]) => markup`<li><b class="${kind}">${n}</b>${words}</li>`)}</ul>`;
}

const COUNTS = ['Runs', 'Passed', 'Failed', 'Invalid', 'Errors'] as const;
type Broken = ReadonlySet<string> | undefined;

/** @param broken since the baseline, by id; missing where there is no baseline */
function scenarioTable(groups: readonly ScenarioGroup[], broken: Broken): Markup {
  const counts = broken === undefined ? COUNTS : [...COUNTS, 'Broken'];
  const columns: readonly Cell[] = [
    ['Scenario'],
    ...counts.map((title): Cell => [title, 'number']),
    ['Failure share', 'share'],
  ];
  const greatest = Math.max(0.05, ...groups.map(({ summary }) => (summary === undefined ? 0 : summary.failureInterval[1])));
  return markup`<div class="scroll" tabindex="0" role="region" aria-labelledby="scenarios"><table>
<caption>Failure share: of runs with a verdict, with its 95 % interval (Wilson). The bars share one scale, 0 to ${percent(greatest)}.</caption>
${headOf(columns)}
<tbody>${groups.map((group, i) => scenarioRow(group, i, greatest, broken))}</tbody>
</table></div>`;
}

function scenarioRow({ title, file, summary, cases }: ScenarioGroup, index: number, greatest: number, broken: Broken): Markup {
  const name = markup`<a href="#scenario-${index}">${title}</a><br><span class="dim">${file}</span>`;
  const own: readonly Cell[] = broken === undefined ? [] : [[cases.filter(({ id }) => broken.has(id)).length, 'number']];
  if (summary === undefined)
    return rowOf(name, [...own.map((): Cell => ['']), ...COUNTS.map((): Cell => ['']), ['no summary', 'share']]);
  const counts = [summary.runs, summary.passed, summary.failed, summary.invalid, summary.errors];
  return rowOf(name, [...counts.map((n): Cell => [n, 'number']), ...own, [shareCell(summary, greatest), 'share']]);
}

function shareCell(summary: ScenarioSummary, greatest: number): Markup {
  const share = failureShare(summary);
  if (share === undefined) return markup`none judged`;
  const { failureInterval, stopped } = summary;
  const early =
    stopped && markup`<span class="dim note">${stopped.decision}ed early, after ${count(stopped.after, 'run')}</span>`;
  return markup`${percent(share)} <span class="dim">(${percentRange(failureInterval)})</span>${intervalPlot(share, failureInterval, greatest)}${early}`;
}
