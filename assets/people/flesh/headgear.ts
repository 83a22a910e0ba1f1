/** Caps, beanies, brimmed hats, headscarves, helmets and hoods. */
import { cos, sin, smoothstep, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { P } from '../frame.js';
import type { HeadPlan } from './head.js';
import { headColumns } from './head.js';
import { dark, evenly, one, type RowPlan, rowOf, two } from './rows.js';
import { HEAD_ANGLES } from './skull.js';
import { columnsOf, type Detail, type Point, type Row, type Weaver } from './weave.js';

export function weaveHeadgear(weaver: Weaver, plan: HeadPlan): void {
  const { c } = plan;
  if (c.headgear === 'cap') {
    dome(weaver, plan, 0.62, 0.012, c.second);
    peak(weaver, plan);
  } else if (c.headgear === 'beanie') dome(weaver, plan, 0.58, 0.018, c.second);
  else if (c.headgear === 'helmet') dome(weaver, plan, 0.66, 0.034, c.second);
  else if (c.headgear === 'hat') {
    dome(weaver, plan, 0.66, 0.014, c.second);
    brim(weaver, plan);
  } else if (c.headgear === 'headscarf') cowl(weaver, plan, 0.02, 0.62, c.second, -0.62);
  else if (c.hairLength === 'hood') cowl(weaver, plan, 0.045, 0.85, c.top, -0.45);
  if (c.upper === 'hoodie' && c.hairLength !== 'hood' && c.vest === undefined) hoodDown(weaver, plan);
}

function dome(weaver: Weaver, { c, frame, skull }: HeadPlan, from: number, off: number, color: Vec3): void {
  const hair = c.hairLength === 'bald' ? 0 : 0.02;
  const levels: readonly (readonly [number, Detail])[] = [
    [from, 2],
    [0.74, 0],
    [0.84, 2],
    [0.93, 0],
    [0.98, 2],
  ];
  const rows = levels.map(
    ([t, upTo]): Row =>
      rowOf(
        {
          ring: skull.ring(t, off + hair * frame.head),
          weights: one(P.head),
          color: dark(color, t === from ? 0.35 : 0.1 * (1 - t)),
          stuff: 'cloth',
          upTo,
          along: t * frame.head,
        },
        HEAD_ANGLES,
      ),
  );
  const columns = headColumns(weaver.detail);
  weaver.tube(rows, columns);
  weaver.lid(rows[rows.length - 1] as Row, columns, true);
}

function peak(weaver: Weaver, { c, frame, skull }: HeadPlan): void {
  if (weaver.detail === 2) return;
  const point = (angle: number, out: number, drop: number): Point => {
    const [x, y, z] = skull.point(0.645, angle, 0.02);
    return {
      at: [x + out * cos(angle) * frame.head, y, z - drop * frame.head],
      weights: one(P.head),
      color: dark(c.second, 0.2),
      uv: [y, x],
    };
  };
  const angles = [-0.95, -0.45, 0, 0.45, 0.95].map((angle) => (angle < 0 ? angle + TAU : angle));
  const [inner, outer] = [angles.map((a) => point(a, -0.05, 0)), angles.map((a) => point(a, 0.36, 0.07))];
  for (let i = 0; i + 1 < angles.length; i++)
    weaver.quad('cloth', inner[i] as Point, outer[i] as Point, outer[i + 1] as Point, inner[i + 1] as Point);
}

function brim(weaver: Weaver, { c, frame, skull }: HeadPlan): void {
  if (weaver.detail === 2) return;
  const ring = skull.ring(0.66, 0.015);
  const row = (out: number, up: number): Row =>
    rowOf(
      {
        ring: {
          ...ring,
          center: [ring.center[0], 0, ring.center[2] + up * frame.head],
          front: ring.front + out * frame.head,
          back: ring.back + out * frame.head,
          left: ring.left + out * frame.head,
          right: ring.right + out * frame.head,
        },
        weights: one(P.head),
        color: dark(c.second, 0.12),
        stuff: 'cloth',
        upTo: 2,
        along: out,
      },
      HEAD_ANGLES,
    );
  weaver.tube([row(0, 0), row(0.24, -0.03), row(0, 0.03)], headColumns(weaver.detail));
}

/** Round the head and down to the shoulders, open in front. @param open half angle of the opening at the face, rad */
function cowl(weaver: Weaver, { frame, skull }: HeadPlan, off: number, open: number, color: Vec3, lower: number): void {
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
function hoodDown(weaver: Weaver, { c, frame }: HeadPlan): void {
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
