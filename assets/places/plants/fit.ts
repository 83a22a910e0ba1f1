/** Coarse shapes of a plant made alike its fine one: as much of the sky filled, the same mean colour. */
import type { Mesh } from '#contracts/model';
import { clamp, exp, ln } from '#core/math';
import { silhouetteArea } from './silhouette.js';

export interface Shape {
  readonly wood: Mesh;
  readonly leaves: Mesh;
}

const TRIES = 7;
/** Near enough: the rest is finer than the picture that it is measured in. */
const ENOUGH = 0.012;

/** Of shapes by size (1: as much area of triangles as the fine one has) the one that fills as much of the picture. */
export function fitted(fine: Shape, make: (size: number) => Shape): Shape {
  const wanted = silhouetteArea([fine.wood, fine.leaves]);
  const tried: { readonly size: number; readonly miss: number; readonly shape: Shape }[] = [];
  // Outlines grow more slowly than triangles, which hide each other; after two tries the slope is known.
  let slope = 0.7;
  let size = 1;
  for (let i = 0; i < TRIES; i++) {
    const shape = make(size);
    const miss = ln(Math.max(1e-6, silhouetteArea([shape.wood, shape.leaves])) / wanted);
    const before = tried[tried.length - 1];
    tried.push({ size, miss, shape });
    if (Math.abs(miss) < ENOUGH) break;
    if (before !== undefined) slope = clamp((miss - before.miss) / ln(size / before.size), 0.25, 1);
    size *= exp(clamp(-miss / slope, -0.7, 0.7));
  }
  return tried.reduce((best, one) => (Math.abs(one.miss) < Math.abs(best.miss) ? one : best)).shape;
}

/** The mesh with its colours scaled to the mean of another's, channel by channel. */
export function alike(mesh: Mesh, model: Mesh): Mesh {
  if (mesh === model || mesh.positions.length === 0) return mesh;
  const [own, wanted] = [meanColor(mesh), meanColor(model)];
  const factors = own.map((v, k) => (v > 0 ? (wanted[k] as number) / v : 1));
  return { ...mesh, colors: (mesh.colors as Float32Array).map((v, i) => v * (factors[i % 3] as number)) };
}

/** Mean over the triangles, by area. */
export function meanColor({ positions, indices, colors }: Mesh): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let whole = 0;
  for (let t = 0; t < indices.length; t += 3) {
    const corners = [indices[t] as number, indices[t + 1] as number, indices[t + 2] as number] as const;
    const area = areaOf(positions, corners);
    whole += 3 * area;
    for (const c of corners)
      for (const k of [0, 1, 2] as const) sum[k] += area * ((colors as Float32Array)[3 * c + k] as number);
  }
  return whole > 0 ? [sum[0] / whole, sum[1] / whole, sum[2] / whole] : [0, 0, 0];
}

function areaOf(p: Float32Array, [a, b, c]: readonly [number, number, number]): number {
  const e = (i: number, j: number, k: number): number => (p[3 * i + k] as number) - (p[3 * j + k] as number);
  const [ux, uy, uz] = [e(b, a, 0), e(b, a, 1), e(b, a, 2)];
  const [vx, vy, vz] = [e(c, a, 0), e(c, a, 1), e(c, a, 2)];
  const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  return Math.sqrt(x * x + y * y + z * z) / 2;
}
