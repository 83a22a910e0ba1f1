/** A dog of shepherd or hound proportions: shoulder height 0.4-0.7 m. Traits: `height` m at the withers, `coat` tan | black | white | grey. */
import type { Vec3 } from '#core/pose';
import type { Coat, Measures } from './quadruped/index.js';
import { scaled, species, traitNumber, traitWord } from './species.js';

const MEASURES: Measures = {
  withers: 0.6,
  rump: 0.57,
  trunk: 0.66,
  chestDepth: 0.28,
  chestWidth: 0.2,
  waistDepth: 0.19,
  rumpWidth: 0.18,
  neck: 0.22,
  neckRise: 0.75,
  neckThick: 0.115,
  head: 0.24,
  headDrop: 0.28,
  headThick: 0.125,
  muzzleThick: 0.068,
  leg: { thigh: 0.056, shank: 0.032, cannon: 0.02, hoof: 0.027 },
  tail: 0.34,
  tailThick: 0.034,
  ear: 0.11,
  hump: 0,
};
const COATS: Readonly<Record<string, readonly [Vec3, Vec3]>> = {
  tan: [
    [0.26, 0.16, 0.08],
    [0.34, 0.25, 0.16],
  ],
  black: [
    [0.018, 0.016, 0.015],
    [0.12, 0.08, 0.05],
  ],
  white: [
    [0.6, 0.57, 0.52],
    [0.66, 0.64, 0.6],
  ],
  grey: [
    [0.12, 0.115, 0.11],
    [0.24, 0.23, 0.22],
  ],
};

export const dog = species({
  name: 'dog',
  class: 'dog',
  title: 'Dog',
  source: 'proportions of medium and large breeds; speeds from memory',
  walkUpTo: 1.5,
  trotUpTo: 4,
  strides: [0.72, 1.25, 2.5],
  dress(look, random) {
    const [dark, light] = COATS[traitWord(look, 'coat', random.child('coat'), Object.keys(COATS))] as readonly [Vec3, Vec3];
    const height = traitNumber(look, 'height', random.child('height').between(0.45, 0.68));
    const coat: Coat = {
      back: [dark[0] * 0.7, dark[1] * 0.7, dark[2] * 0.7],
      flank: dark,
      belly: light,
      leg: light,
      lowerLeg: light,
      throat: light,
      muzzle: dark,
      nose: [0.012, 0.011, 0.01],
      tail: dark,
      tailUnder: light,
      hoof: light,
    };
    return { measures: scaled(MEASURES, height / MEASURES.withers), coat };
  },
});
