/** Meshes under construction, one a material. */
import type { Mesh } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder, type MeshBuilder } from '../../mesh/builder.js';

export interface TaggedMesh {
  readonly name: string;
  /** Which material (paint.ts). */
  readonly tag: string;
  readonly mesh: Mesh;
}

export interface Draft {
  /** Where to draw what is of that material. */
  on(tag: string): MeshBuilder;
  /** Finished meshes beside what is drawn here. */
  take(tag: string, mesh: Mesh): void;
  /** One mesh a material, named after it. */
  build(): readonly TaggedMesh[];
}

export function createDraft(): Draft {
  const builders = new Map<string, MeshBuilder>();
  const taken = new Map<string, Mesh[]>();
  return {
    on(tag) {
      const known = builders.get(tag) ?? createMeshBuilder();
      builders.set(tag, known);
      return known;
    },
    take: (tag, mesh) => void taken.set(tag, [...(taken.get(tag) ?? []), mesh]),
    build() {
      const tags = [...new Set([...taken.keys(), ...builders.keys()])];
      return tags.flatMap((tag) => {
        const drawn = builders.get(tag)?.build(0.6);
        const meshes = [...(taken.get(tag) ?? []), ...(drawn === undefined ? [] : [drawn])].filter(
          ({ indices }) => indices.length > 0,
        );
        return meshes.length === 0 ? [] : [{ name: tag, tag, mesh: joined(meshes) }];
      });
    },
  };
}

/** Side by side in one mesh; normals and uvs stay. */
export function joined(meshes: readonly Mesh[]): Mesh {
  if (meshes.length === 1) return meshes[0] as Mesh;
  const chain = (of: (mesh: Mesh) => Float32Array): Float32Array => Float32Array.from(meshes.flatMap((mesh) => [...of(mesh)]));
  let base = 0;
  const indices = meshes.flatMap((mesh) => {
    const own = [...mesh.indices].map((i) => i + base);
    base += mesh.positions.length / 3;
    return own;
  });
  return {
    positions: chain(({ positions }) => positions),
    normals: chain(({ normals }) => normals),
    uvs: chain(({ uvs, positions }) => uvs ?? new Float32Array((positions.length / 3) * 2)),
    indices: new Uint32Array(indices),
  };
}

/** The mesh with a factor on its colour at each corner, besides those it has. */
export function tinted(mesh: Mesh, factor: (point: Vec3, normal: Vec3) => Vec3): Mesh {
  const colors = new Float32Array(mesh.positions.length);
  const three = (from: Float32Array, i: number): Vec3 => [from[i] as number, from[i + 1] as number, from[i + 2] as number];
  for (let i = 0; i < colors.length; i += 3) {
    const own = mesh.colors === undefined ? [1, 1, 1] : three(mesh.colors, i);
    colors.set(
      factor(three(mesh.positions, i), three(mesh.normals, i)).map((f, k) => f * (own[k] as number)),
      i,
    );
  }
  return { ...mesh, colors };
}
