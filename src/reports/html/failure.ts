/** One failure: why, with which parameters, how it went over time and on the ground, and how to run it again. */
import type { ExecutionCheck, ValidationCase } from '#contracts/validation';
import { metricName, metricText } from '#validate/criticality/told';
import { criterionText, headline, preventableText } from '../cases.js';
import { figure } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { isDrawn, type Known, withUnit } from '../parameters.js';
import { outcomeMark } from './case-table.js';
import { momentOf } from './moment.js';
import { replayFigure } from './replay.js';
import { type Cell, headOf, rowOf } from './table.js';
import { timelines } from './timelines.js';

/** `anchor` is what links point at. */
export function failureDetails(one: ValidationCase, anchor: string, known: Known): Markup {
  const moment = momentOf(one);
  return markup`<details class="failure" id="${anchor}"><summary><h4>${one.id}</h4> ${outcomeMark(one)}<span class="why">${headline(one)}</span></summary><div class="body">
${reasons(one)}
${command(one.replay)}
${one.tracks && replayFigure(one.tracks, moment, one.id)}
${one.curves && timelines(one.curves, one.criteria, moment)}
<div class="pair"><div>${parameters(one, known)}</div><div>${metrics(one)}</div></div>
${execution(one.execution)}
<p class="dim">Concrete scenario <code>${one.concreteSha256}</code><br>Trace <code>${one.traceSha256 === '' ? 'none' : one.traceSha256}</code></p>
</div></details>
`;
}

function reasons(one: ValidationCase): Markup {
  const failed = one.criteria.filter(({ passed }) => !passed).map(criterionText);
  const also = one.preventable === undefined ? [] : [preventableText(one.preventable)];
  const said = [...new Set([...one.reasons, ...failed, ...also])];
  return markup`<h5>Reasons</h5><ul class="reasons">${said.map((text) => markup`<li>${text}</li>`)}</ul>`;
}

function command(replay: string): Markup | undefined {
  if (replay === '') return undefined;
  return markup`<h5>To run it again</h5><div class="command"><code>${replay}</code><button type="button" class="needs-script" hidden>Copy</button></div>`;
}

/** Those that were drawn, then what follows from them. */
function parameters({ parameters }: ValidationCase, known: Known): Markup {
  const all = Object.entries(parameters).map(([name, value]) => [name, withUnit(name, value, known)] as const);
  return markup`${pairs(
    'Parameters, drawn',
    'Parameter',
    all.filter(([name]) => isDrawn(name, known)),
  )}${pairs(
    'Parameters, fixed or derived',
    'Parameter',
    all.filter(([name]) => !isDrawn(name, known)),
  )}`;
}
function metrics({ metrics }: ValidationCase): Markup | undefined {
  const told = Object.entries(metrics).map(([key, value]) => [metricName(key), metricText(key, value)] as const);
  return pairs('Metrics', 'Metric', told);
}
function pairs(title: string, column: string, entries: readonly (readonly [string, string | number])[]): Markup | undefined {
  if (entries.length === 0) return undefined;
  const rows = entries.map(([name, value]) => rowOf(name, [[typeof value === 'number' ? figure(value) : value, 'number']]));
  const head = headOf([[column], ['Value', 'number']]);
  return markup`<h5>${title}</h5><table class="fit">${head}<tbody>${rows}</tbody></table>`;
}

function execution(checks: readonly ExecutionCheck[]): Markup | undefined {
  if (checks.length === 0) return undefined;
  const head = headOf([['Check'], ['Declared', 'number'], ['Measured', 'number'], ['Tolerance', 'number'], ['Kept']]);
  return markup`<h5>Executed as declared</h5>
<div class="scroll fit"><table>${head}<tbody>${checks.map(check)}</tbody></table></div>`;
}
function check({ name, declared, measured, tolerance, unit, kept }: ExecutionCheck): Markup {
  const figures = [declared, measured, tolerance].map((value): Cell => [`${figure(value)} ${unit}`, 'number']);
  return rowOf(name, [...figures, [kept ? 'yes' : 'no']]);
}
