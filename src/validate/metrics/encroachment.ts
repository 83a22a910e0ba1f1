/** Post-encroachment time (PET, Allen, Shin and Cooper 1978; science.md section 2) of two bodies that use one area after each other. */
import { cos, sin } from '#core/math';
import { firstTouch, lastTouch, type MovingRectangle, type Point } from './motion.js';

/** When a body is in an area, s. */
export interface Passage {
  readonly enter: number;
  readonly exit: number;
}

export interface Encroachment {
  /** Who entered first. */
  readonly first: 'a' | 'b';
  /** Second's entry less first's exit, s; below zero where both were there at once. */
  readonly time: number;
  readonly a: Passage;
  readonly b: Passage;
}

/** From the first to the last touch of a convex area; missing where a body never touches it. Between samples, not to the step. */
export function passageOf(body: MovingRectangle, area: readonly Point[]): Passage | undefined {
  const enter = firstTouch(body, area);
  const exit = lastTouch(body, area);
  return enter === undefined || exit === undefined ? undefined : { enter, exit };
}

/**
 * PET of two bodies and a convex conflict area; missing where one of them never touches it. A body that still stands in the area as its
 * samples end counts as leaving then.
 */
export function encroachment(a: MovingRectangle, b: MovingRectangle, area: readonly Point[]): Encroachment | undefined {
  const [ofA, ofB] = [passageOf(a, area), passageOf(b, area)];
  if (ofA === undefined || ofB === undefined) return undefined;
  const first = ofA.enter <= ofB.enter ? 'a' : 'b';
  const time = first === 'a' ? ofB.enter - ofA.exit : ofA.enter - ofB.exit;
  return { first, time, a: ofA, b: ofB };
}

/** A straight strip that a body sweeps: through a point, along a heading (rad), m wide. */
export interface Strip {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly width: number;
}

/** The parallelogram that two strips share; missing where they run along each other. Exact for straight paths. */
export function crossingOf(a: Strip, b: Strip): readonly Point[] | undefined {
  const [ax, ay, bx, by] = [cos(a.heading), sin(a.heading), cos(b.heading), sin(b.heading)];
  const sine = ax * by - ay * bx;
  if (Math.abs(sine) < 1e-9) return undefined;
  // Where the line `left` of a's middle meets the line `other` left of b's.
  const meet = (left: number, other: number): Point => {
    const [px, py] = [a.x - ay * left, a.y + ax * left];
    const along = ((b.x - by * other - px) * by - (b.y + bx * other - py) * bx) / sine;
    return [px + along * ax, py + along * ay];
  };
  const [u, v] = [a.width / 2, b.width / 2];
  return [meet(u, v), meet(u, -v), meet(-u, -v), meet(-u, v)];
}

/** The strips' crossing where the middles' paths first meet, with the headings there; missing where they do not. For gentle bends. */
export function crossingOfPaths(a: MovingRectangle, b: MovingRectangle): readonly Point[] | undefined {
  for (const [i, p] of a.samples.entries()) {
    const q = a.samples[i + 1];
    if (q === undefined) continue;
    for (const [j, r] of b.samples.entries()) {
      const s = b.samples[j + 1];
      if (s === undefined || !cross([p.x, p.y], [q.x, q.y], [r.x, r.y], [s.x, s.y])) continue;
      return crossingOf({ ...p, width: a.width }, { ...r, width: b.width });
    }
  }
  return undefined;
}

/** Whether two stretches cross or touch, not counting those along one line. */
function cross(p: Point, q: Point, r: Point, s: Point): boolean {
  const side = (from: Point, to: Point, at: Point): number =>
    (to[0] - from[0]) * (at[1] - from[1]) - (to[1] - from[1]) * (at[0] - from[0]);
  const [rOfA, sOfA, pOfB, qOfB] = [side(p, q, r), side(p, q, s), side(r, s, p), side(r, s, q)];
  return rOfA * sOfA <= 0 && pOfB * qOfB <= 0 && rOfA !== sOfA && pOfB !== qOfB;
}
