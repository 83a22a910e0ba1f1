/** Share of failures by the value of one parameter: a bar a bin, its interval, and the same figures as a table. */
import { count, figure, percent, percentRange } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { inUnit, type Known, unitOf } from '../parameters.js';
import type { ParameterRisk, RiskBin } from '../risk.js';
import { px, rounded, scale, ticksTo } from './scale.js';
import { type Cell, headOf, rowOf } from './table.js';

const LEFT = 34;
const RIGHT = 340;
const TOP = 8;
const BOTTOM = 104;

/** `mean`: share of failures among all runs with a verdict, 0..1. */
export function riskPlot(risk: ParameterRisk, mean: number, known: Known): Markup {
  const { pValue } = risk;
  const unit = unitOf(risk.name, known);
  const name = unit === '' ? risk.name : `${risk.name}, ${unit}`;
  const bins = risk.bins.map((bin) => scaled(bin, risk.name, known));
  const greatest = Math.min(1, Math.max(...bins.map(({ interval }) => interval[1])));
  const ticks = ticksTo(greatest, 3).filter((tick) => tick <= 1.0001);
  const y = scale([0, Math.max(greatest, ticks.at(-1) ?? 1)], [BOTTOM, TOP]);
  const slot = (RIGHT - LEFT) / bins.length;
  const grid = ticks.map(
    (tick) =>
      markup`<path class="grid" d="M${LEFT} ${px(y(tick))}H${RIGHT}"/><text class="end" x="${LEFT - 4}" y="${px(y(tick) + 3)}">${percent(tick).replace(' ', '')}</text>`,
  );
  const drawn = bins.map((bin, i) => bar(bin, LEFT + i * slot, slot, y));
  return markup`<figure><figcaption><b>${name}</b> <span class="dim">${pText(pValue)}</span></figcaption>
<svg viewBox="0 0 360 132" role="img" aria-label="${spoken(name, bins)}">
${grid}<path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}"/>${drawn}
<path class="mean" d="M${LEFT} ${px(y(mean))}H${RIGHT}"/>${labels(bins, slot)}</svg>
<details><summary class="dim">Figures</summary>${table(name, bins)}</details></figure>`;
}

function scaled(bin: RiskBin, name: string, known: Known): RiskBin {
  const { low, high } = bin;
  if (typeof low === 'string' || typeof high === 'string') return bin;
  return { ...bin, low: inUnit(name, low, known), high: inUnit(name, high, known) };
}

function pText(pValue: number): string {
  return pValue < 0.001 ? 'p < 0.001' : `p ≈ ${Number(pValue.toPrecision(2))}`;
}

function bar({ share, interval: [low, high] }: RiskBin, left: number, slot: number, y: (share: number) => number): Markup {
  const middle = left + slot / 2;
  const cap = Math.min(5, slot / 5);
  const [from, to] = [px(middle - cap), px(middle + cap)];
  const [bottom, top] = [px(y(low)), px(y(high))];
  const whisker = `M${from} ${bottom}H${to}M${from} ${top}H${to}M${px(middle)} ${bottom}V${top}`;
  const size = markup`width="${px(slot - 4)}" height="${px(y(0) - y(share))}"`;
  return markup`<rect class="bar" x="${px(left + 2)}" y="${px(y(share))}" ${size}/><path class="whisker" d="${whisker}"/>`;
}

/** Of words under their bars; of numbers at the edges between them, to half a percent of what they span. */
function labels(bins: readonly RiskBin[], slot: number): readonly Markup[] {
  const words = bins.some(({ low }) => typeof low === 'string');
  if (words) return bins.map(({ low }, i) => label(short(String(low), Math.floor(slot / 6)), LEFT + (i + 0.5) * slot));
  const lows = bins.map(({ low }) => Number(low));
  const highs = bins.map(({ high }) => Number(high));
  const [first, last] = [lows[0] ?? 0, highs.at(-1) ?? 0];
  const between = lows.slice(1).map((low, i) => ((highs[i] ?? low) + low) / 2);
  return [first, ...between, last].map((edge, i) => label(String(rounded(edge, (last - first) / 200)), LEFT + i * slot));
}
function short(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(1, length - 1))}…`;
}
function label(text: string, x: number): Markup {
  return markup`<text class="mid" x="${px(x)}" y="${BOTTOM + 14}">${text}</text>`;
}

function spoken(name: string, bins: readonly RiskBin[]): string {
  const parts = bins.map((bin) => `${range(bin)}: ${percent(bin.share)}`);
  return `Share of failures by ${name}. ${parts.join('; ')}`;
}
function range({ low, high }: RiskBin): string {
  if (typeof low === 'string' || typeof high === 'string') return String(low);
  return low === high ? figure(low) : `${figure(low)} to ${figure(high)}`;
}

function table(name: string, bins: readonly RiskBin[]): Markup {
  const head = headOf([[name], ['Failed', 'number'], ['Share', 'number'], ['95 % interval', 'number']]);
  return markup`<table>${head}<tbody>${bins.map(tableRow)}</tbody></table>`;
}
function tableRow(bin: RiskBin): Markup {
  const figures = [`${bin.failed} of ${count(bin.runs, 'run')}`, percent(bin.share), percentRange(bin.interval)];
  return rowOf(
    range(bin),
    figures.map((text): Cell => [text, 'number']),
  );
}
