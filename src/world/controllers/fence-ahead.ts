/** How far a route may be flown before it comes too near to a fence. */
import type { Geofence } from '#contracts/scenario';
import type { Vec3 } from '#core/pose';
import { fenceMargin } from '#validate/metrics/geofence';
import { routeLength, routePoint } from '../motion/route.js';

/** The route is looked at every so many metres, and the place found by halving. */
const LOOK = 0.25;
const HALVINGS = 20;

/** Distance along the route, m; infinite where all of it keeps the margin. */
export function firstOutside(route: readonly Vec3[], fence: Geofence, margin: number): number {
  const length = routeLength(route);
  const inside = (s: number): boolean => fenceMargin(fence, routePoint(route, s).point) >= margin;
  let good = 0;
  if (!inside(0)) return 0;
  for (let k = 1; good < length; k++) {
    const s = Math.min(k * LOOK, length);
    if (!inside(s)) return halved(good, s, inside);
    good = s;
  }
  return Number.POSITIVE_INFINITY;
}

function halved(from: number, to: number, inside: (s: number) => boolean): number {
  let [good, bad] = [from, to];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (good + bad) / 2;
    if (inside(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
