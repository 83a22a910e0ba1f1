/** Antlers and horns: curved tubes on the head. */
import { add, mix, type Vec3 } from '#core/pose';
import type { SkinBuilder } from '../../mesh/skin.js';
import { B, onHead } from './anatomy.js';
import type { Shape } from './body.js';
import type { Detail } from './fittings.js';

export interface Tine {
  /** Points in head lengths along, up and aside from the poll; a smooth curve goes through them. */
  readonly points: readonly Vec3[];
  /** Half thickness at root and tip, m. */
  readonly thick: readonly [number, number];
  /** Left out from this level of detail on. */
  readonly until?: Detail;
}

/** Both sides of a pair. @param color at the root and at the tip */
export function addHorns(
  horn: SkinBuilder,
  { m, a }: Shape,
  detail: Detail,
  tines: readonly Tine[],
  [low, high]: readonly [Vec3, Vec3],
): void {
  const sides = [5, 4, 3][detail] as number;
  for (const side of [1, -1])
    for (const { points, thick, until } of tines) {
      if (until !== undefined && detail >= until) continue;
      const curve = smoothed(points, ([2, 1, 1][detail] as number) * (points.length - 1));
      horn.sleeve(
        curve.map((p, i) => {
          const t = i / (curve.length - 1);
          const r = thick[0] + (thick[1] - thick[0]) * t * t;
          return {
            center: onHead(m, a, [p[0], p[1], side * p[2]]),
            width: r,
            height: r,
            weights: [[B.head, 1]] as const,
            color: mix(low, high, t),
          };
        }),
        sides,
        [1, 0.3, 0],
      );
    }
}

/** `count` + 1 points on the Catmull-Rom curve through the given ones. */
function smoothed(points: readonly Vec3[], count: number): Vec3[] {
  const p = (i: number): Vec3 => {
    if (i < 0) return add(p(0), sub(p(0), p(1)));
    const n = points.length - 1;
    return i > n ? add(p(n), sub(p(n), p(n - 1))) : (points[i] as Vec3);
  };
  return Array.from({ length: count + 1 }, (_, n) => {
    const at = (n / count) * (points.length - 1);
    const i = Math.min(points.length - 2, Math.floor(at));
    const u = at - i;
    const [a, b, c, d] = [p(i - 1), p(i), p(i + 1), p(i + 2)];
    return [0, 1, 2].map((k) => {
      const [w, x, y, z] = [a[k], b[k], c[k], d[k]] as [number, number, number, number];
      return 0.5 * (2 * x + (y - w) * u + (2 * w - 5 * x + 4 * y - z) * u * u + (3 * x - w - 3 * y + z) * u * u * u);
    }) as unknown as Vec3;
  });
}
function sub(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
