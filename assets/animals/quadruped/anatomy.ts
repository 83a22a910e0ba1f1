/** Measures of a four-legged species, and the skeleton that follows from them. */
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Station } from '../../mesh/field.js';
import type { Bone } from '../../mesh/skeleton.js';

/** Measures of an adult in m, at rest, standing. */
export interface Measures {
  readonly withers: number;
  readonly rump: number;
  /** How far the back sags below the line from withers to rump (negative: arched). */
  readonly sag: number;
  /** Point of shoulder to point of buttock. */
  readonly trunk: number;
  readonly chestDepth: number;
  readonly chestWidth: number;
  readonly waistDepth: number;
  readonly rumpWidth: number;
  /** How far the shoulders stand above the withers' line. */
  readonly hump: number;
  readonly neck: {
    readonly length: number;
    /** Above the horizontal, rad. */
    readonly rise: number;
    /** Depth and width at the shoulder and at the head. */
    readonly base: readonly [depth: number, width: number];
    readonly top: readonly [depth: number, width: number];
  };
  readonly head: HeadMeasures;
  readonly front: LegMeasures;
  readonly hind: LegMeasures;
  readonly foot: { readonly kind: 'cloven' | 'hoof' | 'paw'; readonly length: number; readonly width: number };
  readonly tail: {
    readonly length: number;
    /** Below the horizontal at rest, rad. */
    readonly hang: number;
    /** Half widths at even steps from root to tip; how flat. */
    readonly widths: readonly number[];
    readonly flat: number;
  };
}

export interface HeadMeasures {
  readonly length: number;
  /** Below the horizontal, rad. */
  readonly drop: number;
  /** Along the line from poll (0) to nose (1), in head lengths. */
  readonly shape: readonly Station[];
  /** Along, up, aside, radius; in head lengths. */
  readonly eye: readonly [number, number, number, number];
  readonly ear: {
    readonly root: Vec3;
    /** Where the left ear points, and the way its cup opens: along, up, aside. */
    readonly points: Vec3;
    readonly opens: Vec3;
    readonly length: number;
    readonly width: number;
    /** Widest place (0 root, 1 tip), and how sharp the tip is (0 round, 1 sharp). */
    readonly widest: number;
    readonly sharp: number;
  };
}

/** Heights of joints above the ground, angles of bones against hanging straight (positive: lower end back), half sizes of bones. */
export interface LegMeasures {
  readonly middle: number;
  readonly ankle: number;
  readonly fetlock: number;
  readonly angles: readonly [upper: number, lower: number, cannon: number];
  readonly muscle: number;
  readonly joint: number;
  readonly cannon: number;
}

export const B = { pelvis: 0, chest: 1, neck: 2, head: 3, tail: 4, tailTip: 5 } as const;
export const TRUNK_BONES = 6;
/** First bone of each leg: upper, lower, cannon, foot. */
export const LEGS = [
  { name: 'left_front', first: 6, front: true, side: 1 },
  { name: 'right_front', first: 10, front: true, side: -1 },
  { name: 'left_back', first: 14, front: false, side: 1 },
  { name: 'right_back', first: 18, front: false, side: -1 },
] as const;

export interface Limb {
  /** Where the left one is joined to the trunk. */
  readonly root: Vec3;
  readonly lengths: readonly [number, number, number];
  readonly angles: readonly [number, number, number];
  readonly fetlock: number;
  /** Where it stands, x. */
  readonly foot: number;
}

export interface Anatomy {
  readonly bones: readonly Bone[];
  readonly front: Limb;
  readonly hind: Limb;
}

export function anatomyOf(m: Measures): Anatomy {
  const half = m.trunk / 2;
  const front = limbOf([half * 0.8, m.chestWidth * 0.33, m.withers - m.chestDepth * 0.6], m.front);
  const hind = limbOf([-half * 0.68, m.rumpWidth * 0.3, m.rump - m.waistDepth * 0.32], m.hind);
  const neckBase: Vec3 = [half * 0.78, 0, m.withers - m.chestDepth * 0.36];
  const neckTop: Vec3 = [neckBase[0] + m.neck.length * cos(m.neck.rise), 0, neckBase[2] + m.neck.length * sin(m.neck.rise)];
  const tailRoot: Vec3 = [-half * 0.97, 0, m.rump - m.waistDepth * 0.2];
  const [tx, tz] = [-cos(m.tail.hang) * m.tail.length * 0.45, -sin(m.tail.hang) * m.tail.length * 0.45];
  const bones: Bone[] = [
    { name: 'pelvis', parent: -1, joint: [-half * 0.6, 0, m.rump - m.waistDepth * 0.3] },
    { name: 'chest', parent: B.pelvis, joint: [0, 0, (m.rump + m.withers) / 2 - m.waistDepth * 0.35] },
    { name: 'neck', parent: B.chest, joint: neckBase },
    { name: 'head', parent: B.neck, joint: neckTop },
    { name: 'tail', parent: B.pelvis, joint: tailRoot },
    { name: 'tail tip', parent: B.tail, joint: [tailRoot[0] + tx, 0, tailRoot[2] + tz] },
  ];
  for (const { name, front: isFront, side } of LEGS) {
    const limb = isFront ? front : hind;
    for (const [k, [x, z]] of jointsOf(limb).entries())
      bones.push({
        name: `${name}_${k}`,
        parent: k === 0 ? (isFront ? B.chest : B.pelvis) : bones.length - 1,
        joint: [x, limb.root[1] * side, z],
      });
  }
  return { bones, front, hind };
}

function limbOf(root: Vec3, { middle, ankle, fetlock, angles }: LegMeasures): Limb {
  const heights = [root[2], middle, ankle, fetlock];
  const lengths = angles.map(
    (angle, k) => ((heights[k] as number) - (heights[k + 1] as number)) / cos(angle),
  ) as unknown as Limb['lengths'];
  const foot = root[0] - lengths.reduce((sum, length, k) => sum + length * sin(angles[k] as number), 0);
  return { root, lengths, angles, fetlock, foot };
}

/** x and z of a limb's joints at rest: root, middle, ankle, fetlock. */
export function jointsOf({ root, lengths, angles }: Limb): [number, number][] {
  const joints: [number, number][] = [[root[0], root[2]]];
  for (const [k, length] of lengths.entries()) {
    const [x, z] = joints[k] as [number, number];
    joints.push([x - length * sin(angles[k] as number), z - length * cos(angles[k] as number)]);
  }
  return joints;
}

export function scaledAnatomy(a: Anatomy, k: number): Anatomy {
  const point = ([x, y, z]: Vec3): Vec3 => [x * k, y * k, z * k];
  const limb = (l: Limb): Limb => ({
    root: point(l.root),
    lengths: l.lengths.map((length) => length * k) as unknown as Limb['lengths'],
    angles: l.angles,
    fetlock: l.fetlock * k,
    foot: l.foot * k,
  });
  return {
    bones: a.bones.map((bone) => ({ ...bone, joint: point(bone.joint) })),
    front: limb(a.front),
    hind: limb(a.hind),
  };
}

/** A point of the head by head lengths along, up and aside from the poll. */
export function onHead(m: Pick<Measures, 'head'>, a: Pick<Anatomy, 'bones'>, [along, up, aside]: Vec3): Vec3 {
  const poll = (a.bones[B.head] as Bone).joint;
  const { length, drop } = m.head;
  const [c, s] = [cos(drop), sin(drop)];
  return [poll[0] + length * (along * c + up * s), length * aside, poll[2] + length * (up * c - along * s)];
}
