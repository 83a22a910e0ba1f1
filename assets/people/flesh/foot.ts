/** Shoes: heel to tip, flat below, bending behind the toes. */
import { cos } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Weights } from '../../mesh/skin.js';
import { jointOf, P } from '../frame.js';
import type { Limb } from './arm.js';
import { dark, evenly, one, rowOf, two } from './rows.js';
import { columnsOf, type Detail, type Row, type Weaver } from './weave.js';

/** Ahead of the ankle (shares of the foot's length), half width and height of the top, height of the sole (shares of stature). */
const SHOE: readonly (readonly [number, number, number, number, Detail])[] = [
  [0.765, 0.012, 0.013, 0.004, 2],
  [0.7, 0.024, 0.0185, 0, 0],
  [0.53, 0.0315, 0.027, 0, 1],
  [0.3, 0.0285, 0.04, 0, 0],
  [0.08, 0.0265, 0.052, 0, 2],
  [-0.16, 0.0265, 0.05, 0, 0],
  [-0.265, 0.022, 0.044, 0, 0],
  [-0.3, 0.012, 0.036, 0.004, 2],
];

export function weaveFoot(weaver: Weaver, { side, c, frame }: Limb): void {
  const { bones, h, shares } = frame;
  const [foot, toes] = side === 1 ? [P.footL, P.toeL] : [P.footR, P.toeR];
  const [, y] = jointOf({ bones }, foot);
  const long = shares.foot * h;
  const wide = shares.footBreadth / 0.058;
  const sole: Vec3 = c.shoes[0] > 0.2 ? dark(c.shoes, 0.1) : [0.03, 0.03, 0.03];
  const rows = SHOE.map(([ahead, width, top, low, upTo]): Row => {
    const middle = low + 0.4 * (top - low);
    const weights: Weights = ahead > 0.6 ? one(toes) : ahead > 0.45 ? two(foot, toes, 0.5) : one(foot);
    return rowOf(
      {
        ring: {
          center: [ahead * long, y + side * (ahead > 0.2 && ahead < 0.75 ? 0.003 * h : 0), middle * h],
          front: (top - middle) * h,
          back: (middle - low) * h,
          left: width * wide * h,
          right: width * wide * h,
          ahead: [0, 0, 1],
          square: 3,
        },
        weights,
        color: (angle) => (cos(angle) < -0.3 ? sole : dark(c.shoes, 0.12 * (1 - cos(angle)))),
        stuff: 'cloth',
        upTo,
        along: ahead * long,
      },
      evenly(10, -0.6283),
    );
  });
  const columns = [columnsOf(10, 1), columnsOf(10, 2), [0, 2, 4, 6, 8]][weaver.detail] as number[];
  const kept = rows.filter(({ upTo }) => upTo >= weaver.detail);
  weaver.tube(kept, columns);
  weaver.lid(kept[0] as Row, [...columns].reverse(), true);
  weaver.lid(kept[kept.length - 1] as Row, columns, true);
}
