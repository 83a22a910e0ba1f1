/** Things in hands that go with the hand's bone: telephone, walking stick, umbrella. */
import { cos, TAU } from '#core/math';
import { add, type Vec3 } from '#core/pose';
import type { Clothes } from '../clothes.js';
import { dark, evenly, one, rowOf } from '../flesh/rows.js';
import { columnsOf, type Detail, type Point, type Row, type Weaver } from '../flesh/weave.js';
import { type Frame, jointOf, P } from '../frame.js';

export type Held = 'phone' | 'stick' | 'umbrella';

export function weaveHeld(weaver: Weaver, held: Held, side: 1 | -1, c: Clothes, frame: Frame): void {
  const hand = side === 1 ? P.handL : P.handR;
  const wrist = jointOf(frame, hand);
  if (held === 'phone') phone(weaver, hand, wrist, side, frame);
  if (held === 'stick') stick(weaver, hand, wrist, frame);
  if (held === 'umbrella') umbrella(weaver, hand, wrist, c, frame);
}

/** 15 by 7.5 by 1 cm, before the palm. */
function phone(weaver: Weaver, hand: number, wrist: Vec3, side: 1 | -1, { h, shares }: Frame): void {
  if (weaver.detail === 2) return;
  const middle = add(wrist, [0, -side * 0.022, -0.72 * shares.hand * h]);
  const corner = (x: number, y: number, z: number, color: Vec3): Point => ({
    at: add(middle, [0.037 * x, 0.005 * y, 0.075 * z]),
    weights: one(hand),
    color,
    uv: [0, 0],
  });
  const face = (y: 1 | -1, color: Vec3): void => {
    const [a, b, c, d] = [corner(-1, y, -1, color), corner(1, y, -1, color), corner(1, y, 1, color), corner(-1, y, 1, color)];
    weaver.quad('skin', ...(y === -1 ? ([a, b, c, d] as const) : ([a, d, c, b] as const)));
  };
  face(1, side === 1 ? [0.02, 0.02, 0.025] : [0.12, 0.13, 0.15]);
  face(-1, side === 1 ? [0.12, 0.13, 0.15] : [0.02, 0.02, 0.025]);
}

/** How long a stick is: from the hand to the ground with the elbow a little bent, m. */
export function stickLength({ h }: Frame): number {
  return 0.46 * h;
}

function stick(weaver: Weaver, hand: number, [x, y, z]: Vec3, frame: Frame): void {
  const grip = z - 0.55 * frame.shares.hand * frame.h;
  const row = (up: number, r: number, upTo: Detail): Row =>
    rowOf(
      {
        ring: { center: [x, y, grip + up], front: r, back: r, left: r, right: r },
        weights: one(hand),
        color: [0.035, 0.02, 0.012],
        stuff: 'skin',
        upTo,
        along: up,
      },
      evenly(6),
    );
  const columns = columnsOf(6, weaver.detail === 0 ? 1 : 2);
  const rows = [row(-stickLength(frame), 0.011, 2), row(0.02, 0.011, 2), row(0.03, 0.018, 0), row(0.045, 0.012, 1)];
  weaver.tube(rows, columns);
  weaver.lid(rows[3] as Row, columns, true);
}

/** Half a metre in radius, eight panels, open. In rest the hand hangs; held before the chest, its x axis points up. */
function umbrella(weaver: Weaver, hand: number, wrist: Vec3, c: Clothes, { h, shares }: Frame): void {
  const [x, y, z] = add(wrist, [0, 0, -0.5 * shares.hand * h]);
  const color: Vec3 = c.creases < 0.6 ? [0.014, 0.014, 0.017] : c.second;
  const sag = (angle: number): number => 0.5 - 0.5 * cos(8 * angle);
  const ring = (up: number, r: number, upTo: Detail, shade: number): Row => ({
    stuff: 'cloth',
    upTo,
    points: evenly(16).map((angle): Point => {
      const size = r * (1 - 0.06 * sag(angle));
      return {
        at: [x + up - 0.02 * r * sag(angle), y + size * cos(angle), z + size * cos(angle - TAU / 4)],
        weights: one(hand),
        color: dark(color, shade + 0.12 * sag(angle)),
        uv: [angle * r, up],
      };
    }),
  });
  const rows = [ring(0.5, 0.54, 2, 0), ring(0.61, 0.4, 1, 0), ring(0.69, 0.2, 0, 0), ring(0.72, 0.02, 2, 0)];
  const columns = columnsOf(16, [1, 2, 2][weaver.detail] as number);
  weaver.tube(rows, columns);
  if (weaver.detail === 2) return;
  const shaft = [-0.12, 0.7].map(
    (up): Row => ({
      stuff: 'skin',
      upTo: 1,
      points: evenly(4).map(
        (angle): Point => ({
          at: [x + up, y + 0.008 * cos(angle), z + 0.008 * cos(angle - TAU / 4)],
          weights: one(hand),
          color: [0.05, 0.05, 0.05],
          uv: [0, up],
        }),
      ),
    }),
  );
  weaver.tube(shaft, columnsOf(4, 1));
}
