/** Where AP-10K's keypoints lie on the bones. */
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Bone } from '../../mesh/skeleton.js';
import { type Anatomy, B, LEGS, type Measures, restAngles } from './anatomy.js';

/** AP-10K's animal keypoints, those a body has. */
export function keypointsOf(a: Anatomy, m: Measures): { name: string; bone: number; at: Vec3 }[] {
  const head = (a.bones[B.head] as Bone).joint;
  const nose: Vec3 = [
    head[0] + m.head * 0.86 * cos(m.headDrop),
    0,
    head[2] + m.headThick * 0.2 - m.head * 0.86 * sin(m.headDrop),
  ];
  const eye = (side: number): Vec3 => [head[0] + m.head * 0.2, side * m.headThick * 0.45, head[2] + m.headThick * 0.4];
  const legs = LEGS.flatMap((leg) => {
    const lengths = leg.front ? a.front : a.hind;
    const rest = restAngles(leg.front);
    const low = (a.bones[leg.first + 2] as Bone).joint;
    return [
      { name: `${leg.name}_elbow`, bone: leg.first, at: (a.bones[leg.first] as Bone).joint },
      { name: `${leg.name}_knee`, bone: leg.first + 1, at: (a.bones[leg.first + 1] as Bone).joint },
      { name: `${leg.name}_paw`, bone: leg.first + 2, at: [low[0] - lengths[2] * sin(rest[2]), low[1], 0.03] as Vec3 },
    ];
  });
  return [
    { name: 'nose', bone: B.head, at: nose },
    { name: 'left_eye', bone: B.head, at: eye(1) },
    { name: 'right_eye', bone: B.head, at: eye(-1) },
    { name: 'neck', bone: B.neck, at: (a.bones[B.neck] as Bone).joint },
    { name: 'tail_base', bone: B.tail, at: (a.bones[B.tail] as Bone).joint },
    ...legs,
  ];
}
export const SKELETON: readonly (readonly [number, number])[] = [
  [0, 1],
  [0, 2],
  [1, 3],
  [2, 3],
  [3, 4],
  [3, 5],
  [5, 6],
  [6, 7],
  [3, 8],
  [8, 9],
  [9, 10],
  [4, 11],
  [11, 12],
  [12, 13],
  [4, 14],
  [14, 15],
  [15, 16],
];
