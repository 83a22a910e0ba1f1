/** Every case of a scenario in a table that can be filtered. */
import type { CaseOutcome, ValidationCase } from '#contracts/validation';
import { headline, tally } from '../cases.js';
import { count, figure } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { isDrawn, type Known, withUnit } from '../parameters.js';
import { byInterest } from '../severity.js';
import type { Shown } from './scenario.js';
import { type Cell, headOf, rowOf } from './table.js';

const NAMES: Readonly<Record<CaseOutcome, string>> = {
  pass: '✓ passed',
  fail: '✗ failed',
  invalid: '△ invalid',
  error: '! error',
};

/** `id` names the section, and with it the table. */
export function caseTable(cases: readonly ValidationCase[], id: string, shown: Shown, known: Known): Markup {
  const rows = byInterest(cases.filter((one) => shown.listed.has(one)));
  const left = cases.length - rows.length;
  const rest =
    left > 0 ? markup`<p class="dim">${count(left, 'more case')} not listed, to keep the page small.</p>` : undefined;
  return markup`<h3>Cases</h3>
${filterForm(rows, `${id}-table`)}
<div class="cases" tabindex="0" role="region" aria-label="Cases of ${cases[0]?.file}"><table id="${id}-table">
${headOf([['Case'], ['Outcome'], ['Reason'], ['Drawn parameters'], ['Simulated', 'number']])}
<tbody>${rows.map((one) => row(one, shown, known))}</tbody>
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

/** What is shown in detail is linked; what is not has its place here. */
function row(one: ValidationCase, shown: Shown, known: Known): Markup {
  const place = shown.embedded.has(one) ? undefined : shown.anchors.get(one);
  const reason = one.outcome === 'pass' ? '' : headline(one);
  const parameters = Object.entries(one.parameters)
    .filter(([key]) => isDrawn(key, known))
    .map(([key, value]) => `${key} ${withUnit(key, value, known)}`);
  const cells: readonly Cell[] = [
    [markup`${outcomeMark(one)}${shown.broken.has(one.id) ? markup`<span class="note fail">newly broken</span>` : undefined}`],
    [reason],
    [parameters.join(', '), 'words'],
    [`${figure(one.duration)} s`, 'number'],
  ];
  const name = place === undefined ? caseLink(one, shown) : markup`${one.id}`;
  return rowOf(name, cells, { outcome: one.outcome, ...(place === undefined ? {} : { id: place }) });
}

/** A link where the page has more of it than a row of the table. */
export function caseLink(one: ValidationCase, { embedded, listed, anchors }: Shown): Markup {
  const there = embedded.has(one) || listed.has(one);
  return there ? markup`<a href="#${anchors.get(one)}">${one.id}</a>` : markup`${one.id}`;
}

/** By a sign and a word, not by colour alone. */
export function outcomeMark({ outcome, preventable }: ValidationCase): Markup {
  const kind = preventable === undefined ? undefined : `, ${preventable ? 'preventable' : 'not preventable'}`;
  return markup`<span class="outcome ${outcome}">${NAMES[outcome]}</span><span class="dim">${kind}</span>`;
}
