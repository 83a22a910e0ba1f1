/** Hoods up and down, headscarves. */
import { sin, smoothstep, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { P } from '../frame.js';
import type { HeadPlan } from './head.js';
import { dark, evenly, one, type RowPlan, rowOf, two } from './rows.js';
import { columnsOf, type Detail, type Row, type Weaver } from './weave.js';

/** Round the head and down to the shoulders, open in front. @param open half angle of the opening at the face, rad */
export function weaveCowl(
  weaver: Weaver,
  { frame, skull }: HeadPlan,
  off: number,
  open: number,
  color: Vec3,
  lower: number,
): void {
  const { head, h } = frame;
  const angles = Array.from({ length: 13 }, (_, i) => open + (i / 12) * (TAU - 2 * open));
  const levels: readonly (readonly [number, Detail])[] = [
    [lower, 2],
    [-0.2, 0],
    [0.05, 2],
    [0.3, 0],
    [0.55, 1],
    [0.78, 1],
    [0.9, 2],
    [0.98, 0],
  ];
  const rows = levels.map(([t, upTo]): Row => {
    const neck = smoothstep(0.1, lower, t);
    const ring = skull.ring(Math.max(t, 0.4), off + (t < 0.1 ? 0.03 * h * neck : 0));
    const plan: RowPlan = {
      ring: {
        ...ring,
        center: [ring.center[0] - 0.02 * h * neck, 0, ring.center[2] + Math.min(0, t - 0.4) * head],
        front: ring.front + 0.02 * h * neck,
        left: ring.left + 0.018 * h * neck,
        right: ring.right + 0.018 * h * neck,
      },
      weights: two(P.head, P.chest, neck),
      color: (angle) =>
        dark(color, angle < open + 0.1 || angle > TAU - open - 0.1 ? 0.4 : 0.12 * (0.5 + 0.5 * sin(7 * t + 3 * angle))),
      stuff: 'cloth',
      upTo,
      along: t * head,
    };
    return rowOf(plan, angles);
  });
  const columns = [columnsOf(13, 1), columnsOf(13, 2), [0, 3, 6, 9, 12]][weaver.detail] as number[];
  weaver.tube(rows, columns, (_, above, j) => j === 12 && above > 2);
  const top = rows[rows.length - 1] as Row;
  weaver.lid(weaver.detail === 0 ? top : (rows[6] as Row), columns, true);
}

/** A hood that lies on the shoulders behind the neck. */
export function weaveHoodDown(weaver: Weaver, { c, frame }: HeadPlan): void {
  if (weaver.detail === 2) return;
  const { h, shares: s } = frame;
  const z = (s.cervicale - 0.012) * h;
  const rows = [
    [0.016, 0.036, 0.2],
    [0.012, 0.048, 0.1],
    [-0.014, 0.056, 0],
    [-0.045, 0.044, 0.15],
  ].map(([up, r, shade]): Row => {
    const size = (r as number) * h;
    return rowOf(
      {
        ring: {
          center: [-0.036 * h, 0, z + (up as number) * h],
          front: 0.66 * size,
          back: 0.9 * size,
          left: size,
          right: size,
          tip: 0.01 * h,
        },
        weights: one(P.chest),
        color: dark(c.top, shade as number),
        stuff: 'cloth',
        upTo: 1,
        along: up as number,
      },
      evenly(12),
    );
  });
  weaver.tube(rows, columnsOf(12, weaver.detail + 1).reverse());
}
