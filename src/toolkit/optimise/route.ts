/** Routes as points of a search: how far each bend lies from the straight line, how high, and how fast all of it is flown. */
import type { Vec3 } from '#core/pose';
import { add, cross, norm, normalize, scale, sub } from '#core/pose';

export interface Route {
  /** After the start. */
  readonly waypoints: readonly Vec3[];
  /** m/s */
  readonly speed: number;
}

export interface Straight {
  readonly start: Vec3;
  readonly goal: Vec3;
  /** As declared: no route is flown faster. */
  readonly speed: number;
}

/** What one unit of a search's coordinate is: m to the side, m of height, share of the speed. */
const SIDE = 4;
const HEIGHT = 4;
const SLOWER = 0.1;
/** No slower than this share of the declared speed. */
const SLOWEST = 0.3;

export function straightRoute({ goal, speed }: Straight): Route {
  return { waypoints: [goal], speed };
}

/** So many coordinates has a route with that many bends. */
export function dimensionOf(bends: number): number {
  return 2 * bends + 1;
}

/** Coordinates of the straight route. */
export function origin(bends: number): readonly number[] {
  return new Array<number>(dimensionOf(bends)).fill(0);
}

/** Rounded to centimetres and cm/s: what is measured is what is written. */
export function routeAt(u: readonly number[], { start, goal, speed }: Straight): Route {
  const bends = (u.length - 1) / 2;
  const way = sub(goal, start);
  const across = normalize(cross([0, 0, 1], way));
  const waypoints = Array.from({ length: bends }, (_, k): Vec3 => {
    const on = add(start, scale(way, (k + 1) / (bends + 1)));
    const moved = add(add(on, scale(across, SIDE * (u[2 * k] as number))), [0, 0, HEIGHT * (u[2 * k + 1] as number)]);
    return moved.map(cents) as unknown as Vec3;
  });
  const share = Math.min(1, Math.max(SLOWEST, 1 + SLOWER * (u.at(-1) as number)));
  return { waypoints: [...waypoints, goal], speed: cents(speed * share) };
}

/** How far a point of the search lies outside what can be flown: faster than declared, slower than the slowest. */
export function beyondSpeeds(u: readonly number[]): number {
  const share = 1 + SLOWER * (u.at(-1) as number);
  return Math.max(0, share - 1, SLOWEST - share) / SLOWER;
}

export function lengthOf({ waypoints }: Route, start: Vec3): number {
  return waypoints.reduce((sum, point, i) => sum + norm(sub(point, waypoints[i - 1] ?? start)), 0);
}

function cents(metres: number): number {
  return Math.round(metres * 100) / 100;
}
