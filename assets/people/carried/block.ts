/** Soft boxes on a bone. */
import type { Vec3 } from '#core/pose';
import type { Weights } from '../../mesh/skin.js';
import { dark, evenly, rowOf } from '../flesh/rows.js';
import { columnsOf, type Detail, type Row, type Weaver } from '../flesh/weave.js';

export interface Block {
  /** Height above the lower end (0..1), half depth ahead, half depth behind, half breadth, x offset; m. */
  readonly rows: readonly (readonly [up: number, front: number, back: number, side: number, x: number])[];
  /** Middle of the lower end and height, m. */
  readonly at: Vec3;
  readonly tall: number;
  readonly weights: Weights;
  readonly color: Vec3;
  readonly square?: number;
}

export function weaveBlock(weaver: Weaver, { rows, at, tall, weights, color, square = 3.2 }: Block): void {
  const woven = rows.map(([up, front, back, side, x], i): Row => {
    const upTo: Detail = i === 0 || i === rows.length - 1 ? 1 : i === 1 || i === rows.length - 2 ? 2 : 0;
    return rowOf(
      {
        ring: { center: [at[0] + x, at[1], at[2] + up * tall], front, back, left: side, right: side, square },
        weights,
        color: dark(color, 0.25 * (1 - up)),
        stuff: 'cloth',
        upTo,
        along: up * tall,
      },
      evenly(12),
    );
  });
  const columns = [columnsOf(12, 1), columnsOf(12, 2), columnsOf(12, 3)][weaver.detail] as number[];
  const kept = woven.filter(({ upTo }) => upTo >= weaver.detail);
  weaver.tube(kept, columns);
  weaver.lid(kept[kept.length - 1] as Row, columns, true);
  weaver.lid(kept[0] as Row, columns, false);
}
