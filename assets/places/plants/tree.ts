/** Broad-leaved trees: a trunk that forks into boughs, each bearing a clump of leaves; more clumps fill the crown. */
import { cos, sin, TAU } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { createMeshBuilder } from '../../mesh/builder.js';
import { createFoliage } from './foliage.js';
import { BARK, GREENS, type Grow, LEAVES, type Range, scaled } from './plant.js';

const WOOD: Vec3 = [0.09, 0.072, 0.055];
/** Where the crown's boughs end: rings of clumps by height, how far out, and how many. */
const RINGS = [
  { up: 0.42, out: 0.3, count: 4 },
  { up: 0.6, out: 0.33, count: 5 },
  { up: 0.79, out: 0.2, count: 3 },
] as const;
/** Every how many-th bough bears a clump, how much larger it then is, and its cards. */
const CLUMPS: Readonly<Record<Range, { every: number; swell: number; cards: number; fine: boolean }>> = {
  near: { every: 1, swell: 1, cards: 34, fine: true },
  far: { every: 2, swell: 1.32, cards: 3, fine: true },
  distant: { every: 2, swell: 1.4, cards: 0, fine: false },
};
/** Plants are about half as wide as high: what is round in the world is flat in the unit frame. */
const FLAT = 0.58;

export const tree: Grow = (variant, range) => {
  const random = randomRoot('tree').child(variant);
  const bend = random.between(-0.05, 0.05);
  const hubs = hubsOf(random, bend);
  return [
    { mesh: wood(hubs, bend, range === 'near'), material: BARK },
    { mesh: crown(hubs, bend, variant, range, random.child('crown')), material: LEAVES },
  ];
};

function hubsOf(random: RandomStream, bend: number): Vec3[] {
  const ring = RINGS.flatMap(({ up, out, count }, r) =>
    Array.from({ length: count }, (_, i): Vec3 => {
      const own = random.child('hub').child(r).child(i);
      const angle = ((i + 0.5 * (r % 2)) / count) * TAU + own.between(-0.35, 0.35);
      const reach = out * own.between(0.75, 1.15);
      return [bend + cos(angle) * reach, sin(angle) * reach, up + own.between(-0.05, 0.05)];
    }),
  );
  return [...ring, [bend, 0, 0.88], [bend, 0, 0.62]];
}

function wood(hubs: readonly Vec3[], bend: number, near: boolean) {
  const builder = createMeshBuilder();
  const options = { caps: false, color: WOOD };
  const trunk: Vec3[] = [
    [0, 0, -0.01],
    [0, 0, 0.03],
    [bend * 0.5, 0.01, 0.25],
    [bend, 0, 0.6],
  ];
  builder.tube(trunk, [0.075, 0.05, 0.038, 0.014], near ? 7 : 4, options);
  if (near) {
    for (const [x, y, z] of hubs.slice(0, 9)) {
      const from: Vec3 = [bend * 0.6, 0, z * 0.62];
      const knee: Vec3 = [(from[0] + x) / 2, y / 2, from[2] + (z - from[2]) * 0.4];
      builder.tube([from, knee, [x, y, z]], [0.02, 0.014, 0.005], 4, options);
    }
  }
  return builder.build(0);
}

function crown(hubs: readonly Vec3[], bend: number, variant: number, range: Range, random: RandomStream) {
  const { every, swell, cards, fine } = CLUMPS[range];
  const foliage = createFoliage();
  const green = GREENS[variant % GREENS.length] as Vec3;
  for (const [h, hub] of hubs.entries()) {
    if (h % every !== 0) continue;
    const own = random.child(h);
    const size = own.between(0.15, 0.21) * swell;
    const high = 0.72 + 0.45 * ((hub[2] - 0.4) / 0.5);
    const color = scaled(green, high * own.between(0.85, 1.15));
    foliage.clump([hub[0], hub[1], Math.min(hub[2], 0.99 - size * FLAT)], [size * 0.92, size * FLAT * 1.05], color, fine, own);
    for (let i = 0; i < cards; i++) {
      const leaf = own.child(i);
      const direction = normalize([leaf.normal(), leaf.normal(), leaf.normal()]);
      const away = size * leaf.between(0.8, 1.38);
      const at: Vec3 = [
        hub[0] + direction[0] * away,
        hub[1] + direction[1] * away,
        Math.min(0.985, hub[2] + direction[2] * away * FLAT),
      ];
      const out = normalize([at[0] - bend + direction[0] * 0.2, at[1] + direction[1] * 0.2, at[2] - 0.45]);
      const light = (0.85 + 0.3 * direction[2]) * leaf.between(0.7, 1.3);
      foliage.card(at, range === 'near' ? 0.03 : 0.05, out, scaled(color, light), leaf);
    }
  }
  return foliage.build();
}
