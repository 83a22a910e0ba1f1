/** Pieces with one key as one part: fewer, longer meshes are drawn faster. */
import type { ImportedMotion, ImportedPart } from '#contracts/imported';
import type { Mesh } from '#contracts/model';
import type { Piece } from './parts.js';

/** In the order in which keys first occur. */
export function merged(pieces: readonly Piece[]): readonly (ImportedPart & { readonly key: string })[] {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) groups.set(piece.key, [...(groups.get(piece.key) ?? []), piece]);
  return [...groups].map(([key, group], i) => {
    const first = group[0] as Piece;
    return {
      key,
      name: `${i} ${first.material.id}`,
      material: first.material,
      mesh: mergedMesh(group.map(({ mesh }) => mesh)),
      motion: mergedMotion(group.map(({ motion }) => motion)),
    };
  });
}

function mergedMesh(meshes: readonly Mesh[]): Mesh {
  if (meshes.length === 1) return meshes[0] as Mesh;
  const vertices = meshes.map(({ positions }) => positions.length / 3);
  const starts = vertices.map((_, i) => vertices.slice(0, i).reduce((sum, count) => sum + count, 0));
  const filled = (key: 'uvs' | 'colors', size: number, missing: number): Float32Array | undefined => {
    if (meshes.every((mesh) => mesh[key] === undefined)) return undefined;
    return joined(meshes.map((mesh, i) => mesh[key] ?? new Float32Array(size * (vertices[i] as number)).fill(missing)));
  };
  const [uvs, colors] = [filled('uvs', 2, 0), filled('colors', 3, 1)];
  return {
    positions: joined(meshes.map(({ positions }) => positions)),
    normals: joined(meshes.map(({ normals }) => normals)),
    indices: Uint32Array.from(meshes.flatMap(({ indices }, i) => [...indices].map((index) => index + (starts[i] as number)))),
    ...(uvs === undefined ? {} : { uvs }),
    ...(colors === undefined ? {} : { colors }),
  };
}

function mergedMotion(motions: readonly ImportedMotion[]): ImportedMotion {
  const first = motions[0] as ImportedMotion;
  if (first.kind !== 'skin') return first;
  const skins = motions.filter((motion) => motion.kind === 'skin');
  return {
    ...first,
    joints: Uint16Array.from(skins.flatMap(({ joints }) => [...joints])),
    weights: joined(skins.map(({ weights }) => weights)),
  };
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    out.set(array, at);
    at += array.length;
  }
  return out;
}
