/** Rucksack, shoulder bag, shopping bags. */
import { lerp, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Clothes } from '../clothes.js';
import { weavePatch } from '../flesh/patch.js';
import { dark, one } from '../flesh/rows.js';
import type { TrunkShape } from '../flesh/trunk-shape.js';
import type { Weaver } from '../flesh/weave.js';
import { type Frame, jointOf, P } from '../frame.js';
import { weaveBlock } from './block.js';

const COLOURS: readonly Vec3[] = [
  [0.02, 0.02, 0.022],
  [0.03, 0.034, 0.05],
  [0.09, 0.06, 0.035],
  [0.16, 0.03, 0.03],
  [0.05, 0.06, 0.045],
  [0.2, 0.19, 0.17],
];
const colorOf = (c: Clothes): Vec3 => COLOURS[Math.floor(c.creases * 17) % COLOURS.length] as Vec3;

/** About 45 cm tall, 30 wide, 18 deep; smaller on children. */
export function backpack(weaver: Weaver, shape: TrunkShape, c: Clothes, { h }: Frame): void {
  const k = 0.5 + 0.5 * (h / 1.72);
  const low = lerp(shape.z.waist, shape.z.chest, 0.12);
  const back = shape.ring(shape.z.chest, 'top');
  const color = colorOf(c);
  weaveBlock(weaver, {
    rows: [
      [0, 0.02 * k, 0.06 * k, 0.11 * k, 0],
      [0.04, 0.03 * k, 0.1 * k, 0.135 * k, 0],
      [0.3, 0.03 * k, 0.125 * k, 0.145 * k, 0],
      [0.62, 0.03 * k, 0.11 * k, 0.14 * k, 0],
      [0.88, 0.03 * k, 0.075 * k, 0.12 * k, 0],
      [1, 0.01 * k, 0.025 * k, 0.07 * k, 0],
    ],
    at: [back.center[0] - back.back - 0.02 * k, 0, low],
    tall: 0.45 * k,
    weights: one(P.chest),
    color,
  });
  if (weaver.detail === 2) return;
  for (const side of [1, -1]) {
    const z = shape.z;
    weavePatch(weaver, shape, {
      rows: [lerp(z.waist, z.chest, 0.5), z.chest, z.axilla, (z.axilla + z.shoulder) / 2, z.shoulder].map((at, i) => {
        const middle = side * ([1.15, 0.85, 0.72, 0.72, 0.9][i] as number);
        return { z: at, from: middle - 0.14, to: middle + 0.14 };
      }),
      columns: 1,
      lift: 0.009,
      color: dark(color, 0.2),
      stuff: 'cloth',
    });
  }
}

/** At the right hip, its strap across the chest or on the shoulder. */
export function shoulderBag(weaver: Weaver, shape: TrunkShape, c: Clothes, { h }: Frame): void {
  const color = colorOf(c);
  const hip = shape.ring(shape.z.hips, 'top');
  weaveBlock(weaver, {
    rows: [
      [0, 0.1, 0.1, 0.03, 0],
      [0.08, 0.14, 0.14, 0.05, 0],
      [0.8, 0.13, 0.13, 0.045, 0],
      [1, 0.1, 0.1, 0.02, 0],
    ],
    at: [-0.01 * h, -hip.right - 0.045, shape.z.hips - 0.07 * h],
    tall: 0.24,
    weights: one(P.pelvis),
    color,
    square: 3,
  });
  if (weaver.detail === 2) return;
  const z = shape.z;
  const across = c.creases > 0.5 ? 1 : -1;
  const line = (from: number, to: number): { z: number; from: number; to: number }[] =>
    [z.waist, lerp(z.waist, z.chest, 0.5), z.chest, z.axilla, z.shoulder].map((at, i) => {
      const middle = lerp(from, to, i / 4);
      return { z: at, from: middle - 0.09, to: middle + 0.09 };
    });
  for (const rows of [line(-1.35, across * 0.8), line(TAU / 2 + 1.35, TAU / 2 - across * 0.8)])
    weavePatch(weaver, shape, { rows, columns: 1, lift: 0.008, color: dark(color, 0.2), stuff: 'cloth' });
}

export function twoBags(c: Clothes): boolean {
  return c.creases > 0.6;
}

/** In the right hand, or one in each. */
export function shopping(weaver: Weaver, c: Clothes, { bones, h, shares: s }: Frame): void {
  const color = (
    [
      [0.5, 0.5, 0.48],
      [0.35, 0.24, 0.14],
      [0.03, 0.1, 0.25],
      [0.3, 0.04, 0.03],
    ] as const
  )[Math.floor(c.creases * 23) % 4] as Vec3;
  for (const hand of twoBags(c) ? [P.handL, P.handR] : [P.handR]) {
    const [x, y, z] = jointOf({ bones }, hand);
    const grip = z - 0.75 * s.hand * h;
    const tall = Math.min(0.36, grip - 0.16 * h);
    weaveBlock(weaver, {
      rows: [
        [0, 0.14, 0.14, 0.05, 0],
        [0.05, 0.15, 0.15, 0.06, 0],
        [0.75, 0.16, 0.16, 0.06, 0],
        [0.98, 0.04, 0.04, 0.012, 0],
        [1.1, 0.012, 0.012, 0.01, 0],
      ],
      at: [x, y, grip - tall],
      tall,
      weights: one(hand),
      color,
      square: 3,
    });
  }
}
