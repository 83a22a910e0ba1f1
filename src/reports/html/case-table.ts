/** Every case of a scenario in a table that can be filtered. */
import type { CaseOutcome, ValidationCase } from '#contracts/validation';
import { headline, tally } from '../cases.js';
import { count, figure } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import type { Shown } from './scenario.js';
import { type Cell, headOf, rowOf } from './table.js';

const NAMES: Readonly<Record<CaseOutcome, string>> = {
  pass: '✓ passed',
  fail: '✗ failed',
  invalid: '△ invalid',
  error: '! error',
};

/** `id` names the section, and with it the table. */
export function caseTable(cases: readonly ValidationCase[], id: string, shown: Shown): Markup {
  const rows = cases.filter((one) => shown.listed.has(one));
  const left = cases.length - rows.length;
  const rest =
    left > 0 ? markup`<p class="dim">${count(left, 'more case')} not listed, to keep the page small.</p>` : undefined;
  return markup`<h3>Cases</h3>
${filterForm(rows, `${id}-table`)}
<div class="cases" tabindex="0" role="region" aria-label="Cases of ${cases[0]?.file}"><table id="${id}-table">
${headOf([['Case'], ['Outcome'], ['Reason'], ['Parameters'], ['Simulated', 'number']])}
<tbody>${rows.map((one) => row(one, shown))}</tbody>
</table></div>${rest}`;
}

function filterForm(cases: readonly ValidationCase[], table: string): Markup {
  const counts = tally(cases);
  const outcomes = (Object.keys(NAMES) as CaseOutcome[]).filter((outcome) => counts[outcome] > 0);
  const options = outcomes.map((outcome) => markup`<option value="${outcome}">${NAMES[outcome]} (${counts[outcome]})</option>`);
  return markup`<form class="filter needs-script" data-table="${table}" hidden>
<label>Outcome <select><option value="">all (${cases.length})</option>${options}</select></label>
<label>Containing <input type="search" autocomplete="off"></label>
<span role="status" class="dim"></span></form>`;
}

function row(one: ValidationCase, { embedded, anchors }: Shown): Markup {
  const name = embedded.has(one) ? markup`<a href="#${anchors.get(one)}">${one.id}</a>` : markup`${one.id}`;
  const reason = one.outcome === 'pass' ? '' : headline(one);
  const parameters = Object.entries(one.parameters).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? figure(value) : value}`,
  );
  const cells: readonly Cell[] = [
    [outcomeMark(one.outcome)],
    [reason],
    [parameters.join(', '), 'words'],
    [`${figure(one.duration)} s`, 'number'],
  ];
  return rowOf(name, cells, one.outcome);
}

/** By a sign and a word, not by colour alone. */
export function outcomeMark(outcome: CaseOutcome): Markup {
  return markup`<span class="outcome ${outcome}">${NAMES[outcome]}</span>`;
}
