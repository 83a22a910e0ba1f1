/** How many shards took how long, as bars. */
import type { ShardTimes } from '#contracts/farm-report';
import { count } from '../figures.js';
import { px, scale, ticksIn, ticksTo } from '../html/scale.js';
import { type Markup, markup } from '../markup.js';
import { duration } from './words.js';

const [LEFT, RIGHT, TOP, BOTTOM] = [46, 712, 20, 150];

/** Units of the axis, ms; the greatest that its ticks are not all below. */
const UNITS = [
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1000 },
  { name: 'ms', ms: 1 },
] as const;

export function histogram({ bins, median, ninth, least, most }: ShardTimes): Markup {
  const [from, to] = [bins[0]?.fromMs ?? 0, bins.at(-1)?.toMs ?? 1];
  const highest = bins.reduce((sum, bin) => Math.max(sum, bin.count), 1);
  const counts = ticksTo(highest, 4).filter(Number.isInteger);
  const x = scale([from, to], [LEFT, RIGHT]);
  const y = scale([0, counts.at(-1) ?? highest], [BOTTOM, TOP]);
  const unit = UNITS.find(({ ms }) => to >= 3 * ms) ?? UNITS[3];
  const ticks = ticksIn(from / unit.ms, to / unit.ms, 8);
  const bars = bins
    .filter((bin) => bin.count > 0)
    .map((bin) => {
      const [left, right, top] = [x(bin.fromMs) + 0.5, x(bin.toMs) - 0.5, y(bin.count)];
      return markup`<path class="bar" d="M${px(left)} ${BOTTOM}V${px(top)}H${px(right)}V${BOTTOM}Z"><title>${duration(bin.fromMs)} to ${duration(bin.toMs)}: ${count(bin.count, 'shard')}</title></path>`;
    });
  const mark = (value: number, name: string, anchor: string): Markup =>
    markup`<path class="mean" d="M${px(x(value))} ${TOP - 4}V${BOTTOM}"/><text class="${anchor}" x="${px(x(value) + (anchor === 'end' ? -4 : 4))}" y="${TOP - 6}">${name} ${duration(value)}</text>`;
  const told = `Shards by wall time: ${duration(least)} to ${duration(most)}, half of them within ${duration(median)}, nine in ten within ${duration(ninth)}`;
  return markup`<figure><svg viewBox="0 0 720 180" role="img" aria-label="${told}">
${counts.map((tick) => markup`<path class="grid" d="M${LEFT} ${px(y(tick))}H${RIGHT}"/><text class="end" x="${LEFT - 5}" y="${px(y(tick) + 3)}">${tick}</text>`)}
${bars}<path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}"/>
${ticks.map((tick) => markup`<text class="mid" x="${px(x(tick * unit.ms))}" y="${BOTTOM + 14}">${tick}</text>`)}
<text class="end" x="${RIGHT}" y="${BOTTOM + 28}">wall time of a shard, ${unit.name}</text><text x="${LEFT}" y="${TOP - 6}">shards</text>
${mark(median, 'median', x(median) > 560 ? 'end' : 'start')}${x(ninth) - x(median) > 130 ? mark(ninth, '9 in 10 within', x(ninth) > 600 ? 'end' : 'start') : undefined}</svg></figure>`;
}
