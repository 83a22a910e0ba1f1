/** Tries that failed: why, and what they used. */
import type { FarmReport } from '#contracts/farm-report';
import { headOf, rowOf } from '../html/table.js';
import { type Markup, markup } from '../markup.js';
import { rest } from './rest.js';
import { duration, shareText } from './words.js';

export function failuresSection(report: FarmReport): Markup {
  const causes = Object.entries(report.failures).sort(([, a], [, b]) => b - a);
  const told =
    causes.length === 0
      ? markup`<p>None.</p>`
      : markup`<table>${headOf([['Cause'], ['Tries', 'number'], ['What that is']])}<tbody>${causes.map(([cause, n]) =>
          rowOf(cause, [
            [n, 'number'],
            [CAUSES[cause] ?? '', 'words'],
          ]),
        )}</tbody></table>`;
  return markup`<section><h2>Tries that failed</h2><p class="dim">A shard is tried again until it is done or tried too often.</p>${told}${used(report)}</section>`;
}

/** @param most rows */
export function reasonsSection({ reasons }: FarmReport, most: number): Markup | undefined {
  if (reasons.length === 0) return undefined;
  const rows = reasons.slice(0, most).map(({ cause, code, message, tries, workers }) =>
    rowOf(code === undefined ? cause : `${cause}, ${code}`, [
      [tries, 'number'],
      [workers, 'number'],
      [message, 'words'],
    ]),
  );
  return markup`<section><h2 id="reasons">What failed tries said</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="reasons"><table>${headOf([['Cause'], ['Tries', 'number'], ['Workers', 'number'], ['What they said']])}
<tbody>${rows}</tbody></table></div>${rest(reasons.length, most)}</section>`;
}

function used({ failures, failedTries: { count, cpuMs, wallMs }, cpuMs: doneMs }: FarmReport): Markup | undefined {
  if (count === 0) return undefined;
  const silent = Object.values(failures).reduce((sum, n) => sum + n, 0) - count;
  const share = cpuMs > 0 ? ` (${shareText(cpuMs / (doneMs + cpuMs))} of all)` : '';
  const rest = silent > 0 ? ` ${silent} could not say what they used.` : '';
  return markup`<p>They used ${duration(cpuMs)} of processors${share} and ${duration(wallMs)} of workers at work.${rest}</p>`;
}

const CAUSES: Readonly<Record<string, string>> = {
  killed: 'the process was ended: most often memory',
  hung: 'nothing moved for too long',
  stalled: 'whoever had it is gone',
  page: 'the browser or its page',
  store: 'the store would not take or give a file',
  refused: 'the worker could not verify what it was to make',
  mistake: 'in the scenario, the options or nearmiss',
};
