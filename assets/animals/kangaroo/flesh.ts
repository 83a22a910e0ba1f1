/** A kangaroo's masses: heavy hindquarters and tail, a slight chest, long feet. */
import type { Vec3 } from '#core/pose';
import { boundsOf, type Loft, type Station } from '../../mesh/field.js';
import type { Bone } from '../../mesh/skeleton.js';
import { type Grid, linesOf } from '../../mesh/surface-nets.js';
import type { HeadMeasures } from '../quadruped/anatomy.js';
import { FOOT, K, TAIL_TIP } from './frame.js';

export const HEAD: HeadMeasures = {
  length: 0.27,
  drop: 0.48,
  shape: [
    [-0.1, 0.12, 0.15, 0.13],
    [0.08, 0.2, 0.22, 0.2],
    [0.28, 0.2, 0.24, 0.21],
    [0.46, 0.15, 0.2, 0.16],
    [0.66, 0.125, 0.16, 0.125],
    [0.86, 0.115, 0.135, 0.12],
    [0.96, 0.085, 0.1, 0.09],
  ],
  eye: [0.36, 0.1, 0.185, 0.058],
  ear: {
    root: [0.02, 0.14, 0.11],
    points: [-0.3, 1, 0.32],
    opens: [1, 0.1, 0.5],
    length: 0.62,
    width: 0.27,
    widest: 0.5,
    sharp: 0.35,
  },
};

export function lofts(bones: readonly Bone[]): Loft[] {
  const joint = (bone: number): Vec3 => (bones[bone] as Bone).joint;
  const [hip, knee, heel] = [joint(K.legL), joint(K.shinL), joint(K.footL)] as const;
  const [shoulder, elbow] = [joint(K.armL), joint(K.foreL)] as const;
  const wrist: Vec3 = [0.3, 0.125, 0.7];
  const poll = joint(K.head);
  const nose: Vec3 = [poll[0] + HEAD.length * 0.887, 0, poll[2] - HEAD.length * 0.462];
  return [
    // Trunk, from the root of the tail to the chest: up is towards the back.
    loft([-0.2, 0, 0.58], [0.3, 0, 1.14], 0.05, [
      [
        [0.3, K.hip],
        [0.7, K.chest],
      ],
      [0, 0.12, 0.1, 0.11],
      [0.25, 0.19, 0.2, 0.175],
      [0.5, 0.17, 0.19, 0.165],
      [0.75, 0.125, 0.145, 0.135],
      [0.95, 0.09, 0.11, 0.105],
    ]),
    loft(joint(K.neck), poll, 0.07, [
      [
        [-0.2, K.chest],
        [0.3, K.neck],
        [0.75, K.neck],
        [1.1, K.head],
      ],
      [-0.2, 0.095, 0.1, 0.095],
      [0.4, 0.065, 0.075, 0.066],
      [1, 0.055, 0.06, 0.056],
    ]),
    loft(poll, nose, 0.035, [
      [[0, K.head]],
      ...HEAD.shape.map(([t, u, d, s]): Station => [t, u * HEAD.length, d * HEAD.length, s * HEAD.length]),
    ]),
    // The tail: up is above.
    loft(joint(K.tail2), joint(K.tail1), 0.06, [
      [
        [-0.1, K.tail2],
        [0.12, K.tail1],
        [0.7, K.tail1],
        [1.2, K.hip],
      ],
      [-0.02, 0.06, 0.06, 0.055],
      [0.5, 0.074, 0.076, 0.068],
      [1, 0.095, 0.1, 0.09],
      [1.2, 0.1, 0.11, 0.1],
    ]),
    loft(joint(K.tail3), joint(K.tail2), 0.03, [
      [
        [-0.1, K.tail3],
        [0.12, K.tail2],
        [0.9, K.tail2],
        [1.1, K.tail1],
      ],
      [0, 0.043, 0.042, 0.04],
      [1, 0.06, 0.06, 0.055],
    ]),
    loft(TAIL_TIP, joint(K.tail3), 0.025, [
      [
        [0.88, K.tail3],
        [1.1, K.tail2],
      ],
      [0.02, 0.016, 0.016, 0.016],
      [0.5, 0.031, 0.03, 0.03],
      [1, 0.043, 0.042, 0.04],
    ]),
    // The great thigh.
    loft([hip[0] - 0.05, 0.1, hip[2] + 0.08], knee, 0.07, [
      [
        [-0.1, K.hip],
        [0.3, K.legL],
        [0.95, K.legL],
        [1.2, K.shinL],
      ],
      [0, 0.12, 0.15, 0.085],
      [0.35, 0.13, 0.165, 0.1],
      [0.75, 0.09, 0.105, 0.075],
      [1, 0.062, 0.065, 0.055],
    ]),
    loft(knee, heel, 0.035, [
      [
        [-0.1, K.legL],
        [0.1, K.shinL],
        [0.92, K.shinL],
        [1.06, K.footL],
      ],
      [0, 0.06, 0.07, 0.052],
      [0.3, 0.042, 0.062, 0.045],
      [0.65, 0.026, 0.036, 0.028],
      [0.9, 0.022, 0.028, 0.023],
      [1.02, 0.026, 0.026, 0.026],
    ]),
    // The foot, with one great toe.
    loft([heel[0] - 0.02, heel[1], heel[2] - 0.006], [heel[0] + FOOT, heel[1], 0.012], 0.02, [
      [[0, K.footL]],
      [0.02, 0.024, 0.022, 0.024],
      [0.4, 0.023, 0.016, 0.03],
      [0.75, 0.022, 0.014, 0.036],
      [0.94, 0.015, 0.01, 0.022],
      [1, 0.01, 0.008, 0.012],
    ]),
    loft([shoulder[0] - 0.06, 0.07, shoulder[2] + 0.05], elbow, 0.04, [
      [
        [-0.1, K.chest],
        [0.4, K.armL],
        [0.92, K.armL],
        [1.1, K.foreL],
      ],
      [0, 0.05, 0.055, 0.04],
      [0.5, 0.036, 0.042, 0.036],
      [1, 0.026, 0.028, 0.026],
    ]),
    loft(elbow, wrist, 0.02, [
      [
        [-0.05, K.armL],
        [0.1, K.foreL],
      ],
      [0, 0.026, 0.028, 0.026],
      [0.4, 0.023, 0.024, 0.022],
      [0.9, 0.017, 0.017, 0.016],
    ]),
    loft(wrist, [0.325, 0.125, 0.635], 0.015, [
      [[0, K.foreL]],
      [0, 0.018, 0.018, 0.02],
      [0.5, 0.015, 0.016, 0.027],
      [1, 0.008, 0.008, 0.017],
    ]),
  ];
}

export function gridFor(all: readonly Loft[]): Grid {
  const [low, high] = boundsOf(all);
  const y = linesOf(0.005, high[1] + 0.02, (at) => (at < 0.1 ? 0.011 : 0.016));
  return {
    x: linesOf(low[0] - 0.02, high[0] + 0.02, (at) => (at > 0.2 ? 0.013 : 0.022)),
    y: [-(y[0] as number), ...y],
    z: linesOf(-0.02, high[2] + 0.02, (at) => (at > 1.15 ? 0.012 : at < 0.12 ? 0.01 : 0.019)),
  };
}

function loft(from: Vec3, to: Vec3, melt: number, [bones, ...stations]: readonly [Loft['bones'], ...Station[]]): Loft {
  return { from, to, stations, bones, melt };
}
