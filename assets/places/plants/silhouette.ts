/** How much of a picture a plant fills, seen from the side from afar: by which its coarse shapes are fitted to its fine one. */
import type { Mesh } from '#contracts/model';
import { cos, sin } from '#core/math';

const CELLS = 96;
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
  const at = (i: number): number => flat[i] as number;
  const [ax, ay, bx, by, dx, dy] = [at(a), at(a + 1), at(b), at(b + 1), at(d), at(d + 1)];
  const area = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (Math.abs(area) < 1e-12) return;
  const left = Math.max(0, Math.ceil(Math.min(ax, bx, dx) - 0.5));
  const right = Math.min(CELLS - 1, Math.floor(Math.max(ax, bx, dx) - 0.5));
  const low = Math.max(0, Math.ceil(Math.min(ay, by, dy) - 0.5));
  const high = Math.min(CELLS - 1, Math.floor(Math.max(ay, by, dy) - 0.5));
  for (let y = low; y <= high; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5, y + 0.5];
      const u = ((bx - px) * (dy - py) - (by - py) * (dx - px)) / area;
      const v = ((dx - px) * (ay - py) - (dy - py) * (ax - px)) / area;
      if (u >= 0 && v >= 0 && u + v <= 1) seen[y * CELLS + x] = 1;
    }
  }
}
