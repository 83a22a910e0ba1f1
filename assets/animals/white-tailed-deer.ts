/**
 * White-tailed deer: shoulder height 0.8-1.05 m, body 1.5-2 m, 45-110 kg (general mammal references); brown-grey autumn coat, white
 * belly, throat and underside of the tail, which is raised like a flag in flight. Bounds when it gallops.
 * Traits: `sex` buck | doe, `age` adult | fawn, `height` m at the withers.
 */
import type { Vec3 } from '#core/pose';
import type { Coat, Extras, Measures } from './quadruped/index.js';
import { scaled, species, traitNumber, traitWord } from './species.js';

const MEASURES: Measures = {
  withers: 0.98,
  rump: 1.0,
  trunk: 1.12,
  chestDepth: 0.42,
  chestWidth: 0.27,
  waistDepth: 0.36,
  rumpWidth: 0.28,
  neck: 0.44,
  neckRise: 0.86,
  neckThick: 0.145,
  head: 0.31,
  headDrop: 0.5,
  headThick: 0.145,
  muzzleThick: 0.075,
  leg: { thigh: 0.085, shank: 0.042, cannon: 0.021, hoof: 0.034 },
  tail: 0.26,
  tailThick: 0.055,
  ear: 0.17,
  hump: 0,
};

const antlers: Extras = (_skin, horn, anatomy, head) => {
  const top = anatomy.bones[head]?.joint as Vec3;
  const bone = head;
  const color: Vec3 = [0.28, 0.2, 0.12];
  for (const side of [1, -1]) {
    const at = (x: number, y: number, z: number): Vec3 => [top[0] + x, side * y, top[2] + z];
    const beam = [at(0.03, 0.04, 0.1), at(-0.03, 0.09, 0.2), at(-0.04, 0.17, 0.32), at(0.04, 0.2, 0.42), at(0.15, 0.16, 0.46)];
    const tube = (points: readonly Vec3[], thick: number) =>
      horn.sleeve(
        points.map((center, i) => ({
          center,
          width: thick * (1 - (0.85 * i) / points.length),
          height: thick * (1 - (0.85 * i) / points.length),
          weights: [[bone, 1]],
          color,
        })),
        6,
        [0, 0.3, 1],
      );
    tube(beam, 0.016);
    tube([at(-0.03, 0.1, 0.22), at(0.06, 0.11, 0.3), at(0.08, 0.11, 0.36)], 0.011);
    tube([at(-0.03, 0.16, 0.31), at(0.02, 0.16, 0.4), at(0.03, 0.15, 0.5)], 0.011);
    tube([at(0.04, 0.2, 0.42), at(0.06, 0.19, 0.5), at(0.07, 0.18, 0.55)], 0.009);
  }
};

export const whiteTailedDeer = species({
  name: 'white-tailed-deer',
  class: 'deer',
  title: 'White-tailed deer',
  source: 'dimensions from general mammal references; gait limits from Froude number 0.35 at a leg of 0.9 m (hazards.md 5.5)',
  walkUpTo: 1.8,
  trotUpTo: 5.4,
  strides: [1.15, 1.9, 4.2],
  dress(look, random) {
    const sex = traitWord(look, 'sex', random.child('sex'), ['buck', 'doe', 'doe']);
    const fawn = traitWord(look, 'age', random.child('age'), ['adult']) === 'fawn' || look.traits.age === 'fawn';
    const height = traitNumber(
      look,
      'height',
      fawn
        ? random.child('height').between(0.6, 0.72)
        : random.child('height').between(0.86, 1.02) + (sex === 'buck' ? 0.04 : 0),
    );
    const tone = random.child('tone').between(0.85, 1.15);
    const brown: Vec3 = [0.185 * tone, 0.125 * tone, 0.075 * tone];
    const coat: Coat = {
      back: [brown[0] * 0.72, brown[1] * 0.7, brown[2] * 0.7],
      flank: brown,
      belly: [0.55, 0.51, 0.45],
      leg: [brown[0] * 1.05, brown[1] * 1.05, brown[2] * 1.05],
      lowerLeg: [0.2, 0.15, 0.1],
      throat: [0.5, 0.47, 0.42],
      muzzle: [0.16, 0.125, 0.1],
      nose: [0.015, 0.013, 0.012],
      tail: brown,
      tailUnder: [0.75, 0.74, 0.7],
      hoof: [0.02, 0.018, 0.016],
    };
    const measures = scaled(MEASURES, height / MEASURES.withers);
    return { measures, coat, ...(sex === 'buck' && !fawn ? { extras: antlers } : {}) };
  },
});
