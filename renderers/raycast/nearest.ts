/** The nearest of several things on a ray. */
import type { Vec3 } from '#core/pose';
import { type Hit, hitTarget } from './target.js';
import type { Candidate } from './tiles.js';

/** @param candidates nearest first */
export function nearest(
  candidates: readonly Candidate[],
  origin: Vec3,
  direction: Vec3,
  near: number,
  far: number,
): Hit | undefined {
  let best: Hit | undefined;
  for (const candidate of candidates) {
    if (best !== undefined && candidate.nearest > best.distance) break;
    const hit = hitTarget(candidate.target, origin, direction, near, best?.distance ?? far);
    if (hit !== undefined && (best === undefined || hit.distance < best.distance)) best = hit;
  }
  return best;
}
