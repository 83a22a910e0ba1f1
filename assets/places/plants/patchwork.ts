/** A mesh grown vertex by vertex, with normals and colours of its own choosing. */
import type { Mesh } from '#contracts/model';
import { clamp } from '#core/math';
import { normalize, type Vec3 } from '#core/pose';

/** A plant's true proportions (height about 1): what is so long (x), wide (y) and high fills its unit frame. */
export interface Frame {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  /** How high such a plant usually is, m: the scale of its textures. */
  readonly metres: number;
}

/** Takes points and normals in true proportions and keeps them in the unit frame. */
export interface Patchwork {
  /** @param u texture coordinates in shares of the plant's height, as `v` @returns the new vertex's index */
  vertex(at: Vec3, normal: Vec3, color: Vec3, u: number, v: number): number;
  triangle(a: number, b: number, c: number): void;
  build(): Mesh;
}

export function createPatchwork({ length, width, height, metres }: Frame): Patchwork {
  const positions: number[] = [];
  const normals: number[] = [];
  const colors: number[] = [];
  const uvs: number[] = [];
  const indices: number[] = [];
  return {
    vertex(at, normal, color, u, v) {
      positions.push(clamp(at[0] / length, -0.5, 0.5), clamp(at[1] / width, -0.5, 0.5), clamp(at[2] / height, -0.01, 1));
      // Normals go the other way, so that they are right when a copy is stretched to its size.
      normals.push(...normalize([normal[0] * length, normal[1] * width, normal[2] * height]));
      colors.push(color[0], color[1], color[2]);
      uvs.push(u * metres, v * metres);
      return positions.length / 3 - 1;
    },
    triangle(a, b, c) {
      indices.push(a, b, c);
    },
    build: () => ({
      positions: new Float32Array(positions),
      normals: new Float32Array(normals),
      colors: new Float32Array(colors),
      uvs: new Float32Array(uvs),
      indices: new Uint32Array(indices),
    }),
  };
}
