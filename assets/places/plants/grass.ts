/** Tufts of grass: single blades. */
import type { Material } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { createMeshBuilder } from '../../mesh/builder.js';
import type { PlantPart } from './plant.js';

const GRASS: Material = { id: 'blades', baseColor: [1, 1, 1], roughness: 0.95, metalness: 0, texture: 'leaves' };

export function grassTuft(variant: number): PlantPart[] {
  const random = randomRoot('grass').child(variant);
  const builder = createMeshBuilder();
  for (let i = 0; i < 12; i++) {
    const own = random.child(i);
    const angle = own.between(0, TAU);
    const root = own.between(0, 0.3);
    const lean = own.between(0.05, 0.35);
    const [c, s] = [cos(angle), sin(angle)];
    const tone = own.between(0.7, 1.25);
    const color: Vec3 = [0.13 * tone, 0.15 * tone, 0.05 * tone];
    const width = 0.028;
    const base = builder.vertex(
      [c * root - s * width, s * root + c * width, 0],
      [0, 0],
      [color[0] * 0.8, color[1] * 0.8, color[2] * 0.8],
    );
    const other = builder.vertex(
      [c * root + s * width, s * root - c * width, 0],
      [0.1, 0],
      [color[0] * 0.8, color[1] * 0.8, color[2] * 0.8],
    );
    const tip = builder.vertex([c * (root + lean), s * (root + lean), own.between(0.4, 1)], [0.05, 0.5], color);
    builder.triangle(base, other, tip);
  }
  const mesh = builder.build(-1);
  // Blades are lit like the ground they stand on.
  const normals = new Float32Array(mesh.normals.length);
  for (let i = 2; i < normals.length; i += 3) normals[i] = 1;
  return [{ mesh: { ...mesh, normals }, material: GRASS }];
}
