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
  { name: 'white', share: 34, color: [0.74, 0.74, 0.72], metalness: 0, roughness: 0.3 },
  { name: 'black', share: 21, color: [0.014, 0.014, 0.016], metalness: 0, roughness: 0.22 },
  { name: 'grey', share: 19, color: [0.105, 0.11, 0.116], metalness: 0.1, roughness: 0.32 },
  { name: 'silver', share: 8, color: [0.36, 0.37, 0.38], metalness: 0.12, roughness: 0.3 },
  { name: 'blue', share: 8, color: [0.02, 0.048, 0.125], metalness: 0.05, roughness: 0.26 },
  { name: 'red', share: 5, color: [0.21, 0.018, 0.02], metalness: 0, roughness: 0.26 },
  { name: 'brown', share: 3, color: [0.09, 0.06, 0.04], metalness: 0.1, roughness: 0.32 },
  { name: 'green', share: 2, color: [0.02, 0.052, 0.034], metalness: 0.05, roughness: 0.3 },
  // Not among the shares of new cars: stated, or drawn for old ones and trades.
  { name: 'beige', share: 0, color: [0.36, 0.3, 0.21], metalness: 0, roughness: 0.4 },
  { name: 'yellow', share: 0, color: [0.6, 0.4, 0.03], metalness: 0, roughness: 0.32 },
  { name: 'orange', share: 0, color: [0.55, 0.16, 0.02], metalness: 0, roughness: 0.32 },
  { name: 'light-blue', share: 0, color: [0.16, 0.25, 0.33], metalness: 0, roughness: 0.4 },
  { name: 'ivory', share: 0, color: [0.64, 0.58, 0.42], metalness: 0, roughness: 0.35 },
  { name: 'dark-green', share: 0, color: [0.012, 0.035, 0.022], metalness: 0, roughness: 0.36 },
];

/** What cars of about 1980 to 1990 were painted in, solid colours above all. */
const OLD = [
  'white',
  'red',
  'blue',
  'silver',
  'beige',
  'light-blue',
  'dark-green',
  'brown',
  'grey',
  'yellow',
  'black',
] as const;

export interface PaintWish {
  /** Paint that three in five of this kind have. */
  readonly usual?: string;
  /** Before 1995: other colours, faded and dull. */
  readonly old?: boolean;
}

/** Trait `paint` (a name above), or drawn by market share; each car a shade of its own. */
export function paintOf(look: Look, { usual, old = false }: PaintWish = {}): Material {
  const stream = randomRoot(look.seed).child('paint');
  const wanted = look.traits.paint ?? (randomRoot(look.seed).child('usual-paint').chance(0.6) ? usual : undefined);
  const drawn = stream.between(0, 100);
  const paint = PAINTS.find((p) => p.name === wanted) ?? (old ? oldPaint(drawn) : draw(drawn));
  const shade = stream.between(0.86, 1.12);
  const [r, g, b] = paint.color;
  const faded = old ? stream.between(0.05, 0.3) : 0;
  const grey = (r + g + b) / 3 + 0.02;
  const color = [r, g, b].map((v) => Math.min(0.8, (v + (grey - v) * faded) * shade)) as unknown as Vec3;
  return plain(
    'paint',
    color,
    Math.min(0.6, paint.roughness + (old ? 0.15 + faded * 0.4 : 0)),
    old ? 0 : paint.metalness,
    'paint',
  );
}

function oldPaint(percent: number): Paint {
  const name = OLD[Math.min(OLD.length - 1, Math.floor((percent / 100) * OLD.length))];
  return PAINTS.find((paint) => paint.name === name) as Paint;
}

function draw(percent: number): Paint {
  let left = percent;
  for (const paint of PAINTS) {
    left -= paint.share;
    if (left < 0) return paint;
  }
  return PAINTS[0] as Paint;
}

/** The colour of boxes, bodies and stripes: one of those given, by seed. */
export function secondPaint(id: string, look: Look, choice: readonly Vec3[], trait?: string): Material {
  const named = PAINTS.find(({ name }) => trait !== undefined && name === look.traits[trait])?.color;
  return plain(id, named ?? randomRoot(look.seed).child(id).pick(choice), 0.4, 0, 'paint');
}

export function plain(id: string, baseColor: Vec3, roughness: number, metalness = 0, texture = 'none'): Material {
  return { id, baseColor, roughness, metalness, texture };
}

const RED: Vec3 = [1, 0.03, 0.015];
const AMBER: Vec3 = [1, 0.42, 0.03];
const WHITE: Vec3 = [1, 0.97, 0.9];
const lit = (
  material: Material,
  color: Vec3,
  luminanceCdPerM2: number,
  lamp: NonNullable<Material['emission']>['lamp'],
): Material => ({
  ...material,
  emission: { color, luminanceCdPerM2, lamp },
});

/**
 * Materials every vehicle shares. Luminances: what UN R7 (tail 4-17 cd, brake 60-260 cd), UN R6 (indicators 50-500 cd), UN R23 (reversing
 * 80-600 cd) and a low beam seen off its axis (a few hundred cd) make over lenses of 0.01 to 0.02 m^2.
 */
export const MATERIALS: Readonly<Record<string, Material>> = {
  glass: plain('glass', [0.02, 0.024, 0.026], 0.05, 0, 'glass'),
  through: plain('through', [0.1, 0.115, 0.125], 0.05, 0, 'glass'),
  seat: plain('seat', [0.012, 0.012, 0.013], 0.05, 0, 'glass'),
  skin: plain('skin', [0.2, 0.12, 0.08], 0.4, 0, 'glass'),
  cloth: plain('cloth', [0.06, 0.06, 0.075], 0.4, 0, 'glass'),
  trim: plain('trim', [0.022, 0.022, 0.023], 0.6),
  grille: plain('grille', [0.009, 0.009, 0.01], 0.5),
  seam: plain('seam', [0.005, 0.005, 0.005], 0.8),
  under: plain('under', [0.006, 0.006, 0.006], 0.95),
  chrome: plain('chrome', [0.55, 0.56, 0.57], 0.25, 0.2, 'metal'),
  tyre: plain('tyre', [0.017, 0.017, 0.018], 0.9, 0, 'rubber'),
  rim: plain('rim', [0.36, 0.37, 0.38], 0.4, 0.1, 'metal'),
  darkRim: plain('darkRim', [0.05, 0.05, 0.053], 0.45, 0.1, 'metal'),
  hub: plain('hub', [0.012, 0.012, 0.013], 0.8),
  darkMetal: plain('darkMetal', [0.06, 0.06, 0.065], 0.5, 0.1, 'metal'),
  badge: plain('badge', [0.3, 0.31, 0.32], 0.3, 0.2, 'metal'),
  steel: plain('steel', [0.3, 0.31, 0.32], 0.45, 0.3, 'metal'),
  panel: plain('panel', [0.66, 0.67, 0.66], 0.45, 0, 'paint'),
  livery: plain('livery', [0.02, 0.05, 0.3], 0.4, 0, 'paint'),
  liveryBright: { ...plain('liveryBright', [0.55, 0.5, 0.02], 0.4, 0, 'paint'), retroReflection: 0.5 },
  load: plain('load', [0.16, 0.13, 0.09], 0.95),
  reflex: { ...plain('reflex', [0.7, 0.7, 0.68], 0.4), retroReflection: 0.9 },
  plate: { ...plain('plate', [0.7, 0.7, 0.66], 0.5), retroReflection: 0.3 },
  yellowPlate: { ...plain('yellowPlate', [0.62, 0.46, 0.05], 0.5), retroReflection: 0.3 },
  ink: plain('ink', [0.012, 0.012, 0.02], 0.6),
  lens: plain('lens', [0.05, 0.053, 0.058], 0.1, 0, 'glass'),
  lampInside: plain('lampInside', [0.3, 0.31, 0.33], 0.15, 0, 'glass'),
  redLens: plain('redLens', [0.09, 0.005, 0.006], 0.12, 0, 'glass'),
  head: lit(plain('head', [0.62, 0.64, 0.66], 0.1, 0, 'glass'), WHITE, 60_000, 'head'),
  high: lit(plain('high', [0.5, 0.52, 0.54], 0.1, 0, 'glass'), WHITE, 90_000, 'high'),
  day: lit(plain('day', [0.66, 0.67, 0.68], 0.15, 0, 'glass'), WHITE, 12_000, 'head'),
  tail: {
    ...lit(plain('tail', [0.22, 0.008, 0.01], 0.1, 0, 'glass'), RED, 500, 'tail'),
    retroReflection: 0.2,
  },
  brake: {
    ...lit(plain('brake', [0.3, 0.012, 0.014], 0.1, 0, 'glass'), RED, 6_000, 'brake'),
    retroReflection: 0.2,
  },
  reflector: { ...plain('reflector', [0.25, 0.01, 0.012], 0.2), retroReflection: 0.6 },
  turnLeft: lit(plain('turnLeft', [0.42, 0.17, 0.02], 0.15, 0, 'glass'), AMBER, 9_000, 'turn-left'),
  turnRight: lit(plain('turnRight', [0.42, 0.17, 0.02], 0.15, 0, 'glass'), AMBER, 9_000, 'turn-right'),
  reverse: lit(plain('reverse', [0.6, 0.6, 0.6], 0.15, 0, 'glass'), WHITE, 8_000, 'reverse'),
  beacon: lit(plain('beacon', [0.03, 0.08, 0.4], 0.2, 0, 'glass'), [0.1, 0.3, 1], 20_000, 'beacon'),
  amberBeacon: lit(plain('amberBeacon', [0.5, 0.2, 0.02], 0.2, 0, 'glass'), AMBER, 15_000, 'beacon'),
  display: lit(plain('display', [0.3, 0.16, 0.02], 0.5), [1, 0.5, 0.05], 400, 'always'),
  taxiSign: lit(plain('taxiSign', [0.66, 0.55, 0.2], 0.3), [1, 0.85, 0.4], 600, 'tail'),
};
