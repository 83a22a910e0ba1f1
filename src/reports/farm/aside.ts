/** What was set aside: why, and with which evidence. */
import type { FarmReport, ShardSetAside } from '#contracts/farm-report';
import { count } from '../figures.js';
import { type Cell, headOf, rowOf } from '../html/table.js';
import { type Markup, markup } from '../markup.js';
import { rest } from './rest.js';

export const ASIDE_STYLE = `
details.evidence{margin-top:3px}details.evidence>summary{cursor:pointer;color:var(--link)}
.evidence pre{font:12.5px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;color:var(--ink);background:var(--panel);
border:1px solid var(--line);border-radius:6px;padding:7px 10px;margin:5px 0}
@media print{details.evidence::details-content{content-visibility:visible!important;block-size:auto!important}}
`;

/** @param most rows */
export function asideSection({ shards: { aside } }: FarmReport, most: number): Markup | undefined {
  if (aside.length === 0) return undefined;
  const rows = aside.slice(0, most).map((one) => {
    const { tries, cause, code, message } = one;
    const said = markup`${message}${evidenceOf(one)}`;
    const cells: readonly Cell[] = [[tries, 'number'], [code === undefined ? cause : `${cause}, ${code}`], [said, 'words']];
    return rowOf(one.shard ?? 'merge', cells);
  });
  return markup`<section><h2 id="aside" class="fail">Set aside</h2>
<p>${whyOf(aside)} <code>nearmiss farm retry</code> lets them wait again.</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="aside"><table>${headOf([['Shard'], ['Tries', 'number'], ['Cause'], ['What the last one said']])}
<tbody>${rows}</tbody></table></div>${rest(aside.length, most)}</section>`;
}

function whyOf(aside: readonly ShardSetAside[]): string {
  const mistakes = aside.filter(({ cause }) => cause === 'mistake').length;
  const others = aside.length - mistakes;
  return [
    mistakes === 0 ? '' : `${count(mistakes, 'task')} failed by a mistake, which trying again does not mend.`,
    others === 0 ? '' : `${count(others, 'task was', 'tasks were')} tried in vain too often.`,
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function evidenceOf({ shard, evidence }: ShardSetAside): Markup | undefined {
  if (evidence === undefined) return undefined;
  const whose = shard === undefined ? 'the merge' : `shard ${shard}`;
  return markup`<details class="evidence"><summary>Evidence of ${whose}</summary><pre>${evidence}</pre></details>`;
}
