/** Bushes: a heap of leaf clumps from the ground up. */
import { cos, PI, sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createFoliage } from './foliage.js';
import { GREENS, type Grow, LEAVES, scaled } from './plant.js';

export const bush: Grow = (variant, range) => {
  const near = range === 'near';
  const random = randomRoot('bush').child(variant);
  const foliage = createFoliage();
  const green = GREENS[(variant + 1) % GREENS.length] as Vec3;
  const clumps = near ? 5 : 3;
  for (let k = 0; k < clumps; k++) {
    const own = random.child('clump').child(k);
    const angle = (k / clumps) * TAU + own.between(-0.4, 0.4);
    const out = k === 0 ? 0 : own.between(0.15, 0.26);
    const up = k === 0 ? 0.55 : own.between(0.28, 0.5);
    const at: Vec3 = [cos(angle) * out, sin(angle) * out, up];
    foliage.clump(at, [own.between(0.2, 0.27), own.between(0.25, 0.36)], scaled(green, own.between(0.7, 1)), near, own);
  }
  const cards = near ? 80 : 16;
  for (let i = 0; i < cards; i++) {
    const own = random.child(i);
    const angle = own.between(0, TAU);
    const up = own.between(0.02, PI / 2);
    const out: Vec3 = [cos(angle) * cos(up), sin(angle) * cos(up), sin(up)];
    const r = own.between(0.36, 0.5);
    const at: Vec3 = [out[0] * r, out[1] * r, 0.06 + out[2] * r * 1.8];
    const light = own.between(0.65, 1.25) * (0.7 + 0.45 * sin(up));
    foliage.card(at, near ? 0.065 : 0.12, normalize([out[0], out[1], out[2] + 0.3]), scaled(green, light), own);
  }
  return [{ mesh: foliage.build(), material: LEAVES }];
};
