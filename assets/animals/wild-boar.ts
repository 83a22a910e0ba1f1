/**
 * Wild boar: shoulder height 0.6-0.95 m, body 1.1-1.6 m, 50-150 kg (general mammal references); wedge head carried low, high shoulders
 * under a crest of bristles, narrow hindquarters, short legs, a thin tail with a tuft; boars show tusks, piglets are striped.
 * Traits: `height` m at the withers, `age` adult | juvenile.
 */
import { PI, sin, smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import type { Loft } from '../mesh/field.js';
import type { Weights } from '../mesh/skin.js';
import { BOAR_HEAD } from './quadruped/heads.js';
import { addHorns } from './quadruped/horns.js';
import { type Anatomy, B, type Coat, type Extras, type Measures, onHead } from './quadruped/index.js';
import { species, traitNumber } from './species.js';

const ADULT: Measures = {
  withers: 0.8,
  rump: 0.68,
  sag: -0.02,
  trunk: 1.1,
  chestDepth: 0.47,
  chestWidth: 0.34,
  waistDepth: 0.36,
  rumpWidth: 0.27,
  hump: 0.05,
  neck: { length: 0.2, rise: -0.12, base: [0.42, 0.28], top: [0.3, 0.22] },
  head: { length: 0.43, drop: 0.42, ...BOAR_HEAD },
  front: { middle: 0.4, ankle: 0.23, fetlock: 0.085, angles: [0.62, -0.04, 0.0], muscle: 0.066, joint: 0.034, cannon: 0.025 },
  hind: { middle: 0.4, ankle: 0.25, fetlock: 0.085, angles: [-0.5, 0.72, -0.08], muscle: 0.09, joint: 0.037, cannon: 0.026 },
  foot: { kind: 'cloven', length: 0.07, width: 0.06 },
  tail: { length: 0.27, hang: 1.35, widths: [0.016, 0.012, 0.01, 0.012, 0.02, 0.006], flat: 0.8 },
};
const JUVENILE: Measures = {
  ...ADULT,
  rump: 0.76,
  trunk: 1.06,
  chestDepth: 0.42,
  chestWidth: 0.3,
  waistDepth: 0.37,
  hump: 0,
  sag: -0.03,
  neck: { ...ADULT.neck, base: [0.35, 0.25], top: [0.26, 0.2] },
  head: { ...ADULT.head, length: 0.4 },
};

/** Where the crest runs, from the brow to behind the shoulders: x and z. */
const CREST: readonly (readonly [x: number, z: number])[] = [
  [0.62, 0.79],
  [0.52, 0.825],
  [0.4, 0.85],
  [0.28, 0.858],
  [0.16, 0.835],
  [0.02, 0.785],
  [-0.14, 0.735],
  [-0.28, 0.695],
];

/** Cheek tufts, and the pad that makes the shoulders high. */
const masses = (a: Anatomy): Loft[] => [
  {
    from: [0.1, 0, 0.74],
    to: [0.52, 0, 0.75],
    stations: [
      [0, 0.05, 0.12, 0.05],
      [0.5, 0.09, 0.2, 0.075],
      [1, 0.05, 0.14, 0.06],
    ],
    bones: [[0, B.chest]],
    melt: 0.08,
  },
  {
    from: onHead({ ...ADULT }, a, [0.02, -0.12, 0.16]),
    to: onHead({ ...ADULT }, a, [0.32, -0.14, 0.15]),
    stations: [
      [0, 0.055, 0.06, 0.03],
      [1, 0.04, 0.05, 0.025],
    ],
    bones: [[0, B.head]],
    melt: 0.05,
  },
];

const tusksAndMane: Extras = (skin, horn, shape, detail) => {
  if (detail < 2)
    addHorns(
      horn,
      shape,
      detail,
      [
        {
          points: [
            [0.66, -0.07, 0.1],
            [0.7, -0.02, 0.145],
            [0.68, 0.06, 0.15],
          ],
          thick: [0.011, 0.003],
        },
      ],
      [
        [0.55, 0.5, 0.38],
        [0.7, 0.66, 0.55],
      ],
    );
  bristles(skin, [26, 9, 0][detail] as number);
};

/** Bristles along the crest: a ridge with a ragged edge, leaning back. */
function bristles(skin: Parameters<Extras>[0], count: number): void {
  if (count === 0) return;
  const color: Vec3 = [0.028, 0.022, 0.018];
  const rows = Array.from({ length: count + 1 }, (_, n) => {
    const at = (n / count) * (CREST.length - 1);
    const i = Math.min(CREST.length - 2, Math.floor(at));
    const [[x0, z0], [x1, z1]] = [CREST[i], CREST[i + 1]] as [readonly [number, number], readonly [number, number]];
    const [x, z] = [x0 + (x1 - x0) * (at - i), z0 + (z1 - z0) * (at - i)];
    const tall = 0.042 * sin((PI * (n + 0.35)) / (count + 0.7)) * (0.86 + 0.14 * sin(n * 2.4) * sin(n * 1.1));
    const share = smoothstep(0.38, 0.58, x);
    const weights: Weights =
      share === 0
        ? [[B.chest, 1]]
        : share === 1
          ? [[B.neck, 1]]
          : [
              [B.chest, 1 - share],
              [B.neck, share],
            ];
    const corner = (p: Vec3, light: number): number => skin.vertex(p, [p[0], p[2]], scale(color, light), weights);
    return {
      left: corner([x, 0.022, z - 0.03], 1.4),
      top: corner([x - 0.025, 0, z + tall], 1.7),
      right: corner([x, -0.022, z - 0.03], 1.4),
    };
  });
  for (const [n, here] of rows.entries()) {
    const next = rows[n + 1];
    if (next === undefined) continue;
    for (const [a, b, c, d] of [
      [here.left, here.top, next.top, next.left],
      [here.top, here.right, next.right, next.top],
    ] as const) {
      skin.face(a, b, c);
      skin.face(a, c, d);
    }
  }
}

function coatFor(tone: number, young: boolean): Coat {
  const grey: Vec3 = scale(young ? [0.13, 0.085, 0.05] : [0.068, 0.054, 0.043], tone);
  return {
    back: scale(grey, 0.55),
    flank: grey,
    belly: scale(grey, 0.7),
    leg: [0.03, 0.025, 0.021],
    lowerLeg: [0.017, 0.015, 0.013],
    throat: scale(grey, 0.9),
    face: scale(grey, 0.95),
    muzzle: scale([0.085, 0.072, 0.06], tone),
    nose: [0.06, 0.042, 0.038],
    ear: scale(grey, 0.55),
    earInside: scale(grey, 1.2),
    tail: scale(grey, 0.6),
    tailUnder: scale(grey, 0.8),
    tailTip: [0.02, 0.017, 0.014],
    hoof: [0.015, 0.013, 0.012],
    mark({ head, onHead, normal, at, along, leg }, plain) {
      // A grizzled cheek.
      const cheek =
        head * smoothstep(0.2, 0.36, onHead[0]) * smoothstep(0.62, 0.46, onHead[0]) * smoothstep(0.4, -0.2, normal[2]);
      const grizzled = mix(plain, scale([0.16, 0.135, 0.11], tone), 0.55 * cheek);
      if (!young || leg > 0.4 || head > 0.5 || along > 0.92) return grizzled;
      const stripe = smoothstep(-0.2, 0.5, sin(at[2] * 62 + at[0] * 4)) * smoothstep(-0.5, 0, normal[2]);
      return mix(grizzled, [0.3, 0.23, 0.15], 0.55 * stripe);
    },
  };
}

export const wildBoar = species({
  name: 'wild-boar',
  class: 'boar',
  title: 'Wild boar',
  source: 'dimensions from general mammal references; speeds hazards.md 5.5',
  leg: 0.52,
  trotUpTo: 4.4,
  strides: [0.8, 1.25, 2.6],
  bearing: { tail: [0.05, -0.2, -1.9], neckTurn: 0.7, alert: 0.12 },
  // Pigs have no tapetum: a dim red at most.
  eyeShine: { color: [0.3, 0.07, 0.03], strength: 0.08 },
  dress(look, random) {
    const young = look.traits.age === 'juvenile';
    const height = traitNumber(
      look,
      'height',
      young ? random.child('height').between(0.4, 0.52) : random.child('height').between(0.68, 0.9),
    );
    return {
      kind: young ? 'juvenile' : 'adult',
      measures: young ? JUVENILE : ADULT,
      own: young ? () => [] : masses,
      height,
      coat: coatFor(random.child('tone').between(0.7, 1.3), young && height < 0.46),
      pattern: coatFor(1, false),
      ...(young ? {} : { extras: tusksAndMane }),
    };
  },
});
