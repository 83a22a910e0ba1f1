/** What is too thin for the field: ears, tail, eyes, hooves. */
import { cos, sin, smoothstep } from '#core/math';
import { add, cross, dot, mix, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { Bone } from '../../mesh/skeleton.js';
import type { Ring, SkinBuilder, Weights } from '../../mesh/skin.js';
import { type Anatomy, B, LEGS, type Measures, onHead } from './anatomy.js';
import type { Coat } from './coat.js';

/** 0 near, 1 and 2 farther off. */
export type Detail = 0 | 1 | 2;

export interface Fitting {
  readonly skin: SkinBuilder;
  readonly m: Measures;
  readonly a: Anatomy;
  readonly c: Coat;
  readonly detail: Detail;
}
/** What heads need of it: other bodies have such, too, if their head is bone `B.head`. */
export interface HeadFitting {
  readonly skin: SkinBuilder;
  readonly m: Pick<Measures, 'head'>;
  readonly a: Pick<Anatomy, 'bones'>;
  readonly c: Pick<Coat, 'ear' | 'earInside' | 'back'>;
  readonly detail: Detail;
}

/** A cupped leaf with an outside and an inside. */
export function addEars({ skin, m, a, c, detail }: HeadFitting): void {
  const { ear, drop, length } = m.head;
  const [dc, ds] = [cos(drop), sin(drop)];
  const level = ([along, up, aside]: Vec3): Vec3 => [along * dc + up * ds, aside, up * dc - along * ds];
  const rows = [5, 3, 2][detail] as number;
  const columns = [4, 2, 2][detail] as number;
  for (const side of [1, -1]) {
    const mirrored = ([x, y, z]: Vec3): Vec3 => [x, y * side, z];
    const root = mirrored(onHead(m, a, ear.root));
    const points = normalize(mirrored(level(ear.points)));
    const facing = mirrored(level(ear.opens));
    const opens = normalize(sub(facing, scale(points, dot(facing, points))));
    const across = cross(points, opens);
    const half = (t: number): number => {
      const grows = smoothstep(-0.35, ear.widest, t);
      const u = Math.max(0, (t - ear.widest) / (1 - ear.widest));
      const round = Math.sqrt(Math.max(0, 1 - u * u));
      return 0.5 * ear.width * length * grows * (round + (1 - u - round) * ear.sharp);
    };
    const place = (t: number, s: number, lift: number): Vec3 => {
      const curl = 1.25 * (1 - 0.45 * t);
      const w = half(t) / sin(curl);
      return add(
        add(root, scale(points, t * ear.length * length)),
        add(scale(across, w * sin(curl * s)), scale(opens, w * (0.55 - cos(curl * s) * 0.55) + lift - 0.1 * half(t))),
      );
    };
    const weights: Weights = [[B.head, 1]];
    const sheet = (inside: boolean): number[][] =>
      Array.from({ length: rows + 1 }, (_, i) =>
        Array.from({ length: columns + 1 }, (_, j) => {
          const [t, s] = [i / rows, (2 * j) / columns - 1];
          const rim = smoothstep(0.55, 1, Math.max(Math.abs(s), t));
          const lift = inside ? 0.06 * ear.width * length * (1 - rim) : 0;
          const color = inside ? mix(c.earInside, c.ear, 0.8 * rim) : mix(c.ear, c.back, 0.25 * (1 - t));
          return skin.vertex(place(t * 0.999, s, lift), [s * half(t), t * ear.length * length], color, weights);
        }),
      );
    for (const inside of [true, false]) {
      const grid = sheet(inside);
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) {
          const [p, q] = [grid[i] as number[], grid[i + 1] as number[]];
          const corners = [p[j], p[j + 1], q[j + 1], q[j]] as [number, number, number, number];
          const [k0, k1, k2, k3] = inside ? corners : ([...corners].reverse() as typeof corners);
          skin.face(k0, k1, k2);
          skin.face(k0, k2, k3);
        }
    }
  }
}

export function addTail({ skin, m, a, c, detail }: Fitting): void {
  const root = (a.bones[B.tail] as Bone).joint;
  const { length, hang, widths, flat } = m.tail;
  const steps = widths.length - 1;
  const along = (t: number): Vec3 => [root[0] - cos(hang) * length * t, 0, root[2] - sin(hang) * length * t];
  const rings = widths.map((width, i): Ring => {
    const t = i / steps;
    const share = smoothstep(0.25, 0.65, t);
    const tip = c.tailTip === undefined ? 0 : smoothstep(0.68, 0.8, t);
    return {
      center: along(t),
      width,
      height: width * flat,
      weights:
        share === 0
          ? [[B.tail, 1]]
          : share === 1
            ? [[B.tailTip, 1]]
            : [
                [B.tail, 1 - share],
                [B.tailTip, share],
              ],
      color: (angle) => mix(sin(angle) > -0.2 ? c.tailUnder : c.tail, c.tailTip ?? c.tail, tip),
    };
  });
  const w0 = widths[0] as number;
  const inner: Ring = {
    ...(rings[0] as Ring),
    center: [root[0] + 1.6 * w0, 0, root[2] - 0.4 * w0],
    width: 0.7 * w0,
    height: 0.7 * w0,
  };
  const kept = rings.filter((_, i) => detail === 0 || i === 0 || i === steps || i % (detail + 1) === 0);
  skin.sleeve([inner, ...kept], [8, 5, 4][detail] as number);
}

/** Eyeballs; the lids are the brow of the field. */
export function addEyes(eyes: SkinBuilder, eye: Vec3, { m, detail }: HeadFitting): void {
  if (detail === 2) return;
  const r = m.head.eye[3] * m.head.length;
  for (const side of [1, -1]) {
    const at: Vec3 = [eye[0], side * (eye[1] - 0.12 * r), eye[2]];
    const rings = [-0.75, 0, 0.75].map((t): Ring => {
      const round = r * Math.sqrt(1 - t * t);
      return {
        center: [at[0], at[1] + side * 0.8 * r * t, at[2]],
        width: round,
        height: 0.85 * round,
        weights: [[B.head, 1]],
        color: [0.009, 0.007, 0.006],
      };
    });
    eyes.sleeve(rings, detail === 0 ? 8 : 5, [1, 0, 0]);
  }
}

/** Claws of a cloven foot, or one hoof; paws are flesh. */
export function addHooves({ skin, m, a, c, detail }: Fitting): void {
  const { kind, length, width } = m.foot;
  if (kind === 'paw') return;
  for (const { first, front, side } of LEGS) {
    const limb = front ? a.front : a.hind;
    const [fx, , fz] = (a.bones[first + 3] as Bone).joint;
    const y = limb.root[1] * side;
    const claws = kind === 'cloven' && detail === 0 ? [0.26, -0.26] : [0];
    const wide = claws.length === 2 ? 0.25 * width : 0.5 * width;
    const z0 = 0.3 * fz + 0.18 * length;
    for (const [i, off] of claws.entries()) {
      const yc = y + off * width;
      const weights: Weights = [[first + 3, 1]];
      const tip = i === 0 ? 0.02 : -0.02;
      const ring = (x: number, z: number, w: number, h: number, toe = 0): Ring => ({
        center: [fx + x * length, yc + toe * width, z],
        width: w,
        height: h * length,
        weights,
        color: c.hoof,
      });
      skin.sleeve(
        [
          ring(0.32, z0, wide * 0.8, 0.3),
          ring(0.5, 0.12 * length, wide, 0.44, claws.length === 2 ? tip : 0),
          ring(0.505, 0.003, wide * 1.05, 0.5, claws.length === 2 ? tip : 0),
        ],
        [6, 4, 4][detail] as number,
      );
    }
    if (kind === 'cloven' && detail === 0)
      for (const off of [0.3, -0.3])
        skin.sleeve(
          [
            {
              center: [fx - 0.14 * length, y + off * width, 0.8 * fz],
              width: 0.13 * width,
              height: 0.13 * width,
              weights: [[first + 3, 1]],
              color: c.hoof,
            },
            {
              center: [fx - 0.26 * length, y + off * width, 0.55 * fz],
              width: 0.08 * width,
              height: 0.08 * width,
              weights: [[first + 3, 1]],
              color: c.hoof,
            },
          ],
          3,
        );
  }
}
