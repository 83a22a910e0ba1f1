/**
 * Wild boar: shoulder height 0.6-0.95 m, body 1.1-1.6 m, 50-150 kg (general mammal references); wedge head carried low, high bristled
 * shoulders, short legs, thin straight tail; boars show tusks. Traits: `height` m at the withers, `age` adult | juvenile.
 */
import type { Vec3 } from '#core/pose';
import type { Coat, Extras, Measures } from './quadruped/index.js';
import { scaled, species, traitNumber } from './species.js';

const MEASURES: Measures = {
  withers: 0.8,
  rump: 0.7,
  trunk: 1.08,
  chestDepth: 0.5,
  chestWidth: 0.36,
  waistDepth: 0.4,
  rumpWidth: 0.3,
  neck: 0.22,
  neckRise: -0.2,
  neckThick: 0.21,
  head: 0.48,
  headDrop: 0.42,
  headThick: 0.23,
  muzzleThick: 0.115,
  leg: { thigh: 0.085, shank: 0.048, cannon: 0.027, hoof: 0.036 },
  tail: 0.26,
  tailThick: 0.02,
  ear: 0.13,
  hump: 0.07,
};

const tusksAndMane: Extras = (skin, horn, anatomy, head) => {
  const top = anatomy.bones[head]?.joint as Vec3;
  for (const side of [1, -1]) {
    const at = (x: number, y: number, z: number): Vec3 => [top[0] + x, side * y, top[2] + z];
    horn.sleeve(
      [at(0.25, 0.055, -0.06), at(0.265, 0.075, -0.03), at(0.25, 0.08, 0.005)].map((center, i) => ({
        center,
        width: 0.011 - 0.004 * i,
        height: 0.011 - 0.004 * i,
        weights: [[head, 1]],
        color: [0.62, 0.58, 0.47],
      })),
      6,
      [1, 0, 0.2],
    );
  }
  const bristle: Vec3 = [0.03, 0.025, 0.02];
  for (let i = 0; i < 9; i++) {
    const x = 0.42 - i * 0.085;
    const z = 0.855 - Math.abs(i - 2) * 0.018;
    skin.sleeve(
      [
        [x, 0, z - 0.05],
        [x - 0.03, 0, z],
        [x - 0.07, 0, z + 0.035],
      ].map((c, k) => ({
        center: c as unknown as Vec3,
        width: 0.02 - 0.008 * k,
        height: 0.035 - 0.013 * k,
        weights: [[1, 1]] as const,
        color: bristle,
      })),
      6,
    );
  }
};

export const wildBoar = species({
  name: 'wild-boar',
  class: 'boar',
  title: 'Wild boar',
  source: 'dimensions from general mammal references; speeds hazards.md 5.5',
  walkUpTo: 1.5,
  trotUpTo: 4.4,
  strides: [0.8, 1.25, 2.6],
  dress(look, random) {
    const young = look.traits.age === 'juvenile';
    const height = traitNumber(
      look,
      'height',
      young ? random.child('height').between(0.4, 0.52) : random.child('height').between(0.68, 0.9),
    );
    const tone = random.child('tone').between(0.7, 1.3);
    const grey: Vec3 = [0.062 * tone, 0.05 * tone, 0.04 * tone];
    const coat: Coat = {
      back: [grey[0] * 0.75, grey[1] * 0.75, grey[2] * 0.75],
      flank: grey,
      belly: [grey[0] * 1.15, grey[1] * 1.1, grey[2]],
      leg: [0.035, 0.028, 0.024],
      lowerLeg: [0.02, 0.017, 0.015],
      throat: grey,
      muzzle: [0.09, 0.075, 0.062],
      nose: [0.05, 0.035, 0.032],
      tail: grey,
      tailUnder: grey,
      hoof: [0.015, 0.013, 0.012],
    };
    return { measures: scaled(MEASURES, height / MEASURES.withers), coat, ...(young ? {} : { extras: tusksAndMane }) };
  },
});
