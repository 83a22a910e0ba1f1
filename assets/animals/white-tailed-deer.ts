/**
 * White-tailed deer: shoulder height 0.8-1.05 m, body 1.5-2 m, 45-110 kg (general mammal references); grey-brown in autumn and winter,
 * red-brown in summer; white belly, throat, eye ring and underside of the tail, which is raised like a flag in flight. It bounds in flight.
 * Traits: `sex` buck | doe, `age` adult | fawn, `coat` winter | summer, `height` m at the withers.
 */
import { smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import { BOUND } from './quadruped/gait.js';
import { DEER_HEAD } from './quadruped/heads.js';
import { addHorns, type Tine } from './quadruped/horns.js';
import type { Coat, Extras, Measures } from './quadruped/index.js';
import { species, traitNumber, traitWord } from './species.js';

const DOE: Measures = {
  withers: 0.98,
  rump: 1.0,
  sag: 0.015,
  trunk: 1.06,
  chestDepth: 0.41,
  chestWidth: 0.27,
  waistDepth: 0.37,
  rumpWidth: 0.28,
  hump: 0,
  neck: { length: 0.44, rise: 0.92, base: [0.27, 0.17], top: [0.15, 0.125] },
  head: { length: 0.3, drop: 0.5, ...DEER_HEAD },
  front: { middle: 0.56, ankle: 0.325, fetlock: 0.1, angles: [0.72, -0.02, 0.0], muscle: 0.062, joint: 0.03, cannon: 0.0185 },
  hind: { middle: 0.6, ankle: 0.4, fetlock: 0.105, angles: [-0.52, 0.78, -0.1], muscle: 0.098, joint: 0.036, cannon: 0.021 },
  foot: { kind: 'cloven', length: 0.075, width: 0.055 },
  tail: { length: 0.27, hang: 1.28, widths: [0.03, 0.05, 0.06, 0.056, 0.035, 0.008], flat: 0.4 },
};
const BUCK: Measures = {
  ...DOE,
  chestDepth: 0.43,
  chestWidth: 0.29,
  neck: { ...DOE.neck, base: [0.33, 0.22], top: [0.18, 0.155] },
};
/** A fawn of some months: long in the leg, short in the face. */
const FAWN: Measures = {
  ...DOE,
  trunk: 0.92,
  chestDepth: 0.37,
  waistDepth: 0.33,
  chestWidth: 0.24,
  rumpWidth: 0.25,
  neck: { ...DOE.neck, length: 0.38, base: [0.23, 0.15], top: [0.14, 0.12] },
  head: {
    ...DOE.head,
    length: 0.27,
    eye: [0.34, 0.1, 0.19, 0.072],
    ear: { ...DEER_HEAD.ear, length: 0.66, width: 0.32 },
  },
};

const BEAM: readonly Vec3[] = [
  [0.1, 0.2, 0.1],
  [-0.1, 0.5, 0.25],
  [-0.05, 0.85, 0.5],
  [0.3, 1.15, 0.62],
  [0.75, 1.25, 0.5],
];
const ANTLERS: readonly Tine[] = [
  { points: BEAM, thick: [0.017, 0.005] },
  {
    points: [
      [0.06, 0.28, 0.13],
      [0.16, 0.42, 0.12],
      [0.2, 0.58, 0.1],
    ],
    thick: [0.012, 0.003],
    until: 2,
  },
  {
    points: [
      [-0.09, 0.66, 0.36],
      [0.08, 0.92, 0.38],
      [0.2, 1.25, 0.36],
    ],
    thick: [0.013, 0.003],
  },
  {
    points: [
      [0.08, 1.0, 0.57],
      [0.22, 1.25, 0.54],
      [0.36, 1.55, 0.5],
    ],
    thick: [0.013, 0.003],
  },
  {
    points: [
      [0.4, 1.18, 0.61],
      [0.52, 1.36, 0.57],
      [0.6, 1.52, 0.53],
    ],
    thick: [0.011, 0.003],
    until: 2,
  },
];
const antlers: Extras = (_skin, horn, shape, detail) =>
  addHorns(horn, shape, detail, ANTLERS, [
    [0.17, 0.115, 0.065],
    [0.5, 0.41, 0.29],
  ]);

/** White spots in rows on a young fawn's back and flanks. */
const SPOTS = 0.55;

function coatFor(summer: boolean, fawn: boolean, tone: number): Coat {
  const brown: Vec3 = scale(summer ? [0.25, 0.115, 0.05] : [0.165, 0.115, 0.075], tone);
  const white: Vec3 = [0.62, 0.58, 0.52];
  return {
    back: scale(brown, 0.68),
    flank: brown,
    belly: white,
    leg: scale(brown, 1.1),
    lowerLeg: scale([0.22, 0.155, 0.1], tone),
    throat: white,
    face: scale(brown, 0.9),
    muzzle: scale([0.11, 0.085, 0.066], tone),
    nose: [0.01, 0.009, 0.009],
    ear: scale(brown, 0.8),
    earInside: [0.5, 0.44, 0.38],
    tail: scale(brown, 0.85),
    tailUnder: [0.78, 0.77, 0.74],
    hoof: [0.018, 0.016, 0.014],
    rump: white,
    eyeRing: [0.42, 0.37, 0.31],
    mark({ onHead, head, normal, along, height, at }, plain) {
      // A pale band behind the nose and a white chin.
      const band = head * smoothstep(0.74, 0.8, onHead[0]) * smoothstep(0.92, 0.86, onHead[0]);
      const banded = mix(plain, [0.4, 0.36, 0.31], 0.8 * band);
      if (!fawn || normal[2] < -0.2 || along < 0.08 || along > 0.86 || height < 0.66) return banded;
      const cell = (v: number): number => v - Math.floor(v) - 0.5;
      const spot = Math.abs(cell(at[0] / 0.085)) + Math.abs(cell(at[2] / 0.07));
      return mix(banded, [0.55, 0.5, 0.42], SPOTS * smoothstep(0.34, 0.18, spot));
    },
  };
}

export const whiteTailedDeer = species({
  name: 'white-tailed-deer',
  class: 'deer',
  title: 'White-tailed deer',
  source: 'dimensions from general mammal references; gaits change by Froude number at a leg of 0.9 m (hazards.md 5.5)',
  leg: 0.9,
  trotUpTo: 5.4,
  strides: [1.15, 1.9, 4.2],
  bearing: { gallop: BOUND, tail: [0.1, -0.2, -2.3], alert: 0.3 },
  eyeShine: { color: [0.75, 0.85, 0.8], strength: 0.9 },
  dress(look, random) {
    const sex = traitWord(look, 'sex', random.child('sex'), ['buck', 'doe', 'doe']);
    const fawn = look.traits.age === 'fawn';
    const buck = sex === 'buck' && !fawn;
    const height = traitNumber(
      look,
      'height',
      fawn
        ? random.child('height').between(0.6, 0.72)
        : random.child('height').between(0.86, 1.02) + (sex === 'buck' ? 0.04 : 0),
    );
    const summer = traitWord(look, 'coat', random.child('coat'), ['winter', 'winter', 'summer']) === 'summer';
    return {
      kind: fawn ? 'fawn' : buck ? 'buck' : 'doe',
      measures: fawn ? FAWN : buck ? BUCK : DOE,
      height,
      coat: coatFor(summer, fawn, random.child('tone').between(0.85, 1.15)),
      pattern: coatFor(false, false, 1),
      ...(buck ? { extras: antlers } : {}),
    };
  },
});
