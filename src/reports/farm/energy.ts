/** Energy, what the grid gives off, and cost: with all that the estimate stands on. */
import { type FarmReport, RATE_NAMES, type Rate } from '#contracts/farm-report';
import { type Cell, headOf, rowOf } from '../html/table.js';
import { type Markup, markup } from '../markup.js';
import { duration, energy, mass, shareText, short } from './words.js';

export function energySection(report: FarmReport): Markup {
  const { energy: used, frames, failedTries: failed } = report;
  const of1000 = (value: number, words: (value: number) => string): string =>
    frames > 0 ? words((1000 * value) / frames) : '';
  const gpuMs = report.gpuMs + failed.gpuMs;
  const parts: readonly (readonly [string, number, string])[] = [
    ['Processors', used.cpuWh, processorsBy(report)],
    ['Graphics cards', used.gpuWh, gpuMs > 0 ? `${duration(gpuMs)} busy` : 'none drew'],
    ['Memory', used.memoryWh, `${duration(report.busyMs + failed.wallMs)} of workers at work`],
    ['The building', used.overheadWh, `${short(100 * (used.rates.pue.value - 1))} % on top`],
  ];
  const rows = parts.map(([name, wattHours, why]) =>
    rowOf(name, [
      [energy(wattHours), 'number'],
      [of1000(wattHours, energy), 'number'],
      [why, 'words'],
    ]),
  );
  return markup`<section>
<h2 id="energy">Energy and CO<sub>2</sub></h2>
<p>About <b>${energy(1000 * used.kWh)}</b> and <b>${mass(used.co2Grams)}</b> of CO<sub>2</sub>: ${method(used)} It leaves out ${listed(used.leavesOut)}.</p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="energy"><table>
${headOf([['Part'], ['Energy', 'number'], ['per 1,000 frames', 'number'], ['by']])}
<tbody>${rows}${rowOf(markup`<b>All</b>`, [[energy(1000 * used.kWh), 'number'], [of1000(1000 * used.kWh, energy), 'number'], ['']])}${rowOf(
    markup`CO<sub>2</sub>`,
    [
      [mass(used.co2Grams), 'number'],
      [of1000(used.co2Grams, mass), 'number'],
      [`${short(used.rates.gridGPerKwh.value)} g a kWh`, 'words'],
    ],
  )}</tbody></table></div>
${costPart(report)}
<h3 id="rates">What these figures stand on</h3>
<div class="scroll" tabindex="0" role="region" aria-labelledby="rates"><table>
${headOf([['Figure'], ['Value', 'number'], ['Known how'], ['From']])}
<tbody>${RATE_NAMES.map((name) => rateRow(used.rates[name]))}</tbody></table></div>
</section>`;
}

function processorsBy({ cpuMs, failedTries, energy: { processors, measuredShare } }: FarmReport): string {
  const busy = `${duration(cpuMs + failedTries.cpuMs)} busy`;
  if (processors === 'estimated') return busy;
  const share = processors === 'measured' ? '' : `${shareText(measuredShare)} of it `;
  return `${busy}, ${share}as they counted themselves`;
}

function method({ processors, measuredShare }: FarmReport['energy']): Markup {
  if (processors !== 'estimated') {
    const part = processors === 'measured' ? '' : `, for ${shareText(measuredShare)} of their time,`;
    return markup`the processors’ part${part} is what they counted themselves, by the share of their busy time that shards had; the rest is an estimate from the figures below.`;
  }
  return markup`an estimate, busy time times the figures below, right to within a factor of two or so at best. What is assumed is a guess of the size: set your own.`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? 'nothing') : `${parts.slice(0, -1).join('; ')}; and ${parts.at(-1)}`;
}

function costPart({ cost, energy: { rates }, frames }: FarmReport): Markup {
  const { value, unit, kind } = rates.pricePerCpuHour;
  const money = unit.replace(/\/h$/, '');
  const per =
    cost.per1000Frames === undefined || frames === 0 ? '' : `, ${short(cost.per1000Frames)} ${money} per 1,000 frames`;
  const failed =
    cost.failedTries > 0
      ? ` ${short(cost.failedTries)} ${money} of it, ${shareText(cost.failedTries / cost.total)}, went into tries that failed.`
      : '';
  const known = kind === 'given' ? 'as given' : 'an assumed price; set your own';
  return markup`<h3>Cost</h3>
<p>${short(cost.cpuHours)} processor hours at ${short(value)} ${unit} (${known}) are <b>${short(cost.total)} ${money}</b>${per}.${failed} A rented machine costs while it idles, too.</p>`;
}

const KINDS: Readonly<Record<Rate['kind'], string>> = { given: 'given', published: 'published', assumed: 'assumed' };

function rateRow({ value, unit, about, source, kind }: Rate): Markup {
  const how: Cell = kind === 'assumed' ? [markup`<span class="invalid">assumed</span>`] : [KINDS[kind]];
  return rowOf(capital(about), [[`${short(value)} ${unit}`.trim(), 'number'], how, [source, 'words']]);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
