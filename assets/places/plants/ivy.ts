/** Ivy on a wall: thin along the heading, which it faces; as wide across as the feature, up to its height, with a ragged upper edge. */
import { sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { foliageOf } from './palette.js';
import { type Grow, type Range, scaled } from './plant.js';
import { type Leafage, spray } from './sprays.js';
import { shapesOf, sprayed } from './stand.js';

const FRAME = { length: 0.12, width: 1, height: 1, metres: 3 } as const;
const REACH = 0.03;
const SPRAYS: Readonly<Record<Range, Leafage>> = {
  close: { count: 1100, lobes: 4 },
  near: { count: 520, lobes: 4 },
  mid: { count: 200, lobes: 3 },
  far: { count: 60, lobes: 3 },
  distant: { count: 20, lobes: 3 },
};

export const ivy: Grow = (variant) => {
  const random = randomRoot('ivy').child(variant);
  const foliage = foliageOf({ green: [32, -9, 13], autumn: [] }, 'summer', random.child('foliage'));
  const [p, q] = [random.between(0, TAU), random.between(0, TAU)];
  const edge = (y: number): number => 0.72 + 0.14 * sin(9 * y + p) + 0.08 * sin(23 * y + q) - 0.9 * y * y;
  const highest = Math.max(...Array.from({ length: 47 }, (_, k) => edge(0.02 * k - 0.46)));
  const sprays = Array.from({ length: SPRAYS.close.count }, (_, i) => {
    const own = random.child(i);
    const y = own.between(-0.46, 0.46);
    const top = (0.98 - REACH) * (edge(y) / highest);
    const z = REACH + (top - REACH) * own.uniform();
    const at: Vec3 = [own.between(-0.03, 0.03), y, z];
    const along = normalize([0.3, own.normal() * 0.6, -1]);
    const color = scaled(foliage.clump(own.child('tone')), own.between(0.55, 1.2) * (0.7 + 0.3 * z));
    const out: Vec3 = normalize([1, 0, 0.4]);
    return spray({ at, along, out, inward: [-1, 0, 0], reach: REACH, color, tilt: 0.3, lobes: 4 }, own);
  });
  return shapesOf({ frame: FRAME, leaves: sprayed(sprays, SPRAYS, random.child('masses')) });
};
