/** COCO's seventeen keypoints on the skeleton and the face. */
import type { Vec3 } from '#core/pose';
import type { Figure } from './figure.js';
import { skullOf } from './flesh/skull.js';
import { frameOf, jointOf, P } from './frame.js';

export const COCO_KEYPOINTS: readonly string[] = [
  'nose',
  'left_eye',
  'right_eye',
  'left_ear',
  'right_ear',
  'left_shoulder',
  'right_shoulder',
  'left_elbow',
  'right_elbow',
  'left_wrist',
  'right_wrist',
  'left_hip',
  'right_hip',
  'left_knee',
  'right_knee',
  'left_ankle',
  'right_ankle',
];
/** As pairs of indices. */
export const COCO_SKELETON: readonly (readonly [number, number])[] = [
  [15, 13],
  [13, 11],
  [16, 14],
  [14, 12],
  [11, 12],
  [5, 11],
  [6, 12],
  [5, 6],
  [5, 7],
  [6, 8],
  [7, 9],
  [8, 10],
  [1, 2],
  [0, 1],
  [0, 2],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 6],
];

export interface Keypoint {
  readonly bone: number;
  /** At rest, body frame, m. */
  readonly at: Vec3;
}

/** Where each keypoint is at rest and which bone carries it: joints inside the limbs, the face's just under its skin. */
export function keypointsOf(f: Figure): Keypoint[] {
  const frame = frameOf(f);
  const { bones } = frame;
  const skull = skullOf(f, frame);
  const onHead = (t: number, angle: number, off: number): Keypoint => ({ bone: P.head, at: skull.point(t, angle, off) });
  const joint = (bone: number): Keypoint => ({ bone, at: jointOf({ bones }, bone) });
  return [
    onHead(0.31, 0, 0.003),
    onHead(0.5, 0.38, -0.006),
    onHead(0.5, -0.38, -0.006),
    onHead(0.45, 1.72, -0.004),
    onHead(0.45, -1.72, -0.004),
    joint(P.armL),
    joint(P.armR),
    joint(P.foreL),
    joint(P.foreR),
    joint(P.handL),
    joint(P.handR),
    joint(P.legL),
    joint(P.legR),
    joint(P.shinL),
    joint(P.shinR),
    joint(P.footL),
    joint(P.footR),
  ];
}
