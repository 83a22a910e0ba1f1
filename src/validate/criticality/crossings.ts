/** Post-encroachment times out of the tracks of a run. */
import type { RunEncroachment } from '#contracts/criticality';
import { atan2, length2 } from '#core/math';
import { crossingOfPaths, encroachment } from '../metrics/encroachment.js';
import type { MovingRectangle, PlanarSample, Point } from '../metrics/motion.js';

export interface Track extends MovingRectangle {
  readonly id: string;
}

/** With each whose way crosses that of `me`, for who entered the crossing last. Where both follow one line there is no crossing. */
export function encroachmentsOf(me: Track, others: readonly Track[]): readonly RunEncroachment[] {
  const own = { ...me, samples: bendsOf(me.samples) };
  return others.flatMap((other) => {
    if (!boundsMeet(own, other)) return [];
    const area = crossingOfPaths(own, { ...other, samples: bendsOf(other.samples) });
    const found = area === undefined ? undefined : encroachment(nearTo(area, me), nearTo(area, other), area);
    if (found === undefined) return [];
    const first = found.first === 'a' ? me.id : other.id;
    return [{ other: other.id, first, time: found.time, at: found.first === 'a' ? found.b.enter : found.a.enter }];
  });
}

/** The stretch of a track in which the body can touch an area at all: what lies before and after it need not be looked at closely. */
function nearTo(area: readonly Point[], track: Track): Track {
  const { samples, length, width } = track;
  const [cx, cy] = [mean(area.map(([x]) => x)), mean(area.map(([, y]) => y))];
  const radius = Math.max(...area.map(([x, y]) => length2(x - cx, y - cy))) + length2(length, width) / 2;
  const near = samples.map((sample, i) => {
    const next = samples[i + 1] ?? sample;
    return length2(sample.x - cx, sample.y - cy) <= radius + length2(next.x - sample.x, next.y - sample.y);
  });
  const [from, to] = [near.indexOf(true), near.lastIndexOf(true)];
  return from < 0 ? { ...track, samples: [] } : { ...track, samples: samples.slice(from, to + 2) };
}
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nearer to the line than this a point does not count as a bend, m. */
const STRAIGHT = 1e-3;

/** The way alone: places where it bends, with the headings of its stretches. */
function bendsOf(samples: readonly PlanarSample[]): readonly PlanarSample[] {
  const kept: PlanarSample[] = [];
  for (const sample of samples) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last !== undefined && last.x === sample.x && last.y === sample.y) continue;
    if (before !== undefined && last !== undefined && besideLine(before, sample, last) < STRAIGHT) kept.pop();
    kept.push(sample);
  }
  return kept.map((sample, i) => {
    const next = kept[i + 1];
    return next === undefined ? sample : { ...sample, heading: atan2(next.y - sample.y, next.x - sample.x) };
  });
}

function besideLine(from: PlanarSample, to: PlanarSample, at: PlanarSample): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = length2(dx, dy);
  return length === 0 ? Number.POSITIVE_INFINITY : Math.abs(dx * (at.y - from.y) - dy * (at.x - from.x)) / length;
}

function boundsMeet(a: MovingRectangle, b: MovingRectangle): boolean {
  const [p, q] = [boundsOf(a), boundsOf(b)];
  return p.low[0] <= q.high[0] && q.low[0] <= p.high[0] && p.low[1] <= q.high[1] && q.low[1] <= p.high[1];
}
function boundsOf({ samples }: MovingRectangle) {
  const [xs, ys] = [samples.map(({ x }) => x), samples.map(({ y }) => y)];
  return { low: [Math.min(...xs), Math.min(...ys)], high: [Math.max(...xs), Math.max(...ys)] } as const;
}
