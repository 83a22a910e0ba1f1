/**
 * European badger: shoulder height about 0.3 m, body 0.6-0.9 m with a tail of 0.12-0.2 m, 7-17 kg (general mammal references); low and
 * broad, grizzled grey above and black below, a white head with a black stripe through each eye. Traits: `height` m at the withers.
 */
import { smoothstep } from '#core/math';
import { mix, scale, type Vec3 } from '#core/pose';
import type { Loft } from '../mesh/field.js';
import { BADGER_HEAD } from './quadruped/heads.js';
import { B, type Coat, type Measures } from './quadruped/index.js';
import { species, traitNumber } from './species.js';

const MEASURES: Measures = {
  withers: 0.29,
  rump: 0.3,
  sag: -0.025,
  trunk: 0.56,
  chestDepth: 0.19,
  chestWidth: 0.2,
  waistDepth: 0.2,
  rumpWidth: 0.22,
  hump: 0,
  neck: { length: 0.1, rise: 0.05, base: [0.16, 0.16], top: [0.12, 0.12] },
  head: { length: 0.17, drop: 0.3, ...BADGER_HEAD },
  front: { middle: 0.13, ankle: 0.06, fetlock: 0.028, angles: [0.5, -0.02, 0], muscle: 0.036, joint: 0.022, cannon: 0.018 },
  hind: { middle: 0.145, ankle: 0.065, fetlock: 0.026, angles: [-0.4, 0.6, -0.05], muscle: 0.05, joint: 0.022, cannon: 0.018 },
  foot: { kind: 'paw', length: 0.06, width: 0.045 },
  tail: { length: 0.16, hang: 0.75, widths: [0.03, 0.032, 0.026, 0.008], flat: 0.9 },
};

/** Long fur that hangs from the flanks. */
const fur = (): Loft[] => [
  {
    from: [-0.28, 0, 0.2],
    to: [0.2, 0, 0.19],
    stations: [
      [0, 0.075, 0.09, 0.09],
      [0.4, 0.1, 0.115, 0.135],
      [1, 0.08, 0.09, 0.09],
    ],
    bones: [
      [0.3, B.pelvis],
      [0.7, B.chest],
    ],
    melt: 0.05,
  },
];

function coatFor(tone: number): Coat {
  const grey: Vec3 = scale([0.19, 0.175, 0.155], tone);
  const black: Vec3 = [0.015, 0.014, 0.013];
  const white: Vec3 = [0.6, 0.57, 0.52];
  return {
    back: scale(grey, 0.9),
    flank: grey,
    belly: black,
    leg: black,
    lowerLeg: black,
    throat: black,
    face: white,
    muzzle: white,
    nose: black,
    ear: black,
    earInside: white,
    tail: mix(grey, white, 0.3),
    tailUnder: mix(grey, white, 0.3),
    hoof: black,
    mark({ head, onHead, neck, normal }, plain) {
      const aside = Math.abs(onHead[2]);
      const stripe =
        smoothstep(0.045, 0.075, aside) *
        smoothstep(0.2, 0.165, aside) *
        smoothstep(0.93, 0.85, onHead[0]) *
        smoothstep(-0.25, 0, normal[2]);
      const whole = Math.min(1, head + 0.8 * neck * smoothstep(-0.35, -0.1, onHead[0]));
      return mix(mix(plain, white, 0.9 * whole * smoothstep(-0.15, 0.1, normal[2])), black, whole * stripe);
    },
  };
}

export const badger = species({
  name: 'badger',
  class: 'badger',
  title: 'Badger',
  source: 'dimensions from general mammal references; gaits change by Froude number',
  leg: 0.19,
  strides: [0.42, 0.75, 1.5],
  bearing: { tail: [0, -0.1, -0.3], neckTurn: 0.8, alert: 0.15 },
  eyeShine: { color: [0.8, 0.7, 0.5], strength: 0.3 },
  dress(look, random) {
    return {
      kind: 'badger',
      measures: MEASURES,
      own: fur,
      height: traitNumber(look, 'height', random.child('height').between(0.26, 0.32)),
      coat: coatFor(random.child('tone').between(0.85, 1.15)),
      pattern: coatFor(1),
    };
  },
});
