/** The round of the shoulder, and what sleeves are made of. */
import { lerp, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Weights } from '../../mesh/skin.js';
import type { Clothes } from '../clothes.js';
import { jointOf, P } from '../frame.js';
import type { Limb } from './arm.js';
import { dark, type RowPlan, two } from './rows.js';
import { creased } from './trunk.js';
import type { Detail } from './weave.js';

/** Rings that turn from the armhole's plane to the arm's. */
export function shoulderPlans({ side, c, frame }: Limb, biceps: number, e: number): RowPlan[] {
  const { bones, h, shares: s } = frame;
  const upper = side === 1 ? P.armL : P.armR;
  const [x, y, z] = jointOf({ bones }, upper);
  const outer = (s.bideltoid / 2) * h - Math.abs(y);
  const row = (
    out: number,
    up: number,
    ahead: number,
    reach: number,
    aside: Vec3,
    weights: Weights,
    upTo: Detail,
  ): RowPlan => ({
    ring: {
      center: [x, y + side * out, z + up],
      front: ahead + e,
      back: ahead + e,
      left: reach + 0.8 * e,
      right: reach + 0.4 * e,
      aside,
    },
    weights,
    color: (angle) => dark(sleeveColor(c, z, z, z), 0.3 * Math.max(0, -sin(angle)) + creased(angle, z + up, c.creases, 0.1)),
    stuff: c.sleeves === 'none' ? 'skin' : sheetOf(c),
    upTo,
    along: z + up,
  });
  const chest = P.chest;
  return [
    row(0.1 * outer, -0.002 * h - 0.7 * e, 1.22 * biceps, 1.12 * biceps, [0, side * 0.72, 0.69], two(chest, upper, 0.45), 0),
    row(0.22 * outer, -0.02 * h - 0.4 * e, 1.24 * biceps, 1.1 * biceps, [0, side * 0.93, 0.37], two(chest, upper, 0.75), 2),
  ];
}

export function sheetOf(c: Clothes): 'top' | 'cloth' {
  return c.pattern === 'striped' || c.pattern === 'checked' ? 'top' : 'cloth';
}
/** Two-tone tops have their yoke down to the middle of the upper arm. */
export function sleeveColor(c: Clothes, at: number, shoulder: number, elbow: number): Vec3 {
  return c.pattern === 'two-tone' && at >= lerp(elbow, shoulder, 0.6) ? c.second : c.top;
}
