/** Against the baseline, and against itself: what changed, and what does not come out twice alike. */
import type { Regression, ValidationReport } from '#contracts/validation';
import { count, figure } from '../figures.js';
import { type Markup, markup } from '../markup.js';

/** Longer lists are cut; the JSON Lines have all. */
const MAX_IDS = 200;

/** Where cases stand on the page, by id; only of those that have a place of their own. */
export type Places = ReadonlyMap<string, string>;

export function regressionSection({ regression }: ValidationReport, places: Places): Markup | undefined {
  if (regression === undefined) return undefined;
  const { baseline, both, fixed, broken, pValue } = regression;
  return markup`<section>
<h2>Against the baseline</h2>
<p>Compared with <b>${baseline}</b> on ${count(both, 'case')} that both ran: <b class="fail">${broken.length} broken</b>, <b class="pass">${fixed.length} fixed</b>.
McNemar's exact test, two-sided: p = ${figure(pValue)}. ${meaning(regression)}</p>
${idList('Broken: passed then, fail now', broken, places)}
${idList('Fixed: failed then, pass now', fixed, places)}
</section>`;
}

function meaning({ fixed, broken, pValue }: Regression): string {
  if (fixed.length + broken.length === 0) return 'No case changed sides.';
  if (pValue >= 0.05) return 'So many changes to one side may well be chance, but each broken case is one to look at.';
  return `Chance alone would seldom do that: the system got ${fixed.length > broken.length ? 'better' : 'worse'} on these cases.`;
}

export function flakySection({ flaky }: ValidationReport, places: Places): Markup | undefined {
  if (flaky.length === 0) return undefined;
  return markup`<section>
<h2>Flaky cases</h2>
<p>${count(flaky.length, 'case')} came out otherwise when run again with the same seed. The world is deterministic, so the difference comes from the system, or from what runs it.</p>
${idList('Cases', flaky, places)}
</section>`;
}

function idList(title: string, ids: readonly string[], places: Places): Markup | undefined {
  if (ids.length === 0) return undefined;
  const shown = ids.slice(0, MAX_IDS).map((id) => markup`<li>${nameOf(id, places.get(id))}</li>`);
  const left = ids.length > MAX_IDS ? markup`<p class="dim">and ${ids.length - MAX_IDS} more</p>` : undefined;
  return markup`<h3>${title}</h3><ul class="ids">${shown}</ul>${left}`;
}
function nameOf(id: string, place: string | undefined): Markup {
  return place === undefined ? markup`<code>${id}</code>` : markup`<a href="#${place}"><code>${id}</code></a>`;
}
