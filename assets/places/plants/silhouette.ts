/** How much of a picture a plant fills, seen from the side from afar: by which its coarse shapes are fitted to its fine one. */
import type { Mesh } from '#contracts/model';
import { cos, sin } from '#core/math';

const CELLS = 72;
const BEARINGS = [0.35, 1.4, 2.45];

/** Area of the outlines in the unit frame (1 is all of it), mean of three bearings. */
export function silhouetteArea(meshes: readonly Mesh[]): number {
  let filled = 0;
  for (const bearing of BEARINGS) {
    const seen = new Uint8Array(CELLS * CELLS);
    for (const mesh of meshes) drawn(mesh, cos(bearing), sin(bearing), seen);
    for (const one of seen) filled += one;
  }
  return filled / (BEARINGS.length * CELLS * CELLS);
}

function drawn({ positions, indices }: Mesh, c: number, s: number, seen: Uint8Array): void {
  const n = positions.length / 3;
  const flat = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    flat[2 * i] = (0.5 + 0.75 * ((positions[3 * i] as number) * c + (positions[3 * i + 1] as number) * s)) * CELLS;
    flat[2 * i + 1] = (positions[3 * i + 2] as number) * CELLS;
  }
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, d] = [2 * (indices[t] as number), 2 * (indices[t + 1] as number), 2 * (indices[t + 2] as number)];
    fill(flat, a, b, d, seen);
  }
}

function fill(flat: Float64Array, a: number, b: number, d: number, seen: Uint8Array): void {
  const [ax, ay, bx, by] = [flat[a] as number, flat[a + 1] as number, flat[b] as number, flat[b + 1] as number];
  const [dx, dy] = [flat[d] as number, flat[d + 1] as number];
  const left = Math.max(0, Math.ceil(Math.min(ax, bx, dx) - 0.5));
  const right = Math.min(CELLS - 1, Math.floor(Math.max(ax, bx, dx) - 0.5));
  const low = Math.max(0, Math.ceil(Math.min(ay, by, dy) - 0.5));
  const high = Math.min(CELLS - 1, Math.floor(Math.max(ay, by, dy) - 0.5));
  if (left > right || low > high) return;
  const sign = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax) < 0 ? -1 : 1;
  // Edge functions at the first cell's middle and their steps along a row.
  const [ux, vx, wx] = [sign * (by - dy), sign * (dy - ay), sign * (ay - by)];
  for (let y = low; y <= high; y++) {
    const [px, py] = [left + 0.5, y + 0.5];
    let u = sign * ((bx - px) * (dy - py) - (by - py) * (dx - px));
    let v = sign * ((dx - px) * (ay - py) - (dy - py) * (ax - px));
    let w = sign * ((ax - px) * (by - py) - (ay - py) * (bx - px));
    for (let i = y * CELLS + left; i <= y * CELLS + right; i++) {
      if (u >= 0 && v >= 0 && w >= 0) seen[i] = 1;
      u += ux;
      v += vx;
      w += wx;
    }
  }
}
