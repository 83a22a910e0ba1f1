/**
 * Moose: shoulder height 1.7-2.1 m, body 2.4-3.1 m, 270-600 kg (general mammal references); very long pale legs, shoulder hump, long
 * drooping muzzle, dewlap; bulls carry palmate antlers. Traits: `sex` bull | cow, `height` m at the withers.
 */
import type { Vec3 } from '#core/pose';
import type { Coat, Extras, Measures } from './quadruped/index.js';
import { scaled, species, traitNumber, traitWord } from './species.js';

const MEASURES: Measures = {
  withers: 1.78,
  rump: 1.62,
  trunk: 1.78,
  chestDepth: 0.78,
  chestWidth: 0.52,
  waistDepth: 0.6,
  rumpWidth: 0.46,
  neck: 0.6,
  neckRise: 0.42,
  neckThick: 0.3,
  head: 0.72,
  headDrop: 0.72,
  headThick: 0.27,
  muzzleThick: 0.21,
  leg: { thigh: 0.135, shank: 0.075, cannon: 0.042, hoof: 0.065 },
  tail: 0.12,
  tailThick: 0.07,
  ear: 0.25,
  hump: 0.14,
};
const HORN: Vec3 = [0.34, 0.26, 0.17];

const bull: Extras = (skin, horn, anatomy, head) => {
  const top = anatomy.bones[head]?.joint as Vec3;
  beard(skin, head, top);
  for (const side of [1, -1]) {
    const at = (x: number, y: number, z: number): Vec3 => [top[0] + x, side * y, top[2] + z];
    horn.sleeve(
      [at(0.05, 0.08, 0.17), at(0.03, 0.2, 0.22), at(0.0, 0.32, 0.26)].map((center, i) => ({
        center,
        width: 0.035 + 0.01 * i,
        height: 0.035 + 0.02 * i,
        weights: [[head, 1]],
        color: HORN,
      })),
      7,
      [1, 0, 0],
    );
    const palm = [
      at(0.16, 0.3, 0.26),
      at(0.2, 0.5, 0.38),
      at(0.14, 0.68, 0.52),
      at(0.0, 0.74, 0.6),
      at(-0.14, 0.68, 0.54),
      at(-0.2, 0.5, 0.4),
      at(-0.1, 0.32, 0.26),
    ];
    horn.plate(side === 1 ? palm : [...palm].reverse(), 0.035, head, HORN);
    for (const [x, y, z] of [
      [0.26, 0.36, 0.42],
      [0.3, 0.58, 0.52],
      [0.18, 0.78, 0.66],
      [0.02, 0.86, 0.74],
      [-0.14, 0.8, 0.68],
    ] as const) {
      const root = at(x * 0.6, y * 0.9, z * 0.84);
      horn.sleeve(
        [root, at(x, y, z)].map((center, i) => ({
          center,
          width: i === 0 ? 0.028 : 0.006,
          height: i === 0 ? 0.028 : 0.006,
          weights: [[head, 1]],
          color: HORN,
        })),
        6,
        [0.3, 0, 1],
      );
    }
  }
};
const cow: Extras = (skin, _horn, anatomy, head) => beard(skin, head, anatomy.bones[head]?.joint as Vec3);

/** The flap of skin under the throat. */
function beard(skin: Parameters<Extras>[0], head: number, top: Vec3): void {
  const at = (t: number): Vec3 => [top[0] + 0.12 - 0.03 * t, 0, top[2] - 0.06 - 0.3 * t];
  skin.sleeve(
    [0, 0.4, 0.8, 1].map((t) => ({
      center: at(t),
      width: 0.05 * (1.1 - t),
      height: 0.075 * (1.15 - t),
      weights: [[head, 1]] as const,
      color: [0.03, 0.022, 0.017] as Vec3,
    })),
    7,
  );
}

export const moose = species({
  name: 'moose',
  class: 'moose',
  title: 'Moose',
  source: 'dimensions from general mammal references; stride 1.07-1.68 m walking, over 2.4 m trotting (hazards.md 5.5)',
  walkUpTo: 2.0,
  trotUpTo: 11,
  strides: [1.55, 2.7, 5],
  dress(look, random) {
    const sex = traitWord(look, 'sex', random.child('sex'), ['bull', 'cow']);
    const height = traitNumber(look, 'height', random.child('height').between(1.68, 1.9) + (sex === 'bull' ? 0.1 : 0));
    const tone = random.child('tone').between(0.8, 1.2);
    const dark: Vec3 = [0.05 * tone, 0.034 * tone, 0.025 * tone];
    const coat: Coat = {
      back: [dark[0] * 1.5, dark[1] * 1.5, dark[2] * 1.5],
      flank: dark,
      belly: [0.03, 0.022, 0.018],
      leg: [0.09, 0.07, 0.055],
      lowerLeg: [0.24, 0.21, 0.18],
      throat: dark,
      muzzle: [0.075, 0.058, 0.047],
      nose: [0.03, 0.025, 0.022],
      tail: dark,
      tailUnder: dark,
      hoof: [0.015, 0.014, 0.013],
    };
    return { measures: scaled(MEASURES, height / MEASURES.withers), coat, extras: sex === 'bull' ? bull : cow };
  },
});
