/** The outline of a head: rows from below the chin to the crown, as shares of the face's height (menton to vertex). */
import { cos, smoothstep, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Figure } from '../figure.js';
import { type Frame, jointOf, P } from '../frame.js';
import { between } from './rows.js';
import { onRing, type Ring } from './weave.js';

/** Denser in front, where the face is; left and right alike. Rad. */
const HALF = [0, 10, 22, 36, 58, 85, 115, 145, 180].map((degrees) => (degrees / 360) * TAU);
export const HEAD_ANGLES: readonly number[] = [
  ...HALF,
  ...HALF.slice(1, -1)
    .reverse()
    .map((angle) => TAU - angle),
];

/** Height, half breadth, front, back, squareness; breadth 1 is the head's half breadth, lengths 1 its half length. */
const SKULL: readonly (readonly number[])[] = [
  [-0.03, 0.3, 0.52, 0.1, 2],
  [0.02, 0.5, 0.82, 0.3, 2.2],
  [0.09, 0.7, 0.9, 0.52, 2.3],
  [0.19, 0.82, 0.92, 0.66, 2.3],
  [0.28, 0.88, 0.93, 0.76, 2.3],
  [0.36, 0.93, 0.9, 0.86, 2.3],
  [0.44, 0.96, 0.875, 0.95, 2.3],
  [0.5, 0.97, 0.865, 0.99, 2.3],
  [0.56, 0.98, 0.91, 1.02, 2.3],
  [0.64, 1, 0.93, 1.04, 2.2],
  [0.74, 0.99, 0.87, 1.02, 2.1],
  [0.84, 0.91, 0.73, 0.92, 2],
  [0.93, 0.7, 0.5, 0.72, 2],
  [0.98, 0.4, 0.26, 0.42, 2],
];
export const HEAD_ROWS: readonly number[] = SKULL.map(([t]) => t as number);
/** What coarser heads keep. */
export const MID_ROWS = new Set([-0.03, 0.09, 0.28, 0.5, 0.64, 0.84, 0.98]);
export const FAR_ROWS = new Set([-0.03, 0.28, 0.64, 0.84, 0.98]);

export interface Skull {
  /** A ring at a height. @param off m it stands off the skin */
  ring(t: number, off?: number): Ring;
  /** A point on the face. */
  point(t: number, angle: number, off?: number): Vec3;
}

export function skullOf(f: Figure, { bones, shares: s, h, head }: Frame): Skull {
  const [x] = jointOf({ bones }, P.head);
  const [wide, long] = [(s.headBreadth / 2) * h, (s.headLength / 2) * h];
  // Children have a short face below a high forehead.
  const face = (t: number): number => (t < 0.6 ? t * (1 - 0.1 * f.childlike) : t - 0.06 * f.childlike * (1 - (t - 0.6) / 0.4));
  const ring = (t: number, off = 0): Ring => {
    const [breadth, front, back, square] = between(SKULL, t) as [number, number, number, number];
    const jaw = t < 0.3 ? 1 - 0.08 * f.female : 1;
    return {
      center: [x + 0.018 * h, 0, h - head + face(t) * head + off * smoothstep(0.55, 0.95, t)],
      front: front * long + off,
      back: back * long + off,
      left: breadth * wide * jaw + off,
      right: breadth * wide * jaw + off,
      square,
    };
  };
  return { ring, point: (t, angle, off = 0) => onRing(ring(t, off), angle) };
}

/** How far the face stands out from the outline, shares of the half length: nose, brow, sockets, lips, chin. */
export function relief(t: number, angle: number): number {
  const round = Math.abs(angle > TAU / 2 ? TAU - angle : angle);
  if (round > 0.75) return 0;
  const hump = (at: number, wide: number, over: number, tall: number): number => {
    const [a, b] = [(round - at) / wide, (t - over) / tall];
    return a * a + b * b >= 1 ? 0 : 0.5 + 0.5 * cos((TAU / 2) * Math.sqrt(a * a + b * b));
  };
  return (
    0.2 * hump(0, 0.26, 0.315, 0.09) +
    0.09 * hump(0, 0.2, 0.4, 0.13) -
    0.1 * hump(0.38, 0.3, 0.5, 0.09) +
    0.05 * hump(0.3, 0.4, 0.575, 0.07) +
    0.06 * hump(0, 0.35, 0.19, 0.07) +
    0.05 * hump(0, 0.4, 0.06, 0.08)
  );
}
