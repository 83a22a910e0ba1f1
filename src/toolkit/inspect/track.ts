/** Where an antenna was and where it thought it was, from above: north up. */
import type { ObservationOf } from '#contracts/observation';
import { round } from './text.js';

type Fix = ObservationOf<'gnss'>;
type Point = readonly [east: number, north: number];
const SIZE = 220;
const MARGIN = 16;
/** Of the drawn scale, m. */
const BARS = [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1];
/** More fixes than that are thinned evenly. */
const MOST = 200;

export function trackHtml(samples: readonly Fix[]): string {
  const every = Math.ceil(samples.length / MOST);
  const shown = samples.filter((_, i) => i % every === 0);
  const truth = shown.map(({ values }): Point => [values.trueEnu[0] as number, values.trueEnu[1] as number]);
  const fixed = shown.map(({ values }): Point | undefined =>
    values.fix[0] === 0 ? undefined : [values.enu[0] as number, values.enu[1] as number],
  );
  const fixes = fixed.filter((fix) => fix !== undefined);
  const view = viewOf([...truth, ...fixes]);
  const at = (point: Point): string =>
    toPlan(point, view)
      .map((px) => round(px, 1))
      .join(' ');
  const line = truth.length === 0 ? '' : `<path class="truth" stroke="#6fbf73" d="M${truth.map(at).join('L')}"/>`;
  const misses = fixed.map((fix, i) => (fix === undefined ? '' : `M${at(fix)}L${at(truth[i] as Point)}`)).join('');
  const dots = fixes.map((fix) => {
    const [x, y] = toPlan(fix, view);
    return `<circle cx="${round(x, 1)}" cy="${round(y, 1)}" r="1.6"/>`;
  });
  return `<figure class="panel plan"><figcaption><b>from above</b> <span>north up</span></figcaption>
<svg viewBox="0 0 ${SIZE} ${SIZE}" fill="none">${line}<path class="miss" stroke="#ef6c57" d="${misses}"/><g fill="#ef6c57">${dots.join('')}</g>${barSvg(view.scale)}</svg>
<div class="keys"><span><i class="swatch" style="background:#ef6c57"></i>measured, joined to where it was</span><span><i class="swatch" style="background:#6fbf73"></i>true</span></div></figure>`;
}

export interface PlanView {
  readonly middle: Point;
  /** px/m */
  readonly scale: number;
}
export function viewOf(points: readonly Point[]): PlanView {
  const [east, north] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, far] = [Math.min(...east), Math.max(...east)];
  const [south, up] = [Math.min(...north), Math.max(...north)];
  if (points.length === 0) return { middle: [0, 0], scale: 1 };
  const extent = Math.max(far - west, up - south, 1);
  return { middle: [(west + far) / 2, (south + up) / 2], scale: (SIZE - 2 * MARGIN) / extent };
}
export function toPlan([east, north]: Point, { middle, scale }: PlanView): readonly [number, number] {
  return [SIZE / 2 + (east - middle[0]) * scale, SIZE / 2 - (north - middle[1]) * scale];
}

/** The longest round length that takes no more than a third of the picture. */
function barSvg(scale: number): string {
  const metres = BARS.find((length) => length * scale <= SIZE / 3) ?? (BARS.at(-1) as number);
  const y = SIZE - 6;
  return `<g class="rings"><path d="M8 ${y}h${round(metres * scale, 1)}"/><text x="8" y="${y - 4}">${metres} m</text></g>`;
}
