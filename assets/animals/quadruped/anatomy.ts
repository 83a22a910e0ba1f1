/** Measures, coat, and the skeleton that follows from the measures. */
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Bone } from '../../mesh/skeleton.js';

/** Measures in m, at rest, standing. */
export interface Measures {
  readonly withers: number;
  readonly rump: number;
  /** Point of shoulder to point of buttock. */
  readonly trunk: number;
  readonly chestDepth: number;
  readonly chestWidth: number;
  readonly waistDepth: number;
  readonly rumpWidth: number;
  readonly neck: number;
  /** Of the neck above the horizontal, rad. */
  readonly neckRise: number;
  readonly neckThick: number;
  readonly head: number;
  /** Of the head below the horizontal, rad. */
  readonly headDrop: number;
  readonly headThick: number;
  readonly muzzleThick: number;
  readonly leg: { readonly thigh: number; readonly shank: number; readonly cannon: number; readonly hoof: number };
  readonly tail: number;
  readonly tailThick: number;
  readonly ear: number;
  readonly hump: number;
}
export interface Coat {
  readonly back: Vec3;
  readonly flank: Vec3;
  readonly belly: Vec3;
  readonly leg: Vec3;
  readonly lowerLeg: Vec3;
  readonly throat: Vec3;
  readonly muzzle: Vec3;
  readonly nose: Vec3;
  readonly tail: Vec3;
  readonly tailUnder: Vec3;
  readonly hoof: Vec3;
}

export const B = { pelvis: 0, chest: 1, neck: 2, head: 3, tail: 4 } as const;
/** First bone of each leg: upper, lower, cannon. */
export const LEGS = [
  { name: 'left_front', first: 5, front: true, side: 1 },
  { name: 'right_front', first: 8, front: true, side: -1 },
  { name: 'left_back', first: 11, front: false, side: 1 },
  { name: 'right_back', first: 14, front: false, side: -1 },
] as const;

export interface Anatomy {
  readonly bones: readonly Bone[];
  readonly shoulder: Vec3;
  readonly hip: Vec3;
  readonly front: readonly [number, number, number];
  readonly hind: readonly [number, number, number];
}

export function anatomyOf(m: Measures): Anatomy {
  const half = m.trunk / 2;
  const shoulder: Vec3 = [half * 0.72, m.chestWidth * 0.36, m.withers - m.chestDepth * 0.62];
  const hip: Vec3 = [-half * 0.72, m.rumpWidth * 0.36, m.rump - m.waistDepth * 0.35];
  const front = split(shoulder[2] - 0.01, [0.36, 0.33, 0.31]);
  const hind = split(hip[2] - 0.01, [0.36, 0.36, 0.36]);
  const neckBase: Vec3 = [half * 0.82, 0, m.withers - m.chestDepth * 0.28];
  const neckTop: Vec3 = [neckBase[0] + m.neck * cos(m.neckRise), 0, neckBase[2] + m.neck * sin(m.neckRise)];
  const bones: Bone[] = [
    { name: 'pelvis', parent: -1, joint: [-half * 0.6, 0, m.rump - m.waistDepth * 0.3] },
    { name: 'chest', parent: B.pelvis, joint: [0, 0, (m.rump + m.withers) / 2 - m.waistDepth * 0.35] },
    { name: 'neck', parent: B.chest, joint: neckBase },
    { name: 'head', parent: B.neck, joint: neckTop },
    { name: 'tail', parent: B.pelvis, joint: [-half * 0.99, 0, m.rump - m.waistDepth * 0.22] },
  ];
  for (const { name, front: isFront, side } of LEGS) {
    const root = isFront ? shoulder : hip;
    const lengths = isFront ? front : hind;
    const rest = restAngles(isFront);
    const at: [number, number] = [root[0], root[2]];
    for (let k = 0; k < 3; k++) {
      bones.push({
        name: `${name}_${k}`,
        parent: k === 0 ? (isFront ? B.chest : B.pelvis) : bones.length - 1,
        joint: [at[0], root[1] * side, at[1]],
      });
      at[0] -= (lengths[k] as number) * sin(rest[k] as number);
      at[1] -= (lengths[k] as number) * cos(rest[k] as number);
    }
  }
  return { bones, shoulder, hip, front, hind };
}
/** Angles of a standing leg's bones against hanging straight (positive: lower end back). */
export function restAngles(front: boolean): readonly [number, number, number] {
  return front ? [0.28, -0.16, 0.0] : [-0.34, 0.62, -0.2];
}
/** Bone lengths in these proportions that reach straight from the joint to the ground in the rest posture. */
function split(height: number, shares: readonly [number, number, number]): readonly [number, number, number] {
  const total = 1 / (shares[0] + shares[1] + shares[2]);
  const bent = 1.035;
  return shares.map((share) => share * total * height * bent) as unknown as readonly [number, number, number];
}
