/** A drone's way through the air: points, distances along them, and how fast a corner can be taken. */
import { add, dot, norm, normalize, scale, sub, type Vec3 } from '#core/pose';

/** How hard a drone slows down before a corner or the end, m/s^2. */
const SLOWING = 2;
/** Sideways acceleration in a corner, m/s^2. */
const TURNING = 3;
/** A corner is cut by at most this, m, and by a third of the corridor's radius. */
const MOST_CUT = 1;
/** No corner is taken slower, m/s. */
const CREEP = 0.5;

export function routeLength(route: readonly Vec3[]): number {
  let length = 0;
  for (let i = 1; i < route.length; i++) length += norm(sub(route[i] as Vec3, route[i - 1] as Vec3));
  return length;
}

export function routePoint(route: readonly Vec3[], s: number): { point: Vec3; direction: Vec3 } {
  let left = s;
  for (let i = 0; i + 1 < route.length; i++) {
    const [a, b] = [route[i] as Vec3, route[i + 1] as Vec3];
    const length = norm(sub(b, a));
    if (left < length) return { point: add(a, scale(sub(b, a), left / length)), direction: normalize(sub(b, a)) };
    left -= length;
  }
  return { point: route[route.length - 1] as Vec3, direction: [0, 0, 0] };
}

/** Speed, m/s, from which every corner ahead and the end can still be taken. */
export function paceAt(route: readonly Vec3[], s: number, corridorRadius: number): number {
  let reached = 0;
  let pace = Number.POSITIVE_INFINITY;
  for (let i = 1; i < route.length; i++) {
    reached += norm(sub(route[i] as Vec3, route[i - 1] as Vec3));
    if (reached < s) continue;
    const through = i + 1 === route.length ? 0 : cornerSpeed(route, i, corridorRadius);
    pace = Math.min(pace, Math.sqrt(through * through + 2 * SLOWING * (reached - s)));
  }
  return pace;
}

/** The circle that cuts a corner by `cut` at half its turn t has the radius cut cos(t/2) / (1 - cos(t/2)). */
function cornerSpeed(route: readonly Vec3[], i: number, corridorRadius: number): number {
  const before = normalize(sub(route[i] as Vec3, route[i - 1] as Vec3));
  const after = normalize(sub(route[i + 1] as Vec3, route[i] as Vec3));
  const half = Math.sqrt(Math.max(0, (1 + dot(before, after)) / 2));
  if (half > 1 - 1e-9) return Number.POSITIVE_INFINITY;
  const radius = (Math.min(MOST_CUT, corridorRadius / 3) * half) / (1 - half);
  return Math.max(CREEP, Math.sqrt(TURNING * radius));
}
