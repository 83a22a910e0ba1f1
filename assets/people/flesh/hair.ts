/** Hair that hangs or is bound: what the head's own rows don't have. */
import { lerp, smoothstep, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { P } from '../frame.js';
import type { HeadPlan } from './head.js';
import { dark, evenly, one, type RowPlan, rowOf, two } from './rows.js';
import { columnsOf, type Row, type Weaver } from './weave.js';

export function weaveHair(weaver: Weaver, plan: HeadPlan): void {
  const { c } = plan;
  if (c.headgear === 'headscarf' || c.headgear === 'helmet') return;
  if (c.hairLength === 'long') fall(weaver, plan, -0.55);
  if (c.hairLength === 'bob') fall(weaver, plan, -0.02);
  if (c.hairLength === 'ponytail') tail(weaver, plan);
  if (c.hairLength === 'bun') knot(weaver, plan);
}

/** Behind the ears and down the back of the neck. */
function fall(weaver: Weaver, { c, frame, skull }: HeadPlan, end: number): void {
  const { head } = frame;
  const levels = [0.7, 0.5, 0.3, 0.08, -0.2, -0.42, -0.55].filter((t) => t >= end);
  const rows = levels.map((t): Row => {
    const ring = skull.ring(Math.max(t, 0.45));
    const free = smoothstep(0.3, -0.3, t);
    const wide = ring.left * lerp(1.1, 1.02, free);
    const plan: RowPlan = {
      ring: {
        center: [ring.center[0] - (0.05 + 0.06 * free) * head, 0, ring.center[2] + Math.min(0, t - 0.45) * head],
        front: lerp(0.1, -0.08, free) * head,
        back: ring.back * lerp(1.06, 0.95, free),
        left: wide,
        right: wide,
        square: 2.5,
      },
      weights: t > 0 ? one(P.head) : two(P.head, P.chest, smoothstep(0, -0.5, t) * 0.8),
      color: dark(c.hair, 0.1 + 0.2 * free),
      stuff: 'hair',
      upTo: t === 0.7 || t === 0.08 || t === levels[levels.length - 1] ? 2 : 0,
      along: t * head,
    };
    return rowOf(plan, evenly(12));
  });
  const columns = columnsOf(12, [1, 2, 3][weaver.detail] as number);
  weaver.tube(rows, [...columns].reverse());
  weaver.lid(rows[rows.length - 1] as Row, columns, false);
}

function tail(weaver: Weaver, { c, frame, skull }: HeadPlan): void {
  if (weaver.detail === 2) return;
  const { head } = frame;
  const [x, , z] = skull.point(0.66, TAU / 2);
  const rows = [
    [0, 0.09, 0],
    [-0.1, 0.13, 0],
    [-0.15, 0.13, -0.25],
    [-0.12, 0.1, -0.6],
    [-0.1, 0.05, -0.85],
  ].map(([back, r, drop], i): Row => {
    const size = (r as number) * head;
    return rowOf(
      {
        ring: {
          center: [x + (back as number) * head, 0, z + (drop as number) * head],
          front: size,
          back: size,
          left: size,
          right: size,
        },
        weights: i < 4 ? one(P.head) : two(P.head, P.chest, 0.3),
        color: dark(c.hair, 0.06 * i),
        stuff: 'hair',
        upTo: 1,
        along: i * 0.05,
      },
      evenly(6),
    );
  });
  const columns = columnsOf(6, 1);
  weaver.tube(rows, [...columns].reverse());
  weaver.lid(rows[rows.length - 1] as Row, columns, false);
}

function knot(weaver: Weaver, { c, frame, skull }: HeadPlan): void {
  if (weaver.detail === 2) return;
  const size = 0.16 * frame.head;
  const [x, y, z] = skull.point(0.8, TAU / 2);
  const at: Vec3 = [x - 0.5 * size, y, z];
  const rows = [-0.9, -0.3, 0.4, 0.9].map((t): Row => {
    const r = size * Math.sqrt(1 - t * t);
    return rowOf(
      {
        ring: { center: [at[0], at[1], at[2] + t * size], front: r, back: r, left: r, right: r },
        weights: one(P.head),
        color: dark(c.hair, 0.1 - 0.1 * t),
        stuff: 'hair',
        upTo: 1,
        along: t * size,
      },
      evenly(8),
    );
  });
  const columns = columnsOf(8, weaver.detail + 1);
  weaver.tube(rows, columns);
  weaver.lid(rows[rows.length - 1] as Row, columns, true);
  weaver.lid(rows[0] as Row, columns, false);
}
