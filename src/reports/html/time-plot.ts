/** One plot over time: lines that tell themselves apart by colour and dashes, a limit, the moment of failure, a cursor for the replay. */
import { figure } from '../figures.js';
import { type Markup, markup } from '../markup.js';
import { px, scale, ticksIn, ticksTo } from './scale.js';
import { keepingLeast } from './thinning.js';

export interface Series {
  /** Empty where there is one line only. */
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface TimePlot {
  readonly title: string;
  /** Unit, and what else to know. */
  readonly note: string;
  /** s, ascending */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  /** A lower limit. */
  readonly limit?: number | undefined;
  /** s */
  readonly moment: number | undefined;
  /** Greatest value that has a place; no line where it is above. */
  readonly shownTo?: number;
}

const LEFT = 34;
const RIGHT = 352;
const TOP = 8;
const BOTTOM = 112;
const MAX_POINTS = 110;

/** Undefined where there is nothing to draw. */
export function timePlot(plot: TimePlot): Markup | undefined {
  const { title, note, times, series, limit = 0, shownTo = Infinity, moment } = plot;
  const values = series.flatMap((line) =>
    line.values.filter((value): value is number => value !== null && Number.isFinite(value)),
  );
  if (values.length === 0 || times.length < 2) return undefined;
  const greatest = values.reduce((most, value) => Math.max(most, Math.min(value, shownTo)), Math.max(limit, 1e-3));
  const ticks = ticksTo(greatest, 4);
  const span = [times[0] as number, times.at(-1) as number] as const;
  const x = scale(span, [LEFT, RIGHT]);
  const y = scale([0, ticks.at(-1) as number], [BOTTOM, TOP]);
  const drawn = series.map((line, i) => markup`<path class="curve k${i}" d="${pathOf(line.values, times, shownTo, x, y)}"/>`);
  return markup`<figure><figcaption><b>${title}</b> <span class="dim">${note}</span>${series.map(legend)}</figcaption>
<svg viewBox="0 0 360 134" data-plot="${LEFT} ${RIGHT} ${span[0]} ${span[1]}" role="img" aria-label="${spoken(plot)}">
${yAxis(ticks, y)}${xAxis(span, x)}${limit > 0 ? across(y(limit)) : undefined}${drawn}${moment === undefined ? undefined : upright(x(moment))}
<line class="now" x1="${LEFT}" x2="${LEFT}" y1="${TOP}" y2="${BOTTOM}" display="none"/></svg></figure>`;
}

function across(y: number): Markup {
  return markup`<path class="limit" d="M${LEFT} ${px(y)}H${RIGHT}"/>`;
}
function upright(x: number): Markup {
  return markup`<path class="moment" d="M${px(x)} ${TOP}V${BOTTOM}"/>`;
}

function legend({ name }: Series, i: number): Markup | undefined {
  if (name === '') return undefined;
  return markup`<span class="legend"><svg viewBox="0 0 26 8" aria-hidden="true"><path class="curve k${i}" d="M0 4H26"/></svg>${name}</span>`;
}

function pathOf(
  values: readonly (number | null)[],
  times: readonly number[],
  shownTo: number,
  x: (t: number) => number,
  y: (v: number) => number,
): string {
  let pen = 'M';
  let path = '';
  for (const i of keepingLeast(values, MAX_POINTS)) {
    const [value, time] = [values[i], times[i]];
    if (value === null || value === undefined || time === undefined || !(value <= shownTo)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${px(x(time))} ${px(y(Math.max(0, value)))}`;
    pen = 'L';
  }
  return path;
}

function yAxis(ticks: readonly number[], y: (v: number) => number): readonly Markup[] {
  return ticks.map(
    (tick) =>
      markup`<path class="grid" d="M${LEFT} ${px(y(tick))}H${RIGHT}"/><text class="end" x="${LEFT - 4}" y="${px(y(tick) + 3)}">${tick}</text>`,
  );
}
function xAxis([start, end]: readonly [number, number], x: (t: number) => number): readonly Markup[] {
  const ticks = ticksIn(start, end, 6);
  const labels = ticks.map(
    (tick, i) =>
      markup`<text class="mid" x="${px(x(tick))}" y="${BOTTOM + 14}">${tick}${i === ticks.length - 1 ? ' s' : ''}</text>`,
  );
  return [markup`<path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}"/>`, ...labels];
}

function spoken({ title, note, series, moment, limit }: TimePlot): string {
  const lines = series.map(({ name, values }) => `${name} ${rangeOf(values)}`.trim());
  const fails = moment === undefined ? '' : `. Fails at ${figure(moment)} s`;
  const against = limit === undefined ? '' : `. Limit ${figure(limit)}`;
  return `${title} over time (${note}): ${lines.join('; ')}${against}${fails}`;
}
function rangeOf(values: readonly (number | null)[]): string {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) return 'no figures';
  const least = known.reduce((a, b) => Math.min(a, b), Infinity);
  const most = known.reduce((a, b) => Math.max(a, b), -Infinity);
  return `${figure(least)} to ${figure(most)}`;
}
