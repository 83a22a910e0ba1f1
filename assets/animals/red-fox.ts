/**
 * Red fox: shoulder height 0.35-0.45 m, body 0.6-0.8 m with a brush of 0.35-0.45 m, 5-9 kg (general mammal references); rust-red above, white
 * at chin, throat, belly and tip of the brush, black "stockings" and backs of the ears. Traits: `height` m at the withers.
 */
import { smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import { FOX_HEAD } from './quadruped/heads.js';
import type { Coat, Measures } from './quadruped/index.js';
import { species, traitNumber } from './species.js';

const MEASURES: Measures = {
  withers: 0.4,
  rump: 0.395,
  sag: 0.0,
  trunk: 0.46,
  chestDepth: 0.175,
  chestWidth: 0.135,
  waistDepth: 0.15,
  rumpWidth: 0.13,
  hump: 0,
  neck: { length: 0.15, rise: 0.5, base: [0.15, 0.12], top: [0.125, 0.12] },
  head: { length: 0.165, drop: 0.25, ...FOX_HEAD },
  front: {
    middle: 0.225,
    ankle: 0.085,
    fetlock: 0.036,
    angles: [0.6, -0.02, -0.03],
    muscle: 0.024,
    joint: 0.0125,
    cannon: 0.011,
  },
  hind: { middle: 0.23, ankle: 0.11, fetlock: 0.034, angles: [-0.45, 0.82, -0.06], muscle: 0.04, joint: 0.0145, cannon: 0.011 },
  foot: { kind: 'paw', length: 0.045, width: 0.032 },
  tail: { length: 0.4, hang: 0.75, widths: [0.018, 0.034, 0.05, 0.056, 0.054, 0.044, 0.026, 0.006], flat: 0.95 },
};

function coatFor(tone: number): Coat {
  const red: Vec3 = [0.36 * tone, 0.135 * tone, 0.035 * tone];
  const white: Vec3 = [0.62, 0.58, 0.52];
  const black: Vec3 = [0.014, 0.012, 0.011];
  return {
    back: mix(scale(red, 0.85), [0.12, 0.08, 0.05], 0.25),
    flank: red,
    belly: mix(white, red, 0.2),
    leg: scale(red, 0.85),
    lowerLeg: black,
    throat: white,
    face: red,
    muzzle: mix(red, [0.2, 0.12, 0.07], 0.3),
    nose: black,
    ear: black,
    earInside: [0.4, 0.34, 0.27],
    tail: mix(red, [0.12, 0.08, 0.05], 0.25),
    tailUnder: mix(red, [0.25, 0.17, 0.1], 0.5),
    tailTip: white,
    hoof: black,
    mark({ head, onHead, normal }, plain) {
      const cheek =
        head * smoothstep(0.02, -0.08, onHead[1]) * smoothstep(0.25, 0.4, onHead[0]) * smoothstep(0.95, 0.9, onHead[0]);
      return mix(plain, white, cheek * smoothstep(0.6, 0.1, normal[2]));
    },
  };
}

export const redFox = species({
  name: 'red-fox',
  class: 'fox',
  title: 'Red fox',
  source: 'dimensions from general mammal references; gaits change by Froude number',
  leg: 0.3,
  strides: [0.55, 1.05, 2.3],
  bearing: { tail: [0.05, -0.45, -0.75], alert: 0.2 },
  eyeShine: { color: [0.7, 0.95, 0.6], strength: 0.8 },
  dress(look, random) {
    return {
      kind: 'fox',
      measures: MEASURES,
      height: traitNumber(look, 'height', random.child('height').between(0.36, 0.44)),
      coat: coatFor(random.child('tone').between(0.8, 1.15)),
      pattern: coatFor(1),
    };
  },
});
