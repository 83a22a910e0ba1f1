/**
 * Domestic cow: 1.3-1.5 m at the withers, body 2.2-2.6 m, 500-700 kg (breed societies' figures for Holstein and Simmental). Traits: `breed`
 * holstein (black and white) | brown | red, `horns` yes | no, `height` m at the withers.
 */
import { sin, smoothstep } from '#core/math';
import { mix, type Vec3 } from '#core/pose';
import type { Loft } from '../mesh/field.js';
import { COW_HEAD } from './quadruped/heads.js';
import { addHorns } from './quadruped/horns.js';
import { B, type Coat, type Extras, type Measures } from './quadruped/index.js';
import { species, traitNumber, traitWord } from './species.js';

const MEASURES: Measures = {
  withers: 1.4,
  rump: 1.42,
  sag: 0.035,
  trunk: 1.66,
  chestDepth: 0.75,
  chestWidth: 0.52,
  waistDepth: 0.68,
  rumpWidth: 0.54,
  hump: 0,
  neck: { length: 0.56, rise: 0.28, base: [0.55, 0.27], top: [0.3, 0.19] },
  head: { length: 0.52, drop: 0.72, ...COW_HEAD },
  front: { middle: 0.74, ankle: 0.42, fetlock: 0.14, angles: [0.62, -0.02, 0], muscle: 0.115, joint: 0.062, cannon: 0.039 },
  hind: { middle: 0.78, ankle: 0.5, fetlock: 0.14, angles: [-0.4, 0.68, -0.06], muscle: 0.165, joint: 0.07, cannon: 0.042 },
  foot: { kind: 'cloven', length: 0.13, width: 0.115 },
  tail: { length: 0.85, hang: 1.48, widths: [0.035, 0.022, 0.018, 0.018, 0.03, 0.05, 0.015], flat: 0.9 },
};

/** The barrel, the hooks of the hips, the udder. */
const masses = (): Loft[] => [
  {
    from: [-0.5, 0, 0.86],
    to: [0.35, 0, 0.86],
    stations: [
      [0, 0.2, 0.2, 0.24],
      [0.5, 0.3, 0.27, 0.345],
      [1, 0.2, 0.22, 0.24],
    ],
    bones: [
      [0.3, B.pelvis],
      [0.8, B.chest],
    ],
    melt: 0.16,
  },
  {
    from: [-0.46, 0.2, 1.31],
    to: [-0.36, 0.2, 1.28],
    stations: [
      [0, 0.05, 0.09, 0.055],
      [1, 0.05, 0.08, 0.05],
    ],
    bones: [[0, B.pelvis]],
    melt: 0.09,
  },
  {
    from: [-0.6, 0.07, 0.72],
    to: [-0.32, 0.06, 0.7],
    stations: [
      [0, 0.12, 0.12, 0.12],
      [0.5, 0.15, 0.15, 0.14],
      [1, 0.1, 0.09, 0.1],
    ],
    bones: [[0, B.pelvis]],
    melt: 0.06,
  },
];

const horns: Extras = (_skin, horn, shape, detail) =>
  addHorns(
    horn,
    shape,
    detail,
    [
      {
        points: [
          [0.02, 0.16, 0.16],
          [0.04, 0.24, 0.34],
          [0.14, 0.36, 0.42],
          [0.2, 0.5, 0.38],
        ],
        thick: [0.03, 0.006],
      },
    ],
    [
      [0.5, 0.44, 0.33],
      [0.06, 0.05, 0.045],
    ],
  );

const COLORS: Readonly<Record<string, Vec3>> = {
  holstein: [0.014, 0.013, 0.013],
  brown: [0.135, 0.085, 0.05],
  red: [0.21, 0.075, 0.03],
};
const WHITE: Vec3 = [0.62, 0.59, 0.53];

/** @param shift moves the patches, so that no two cows are alike */
function coatFor(breed: string, shift: number): Coat {
  const main = COLORS[breed] as Vec3;
  const patched = breed === 'holstein';
  const light = breed === 'brown' ? mix(main, WHITE, 0.35) : patched ? WHITE : mix(main, WHITE, 0.15);
  return {
    back: main,
    flank: main,
    belly: patched ? WHITE : light,
    leg: patched ? WHITE : main,
    lowerLeg: patched ? WHITE : light,
    throat: main,
    face: main,
    muzzle: breed === 'brown' ? mix(main, WHITE, 0.5) : main,
    nose: patched ? [0.045, 0.04, 0.04] : [0.16, 0.1, 0.085],
    ear: main,
    earInside: mix(main, [0.35, 0.25, 0.2], 0.6),
    tail: main,
    tailUnder: main,
    tailTip: patched ? WHITE : mix(main, [0.02, 0.02, 0.02], 0.5),
    hoof: [0.04, 0.034, 0.03],
    mark({ at, normal, leg, head, onHead }, plain) {
      const blaze =
        head *
        smoothstep(0.075, 0.05, Math.abs(onHead[2])) *
        smoothstep(0.1, 0.5, normal[2]) *
        smoothstep(0.9, 0.86, onHead[0]);
      if (breed === 'red')
        return mix(
          plain,
          WHITE,
          Math.max(0.9 * head * smoothstep(0.92, 0.88, onHead[0]), 0.8 * smoothstep(0.5, 0.9, -normal[2]) * (1 - leg)),
        );
      if (!patched) return plain;
      const wave =
        sin(3.1 * at[0] + shift) +
        0.7 * sin(4.3 * at[2] + 2.2 * at[0] + 1.7 * shift) +
        0.5 * sin(7 * at[1] + 2.9 * at[0] + shift);
      const white = smoothstep(0.1, 0.22, wave - 0.15) * (1 - head);
      return mix(plain, WHITE, Math.max(white, blaze, smoothstep(0.4, 0.7, leg)));
    },
  };
}

export const cow = species({
  name: 'cow',
  class: 'cow',
  title: 'Cow',
  source: "heights and masses from breed societies' figures (Holstein, Simmental); gaits change by Froude number",
  leg: 0.95,
  strides: [1.35, 2.1, 3.6],
  bearing: { tail: [0, -0.05, -0.7], neckTurn: 1, alert: 0.25 },
  eyeShine: { color: [0.35, 0.75, 0.8], strength: 0.7 },
  dress(look, random) {
    const breed = traitWord(look, 'breed', random.child('breed'), Object.keys(COLORS));
    const horned = traitWord(look, 'horns', random.child('horns'), ['no', 'no', 'yes']) === 'yes';
    return {
      kind: breed,
      measures: MEASURES,
      own: masses,
      height: traitNumber(look, 'height', random.child('height').between(1.32, 1.48)),
      coat: coatFor(breed, random.child('patches').between(0, 6)),
      pattern: coatFor(breed, 0),
      ...(horned ? { extras: horns } : {}),
    };
  },
});
