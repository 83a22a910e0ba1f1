/**
 * Moose: shoulder height 1.7-2.1 m, body 2.4-3.1 m, 270-600 kg (general mammal references); very long pale legs, a hump over the
 * shoulders, a long drooping muzzle, a dewlap ("bell"); bulls carry palmate antlers from late summer to winter.
 * Traits: `sex` bull | cow, `height` m at the withers.
 */
import { smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import type { Loft } from '../mesh/field.js';
import { MOOSE_HEAD } from './quadruped/heads.js';
import { addHorns } from './quadruped/horns.js';
import { type Anatomy, B, type Coat, type Detail, type Extras, type Measures, onHead, type Shape } from './quadruped/index.js';
import { species, traitNumber, traitWord } from './species.js';

const COW: Measures = {
  withers: 1.78,
  rump: 1.66,
  sag: 0.02,
  trunk: 1.86,
  chestDepth: 0.76,
  chestWidth: 0.5,
  waistDepth: 0.6,
  rumpWidth: 0.46,
  hump: 0.1,
  neck: { length: 0.52, rise: 0.42, base: [0.6, 0.34], top: [0.36, 0.26] },
  head: { length: 0.7, drop: 0.7, ...MOOSE_HEAD },
  front: { middle: 1.06, ankle: 0.64, fetlock: 0.2, angles: [0.72, -0.03, 0.0], muscle: 0.112, joint: 0.056, cannon: 0.036 },
  hind: { middle: 1.02, ankle: 0.72, fetlock: 0.2, angles: [-0.5, 0.76, -0.1], muscle: 0.165, joint: 0.068, cannon: 0.04 },
  foot: { kind: 'cloven', length: 0.15, width: 0.11 },
  tail: { length: 0.14, hang: 1.25, widths: [0.035, 0.045, 0.04, 0.012], flat: 0.6 },
};
const BULL: Measures = {
  ...COW,
  hump: 0.13,
  chestDepth: 0.8,
  chestWidth: 0.54,
  neck: { ...COW.neck, base: [0.64, 0.4], top: [0.38, 0.3] },
};

/** The dewlap, and the lip that hangs over. */
const masses =
  (m: Measures, bell: number) =>
  (a: Anatomy): Loft[] => [
    {
      from: onHead(m, a, [0.12, -0.2, 0]),
      to: [onHead(m, a, [0.12, -0.2, 0])[0] - 0.03, 0, onHead(m, a, [0.12, -0.2, 0])[2] - bell],
      stations: [
        [-0.2, 0.1, 0.1, 0.05],
        [0.4, 0.055, 0.055, 0.034],
        [0.8, 0.042, 0.042, 0.03],
        [1, 0.018, 0.018, 0.016],
      ],
      bones: [[0, B.head]],
      melt: 0.06,
    },
    {
      from: onHead(m, a, [0.8, 0.02, 0]),
      to: onHead(m, a, [0.99, -0.045, 0]),
      stations: [
        [0, 0.075, 0.09, 0.07],
        [0.6, 0.08, 0.09, 0.078],
        [1, 0.05, 0.07, 0.06],
      ],
      bones: [[0, B.head]],
      melt: 0.05,
    },
  ];

const HORN: readonly [Vec3, Vec3] = [
  [0.2, 0.14, 0.085],
  [0.55, 0.46, 0.33],
];

/** A palm's outline in head lengths: how far out it is along its spine, its front and its rear edge (along, up, aside). */
const PALM: readonly { readonly front: Vec3; readonly rear: Vec3 }[] = [
  { front: [0.1, 0.18, 0.36], rear: [0.02, 0.17, 0.36] },
  { front: [0.27, 0.24, 0.56], rear: [-0.1, 0.24, 0.52] },
  { front: [0.34, 0.38, 0.76], rear: [-0.26, 0.4, 0.7] },
  { front: [0.24, 0.54, 0.88], rear: [-0.34, 0.58, 0.82] },
  { front: [0.06, 0.66, 0.92], rear: [-0.3, 0.7, 0.88] },
];
const TINES: readonly (readonly [Vec3, Vec3])[] = [
  [
    [0.22, 0.22, 0.5],
    [0.5, 0.26, 0.5],
  ],
  [
    [0.26, 0.24, 0.6],
    [0.54, 0.38, 0.72],
  ],
  [
    [0.3, 0.42, 0.8],
    [0.5, 0.58, 0.94],
  ],
  [
    [0.16, 0.58, 0.9],
    [0.28, 0.8, 1.02],
  ],
  [
    [-0.04, 0.66, 0.9],
    [-0.02, 0.9, 1.02],
  ],
  [
    [-0.22, 0.68, 0.88],
    [-0.3, 0.9, 0.98],
  ],
];

const bull: Extras = (_skin, horn, shape, detail) => {
  addHorns(
    horn,
    shape,
    detail,
    [
      {
        points: [
          [0.02, 0.12, 0.1],
          [0.0, 0.16, 0.24],
          [0.06, 0.18, 0.38],
        ],
        thick: [0.036, 0.045],
      },
    ],
    HORN,
  );
  const tines = detail === 2 ? [] : TINES;
  addHorns(
    horn,
    shape,
    detail,
    tines.map(([root, tip]) => ({ points: [root, mix(root, tip, 0.5), tip], thick: [0.028, 0.008] as const })),
    [mix(HORN[0], HORN[1], 0.6), HORN[1]],
  );
  palms(horn, shape, detail);
};

/** Two curved plates: a front and a back sheet a side, dished like a spoon. */
function palms(horn: Parameters<Extras>[1], { m, a }: Shape, detail: Detail): void {
  const rows = PALM.filter((_, i) => detail === 0 || i !== 1);
  const columns = detail === 0 ? 4 : 2;
  for (const side of [1, -1])
    for (const face of [1, -1]) {
      const grid = rows.map(({ front, rear }, i) =>
        Array.from({ length: columns + 1 }, (_, j) => {
          const s = j / columns;
          const middle = 1 - (2 * s - 1) * (2 * s - 1);
          const p = mix(rear, front, s);
          const edge = i === rows.length - 1 ? 0.3 : 1;
          const lift = -0.05 * middle + face * 0.022 * Math.max(0.25, middle) * edge;
          const at = onHead(m, a, [p[0], p[1] + 0.75 * lift, side * (p[2] - 0.66 * lift)]);
          return horn.vertex(at, [s, i / 4], mix(HORN[0], HORN[1], 0.25 + 0.6 * (i / rows.length)), [[B.head, 1]]);
        }),
      );
      for (let i = 0; i + 1 < grid.length; i++)
        for (let j = 0; j < columns; j++) {
          const [p, q] = [grid[i] as number[], grid[i + 1] as number[]];
          const corners = [p[j], p[j + 1], q[j + 1], q[j]] as [number, number, number, number];
          const [k0, k1, k2, k3] = (face === 1) === (side === 1) ? ([...corners].reverse() as typeof corners) : corners;
          horn.face(k0, k1, k2);
          horn.face(k0, k2, k3);
        }
    }
}

function coatFor(tone: number): Coat {
  const dark: Vec3 = scale([0.052, 0.034, 0.024], tone);
  return {
    back: scale(dark, 1.35),
    flank: dark,
    belly: scale(dark, 0.65),
    leg: mix(dark, [0.2, 0.17, 0.14], 0.45),
    lowerLeg: [0.24, 0.21, 0.18],
    throat: scale(dark, 0.85),
    face: scale([0.062, 0.043, 0.032], tone),
    muzzle: scale([0.088, 0.068, 0.056], tone),
    nose: [0.05, 0.04, 0.035],
    ear: scale([0.085, 0.065, 0.05], tone),
    earInside: [0.2, 0.17, 0.14],
    tail: dark,
    tailUnder: scale(dark, 1.4),
    hoof: [0.014, 0.013, 0.012],
    mark({ normal, along, leg, neck, head }, plain) {
      // Grizzled along the back.
      const back = smoothstep(0.6, 0.95, normal[2]) * (1 - Math.min(1, leg + head)) * smoothstep(0.2, 0.5, along);
      return mix(plain, scale([0.11, 0.085, 0.065], tone), 0.5 * back * (1 - 0.5 * neck));
    },
  };
}

export const moose = species({
  name: 'moose',
  class: 'moose',
  title: 'Moose',
  source: 'dimensions from general mammal references; stride 1.07-1.68 m walking, over 2.4 m trotting (hazards.md 5.5)',
  leg: 1.1,
  trotUpTo: 11,
  strides: [1.55, 2.7, 5],
  bearing: { tail: [0.05, 0, -0.3], neckTurn: 1, alert: 0.3 },
  eyeShine: { color: [0.85, 0.5, 0.3], strength: 0.35 },
  dress(look, random) {
    const sex = traitWord(look, 'sex', random.child('sex'), ['bull', 'cow']);
    const measures = sex === 'bull' ? BULL : COW;
    const height = traitNumber(look, 'height', random.child('height').between(1.68, 1.9) + (sex === 'bull' ? 0.1 : 0));
    return {
      kind: sex,
      measures,
      own: masses(measures, sex === 'bull' ? 0.3 : 0.16),
      height,
      coat: coatFor(random.child('tone').between(0.8, 1.2)),
      pattern: coatFor(1),
      ...(sex === 'bull' ? { extras: bull } : {}),
    };
  },
});
