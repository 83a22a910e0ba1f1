/** Which part of the ground a replay shows, m, y downwards. */
import type { SmallTracks } from './tracks.js';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is seen of the surroundings of one actor. */
const NEAR = { width: 60, height: 20 };
/** Round the ways of all, m. */
const MARGIN = 8;

export function around([x, y]: readonly [number, number, number]): Box {
  return { x: x - NEAR.width / 2, y: y - NEAR.height / 2, ...NEAR };
}

/** All that anybody is at. */
export function wholeOf({ actors }: SmallTracks): Box {
  const states = actors.flatMap((actor) => actor.states.filter((state) => state !== null));
  const least = (axis: 0 | 1): number => states.reduce((low, state) => Math.min(low, state[axis]), Infinity) - MARGIN;
  const most = (axis: 0 | 1): number => states.reduce((high, state) => Math.max(high, state[axis]), -Infinity) + MARGIN;
  if (states.length === 0) return around([0, 0, 0]);
  const [x, y] = [least(0), least(1)];
  return { x, y, width: most(0) - x, height: most(1) - y };
}

/** As `viewBox` has it. */
export function numbers({ x, y, width, height }: Box): string {
  return [x, y, width, height].map((value) => Number(value.toFixed(1))).join(' ');
}

export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
export function within({ x, y, width, height }: Box, [px, py]: readonly [number, number]): boolean {
  return px >= x && px <= x + width && py >= y && py <= y + height;
}
