/** Patches that lie on a trunk: shirt fronts, ties, straps, reflecting strips. */
import { clamp, lerp, TAU } from '#core/math';
import { mix, type Vec3 } from '#core/pose';
import { P } from '../frame.js';
import { two } from './rows.js';
import { trunkLevels } from './trunk.js';
import type { TrunkShape } from './trunk-shape.js';
import { onRing, type Point, type Ring, type Stuff, type Weaver } from './weave.js';

export interface Patch {
  /** From below to above, m, and the angles between which it lies there, rad (may be negative: to the right of the front). */
  readonly rows: readonly { readonly z: number; readonly from: number; readonly to: number }[];
  readonly columns: number;
  /** How far it stands off what is worn, m. */
  readonly lift: number;
  readonly color: Vec3 | ((along: number) => Vec3);
  readonly stuff: Stuff;
}

export function weavePatch(weaver: Weaver, shape: TrunkShape, patch: Patch): void {
  const { rows, columns, color, stuff } = patch;
  const lift = patch.lift + shape.quilt;
  const above = trunkLevels(shape).filter(([at]) => at > shape.hem + 1e-6);
  const fine = [shape.hem, ...above.map(([at]) => at)];
  const woven = [shape.hem, ...above.filter(([, upTo]) => upTo >= weaver.detail).map(([at]) => at)];
  // As the finest trunk's faces lie there: straight between its rows. Coarser ones lie a little deeper.
  const ringOn = (z: number): Ring => {
    const next = Math.max(
      1,
      fine.findIndex((at) => at >= z - 1e-9),
    );
    const [a, b] = [fine[next - 1] as number, fine[next] as number];
    return mixed(shape.ring(a, 'top'), shape.ring(b, 'top'), clamp((z - a) / (b - a), 0, 1));
  };
  const grid = withRows(rows, woven).map(({ z, from, to }) =>
    Array.from({ length: columns + 1 }, (_, j): Point => {
      const angle = from + ((to - from) * j) / columns;
      const ring = ringOn(z);
      const grown = {
        ...ring,
        front: ring.front + lift,
        back: ring.back + lift,
        left: ring.left + lift,
        right: ring.right + lift,
      };
      return {
        at: onRing(grown, angle < 0 ? angle + TAU : angle),
        weights: two(P.pelvis, P.chest, shape.chest(z)),
        color: typeof color === 'function' ? color(j / columns) : color,
        uv: [angle * 0.15, z],
      };
    }),
  );
  for (let i = 0; i + 1 < grid.length; i++)
    for (let j = 0; j < columns; j++) {
      const [low, high] = [grid[i] as Point[], grid[i + 1] as Point[]];
      weaver.quad(stuff, low[j] as Point, low[j + 1] as Point, high[j + 1] as Point, high[j] as Point);
    }
}

function mixed(a: Ring, b: Ring, t: number): Ring {
  return {
    center: mix(a.center, b.center, t),
    front: lerp(a.front, b.front, t),
    back: lerp(a.back, b.back, t),
    left: lerp(a.left, b.left, t),
    right: lerp(a.right, b.right, t),
    square: lerp(a.square ?? 2, b.square ?? 2, t),
    tip: lerp(a.tip ?? 0, b.tip ?? 0, t),
  };
}

/** A patch bends where the trunk does. */
function withRows(rows: Patch['rows'], woven: readonly number[]): Patch['rows'] {
  const [low, high] = [rows[0] as Patch['rows'][number], rows[rows.length - 1] as Patch['rows'][number]];
  const between = woven
    .filter((z) => z > low.z + 0.004 && z < high.z - 0.004 && rows.every((row) => Math.abs(row.z - z) > 0.004))
    .map((z) => {
      const i = rows.findIndex((row) => row.z > z);
      const [a, b] = [rows[i - 1] as Patch['rows'][number], rows[i] as Patch['rows'][number]];
      const t = (z - a.z) / (b.z - a.z);
      return { z, from: lerp(a.from, b.from, t), to: lerp(a.to, b.to, t) };
    });
  return [...rows, ...between].sort((a, b) => a.z - b.z);
}
