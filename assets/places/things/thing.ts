/** A kind of street furniture: what it is made of, at its real size, front along +x. */
import type { Material, Mesh } from '#contracts/model';
import type { ClassId } from '#contracts/scene';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { createMeshBuilder, type MeshBuilder } from '../../mesh/builder.js';

export interface ThingPart {
  readonly class: ClassId;
  readonly mesh: Mesh;
  readonly material: Material;
}
export interface Thing {
  /** Of how many looks, by the feature's seed; one when missing. */
  readonly variants?: number;
  /** Height it is built at, m: copies are stretched upright to their feature's own. */
  readonly stretchedFrom?: number;
  build(random: RandomStream): readonly ThingPart[];
}

export function part(id: ClassId, material: Material, draw: (b: MeshBuilder) => void, crease = 0.5): ThingPart {
  const b = createMeshBuilder();
  draw(b);
  return { class: id, material, mesh: b.build(crease) };
}

export function plain(id: string, baseColor: Vec3, roughness = 0.6, metalness = 0, texture = 'none'): Material {
  return { id, baseColor, roughness, metalness, texture };
}
export const GALVANISED = plain('galvanised', [0.24, 0.245, 0.25], 0.6, 0.5, 'metal');
export const DARK = plain('dark-iron', [0.03, 0.032, 0.034], 0.6, 0.2, 'metal');
export const BLACK = plain('black', [0.015, 0.015, 0.016], 0.7);
export const WOOD = plain('wood', [0.12, 0.09, 0.065], 0.9, 0, 'bark');

/** Paints that posts come in. */
export function postPaint(random: RandomStream): Material {
  return random.pick([
    GALVANISED,
    GALVANISED,
    DARK,
    plain('post-green', [0.03, 0.05, 0.04], 0.6),
    plain('post-grey', [0.12, 0.125, 0.13], 0.6),
    plain('post-light', [0.33, 0.33, 0.32], 0.65),
    plain('post-concrete', [0.25, 0.24, 0.22], 0.95, 0, 'concrete-wall'),
  ]);
}

export function tube(b: MeshBuilder, points: readonly Vec3[], radii: readonly number[], sides = 8): void {
  b.tube(points, radii, sides);
}

/** A flat disc facing +x. */
export function disc(b: MeshBuilder, x: number, y: number, z: number, r: number, sides: number, from = 0): void {
  const rim = (dx: number): Vec3[] =>
    Array.from({ length: sides }, (_, j) => {
      const angle = (j / sides) * TAU + from;
      return [x + dx, y + r * cos(angle), z + r * sin(angle)];
    });
  b.loft([rim(-0.004), rim(0.004)], { caps: true });
}
