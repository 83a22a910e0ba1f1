/** Conditions that compare a figure of motion with a limit. Gaps in m between the bodies' boxes. */
import type { Condition } from '#contracts/scenario';
import { norm, sub } from '#core/pose';
import type { Context, Measure } from '../context.js';
import { gapBetween } from '../geometry/boxes.js';
import { pathAheadTtc } from '../geometry/conflict.js';
import type { Snapshot } from '../snapshot.js';

interface Limit {
  readonly op: 'below' | 'above';
  readonly value: number;
}
type Pair<T extends Condition['type']> = Extract<Condition, { type: T }>;

/** Large but finite, so that a comparison with "never" stays a number. */
const NEVER = 1e9;

function compare({ op, value }: Limit, figure: (snapshot: Snapshot) => number): Measure {
  return op === 'below'
    ? (snapshot) => value - Math.min(figure(snapshot), NEVER)
    : (snapshot) => Math.min(figure(snapshot), NEVER) - value;
}

export function gap(condition: Pair<'gap'>, context: Context): Measure {
  const [a, b] = [context.indexOf(condition.from), context.indexOf(condition.to)];
  return compare(condition, (now) => gapBetween(now.of(a).box, now.of(b).box));
}

export function distance(condition: Pair<'distance'>, context: Context): Measure {
  const [a, b] = [context.indexOf(condition.from), context.indexOf(condition.to)];
  return compare(condition, (now) => norm(sub(now.of(a).position, now.of(b).position)));
}

/** Time headway: the gap over the follower's speed. */
export function headway(condition: Pair<'headway'>, context: Context): Measure {
  const [a, b] = [context.indexOf(condition.of), context.indexOf(condition.to)];
  return compare(condition, (now) => {
    const { speed: v, box } = now.of(a);
    return v <= 0 ? NEVER : gapBetween(box, now.of(b).box) / v;
  });
}

/** Time to collision at constant velocities, along the first body's heading, whatever lies sideways. */
export function ttc(condition: Pair<'ttc'>, context: Context): Measure {
  const [a, b] = [context.indexOf(condition.of), context.indexOf(condition.to)];
  return compare(condition, (now) => pathAheadTtc(now.of(a), now.of(b)));
}

export function speed(condition: Pair<'speed'>, context: Context): Measure {
  const index = context.indexOf(condition.of);
  return compare(condition, (now) => now.of(index).speed);
}

/** Metres covered along its way since the start. */
export function station(condition: Pair<'station'>, context: Context): Measure {
  const index = context.indexOf(condition.of);
  const start = context.scenario.actors.find((actor) => actor.id === condition.of)?.start.position;
  return compare(condition, (now) => {
    const motion = now.motions[index];
    if (motion?.mode === 'path') return motion.rolled;
    if (motion?.mode === 'quad') return motion.progress;
    return start === undefined ? 0 : norm(sub(now.of(index).position, start));
  });
}

export function altitude(condition: Pair<'altitude'>, context: Context): Measure {
  const index = context.indexOf(condition.of);
  return compare(condition, (now) => now.of(index).position[2]);
}
