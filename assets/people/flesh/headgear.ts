/** Caps, beanies, brimmed hats, headscarves, helmets and hoods. */
import { cos, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { P } from '../frame.js';
import type { HeadPlan } from './head.js';
import { headColumns } from './head.js';
import { weaveCowl, weaveHoodDown } from './hood.js';
import { dark, one, rowOf } from './rows.js';
import { HEAD_ANGLES } from './skull.js';
import type { Detail, Point, Row, Weaver } from './weave.js';

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
  } else if (c.headgear === 'headscarf') weaveCowl(weaver, plan, 0.02, 0.62, c.second, -0.62);
  else if (c.hairLength === 'hood') weaveCowl(weaver, plan, 0.045, 0.85, c.top, -0.45);
  if (c.upper === 'hoodie' && c.hairLength !== 'hood' && c.vest === undefined) weaveHoodDown(weaver, plan);
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
