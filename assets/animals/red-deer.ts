/**
 * Red deer: shoulder height of stags 1.05-1.4 m, of hinds 0.95-1.15 m; body 1.65-2.5 m, 70-250 kg (general mammal references); red-brown in
 * summer, grey-brown in winter, a straw-coloured rump; stags have a maned neck and many-pointed antlers with a crown.
 * Traits: `sex` stag | hind, `coat` winter | summer, `height` m at the withers.
 */
import { smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import { DEER_HEAD } from './quadruped/heads.js';
import { addHorns, type Tine } from './quadruped/horns.js';
import type { Coat, Extras, Measures } from './quadruped/index.js';
import { species, traitNumber, traitWord } from './species.js';

const HIND: Measures = {
  withers: 1.2,
  rump: 1.2,
  sag: 0.02,
  trunk: 1.36,
  chestDepth: 0.51,
  chestWidth: 0.34,
  waistDepth: 0.45,
  rumpWidth: 0.35,
  hump: 0,
  neck: { length: 0.55, rise: 0.9, base: [0.33, 0.2], top: [0.18, 0.14] },
  head: { length: 0.37, drop: 0.5, ...DEER_HEAD, ear: { ...DEER_HEAD.ear, length: 0.52, width: 0.23 } },
  front: { middle: 0.68, ankle: 0.4, fetlock: 0.125, angles: [0.72, -0.02, 0], muscle: 0.077, joint: 0.038, cannon: 0.023 },
  hind: { middle: 0.71, ankle: 0.475, fetlock: 0.125, angles: [-0.5, 0.78, -0.1], muscle: 0.118, joint: 0.045, cannon: 0.0255 },
  foot: { kind: 'cloven', length: 0.09, width: 0.066 },
  tail: { length: 0.16, hang: 1.3, widths: [0.03, 0.032, 0.026, 0.008], flat: 0.6 },
};
const STAG: Measures = {
  ...HIND,
  chestDepth: 0.55,
  chestWidth: 0.37,
  neck: { ...HIND.neck, base: [0.46, 0.29], top: [0.25, 0.2] },
};

const ANTLERS: readonly Tine[] = [
  {
    points: [
      [0.08, 0.2, 0.1],
      [-0.12, 0.62, 0.36],
      [-0.3, 1.1, 0.66],
      [-0.2, 1.6, 0.82],
      [0.0, 2.0, 0.74],
    ],
    thick: [0.03, 0.01],
  },
  {
    points: [
      [0.05, 0.27, 0.14],
      [0.32, 0.34, 0.26],
      [0.52, 0.62, 0.3],
    ],
    thick: [0.021, 0.006],
  },
  {
    points: [
      [0.0, 0.4, 0.22],
      [0.24, 0.52, 0.38],
      [0.38, 0.76, 0.44],
    ],
    thick: [0.018, 0.005],
    until: 2,
  },
  {
    points: [
      [-0.26, 1.0, 0.6],
      [0.04, 1.14, 0.76],
      [0.2, 1.38, 0.84],
    ],
    thick: [0.02, 0.006],
  },
  {
    points: [
      [-0.14, 1.72, 0.81],
      [0.1, 1.86, 0.96],
      [0.18, 2.08, 1.02],
    ],
    thick: [0.018, 0.005],
    until: 2,
  },
  {
    points: [
      [-0.14, 1.72, 0.81],
      [-0.24, 1.96, 0.9],
      [-0.26, 2.16, 0.92],
    ],
    thick: [0.018, 0.005],
  },
];
const antlers: Extras = (_skin, horn, shape, detail) =>
  addHorns(horn, shape, detail, ANTLERS, [
    [0.12, 0.08, 0.045],
    [0.48, 0.39, 0.28],
  ]);

function coatFor(summer: boolean, maned: boolean, tone: number): Coat {
  const brown: Vec3 = scale(summer ? [0.235, 0.1, 0.042] : [0.135, 0.095, 0.065], tone);
  const mane: Vec3 = scale([0.075, 0.05, 0.034], tone);
  return {
    back: scale(brown, 0.72),
    flank: brown,
    belly: mix(brown, [0.3, 0.26, 0.2], 0.5),
    leg: scale(brown, 0.85),
    lowerLeg: mix(brown, [0.14, 0.11, 0.085], 0.6),
    throat: maned ? mane : scale(brown, 0.9),
    face: scale(brown, 0.95),
    muzzle: scale([0.13, 0.1, 0.075], tone),
    nose: [0.012, 0.01, 0.01],
    ear: scale(brown, 0.85),
    earInside: [0.36, 0.3, 0.24],
    tail: mix(brown, [0.38, 0.26, 0.14], 0.7),
    tailUnder: [0.4, 0.3, 0.18],
    hoof: [0.016, 0.014, 0.013],
    rump: scale([0.42, 0.31, 0.18], tone),
    rumpSize: 1.25,
    mark({ neck, normal, head, onHead }, plain) {
      const pale =
        head * smoothstep(0.8, 0.88, onHead[0]) * smoothstep(0.3, -0.2, normal[2]) * smoothstep(0.95, 0.92, onHead[0]);
      const chin = mix(plain, [0.3, 0.27, 0.23], pale);
      return maned ? mix(chin, mane, 0.75 * neck * smoothstep(0.75, 0.1, normal[2])) : chin;
    },
  };
}

export const redDeer = species({
  name: 'red-deer',
  class: 'deer',
  title: 'Red deer',
  source: 'dimensions from general mammal references; gaits change by Froude number at a leg of 0.9 m (hazards.md 5.5)',
  leg: 0.9,
  trotUpTo: 5.5,
  strides: [1.35, 2.2, 4.4],
  bearing: { tail: [0, -0.1, -0.6], alert: 0.3 },
  eyeShine: { color: [0.8, 0.88, 0.75], strength: 0.9 },
  dress(look, random) {
    const stag = traitWord(look, 'sex', random.child('sex'), ['stag', 'hind', 'hind']) === 'stag';
    const summer = traitWord(look, 'coat', random.child('coat'), ['winter', 'summer']) === 'summer';
    return {
      kind: stag ? 'stag' : 'hind',
      measures: stag ? STAG : HIND,
      height: traitNumber(
        look,
        'height',
        random.child('height').between(...((stag ? [1.12, 1.35] : [0.98, 1.15]) as [number, number])),
      ),
      coat: coatFor(summer, stag, random.child('tone').between(0.85, 1.15)),
      pattern: coatFor(false, stag, 1),
      ...(stag ? { extras: antlers } : {}),
    };
  },
});
