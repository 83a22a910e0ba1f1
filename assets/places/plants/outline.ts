/** The outline of a crown: how far from its axis leaves stand at each height. */
import { pow } from '#core/math';
import type { Vec3 } from '#core/pose';

/** All lengths in shares of the plant's height. */
export interface Outline {
  /** Greatest width. */
  readonly spread: number;
  /** Where the crown begins and where it is widest (share of the crown's own height). */
  readonly clear: number;
  readonly widest: number;
  /** Superellipse exponents below and above the widest place: 2 round, 1 a cone, larger boxy. */
  readonly low: number;
  readonly high: number;
}

export function radiusAt({ spread, clear, widest, low, high }: Outline, z: number): number {
  const t = (z - clear) / (1 - clear);
  if (t <= 0 || t >= 1) return 0;
  const off = t < widest ? (widest - t) / widest : (t - widest) / (1 - widest);
  const p = t < widest ? low : high;
  return (spread / 2) * pow(1 - pow(off, p), 1 / p);
}

const STEP = 0.015;

/** How far from a point one can go in a direction before leaving the crown; from below it, as far as the other side. */
export function roomAhead(outline: Outline, [x, y, z]: Vec3, [dx, dy, dz]: Vec3): number {
  let last = 0;
  for (let s = STEP; s < 1.6; s += STEP) {
    const [px, py, pz] = [x + dx * s, y + dy * s, z + dz * s];
    const radius = radiusAt(outline, pz);
    if (px * px + py * py < radius * radius) last = s;
    else if (last > 0) break;
  }
  return last;
}
