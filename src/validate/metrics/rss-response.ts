/** RSS over time: when a situation is dangerous, since when, and the proper response to it (arXiv 1708.06374, definitions 4 to 6). */
import type { RssParameters } from './rss.js';

/** A gap and the least safe one, m. */
export interface RssDistance {
  readonly gap: number;
  readonly safe: number;
}

export interface RssSample {
  /** s */
  readonly time: number;
  readonly longitudinal: RssDistance;
  readonly lateral: RssDistance;
}

/** Safe only above the least safe distance, not at it. */
export function isRssSafe({ gap, safe }: RssDistance): boolean {
  return gap > safe;
}

/** Dangerous: too near along the road and across it at once. */
export function isRssDangerous({ longitudinal, lateral }: Pick<RssSample, 'longitudinal' | 'lateral'>): boolean {
  return !isRssSafe(longitudinal) && !isRssSafe(lateral);
}

/** A stretch of danger, s, and which distance was lost last: the one whose response is due. */
export interface RssDanger {
  readonly from: number;
  readonly to: number;
  readonly by: 'longitudinal' | 'lateral' | 'start';
}

/** Stretches of danger, margins linear between samples; a margin that only touches zero is one of no length. Stretches that touch are one; samples in order of time. */
export function rssDangers(samples: readonly RssSample[]): readonly RssDanger[] {
  const found: RssDanger[] = [];
  for (const [i, to] of samples.entries()) {
    const from = samples[i - 1];
    if (from === undefined) continue;
    const piece = dangerBetween(from, to);
    if (piece === undefined) continue;
    const last = found.at(-1);
    if (last !== undefined && last.to === piece.from && piece.by === 'start')
      found[found.length - 1] = { ...last, to: piece.to };
    else found.push(piece);
  }
  return found;
}

function dangerBetween(from: RssSample, to: RssSample): RssDanger | undefined {
  const along = lost(margin(from.longitudinal), margin(to.longitudinal));
  const across = lost(margin(from.lateral), margin(to.lateral));
  const start = Math.max(along.start, across.start);
  const end = Math.min(along.end, across.end);
  if (start > end) return undefined;
  const by = start === 0 ? 'start' : along.start >= across.start ? 'longitudinal' : 'lateral';
  const at = (share: number): number => (share === 1 ? to.time : from.time + share * (to.time - from.time));
  return { from: at(start), to: at(end), by };
}

function margin({ gap, safe }: RssDistance): number {
  return gap - safe;
}

/** Share of the way between two margins where the line is at or below zero. */
function lost(a: number, b: number): { readonly start: number; readonly end: number } {
  if (a <= 0 && b <= 0) return { start: 0, end: 1 };
  if (a > 0 && b > 0) return { start: 1, end: 0 };
  const zero = a / (a - b);
  return a > 0 ? { start: zero, end: 1 } : { start: 0, end: zero };
}

export type RssRole = 'rear' | 'front' | 'correct' | 'wrong';

/** What RSS asks of a vehicle along the road, m/s^2. */
export interface RssResponse {
  /** It may not accelerate more than this. */
  readonly accelerateAtMost: number;
  /** It must brake at least so hard; 0 while it may still respond, or where nothing is asked. */
  readonly brakeAtLeast: number;
  /** It may not brake harder than this: who follows counts on it. */
  readonly brakeAtMost: number;
}

/**
 * The proper response along the road, `dangerousFor` s after danger began. In its response time a vehicle may do what it likes within
 * `maxAcceleration`; then it brakes until it stands or the danger is over. Who is ahead of another may go on, within `maxBraking`.
 */
export function rssResponse(role: RssRole, dangerousFor: number, p: RssParameters): RssResponse {
  const free = { accelerateAtMost: p.maxAcceleration, brakeAtLeast: 0, brakeAtMost: p.maxBraking };
  if (role === 'front' || dangerousFor < p.response) return free;
  const least = role === 'correct' ? p.minBrakingCorrect : p.minBraking;
  return { accelerateAtMost: -least, brakeAtLeast: least, brakeAtMost: p.maxBraking };
}

/** The proper response across the road: after the response time, the least lateral braking towards the other, m/s^2. */
export function rssLateralResponse(dangerousFor: number, p: RssParameters): number {
  return dangerousFor < p.response ? 0 : p.minLateralBraking;
}
