/** One smooth surface whose cells belong to different materials: normals run through where paint meets glass. */
import type { Mesh } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { createMeshBuilder } from './builder.js';

/** A surface sampled as columns of points: `grid[i][j]`, outside seen with i to the right and j up. */
export type Grid = readonly (readonly Vec3[])[];

export interface PanelBuilder {
  /** Cell (i, j) lies between points (i, j) and (i+1, j+1); a cell of tag `undefined` stays open. */
  grid(points: Grid, tagOf: (i: number, j: number) => string | undefined): void;
  /** One mesh a tag, in the order the tags first appeared; same crease rule as MeshBuilder.build. */
  build(creaseCosine?: number): readonly { readonly tag: string; readonly mesh: Mesh }[];
}

/** Points closer than a hundredth of a millimetre become one vertex, so that grids join and mirror halves meet smoothly. */
export function createPanelBuilder(): PanelBuilder {
  const builder = createMeshBuilder();
  const known = new Map<string, number>();
  const tags: string[] = [];
  const vertex = (p: Vec3, uv: readonly [number, number]): number => {
    const key = p.map((v) => Math.round(v * 1e5)).join();
    const old = known.get(key);
    if (old !== undefined) return old;
    const index = builder.vertex(p, uv);
    known.set(key, index);
    return index;
  };
  const face = (a: number, b: number, c: number, tag: string): void => {
    if (a === b || b === c || a === c) return;
    builder.triangle(a, b, c);
    tags.push(tag);
  };
  return {
    grid(points, tagOf) {
      const indices = points.map((column) => column.map((p) => vertex(p, [p[0], p[2] + Math.abs(p[1])])));
      for (let i = 0; i + 1 < points.length; i++) {
        const left = indices[i] as number[];
        const right = indices[i + 1] as number[];
        for (let j = 0; j + 1 < left.length; j++) {
          const tag = tagOf(i, j);
          if (tag === undefined) continue;
          face(left[j] as number, right[j] as number, right[j + 1] as number, tag);
          face(left[j] as number, right[j + 1] as number, left[j + 1] as number, tag);
        }
      }
    },
    build(creaseCosine = 0.6) {
      const whole = builder.build(creaseCosine);
      return [...new Set(tags)].map((tag) => ({ tag, mesh: pick(whole, (triangle) => tags[triangle] === tag) }));
    },
  };
}

/** The mesh of the chosen triangles alone, normals kept. */
export function pick(mesh: Mesh, chosen: (triangle: number) => boolean): Mesh {
  const renumbered = new Map<number, number>();
  const indices: number[] = [];
  for (let t = 0; 3 * t < mesh.indices.length; t++) {
    if (!chosen(t)) continue;
    for (let k = 0; k < 3; k++) {
      const old = mesh.indices[3 * t + k] as number;
      const index = renumbered.get(old) ?? renumbered.size;
      renumbered.set(old, index);
      indices.push(index);
    }
  }
  const gather = (from: Float32Array, width: number): Float32Array => {
    const out = new Float32Array(renumbered.size * width);
    for (const [old, index] of renumbered) out.set(from.subarray(old * width, (old + 1) * width), index * width);
    return out;
  };
  return {
    positions: gather(mesh.positions, 3),
    normals: gather(mesh.normals, 3),
    indices: new Uint32Array(indices),
    ...(mesh.uvs ? { uvs: gather(mesh.uvs, 2) } : {}),
    ...(mesh.colors ? { colors: gather(mesh.colors, 3) } : {}),
  };
}

/** Left halves of columns (from the outside in, ending at y = 0) made whole with their mirror images. */
export function mirrored(left: Grid): Grid {
  return left.map((column) => {
    const other = column.map((p): Vec3 => [p[0], -p[1], p[2]]).reverse();
    return [...column, ...other.slice(1)];
  });
}
