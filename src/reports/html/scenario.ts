/** One scenario: its figures, risk by parameter, its cases, its failures. */
import type { ValidationCase } from '#contracts/validation';
import { failureShare, type ScenarioGroup, tally } from '../cases.js';
import { count, percent, percentRange } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { isDrawn, type Known, knownOf } from '../parameters.js';
import { parameterRisks } from '../risk.js';
import { byInterest } from '../severity.js';
import { caseTable } from './case-table.js';
import { failureDetails } from './failure.js';
import { riskPlot } from './risk-plot.js';

/** What of the cases the page has room for, and where each one stands. */
export interface Shown {
  /** Failures with plots and replay. */
  readonly embedded: ReadonlySet<ValidationCase>;
  /** Cases with a row. */
  readonly listed: ReadonlySet<ValidationCase>;
  readonly anchors: ReadonlyMap<ValidationCase, string>;
  /** Since the baseline, by id. */
  readonly broken: ReadonlySet<string>;
}

export function scenarioSection(group: ScenarioGroup, id: string, shown: Shown): Markup {
  const { title, file, cases, summary } = group;
  const known = knownOf(summary);
  return markup`<section id="${id}">
<h2>${title}</h2>
<p><span class="dim">${file}</span><br>${sentence(group)}</p>
${risks(cases, known)}
${caseTable(cases, id, shown, known)}
${failures(cases, shown, known)}
</section>
`;
}

function sentence({ summary, cases }: ScenarioGroup): string {
  const { pass, fail, invalid, error } = tally(cases);
  const share = failureShare({ passed: pass, failed: fail });
  const verdicts = `${count(cases.length, 'run')}: ${pass} passed, ${fail} failed, ${invalid} invalid, ${count(error, 'error')}.`;
  if (share === undefined) return `${verdicts} No run has a verdict.`;
  const interval = summary === undefined ? '' : ` (95 % interval ${percentRange(summary.failureInterval)})`;
  return `${verdicts} ${percent(share)} of runs with a verdict fail${interval}.`;
}

function risks(cases: readonly ValidationCase[], known: Known): Markup | undefined {
  const found = parameterRisks(cases).filter(({ name }) => isDrawn(name, known));
  const { pass, fail } = tally(cases);
  if (found.length === 0 || fail === 0 || pass === 0) return undefined;
  return markup`<h3>Risk by drawn parameter</h3>
<p class="dim">Share of failures in bins of about as many runs each, with 95 % intervals (Wilson); the dashed line is the share of all. Those that matter most surely come first; p is for that parameter alone.</p>
<div class="risks">${found.map((risk) => riskPlot(risk, fail / (pass + fail), known))}</div>`;
}

function failures(cases: readonly ValidationCase[], { embedded, anchors }: Shown, known: Known): Markup | undefined {
  const failed = byInterest(cases.filter(({ outcome }) => outcome === 'fail'));
  if (failed.length === 0) return undefined;
  const told = failed.filter((one) => embedded.has(one));
  const left = failed.length - told.length;
  const rest =
    left > 0
      ? markup`<p class="dim">${count(left, 'more failure')} not shown in detail here, to keep the page small: their replay commands are in the other reports.</p>`
      : undefined;
  return markup`<h3>Failures, the worst first</h3>${told.map((one) => failureDetails(one, anchors.get(one) ?? '', known))}${rest}`;
}
