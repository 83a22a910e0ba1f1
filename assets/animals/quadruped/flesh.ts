/** The masses of muscle and bone that make a four-legged body, as lofts of one distance field. */
import { lerp } from '#core/math';
import { add, type Vec3 } from '#core/pose';
import type { Loft, Station } from '../../mesh/field.js';
import type { Bone } from '../../mesh/skeleton.js';
import { type Anatomy, B, jointsOf, LEGS, type Limb, type Measures, onHead } from './anatomy.js';

export function fleshOf(m: Measures, a: Anatomy): Loft[] {
  return [trunk(m), ...neckAndHead(m, a), ...frontLeg(m, a.front), ...hindLeg(m, a.hind)];
}

/** Height of back and belly and half width along the trunk: -1 at the buttocks, 1 at the breast. */
function trunk(m: Measures): Loft {
  const half = m.trunk / 2;
  const [axisRear, axisFront] = [m.rump - 0.42 * m.waistDepth, m.withers - 0.46 * m.chestDepth];
  const middle = lerp(m.rump, m.withers, 0.52) - m.sag;
  const belly = lerp(m.rump - m.waistDepth, m.withers - m.chestDepth, 0.62);
  const rows: readonly (readonly [x: number, top: number, bottom: number, half: number])[] = [
    [-0.96, m.rump - 0.16 * m.waistDepth, m.rump - 0.66 * m.waistDepth, 0.36 * m.rumpWidth],
    [-0.8, m.rump - 0.03 * m.waistDepth, m.rump - 0.88 * m.waistDepth, 0.44 * m.rumpWidth],
    [-0.58, m.rump, m.rump - 0.98 * m.waistDepth, 0.46 * m.rumpWidth],
    [-0.3, lerp(m.rump, middle, 0.75), m.rump - 1.0 * m.waistDepth, 0.43 * lerp(m.rumpWidth, m.chestWidth, 0.5)],
    [0.05, middle, belly, 0.5 * m.chestWidth],
    [0.32, lerp(middle, m.withers, 0.75) + 0.5 * m.hump, m.withers - m.chestDepth, 0.49 * m.chestWidth],
    [0.56, m.withers + m.hump, m.withers - 1.0 * m.chestDepth, 0.42 * m.chestWidth],
    [0.78, m.withers - 0.06 * m.chestDepth + 0.4 * m.hump, m.withers - 0.92 * m.chestDepth, 0.36 * m.chestWidth],
    [0.93, m.withers - 0.26 * m.chestDepth, m.withers - 0.78 * m.chestDepth, 0.27 * m.chestWidth],
  ];
  return {
    from: [-half, 0, axisRear],
    to: [half, 0, axisFront],
    stations: rows.map(([x, top, bottom, side]): Station => {
      const axis = lerp(axisRear, axisFront, (x + 1) / 2);
      return [(x + 1) / 2, top - axis, axis - bottom, side];
    }),
    ends: [0.05 * half, 0.09 * half],
    bones: [
      [0.25, B.pelvis],
      [0.7, B.chest],
    ],
    melt: 0.03 * m.withers,
  };
}

function neckAndHead(m: Measures, a: Anatomy): Loft[] {
  const [base, poll] = [(a.bones[B.neck] as Bone).joint, (a.bones[B.head] as Bone).joint];
  const { base: low, top } = m.neck;
  const { length, shape } = m.head;
  const at = (along: number, up: number, aside = 0): Vec3 => onHead(m, a, [along, up, aside]);
  return [
    {
      from: base,
      to: poll,
      stations: [
        [-0.3, 0.42 * low[0], 0.5 * low[0], 0.5 * low[1]],
        [0.05, 0.46 * low[0], 0.54 * low[0], 0.5 * low[1]],
        [
          0.45,
          lerp(0.46 * low[0], 0.5 * top[0], 0.55),
          lerp(0.54 * low[0], 0.5 * top[0], 0.62),
          lerp(0.5 * low[1], 0.5 * top[1], 0.6),
        ],
        [0.85, 0.5 * top[0], 0.5 * top[0], 0.5 * top[1]],
        [1.02, 0.48 * top[0], 0.5 * top[0], 0.48 * top[1]],
      ],
      bones: [
        [-0.25, B.chest],
        [0.3, B.neck],
        [0.82, B.neck],
        [1.1, B.head],
      ],
      melt: 0.06 * m.withers,
    },
    {
      from: at(0, 0),
      to: at(1, 0),
      stations: shape.map(([t, up, down, side]): Station => [t, up * length, down * length, side * length]),
      bones: [[0, B.head]],
      melt: 0.14 * length,
    },
    // The brow over the eye, and the hollow that it lies in.
    {
      from: at(m.head.eye[0] - 0.07, m.head.eye[1] + 0.055, m.head.eye[2] - 0.01),
      to: at(m.head.eye[0] + 0.06, m.head.eye[1] + 0.05, m.head.eye[2] - 0.025),
      stations: [
        [0, 0.035 * length, 0.03 * length, 0.03 * length],
        [1, 0.03 * length, 0.025 * length, 0.025 * length],
      ],
      bones: [[0, B.head]],
      melt: 0.06 * length,
    },
  ];
}

function frontLeg(m: Measures, limb: Limb): Loft[] {
  const f = LEGS[0].first;
  const y = limb.root[1];
  const [shoulder, elbow, knee, fetlock] = jointsOf(limb).map(([x, z]): Vec3 => [x, y, z]) as [Vec3, Vec3, Vec3, Vec3];
  const { muscle: u, joint: j, cannon: c } = m.front;
  const cd = m.chestDepth;
  const blade: Vec3 = [m.trunk * 0.27, m.chestWidth * 0.24, m.withers - 0.14 * cd + 0.3 * m.hump];
  return [
    loft(blade, shoulder, 0.045 * m.withers, [
      [
        [-0.2, B.chest],
        [0.6, B.chest],
        [1.1, f],
      ],
      [0, 0.09 * cd, 0.13 * cd, 0.14 * m.chestWidth],
      [0.5, 0.15 * cd, 0.22 * cd, 0.19 * m.chestWidth],
      [1, 0.13 * cd, 0.16 * cd, 0.17 * m.chestWidth],
    ]),
    loft(shoulder, elbow, 0.05 * m.withers, [
      [
        [-0.3, B.chest],
        [0.45, f],
        [1, f],
      ],
      [0, 1.1 * u, 1.2 * u, 0.75 * u],
      [0.55, 0.95 * u, 1.5 * u, 0.78 * u],
      [1, 0.75 * u, 1.05 * u, 0.62 * u],
    ]),
    loft(elbow, knee, 0.03 * m.withers, [
      [
        [-0.05, f],
        [0.12, f + 1],
        [0.94, f + 1],
        [1.06, f + 2],
      ],
      [-0.05, 0.7 * u, 0.9 * u, 0.55 * u],
      [0.25, 0.66 * u, 0.62 * u, 0.52 * u],
      [0.6, lerp(0.6 * u, j, 0.65), lerp(0.55 * u, j, 0.7), lerp(0.45 * u, 0.9 * j, 0.7)],
      [0.92, 1.05 * j, 0.95 * j, 0.92 * j],
      [1.02, 1.05 * j, 0.95 * j, 0.95 * j],
    ]),
    ...lowerLeg(m, f, knee, fetlock, j, c),
  ];
}

function hindLeg(m: Measures, limb: Limb): Loft[] {
  const f = LEGS[2].first;
  const y = limb.root[1];
  const [hip, stifle, hock, fetlock] = jointsOf(limb).map(([x, z]): Vec3 => [x, y, z]) as [Vec3, Vec3, Vec3, Vec3];
  const { muscle: u, joint: j, cannon: c } = m.hind;
  const [wd, rw] = [m.waistDepth, m.rumpWidth];
  const buttock: Vec3 = [-m.trunk * 0.475, rw * 0.2, m.rump - 0.42 * wd];
  return [
    // Croup and buttock.
    loft(buttock, add(hip, [m.trunk * 0.1, -0.04 * rw, 0.06 * wd]), 0.05 * m.withers, [
      [
        [0, B.pelvis],
        [1, B.pelvis],
      ],
      [0, 0.2 * wd, 0.26 * wd, 0.2 * rw],
      [0.5, 0.27 * wd, 0.34 * wd, 0.25 * rw],
      [1, 0.2 * wd, 0.24 * wd, 0.18 * rw],
    ]),
    // The thigh: quadriceps in front, hamstrings behind.
    loft(hip, stifle, 0.05 * m.withers, [
      [
        [-0.15, B.pelvis],
        [0.5, f],
        [0.95, f],
        [1.2, f + 1],
      ],
      [0, 0.9 * u, 1.5 * u, 0.62 * u],
      [0.4, 1.1 * u, 1.65 * u, 0.7 * u],
      [0.8, 0.95 * u, 1.25 * u, 0.66 * u],
      [1.02, 0.72 * u, 0.9 * u, 0.55 * u],
    ]),
    loft(stifle, hock, 0.04 * m.withers, [
      [
        [-0.1, f],
        [0.15, f + 1],
        [0.9, f + 1],
        [1.06, f + 2],
      ],
      [-0.02, 0.7 * u, 1.05 * u, 0.52 * u],
      [0.3, 0.58 * u, 0.8 * u, 0.48 * u],
      [0.62, lerp(0.5 * u, j, 0.75), lerp(0.5 * u, j, 0.8), lerp(0.38 * u, 0.8 * j, 0.7)],
      [0.9, 0.85 * j, 0.95 * j, 0.68 * j],
      [1.0, 1.0 * j, 0.9 * j, 0.78 * j],
    ]),
    // The point of the hock.
    loft(add(hock, [-0.9 * j, 0, 0.75 * j]), add(hock, [-0.25 * j, 0, -1.2 * j]), 0.8 * j, [
      [[0, f + 2]],
      [0, 0.55 * j, 0.5 * j, 0.5 * j],
      [1, 0.6 * j, 0.6 * j, 0.62 * j],
    ]),
    ...lowerLeg(m, f, hock, fetlock, 0.92 * j, c),
  ];
}

/** From knee or hock to the foot. */
function lowerLeg(m: Measures, first: number, ankle: Vec3, fetlock: Vec3, j: number, c: number): Loft[] {
  const { kind, length, width } = m.foot;
  const melt = 0.012 * m.withers;
  const shaft = loft(ankle, fetlock, melt, [
    [
      [-0.06, first + 1],
      [0.06, first + 2],
      [0.92, first + 2],
      [1.08, first + 3],
    ],
    [-0.03, 1.02 * j, 0.95 * j, 0.9 * j],
    [0.12, lerp(j, c, 0.45), lerp(j, c, 0.4), lerp(0.9 * j, 0.9 * c, 0.5)],
    [0.35, 1.0 * c, 1.15 * c, 0.9 * c],
    [0.75, 1.0 * c, 1.15 * c, 0.9 * c],
    [0.98, 1.2 * c, 1.45 * c, 1.12 * c],
  ]);
  const bones: Loft['bones'] = [[0, first + 3]];
  if (kind === 'paw') {
    const heel: Vec3 = [fetlock[0] + 0.1 * length, fetlock[1], 0.34 * width];
    return [
      shaft,
      loft(fetlock, heel, melt, [bones, [0, 1.15 * c, 1.2 * c, 1.1 * c], [1, 1.1 * c, 1.05 * c, 1.15 * c]]),
      loft(heel, add(heel, [0.62 * length, 0, -0.03 * width]), melt, [
        bones,
        [0, 0.4 * width, 0.32 * width, 0.4 * width],
        [0.55, 0.5 * width, 0.33 * width, 0.5 * width],
        [1, 0.3 * width, 0.3 * width, 0.4 * width],
      ]),
    ];
  }
  const coronet: Vec3 = [fetlock[0] + 0.34 * length, fetlock[1], 0.34 * fetlock[2] + 0.12 * length];
  return [
    shaft,
    loft(fetlock, coronet, melt, [
      bones,
      [0, 1.15 * c, 1.35 * c, 1.12 * c],
      [0.5, 1.0 * c, 1.05 * c, 1.05 * c],
      [1, 0.3 * length, 0.32 * length, 0.42 * width],
    ]),
  ];
}

function loft(from: Vec3, to: Vec3, melt: number, [bones, ...stations]: readonly [Loft['bones'], ...Station[]]): Loft {
  return { from, to, stations, bones, melt };
}
