/** Spruces: a straight stem in drooping tiers that narrow towards the top. */
import { cos, sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { createMeshBuilder } from '../../mesh/builder.js';
import { createFoliage, type Foliage } from './foliage.js';
import { BARK, type Grow, LEAVES, type Range, scaled } from './plant.js';

const NEEDLES: Vec3 = [0.03, 0.052, 0.028];
const FOOT = 0.1;
const TIERS: Readonly<Record<Range, number>> = { near: 13, far: 7, distant: 4 };

export const conifer: Grow = (variant, range) => {
  const near = range === 'near';
  const random = randomRoot('conifer').child(variant);
  const stem = createMeshBuilder();
  const path: Vec3[] = [
    [0, 0, -0.01],
    [0, 0, 0.9],
  ];
  stem.tube(path, [0.034, 0.005], near ? 6 : 4, { caps: false, color: [0.075, 0.055, 0.04] });
  const foliage = createFoliage();
  const color = scaled(NEEDLES, random.between(0.8, 1.2));
  const tiers = TIERS[range];
  for (let t = 0; t < tiers; t++) {
    const own = random.child('tier').child(t);
    const up = t / tiers;
    const reach = (0.46 * (1 - up) + 0.035) * own.between(0.85, 1.1);
    const rim = FOOT + (1 - FOOT) * up;
    const top = Math.min(1, rim + (near ? 0.17 : 2 / tiers) * (1 - 0.45 * up));
    const shade = scaled(color, 0.75 + 0.4 * up);
    foliage.skirt(top, rim, reach, near ? 8 : 5, shade, own);
    if (near) twigs(foliage, top, rim, reach, shade, own.child('twigs'));
  }
  return [
    { mesh: stem.build(0), material: BARK },
    { mesh: foliage.build(), material: LEAVES },
  ];
};

/** Sprays that break the tier's outline. */
function twigs(foliage: Foliage, top: number, rim: number, reach: number, color: Vec3, random: RandomStream): void {
  for (let i = 0; i < 9; i++) {
    const own = random.child(i);
    const angle = ((i + own.uniform()) / 9) * TAU;
    const along = own.between(0.6, 1.02);
    const [c, s] = [cos(angle), sin(angle)];
    const at: Vec3 = [c * reach * along, s * reach * along, top + (rim - top) * along];
    foliage.card(at, 0.022 + 0.05 * reach, normalize([c, s, 0.6]), scaled(color, own.between(0.8, 1.35)), own);
  }
}
