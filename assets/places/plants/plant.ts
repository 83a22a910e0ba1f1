/** What a kind of plant is made of, near and far. */
import type { Material, Mesh } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import type { Season } from './season.js';

export interface PlantPart {
  readonly mesh: Mesh;
  readonly material: Material;
}

/** How far away the eye is; index.ts says how many metres each is. */
export const RANGES = ['close', 'near', 'mid', 'far', 'distant'] as const;
export type Range = (typeof RANGES)[number];

/** One plant in all its shapes, in a unit frame: height 1, spread 1, foot in the origin. */
export type Grown = Readonly<Record<Range, readonly PlantPart[]>>;
export type Grow = (variant: number, season: Season) => Grown;

export const BARK: Material = { id: 'bark', baseColor: [1, 1, 1], roughness: 0.95, metalness: 0, texture: 'bark' };
export const LEAVES: Material = { id: 'leaves', baseColor: [1, 1, 1], roughness: 0.9, metalness: 0, texture: 'leaves' };

export function scaled([r, g, b]: Vec3, by: number): Vec3 {
  return [r * by, g * by, b * by];
}
