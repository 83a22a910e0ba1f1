/** Hands hang with their palms to the thighs; fingers together, a little bent. */
import type { Vec3 } from '#core/pose';
import { jointOf, P } from '../frame.js';
import type { Limb } from './arm.js';
import { dark, evenly, one, rowOf } from './rows.js';
import { columnsOf, type Detail, type Row, type Weaver } from './weave.js';

/** Down from the wrist, half breadth, half thickness, forwards and inwards: shares of the hand's length. */
const PALM: readonly (readonly [number, number, number, number, number, Detail])[] = [
  [0.02, 0.15, 0.115, 0, 0, 2],
  [0.2, 0.2, 0.125, 0.02, 0, 0],
  [0.46, 0.22, 0.125, 0.03, 0.01, 1],
  [0.72, 0.19, 0.095, 0.03, 0.06, 0],
  [0.985, 0.12, 0.07, 0, 0.15, 2],
];

export function weaveHand(weaver: Weaver, { side, c, frame }: Limb): void {
  const { bones, h, shares } = frame;
  const hand = side === 1 ? P.handL : P.handR;
  const [x, y, z] = jointOf({ bones }, hand);
  const long = shares.hand * h;
  const color = (shade: number): Vec3 => dark(c.skin, shade);
  const ring = (d: number, wide: number, thick: number, ahead: number, inwards: number, shade: number, upTo: Detail): Row =>
    rowOf(
      {
        ring: {
          center: [x + ahead * long, y - side * inwards * long, z - d * long],
          front: wide * long,
          back: wide * long,
          left: thick * long,
          right: thick * long,
          square: 2.4,
        },
        weights: one(hand),
        color: color(shade),
        stuff: 'skin',
        upTo,
        along: 0,
      },
      evenly(8),
    );
  const columns = columnsOf(8, weaver.detail === 0 ? 1 : 2).reverse();
  const rows = PALM.map(([d, wide, thick, ahead, inwards, upTo]) => ring(d, wide, thick, ahead, inwards, 0.06 + 0.1 * d, upTo));
  weaver.tube(rows, columns);
  const last = rows.filter(({ upTo }) => upTo >= weaver.detail).pop() as Row;
  weaver.lid(last, [...columns].reverse(), false);
  if (weaver.detail > 0) return;
  const thumb = [
    [0.14, 0.07, 0.075, 0.13, 0.02],
    [0.34, 0.065, 0.07, 0.25, 0.05],
    [0.52, 0.055, 0.06, 0.28, 0.08],
    [0.62, 0.035, 0.04, 0.27, 0.1],
  ].map(([d, wide, thick, ahead, inwards]) =>
    ring(d as number, wide as number, thick as number, ahead as number, inwards as number, 0.1, 0),
  );
  const four = [0, 2, 4, 6];
  weaver.tube(thumb, [...four].reverse());
  weaver.lid(thumb[thumb.length - 1] as Row, four, false);
}
