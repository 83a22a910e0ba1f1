/** What one sees of a plant from the side from afar: by which its coarse shapes are fitted to its fine one. */
import type { Mesh } from '#contracts/model';
import { cos, sin } from '#core/math';

const CELLS = 60;
const BEARINGS = [0.35, 1.4, 2.45];
/** A unit frame across its diagonal fits into the picture. */
const ACROSS = 0.75;

/** The nearest triangle in each cell: which mesh's (-1: none), where it begins in its indices, how far its middle is. */
interface Picture {
  readonly owner: Int32Array;
  readonly triangle: Uint32Array;
  readonly depth: Float64Array;
}

export interface Look {
  /** Of the outlines in the unit frame (1 is all of it), mean of three bearings. */
  readonly area: number;
  /** What each mesh gives to the mean colour of the cells that are filled, by what of it one sees in front. */
  readonly colors: readonly (readonly [number, number, number])[];
}

export function lookAt(meshes: readonly Mesh[]): Look {
  const sums = meshes.map((): [number, number, number] => [0, 0, 0]);
  let filled = 0;
  for (const bearing of BEARINGS) {
    const { owner, triangle } = pictureOf(meshes, bearing);
    for (let cell = 0; cell < owner.length; cell++) {
      const m = owner[cell] as number;
      if (m < 0) continue;
      filled++;
      addColor(sums[m] as [number, number, number], meshes[m] as Mesh, triangle[cell] as number);
    }
  }
  const share = 1 / Math.max(1, filled);
  return {
    area: filled / (BEARINGS.length * CELLS * CELLS),
    colors: sums.map(([r, g, b]) => [r * share, g * share, b * share] as const),
  };
}

function pictureOf(meshes: readonly Mesh[], bearing: number): Picture {
  const picture: Picture = {
    owner: new Int32Array(CELLS * CELLS).fill(-1),
    triangle: new Uint32Array(CELLS * CELLS),
    depth: new Float64Array(CELLS * CELLS).fill(Infinity),
  };
  for (const [m, mesh] of meshes.entries()) draw(picture, mesh, m, bearing);
  return picture;
}

function addColor(sum: [number, number, number], { colors, indices }: Mesh, triangle: number): void {
  const tones = colors as Float32Array;
  for (let k = triangle; k < triangle + 3; k++) {
    const corner = 3 * (indices[k] as number);
    sum[0] += (tones[corner] as number) / 3;
    sum[1] += (tones[corner + 1] as number) / 3;
    sum[2] += (tones[corner + 2] as number) / 3;
  }
}

function draw(picture: Picture, { positions, indices }: Mesh, m: number, bearing: number): void {
  const [c, s] = [cos(bearing), sin(bearing)];
  const n = positions.length / 3;
  const flat = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    const [x, y] = [positions[3 * i] as number, positions[3 * i + 1] as number];
    flat[3 * i] = (0.5 + ACROSS * (x * c + y * s)) * CELLS;
    flat[3 * i + 1] = (positions[3 * i + 2] as number) * CELLS;
    flat[3 * i + 2] = y * c - x * s;
  }
  for (let t = 0; t < indices.length; t += 3) fill(picture, flat, indices, t, m);
}

function fill({ owner, triangle, depth }: Picture, flat: Float64Array, indices: Uint32Array, t: number, m: number): void {
  const [a, b, d] = [3 * (indices[t] as number), 3 * (indices[t + 1] as number), 3 * (indices[t + 2] as number)];
  const [ax, ay, bx, by] = [flat[a] as number, flat[a + 1] as number, flat[b] as number, flat[b + 1] as number];
  const [dx, dy] = [flat[d] as number, flat[d + 1] as number];
  const left = Math.max(0, Math.ceil(Math.min(ax, bx, dx) - 0.5));
  const right = Math.min(CELLS - 1, Math.floor(Math.max(ax, bx, dx) - 0.5));
  const low = Math.max(0, Math.ceil(Math.min(ay, by, dy) - 0.5));
  const high = Math.min(CELLS - 1, Math.floor(Math.max(ay, by, dy) - 0.5));
  if (left > right || low > high) return;
  const far = ((flat[a + 2] as number) + (flat[b + 2] as number) + (flat[d + 2] as number)) / 3;
  const sign = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax) < 0 ? -1 : 1;
  // Edge functions at the first cell's middle and their steps along a row.
  const [ux, vx, wx] = [sign * (by - dy), sign * (dy - ay), sign * (ay - by)];
  for (let y = low; y <= high; y++) {
    const [px, py] = [left + 0.5, y + 0.5];
    let u = sign * ((bx - px) * (dy - py) - (by - py) * (dx - px));
    let v = sign * ((dx - px) * (ay - py) - (dy - py) * (ax - px));
    let w = sign * ((ax - px) * (by - py) - (ay - py) * (bx - px));
    for (let i = y * CELLS + left; i <= y * CELLS + right; i++) {
      if (u >= 0 && v >= 0 && w >= 0 && far < (depth[i] as number)) {
        depth[i] = far;
        owner[i] = m;
        triangle[i] = t;
      }
      u += ux;
      v += vx;
      w += wx;
    }
  }
}
