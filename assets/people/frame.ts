/** The skeleton of a figure at rest: standing upright, arms hanging. Body frame: origin between the feet, x forward, y left, z up. */
import type { Vec3 } from '#core/pose';
import type { Bone } from '../mesh/skeleton.js';
import { type Shares, sharesOf } from './anthropometry.js';
import type { Figure } from './figure.js';

export const P = {
  pelvis: 0,
  chest: 1,
  head: 2,
  armL: 3,
  foreL: 4,
  armR: 5,
  foreR: 6,
  legL: 7,
  shinL: 8,
  footL: 9,
  legR: 10,
  shinR: 11,
  footR: 12,
  handL: 13,
  handR: 14,
  toeL: 15,
  toeR: 16,
} as const;

export interface Frame {
  readonly bones: readonly Bone[];
  readonly thigh: number;
  readonly shin: number;
  readonly ankle: number;
  readonly upperArm: number;
  readonly forearm: number;
  readonly h: number;
  readonly shares: Shares;
  /** Menton to vertex, m. */
  readonly head: number;
  /** Where the foot bends behind the toes, ahead of the ankle, and the heel behind it, m. */
  readonly ball: number;
  readonly heel: number;
}

/** The hip joint lies about level with the greater trochanter; ankle joint with the outer malleolus. */
export function frameOf(f: Figure): Frame {
  const h = f.height;
  const s = sharesOf(f.female, f.childlike);
  const [hip, ankle] = [s.trochanter * h, s.ankle * h];
  const knee = s.knee * h;
  const wide = (s.biacromial / 2 - 0.011) * h;
  const hips = 0.25 * s.hipBreadth * h;
  const shoulder = (s.acromion - 0.022) * h;
  const elbow = (s.acromion - s.upperArm) * h;
  const wrist = elbow - s.forearm * h;
  const ball = 0.52 * s.foot * h;
  const bones: Bone[] = [
    { name: 'pelvis', parent: -1, joint: [0, 0, hip + 0.01 * h] },
    { name: 'chest', parent: 0, joint: [-0.008 * h, 0, s.waistHeight * h] },
    { name: 'head', parent: 1, joint: [-0.012 * h, 0, h - 0.92 * s.headHeight * h] },
    { name: 'left_arm', parent: 1, joint: [-0.012 * h, wide, shoulder] },
    { name: 'left_fore', parent: 3, joint: [-0.012 * h, wide, elbow] },
    { name: 'right_arm', parent: 1, joint: [-0.012 * h, -wide, shoulder] },
    { name: 'right_fore', parent: 5, joint: [-0.012 * h, -wide, elbow] },
    ...[1, -1].flatMap((side, i): Bone[] => [
      { name: 'thigh', parent: 0, joint: [0, side * hips, hip] },
      { name: 'shin', parent: 7 + 3 * i, joint: [0, side * hips, knee] },
      { name: 'foot', parent: 8 + 3 * i, joint: [0, side * hips, ankle] },
    ]),
    { name: 'left_hand', parent: P.foreL, joint: [-0.012 * h, wide, wrist] },
    { name: 'right_hand', parent: P.foreR, joint: [-0.012 * h, -wide, wrist] },
    { name: 'left_toes', parent: P.footL, joint: [ball, hips, 0] },
    { name: 'right_toes', parent: P.footR, joint: [ball, -hips, 0] },
  ];
  return {
    bones,
    thigh: hip - knee,
    shin: knee - ankle,
    ankle,
    upperArm: shoulder - elbow,
    forearm: elbow - wrist,
    h,
    shares: s,
    head: s.headHeight * h,
    ball,
    heel: 0.27 * s.foot * h,
  };
}

/** Where a bone turns, at rest. */
export function jointOf({ bones }: Pick<Frame, 'bones'>, bone: number): Vec3 {
  return (bones[bone] as Bone).joint;
}
