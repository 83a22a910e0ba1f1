/**
 * Roe deer: shoulder height 0.63-0.75 m, body 0.95-1.35 m, 15-30 kg (general mammal references); no tail to be seen, a white rump patch,
 * a black nose over a white chin; fox-red in summer, grey-brown in winter. Bucks carry short upright antlers of three points.
 * Traits: `sex` buck | doe, `coat` winter | summer, `height` m at the withers.
 */
import { smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import { BOUND } from './quadruped/gait.js';
import { DEER_HEAD } from './quadruped/heads.js';
import { addHorns } from './quadruped/horns.js';
import type { Coat, Extras, Measures } from './quadruped/index.js';
import { species, traitNumber, traitWord } from './species.js';

const MEASURES: Measures = {
  withers: 0.69,
  rump: 0.735,
  sag: -0.015,
  trunk: 0.75,
  chestDepth: 0.28,
  chestWidth: 0.18,
  waistDepth: 0.26,
  rumpWidth: 0.2,
  hump: 0,
  neck: { length: 0.33, rise: 1.0, base: [0.19, 0.12], top: [0.105, 0.09] },
  head: { length: 0.205, drop: 0.45, ...DEER_HEAD, ear: { ...DEER_HEAD.ear, length: 0.66, width: 0.3 } },
  front: { middle: 0.4, ankle: 0.235, fetlock: 0.07, angles: [0.72, -0.02, 0], muscle: 0.041, joint: 0.02, cannon: 0.0125 },
  hind: { middle: 0.44, ankle: 0.3, fetlock: 0.072, angles: [-0.55, 0.82, -0.12], muscle: 0.07, joint: 0.024, cannon: 0.014 },
  foot: { kind: 'cloven', length: 0.05, width: 0.036 },
  tail: { length: 0.03, hang: 1, widths: [0.014, 0.014, 0.006], flat: 0.7 },
};

const antlers: Extras = (_skin, horn, shape, detail) =>
  addHorns(
    horn,
    shape,
    detail,
    [
      {
        points: [
          [0.1, 0.2, 0.12],
          [0.06, 0.62, 0.2],
          [-0.06, 1.02, 0.24],
          [-0.1, 1.25, 0.22],
        ],
        thick: [0.013, 0.003],
      },
      {
        points: [
          [0.06, 0.62, 0.2],
          [0.18, 0.78, 0.22],
          [0.24, 0.92, 0.22],
        ],
        thick: [0.008, 0.003],
        until: 2,
      },
      {
        points: [
          [-0.02, 0.9, 0.23],
          [-0.14, 1.02, 0.24],
          [-0.22, 1.12, 0.24],
        ],
        thick: [0.007, 0.003],
        until: 2,
      },
    ],
    [
      [0.11, 0.075, 0.045],
      [0.42, 0.34, 0.24],
    ],
  );

function coatFor(summer: boolean, tone: number): Coat {
  const brown: Vec3 = scale(summer ? [0.3, 0.125, 0.045] : [0.145, 0.115, 0.088], tone);
  return {
    back: scale(brown, 0.75),
    flank: brown,
    belly: mix(brown, [0.45, 0.38, 0.29], 0.6),
    leg: scale(brown, 1.05),
    lowerLeg: scale(brown, 0.85),
    throat: mix(brown, [0.42, 0.38, 0.33], summer ? 0.25 : 0.5),
    face: scale(brown, 0.95),
    muzzle: scale(brown, 0.7),
    nose: [0.008, 0.007, 0.007],
    ear: scale(brown, 0.7),
    earInside: [0.45, 0.38, 0.3],
    tail: [0.6, 0.55, 0.47],
    tailUnder: [0.65, 0.6, 0.52],
    hoof: [0.015, 0.013, 0.012],
    rump: summer ? [0.52, 0.42, 0.28] : [0.72, 0.69, 0.63],
    rumpSize: 1.15,
    eyeRing: scale(brown, 0.8),
    mark({ head, onHead, normal }, plain) {
      // A dark band over the muzzle, white at lip and chin.
      const band = head * smoothstep(0.7, 0.76, onHead[0]) * smoothstep(0.05, 0.2, normal[2]);
      const chin = head * smoothstep(0.66, 0.78, onHead[0]) * smoothstep(0.2, 0, normal[2]) * smoothstep(0.94, 0.9, onHead[0]);
      return mix(mix(plain, [0.02, 0.016, 0.014], 0.8 * band), [0.6, 0.56, 0.5], chin);
    },
  };
}

export const roeDeer = species({
  name: 'roe-deer',
  class: 'deer',
  title: 'Roe deer',
  source: 'dimensions from general mammal references; gaits change by Froude number at a leg of 0.55 m (hazards.md 5.5)',
  leg: 0.55,
  strides: [0.85, 1.5, 3.6],
  bearing: { gallop: BOUND, tail: [0, 0, -0.3], alert: 0.3 },
  eyeShine: { color: [0.85, 0.9, 0.7], strength: 0.85 },
  dress(look, random) {
    const sex = traitWord(look, 'sex', random.child('sex'), ['buck', 'doe', 'doe']);
    const summer = traitWord(look, 'coat', random.child('coat'), ['winter', 'summer']) === 'summer';
    return {
      kind: 'roe',
      measures: MEASURES,
      height: traitNumber(look, 'height', random.child('height').between(0.63, 0.75)),
      coat: coatFor(summer, random.child('tone').between(0.85, 1.15)),
      pattern: coatFor(false, 1),
      ...(sex === 'buck' ? { extras: antlers } : {}),
    };
  },
});
