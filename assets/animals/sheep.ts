/**
 * Domestic sheep: 0.6-0.8 m at the withers in fleece, 45-100 kg (breed societies' figures for Texel and Suffolk). Traits: `face` white | black,
 * `shorn` yes | no, `height` m at the withers.
 */
import { sin, smoothstep } from '#core/math';
import { scale, type Vec3 } from '#core/pose';
import type { Loft } from '../mesh/field.js';
import { SHEEP_HEAD } from './quadruped/heads.js';
import { B, type Coat, type Measures } from './quadruped/index.js';
import { species, traitNumber, traitWord } from './species.js';

const MEASURES: Measures = {
  withers: 0.7,
  rump: 0.7,
  sag: 0.005,
  trunk: 0.86,
  chestDepth: 0.35,
  chestWidth: 0.26,
  waistDepth: 0.32,
  rumpWidth: 0.27,
  hump: 0,
  neck: { length: 0.27, rise: 0.62, base: [0.24, 0.16], top: [0.15, 0.12] },
  head: { length: 0.255, drop: 0.5, ...SHEEP_HEAD },
  front: { middle: 0.38, ankle: 0.21, fetlock: 0.075, angles: [0.6, -0.02, 0], muscle: 0.05, joint: 0.025, cannon: 0.018 },
  hind: { middle: 0.4, ankle: 0.25, fetlock: 0.075, angles: [-0.42, 0.7, -0.06], muscle: 0.078, joint: 0.028, cannon: 0.0185 },
  foot: { kind: 'cloven', length: 0.06, width: 0.048 },
  tail: { length: 0.26, hang: 1.45, widths: [0.035, 0.04, 0.034, 0.026, 0.01], flat: 0.7 },
};

/** Wool round trunk and neck, lumpy. */
const fleece = (): Loft[] => [
  {
    from: [-0.46, 0, 0.53],
    to: [0.44, 0, 0.53],
    stations: [
      [0, 0.15, 0.16, 0.13],
      [0.15, 0.195, 0.2, 0.18],
      [0.3, 0.185, 0.21, 0.175],
      [0.5, 0.2, 0.235, 0.2],
      [0.68, 0.19, 0.225, 0.185],
      [0.85, 0.2, 0.21, 0.17],
      [1, 0.15, 0.16, 0.12],
    ],
    bones: [
      [0.3, B.pelvis],
      [0.7, B.chest],
    ],
    melt: 0.05,
  },
  {
    from: [0.38, 0, 0.58],
    to: [0.54, 0, 0.74],
    stations: [
      [0, 0.15, 0.15, 0.13],
      [1, 0.1, 0.11, 0.095],
    ],
    bones: [
      [0, B.chest],
      [0.8, B.neck],
    ],
    melt: 0.07,
  },
];

function coatFor(black: boolean, shorn: boolean, tone: number): Coat {
  const wool: Vec3 = scale(shorn ? [0.6, 0.56, 0.48] : [0.46, 0.41, 0.32], tone);
  const face: Vec3 = black ? [0.017, 0.015, 0.014] : [0.58, 0.53, 0.46];
  return {
    back: scale(wool, 1.05),
    flank: wool,
    belly: scale(wool, 0.75),
    leg: face,
    lowerLeg: face,
    throat: wool,
    face,
    muzzle: scale(face, 0.9),
    nose: black ? [0.03, 0.026, 0.025] : [0.2, 0.13, 0.115],
    ear: face,
    earInside: black ? [0.06, 0.045, 0.04] : [0.45, 0.32, 0.27],
    tail: wool,
    tailUnder: wool,
    hoof: [0.03, 0.026, 0.023],
    mark({ at, head, leg }, plain) {
      const lumps = 0.5 + 0.5 * sin(70 * at[0] + 4 * sin(31 * at[2])) * sin(64 * at[2] + 5 * sin(27 * at[1]));
      return scale(plain, 1 - 0.22 * lumps * (1 - Math.max(head, smoothstep(0.3, 0.7, leg))));
    },
  };
}

export const sheep = species({
  name: 'sheep',
  class: 'sheep',
  title: 'Sheep',
  source: "heights and masses from breed societies' figures (Texel, Suffolk); gaits change by Froude number",
  leg: 0.5,
  strides: [0.75, 1.3, 2.2],
  bearing: { tail: [0, -0.05, -0.25], neckTurn: 1, alert: 0.3 },
  eyeShine: { color: [0.6, 0.85, 0.7], strength: 0.7 },
  dress(look, random) {
    const black = traitWord(look, 'face', random.child('face'), ['white', 'black']) === 'black';
    const shorn = traitWord(look, 'shorn', random.child('shorn'), ['no', 'no', 'yes']) === 'yes';
    return {
      kind: shorn ? 'shorn' : 'fleeced',
      measures: MEASURES,
      own: shorn ? () => [] : fleece,
      height: traitNumber(look, 'height', random.child('height').between(0.64, 0.78)),
      coat: coatFor(black, shorn, random.child('tone').between(0.85, 1.1)),
      pattern: coatFor(true, shorn, 1),
    };
  },
});
