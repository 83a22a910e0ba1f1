/** Against the baseline, and against itself: what changed, and what does not come out twice alike. */
import type { Regression, ValidationCase, ValidationReport } from '#contracts/validation';
import { headline } from '../cases.js';
import { count, probability } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { byInterest } from '../severity.js';
import { caseLink, outcomeMark } from './case-table.js';
import type { Shown } from './scenario.js';
import { type Cell, headOf, rowOf } from './table.js';

/** Longer lists are cut; the JSON Lines have all. */
const MAX_IDS = 200;

/** The worst failures of all scenarios that the top of the page names. */
const WORST = 10;

export function regressionSection({ regression, cases }: ValidationReport, shown: Shown): Markup | undefined {
  if (regression === undefined) return undefined;
  const named = (ids: readonly string[]) => cases.filter(({ id }) => ids.includes(id));
  const { baseline, both, fixed, broken, pValue } = regression;
  return markup`<section>
<h2>Against the baseline</h2>
<p>Compared with <b>${baseline}</b> on ${count(both, 'case')} that both ran: <b class="fail">${broken.length} broken</b>, <b class="pass">${fixed.length} fixed</b>.
McNemar's exact test, two-sided: ${probability(pValue)}. ${meaning(regression)}</p>
${whyTable('Broken: passed then, fail now; the worst first', byInterest(named(broken)), shown)}
${idList('Fixed: failed then, pass now', named(fixed), shown)}
</section>`;
}

function meaning({ fixed, broken, pValue }: Regression): string {
  if (fixed.length + broken.length === 0) return 'No case changed sides.';
  if (pValue >= 0.05) return 'So many changes to one side may well be chance, but each broken case is one to look at.';
  return `Chance alone would seldom do that: the system got ${fixed.length > broken.length ? 'better' : 'worse'} on these cases.`;
}

/** Nothing where all of them are newly broken, and so told of above. */
export function worstSection({ cases }: ValidationReport, shown: Shown): Markup | undefined {
  const old = cases.filter(({ id, outcome }) => outcome === 'fail' && !shown.broken.has(id));
  if (old.length === 0) return undefined;
  const title = shown.broken.size > 0 ? 'Worst of the other failures' : 'Worst failures';
  return markup`<section>
<h2>${title}</h2>
${whyTable(`Collisions by impact speed, then by how far limits are missed: ${count(Math.min(WORST, old.length), 'case')} of ${old.length}`, byInterest(old).slice(0, WORST), shown)}
</section>`;
}

export function flakySection({ flaky, cases }: ValidationReport, shown: Shown): Markup | undefined {
  if (flaky.length === 0) return undefined;
  return markup`<section>
<h2>Flaky cases</h2>
<p>${count(flaky.length, 'case')} came out otherwise when run again with the same seed. The world is deterministic, so the difference comes from the system, or from what runs it.</p>
${whyTable(
  'Cases',
  cases.filter(({ id }) => flaky.includes(id)),
  shown,
)}
</section>`;
}

/** Which, why, and whether somebody careful would have got through. */
function whyTable(title: string, cases: readonly ValidationCase[], shown: Shown): Markup | undefined {
  if (cases.length === 0) return undefined;
  const rows = cases.slice(0, MAX_IDS).map((one) => {
    const cells: readonly Cell[] = [[outcomeMark(one)], [headline(one)], [one.title, 'words']];
    return rowOf(caseLink(one, shown), cells);
  });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><caption>${title}</caption>
${headOf([['Case'], ['Outcome'], ['Reason'], ['Scenario']])}<tbody>${rows}</tbody></table></div>${rest(cases)}`;
}

function idList(title: string, cases: readonly ValidationCase[], shown: Shown): Markup | undefined {
  if (cases.length === 0) return undefined;
  const items = cases.slice(0, MAX_IDS).map((one) => markup`<li>${caseLink(one, shown)}</li>`);
  return markup`<h3>${title}</h3><ul class="ids">${items}</ul>${rest(cases)}`;
}

function rest({ length }: readonly ValidationCase[]): Markup | undefined {
  return length > MAX_IDS ? markup`<p class="dim">and ${length - MAX_IDS} more</p>` : undefined;
}
