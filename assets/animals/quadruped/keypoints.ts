/** Where AP-10K's keypoints lie on the bones. */
import type { Vec3 } from '#core/pose';
import type { Bone } from '../../mesh/skeleton.js';
import { type Anatomy, B, LEGS, type Measures, onHead } from './anatomy.js';

/** AP-10K's animal keypoints, those a body has. */
export function keypointsOf(a: Anatomy, m: Measures, eye: Vec3): { name: string; bone: number; at: Vec3 }[] {
  const tip = (m.head.shape[m.head.shape.length - 1] as Measures['head']['shape'][number])[0];
  const joint = (bone: number): Vec3 => (a.bones[bone] as Bone).joint;
  const legs = LEGS.flatMap(({ name, first, side, front }) => {
    const limb = front ? a.front : a.hind;
    return [
      { name: `${name}_elbow`, bone: first, at: joint(first) },
      { name: `${name}_knee`, bone: first + 1, at: joint(first + 1) },
      { name: `${name}_paw`, bone: first + 3, at: [limb.foot + 0.3 * m.foot.length, limb.root[1] * side, 0.03] as Vec3 },
    ];
  });
  return [
    { name: 'nose', bone: B.head, at: onHead(m, a, [tip, 0, 0]) },
    { name: 'left_eye', bone: B.head, at: eye },
    { name: 'right_eye', bone: B.head, at: [eye[0], -eye[1], eye[2]] },
    { name: 'neck', bone: B.neck, at: joint(B.neck) },
    { name: 'tail_base', bone: B.tail, at: joint(B.tail) },
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
