/** Small drawings of quantities over time, measured over truth. */
import { escapeHtml, round } from './text.js';

/** Nothing where there is no measurement. */
export type Series = readonly (number | undefined)[];
export interface Line {
  readonly name: string;
  readonly measured: Series;
  readonly truth?: Series;
}
export interface Panel {
  readonly title: string;
  readonly unit: string;
  /** s, ascending. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
}

export const WIDTH = 320;
export const HEIGHT = 90;
export const LINE_COLOURS = ['#ef6c57', '#6fbf73', '#5b9cf0', '#d7a94b'] as const;
/** Points of a line; more are thinned to their extremes. */
const MOST = 400;

export function panelHtml(panel: Panel): string {
  const { title, unit, times, lines } = panel;
  const all = lines.flatMap(({ measured, truth = [] }) => [...measured, ...truth]).filter((value) => value !== undefined);
  const [low, high] = bounds(all);
  const [least, most] = figures(all);
  const ends = least === most ? '' : `<text x="4" y="11">${most}</text><text x="4" y="${HEIGHT - 4}">${least}</text>`;
  const scale = { from: times[0] ?? 0, to: times.at(-1) ?? 0, low, high };
  const drawn = lines.map(({ truth }, i) => path(times, truth ?? [], scale, colour(i), 'truth'));
  const over = lines.map(({ measured }, i) => path(times, measured, scale, colour(i), 'measured'));
  const zero = low < 0 && high > 0 ? `<path class="zero" d="M0 ${round(toY(0, scale), 1)}H${WIDTH}"/>` : '';
  const keys = lines.map((line, i) => keyHtml(line, colour(i)));
  return `<figure class="panel"><figcaption><b>${escapeHtml(title)}</b> <span>${escapeHtml(unit)}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" fill="none">${zero}${drawn.join('')}${over.join('')}${ends}</svg>
<div class="keys">${keys.join('')}</div></figure>`;
}

function colour(line: number): string {
  return LINE_COLOURS[line % LINE_COLOURS.length] as string;
}

function keyHtml({ name, measured }: Line, stroke: string): string {
  const there = measured.filter((value) => value !== undefined);
  const [least, most] = figures(there);
  const span = least === most ? least : `${least} … ${most}`;
  return `<span><i class="swatch" style="background:${stroke}"></i>${escapeHtml(name)} <b>${span}</b></span>`;
}

/** Least and most with as many digits as their distance deserves; `nothing` without any value. */
export function figures(values: readonly number[]): readonly [string, string] {
  if (values.length === 0) return ['nothing', 'nothing'];
  const [least, most] = extent(values);
  const size = most > least ? most - least : Math.abs(most);
  const whole = values.every(Number.isInteger);
  const digits = whole || size === 0 ? 0 : Math.max(0, Math.min(5, 1 - Math.floor(Math.log10(size))));
  return [round(least, digits), round(most, digits)];
}

/** Least and most, with air; never equal. */
export function bounds(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [-1, 1];
  const [least, most] = extent(values);
  const air = most > least ? 0.06 * (most - least) : Math.max(1e-3, 0.1 * Math.abs(most));
  return [least - air, most + air];
}
function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}
export function toX(time: number, { from, to }: Scale): number {
  return to > from ? ((time - from) / (to - from)) * WIDTH : WIDTH / 2;
}
export function toY(value: number, { low, high }: Scale): number {
  return HEIGHT * (1 - (value - low) / (high - low));
}

function path(times: readonly number[], values: Series, scale: Scale, stroke: string, name: string): string {
  const d = pathData(times, values, scale);
  return d === '' ? '' : `<path class="${name}" stroke="${stroke}" d="${d}"/>`;
}

/** Interrupted where nothing was measured, by a lack of a value or of samples. */
export function pathData(times: readonly number[], values: Series, scale: Scale): string {
  const breaks = breaksUpTo(times, values);
  let last = -1;
  const parts = thinned(values).map((i) => {
    const value = values[i];
    if (value === undefined) return '';
    const joined = last >= 0 && breaks[last] === breaks[i];
    last = i;
    const at = `${round(toX(times[i] as number, scale), 1)} ${round(toY(value, scale), 1)}`;
    return joined ? `L${at}` : `M${at}h.1`;
  });
  return parts.join('');
}

/** How often the line was interrupted, up to each value. */
function breaksUpTo(times: readonly number[], values: Series): readonly number[] {
  const steps = times.slice(1).map((time, i) => time - (times[i] as number));
  const gap = 2.5 * (steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0);
  let breaks = 0;
  return values.map((value, i) => {
    if (value === undefined || (i > 0 && (steps[i - 1] as number) > gap)) breaks++;
    return breaks;
  });
}

/** Indices of at most `MOST` values: in each stretch its least and its most, in the order of time. */
export function thinned(values: Series): readonly number[] {
  if (values.length <= MOST) return values.map((_, i) => i);
  const stretches = MOST / 2;
  return Array.from({ length: stretches }, (_, k) => {
    const from = Math.floor((k * values.length) / stretches);
    const to = Math.floor(((k + 1) * values.length) / stretches);
    let [least, most] = [from, from];
    for (let i = from; i < to; i++) {
      if ((values[i] ?? Number.POSITIVE_INFINITY) < (values[least] ?? Number.POSITIVE_INFINITY)) least = i;
      if ((values[i] ?? Number.NEGATIVE_INFINITY) > (values[most] ?? Number.NEGATIVE_INFINITY)) most = i;
    }
    return least < most ? [least, most] : least > most ? [most, least] : [least];
  }).flat();
}
