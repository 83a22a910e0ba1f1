/** The bones of a kangaroo that stands 1.5 m high. */
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { Bone } from '../../mesh/skeleton.js';

export const K = {
  hip: 0,
  chest: 1,
  neck: 2,
  head: 3,
  tail1: 4,
  tail2: 5,
  tail3: 6,
  armL: 7,
  foreL: 8,
  armR: 9,
  foreR: 10,
  legL: 11,
  shinL: 12,
  footL: 13,
  legR: 14,
  shinR: 15,
  footR: 16,
} as const;
export const THIGH = 0.36;
export const SHIN = 0.46;
export const FOOT = 0.4;
/** Of thigh and shin against hanging straight, rad. */
export const REST = [-0.85, 0.95] as const;
export const TAIL_TIP: Vec3 = [-1.2, 0, 0.05];

/** @param k size over that of one 1.5 m high */
export function bonesFor(k: number): Bone[] {
  const p = (x: number, y: number, z: number): Vec3 => [x * k, y * k, z * k];
  const legs = [1, -1].flatMap((side, i): Bone[] => {
    const hip: Vec3 = [-0.02, 0.13 * side, 0.66];
    const knee: Vec3 = [hip[0] - THIGH * sin(REST[0]), hip[1], hip[2] - THIGH * cos(REST[0])];
    const heel: Vec3 = [knee[0] - SHIN * sin(REST[1]), hip[1], knee[2] - SHIN * cos(REST[1])];
    return [
      { name: 'thigh', parent: K.hip, joint: p(...hip) },
      { name: 'shin', parent: K.legL + 3 * i, joint: p(...knee) },
      { name: 'foot', parent: K.shinL + 3 * i, joint: p(...heel) },
    ];
  });
  return [
    { name: 'hip', parent: -1, joint: p(-0.05, 0, 0.72) },
    { name: 'chest', parent: K.hip, joint: p(0.14, 0, 0.94) },
    { name: 'neck', parent: K.chest, joint: p(0.28, 0, 1.14) },
    { name: 'head', parent: K.neck, joint: p(0.35, 0, 1.34) },
    { name: 'tail1', parent: K.hip, joint: p(-0.22, 0, 0.6) },
    { name: 'tail2', parent: K.tail1, joint: p(-0.55, 0, 0.3) },
    { name: 'tail3', parent: K.tail2, joint: p(-0.88, 0, 0.14) },
    ...[1, -1].flatMap((side, i): Bone[] => [
      { name: 'arm', parent: K.chest, joint: p(0.29, 0.105 * side, 1.08) },
      { name: 'fore', parent: K.armL + 2 * i, joint: p(0.27, 0.125 * side, 0.9) },
    ]),
    ...legs,
  ];
}

export function mirrored(bone: number): number {
  if (bone < K.armL) return bone;
  if (bone < K.legL) return bone < K.armR ? bone + 2 : bone - 2;
  return bone < K.legR ? bone + 3 : bone - 3;
}
