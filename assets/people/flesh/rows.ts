/** Rows made of rings. */
import { TAU } from '#core/math';
import { scale, type Vec3 } from '#core/pose';
import type { Weights } from '../../mesh/skin.js';
import { type Detail, onRing, type Point, type Ring, type Row, type Stuff } from './weave.js';

export const one = (bone: number): Weights => [[bone, 1]];
export const two = (a: number, b: number, t: number): Weights =>
  t <= 0
    ? one(a)
    : t >= 1
      ? one(b)
      : [
          [a, 1 - t],
          [b, t],
        ];

export interface RowPlan {
  readonly ring: Ring;
  readonly weights: Weights | ((angle: number) => Weights);
  /** Linear light, by angle. */
  readonly color: Vec3 | ((angle: number) => Vec3);
  readonly stuff: Stuff;
  readonly upTo: Detail;
  /** Metres along the limb, for the cloth's pattern. */
  readonly along: number;
}

/** @param angles one a column, rad */
export function rowOf({ ring, weights, color, stuff, upTo, along }: RowPlan, angles: readonly number[]): Row {
  const girth = (ring.front + ring.back + ring.left + ring.right) / 4;
  return {
    stuff,
    upTo,
    points: angles.map((angle): Point => {
      // Mirrored behind and in front, so that the pattern has no seam.
      const round = angle > TAU / 2 ? TAU - angle : angle;
      return {
        at: onRing(ring, angle),
        weights: typeof weights === 'function' ? weights(angle) : weights,
        color: typeof color === 'function' ? color(angle) : color,
        uv: [round * girth, along],
      };
    }),
  };
}

export function evenly(count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = from + (i / count) * TAU;
    return angle - Math.floor(angle / TAU) * TAU;
  });
}

export const dark = (color: Vec3, by: number): Vec3 => scale(color, 1 - by);

/** Straight between the rows of a table whose first column grows: a value for each further column. */
export function between(table: readonly (readonly number[])[], at: number): number[] {
  const i = table.findIndex((row) => (row[0] as number) >= at);
  if (i < 0) return (table[table.length - 1] as number[]).slice(1);
  if (i === 0) return (table[0] as number[]).slice(1);
  const [a, b] = [table[i - 1] as number[], table[i] as number[]];
  const t = (at - (a[0] as number)) / ((b[0] as number) - (a[0] as number));
  return a.slice(1).map((v, k) => v + ((b[k + 1] as number) - v) * t);
}
