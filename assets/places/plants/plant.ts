/** What a kind of plant is made of, near and far. */
import type { Material, Mesh } from '#contracts/model';
import type { Vec3 } from '#core/pose';

export interface PlantPart {
  readonly mesh: Mesh;
  readonly material: Material;
}

/** How far away the eye is: a few dozen metres at most, up to some hundred and fifty, or beyond. */
export type Range = 'near' | 'far' | 'distant';

/** Grown in a unit frame (height 1, spread 1, foot in the origin). */
export type Grow = (variant: number, range: Range) => readonly PlantPart[];

export const BARK: Material = { id: 'bark', baseColor: [1, 1, 1], roughness: 0.95, metalness: 0, texture: 'bark' };
export const LEAVES: Material = { id: 'leaves', baseColor: [1, 1, 1], roughness: 0.9, metalness: 0, texture: 'leaves' };

/** Linear-light albedos of foliage, summer to October. */
export const GREENS: readonly Vec3[] = [
  [0.05, 0.085, 0.026],
  [0.068, 0.098, 0.03],
  [0.042, 0.072, 0.024],
  [0.105, 0.098, 0.03],
  [0.14, 0.09, 0.03],
];

export function scaled([r, g, b]: Vec3, by: number): Vec3 {
  return [r * by, g * by, b * by];
}
