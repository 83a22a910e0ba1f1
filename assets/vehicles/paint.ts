/** What cars are made of: paint in the colours people buy, glass, rubber, trim, lamps. */
import type { Material } from '#contracts/model';
import type { Look } from '#contracts/scene';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';

interface Paint {
  readonly name: string;
  /** Share of new cars worldwide, per cent: Axalta, Global Automotive 2022 Color Popularity Report (rounded). */
  readonly share: number;
  readonly color: Vec3;
  readonly metalness: number;
  readonly roughness: number;
}

export const PAINTS: readonly Paint[] = [
  { name: 'white', share: 34, color: [0.78, 0.78, 0.76], metalness: 0, roughness: 0.3 },
  { name: 'black', share: 21, color: [0.012, 0.012, 0.014], metalness: 0.1, roughness: 0.22 },
  { name: 'grey', share: 19, color: [0.13, 0.135, 0.145], metalness: 0.45, roughness: 0.34 },
  { name: 'silver', share: 8, color: [0.46, 0.47, 0.48], metalness: 0.55, roughness: 0.34 },
  { name: 'blue', share: 8, color: [0.025, 0.07, 0.22], metalness: 0.3, roughness: 0.28 },
  { name: 'red', share: 5, color: [0.36, 0.018, 0.02], metalness: 0.15, roughness: 0.26 },
  { name: 'brown', share: 3, color: [0.13, 0.085, 0.055], metalness: 0.4, roughness: 0.32 },
  { name: 'green', share: 2, color: [0.03, 0.085, 0.05], metalness: 0.3, roughness: 0.3 },
];

/** Trait `paint` (a name above), or drawn by market share; each car a shade of its own. */
export function paintOf(look: Look, usual?: string): Material {
  const stream = randomRoot(look.seed).child('paint');
  const wanted = look.traits.paint ?? (randomRoot(look.seed).child('usual-paint').chance(0.6) ? usual : undefined);
  const paint = PAINTS.find((p) => p.name === wanted) ?? draw(stream.between(0, 100));
  const shade = stream.between(0.88, 1.1);
  const [r, g, b] = paint.color;
  return plain('paint', [r * shade, g * shade, b * shade], paint.roughness, paint.metalness, 'paint');
}

function draw(percent: number): Paint {
  let left = percent;
  for (const paint of PAINTS) {
    left -= paint.share;
    if (left < 0) return paint;
  }
  return PAINTS[0] as Paint;
}

export function plain(id: string, baseColor: Vec3, roughness: number, metalness = 0, texture = 'none'): Material {
  return { id, baseColor, roughness, metalness, texture };
}

const RED: Vec3 = [1, 0.03, 0.015];
/**
 * Materials every vehicle shares. Luminances: what UN R7 (tail 4-17 cd), R7 (brake 60-260 cd) and a low beam seen off its
 * axis (a few hundred cd) make over lenses of 0.01 to 0.02 m^2.
 */
export const MATERIALS: Readonly<Record<string, Material>> = {
  glass: plain('glass', [0.015, 0.018, 0.02], 0.05, 0, 'glass'),
  trim: plain('trim', [0.018, 0.018, 0.019], 0.55),
  seam: plain('seam', [0.006, 0.006, 0.006], 0.8),
  under: plain('under', [0.01, 0.01, 0.01], 0.95),
  chrome: plain('chrome', [0.6, 0.61, 0.62], 0.18, 1, 'metal'),
  tyre: plain('tyre', [0.016, 0.016, 0.017], 0.9, 0, 'rubber'),
  rim: plain('rim', [0.42, 0.43, 0.44], 0.35, 0.85, 'metal'),
  darkMetal: plain('darkMetal', [0.05, 0.05, 0.055], 0.5, 0.6, 'metal'),
  steel: plain('steel', [0.3, 0.31, 0.32], 0.45, 0.8, 'metal'),
  panel: plain('panel', [0.66, 0.67, 0.66], 0.45, 0, 'paint'),
  reflex: { ...plain('reflex', [0.7, 0.7, 0.68], 0.4), retroReflection: 0.9 },
  plate: { ...plain('plate', [0.75, 0.75, 0.7], 0.5), retroReflection: 0.3 },
  ink: plain('ink', [0.01, 0.01, 0.02], 0.6),
  lens: plain('lens', [0.04, 0.042, 0.046], 0.1),
  head: {
    ...plain('head', [0.5, 0.52, 0.55], 0.12, 0.3),
    emission: { color: [1, 0.97, 0.9], luminanceCdPerM2: 60_000, lamp: 'head' },
  },
  tail: {
    ...plain('tail', [0.13, 0.005, 0.007], 0.1),
    emission: { color: RED, luminanceCdPerM2: 500, lamp: 'tail' },
    retroReflection: 0.2,
  },
  brake: {
    ...plain('brake', [0.17, 0.006, 0.008], 0.1),
    emission: { color: RED, luminanceCdPerM2: 6_000, lamp: 'brake' },
    retroReflection: 0.2,
  },
  amber: plain('amber', [0.6, 0.2, 0.01], 0.2),
};
