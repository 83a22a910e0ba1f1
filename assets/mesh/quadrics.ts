/**
 * Sums of squared distances to planes (quadrics: Garland & Heckbert 1997), one a point: symmetric 4x4 matrices, of which a row of ten numbers
 * is the upper triangle. All arithmetic on flat arrays: a body is thinned out through some ten thousand of them.
 */

export interface Quadrics {
  /** Adds a triangle's plane to its corners, weighted by its area. @param corners its three points are those from `f` on */
  addPlane(corners: Int32Array, f: number): void;
  /** One point takes over what another has, with its area, m^2. */
  join(keep: number, gone: number): void;
  /** A third of the area of the triangles about a point. */
  areaAbout(point: number): number;
  /** Of both together, at a place. */
  error(a: number, b: number, x: number, y: number, z: number): number;
  /** Where both together are least; an end or the middle where that is not well determined, or far off. @param out x, y, z */
  lowest(a: number, b: number, out: Float64Array): void;
}

const ROW = 10;

/** @param at x, y, z of each point, m; may move meanwhile */
export function createQuadrics(at: Float64Array): Quadrics {
  const rows = new Float64Array((at.length / 3) * ROW);
  const areas = new Float64Array(at.length / 3);
  const terms = new Float64Array(ROW);
  const cell = (point: number, k: number): number => rows[ROW * point + k] as number;
  const xyz = (point: number, k: number): number => at[3 * point + k] as number;

  function errorOf(point: number, x: number, y: number, z: number): number {
    const linear = 2 * (cell(point, 3) * x + cell(point, 6) * y + cell(point, 8) * z) + cell(point, 9);
    const mixed = 2 * (cell(point, 1) * x * y + cell(point, 2) * x * z + cell(point, 5) * y * z);
    return Math.max(0, cell(point, 0) * x * x + cell(point, 4) * y * y + cell(point, 7) * z * z + mixed + linear);
  }
  const error: Quadrics['error'] = (a, b, x, y, z) => errorOf(a, x, y, z) + errorOf(b, x, y, z);
  /** @returns whether there is one place where both are least, near enough to the edge */
  function solved(a: number, b: number, out: Float64Array): boolean {
    const xx = cell(a, 0) + cell(b, 0);
    const xy = cell(a, 1) + cell(b, 1);
    const xz = cell(a, 2) + cell(b, 2);
    const yy = cell(a, 4) + cell(b, 4);
    const yz = cell(a, 5) + cell(b, 5);
    const zz = cell(a, 7) + cell(b, 7);
    const c0 = yy * zz - yz * yz;
    const c1 = xz * yz - xy * zz;
    const c2 = xy * yz - xz * yy;
    const det = xx * c0 + xy * c1 + xz * c2;
    const size = xx + yy + zz;
    if (!(Math.abs(det) > 1e-4 * size * size * size)) return false;
    const d = -(cell(a, 3) + cell(b, 3));
    const g = -(cell(a, 6) + cell(b, 6));
    const i = -(cell(a, 8) + cell(b, 8));
    const x = (d * c0 + g * c1 + i * c2) / det;
    const y = (d * c1 + g * (xx * zz - xz * xz) + i * (xy * xz - xx * yz)) / det;
    const z = (d * c2 + g * (xy * xz - xx * yz) + i * (xx * yy - xy * xy)) / det;
    const dx = x - (xyz(a, 0) + xyz(b, 0)) / 2;
    const dy = y - (xyz(a, 1) + xyz(b, 1)) / 2;
    const dz = z - (xyz(a, 2) + xyz(b, 2)) / 2;
    const ex = xyz(a, 0) - xyz(b, 0);
    const ey = xyz(a, 1) - xyz(b, 1);
    const ez = xyz(a, 2) - xyz(b, 2);
    if (!(dx * dx + dy * dy + dz * dz < ex * ex + ey * ey + ez * ez)) return false;
    out[0] = x;
    out[1] = y;
    out[2] = z;
    return true;
  }
  return {
    addPlane(corners, f) {
      const [p, q, r] = [corners[f] as number, corners[f + 1] as number, corners[f + 2] as number];
      const [ux, uy, uz] = [xyz(q, 0) - xyz(p, 0), xyz(q, 1) - xyz(p, 1), xyz(q, 2) - xyz(p, 2)];
      const [vx, vy, vz] = [xyz(r, 0) - xyz(p, 0), xyz(r, 1) - xyz(p, 1), xyz(r, 2) - xyz(p, 2)];
      const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
      const size = Math.sqrt(nx * nx + ny * ny + nz * nz);
      if (size === 0) return;
      const [x, y, z] = [nx / size, ny / size, nz / size];
      const w = -(x * xyz(p, 0) + y * xyz(p, 1) + z * xyz(p, 2));
      terms.set([x * x, x * y, x * z, x * w, y * y, y * z, y * w, z * z, z * w, w * w]);
      for (let k = 0; k < 3; k++) {
        const v = corners[f + k] as number;
        for (let t = 0; t < ROW; t++) rows[ROW * v + t] = cell(v, t) + ((terms[t] as number) * size) / 6;
        areas[v] = (areas[v] as number) + size / 6;
      }
    },
    join(keep, gone) {
      for (let k = 0; k < ROW; k++) rows[ROW * keep + k] = cell(keep, k) + cell(gone, k);
      areas[keep] = (areas[keep] as number) + (areas[gone] as number);
    },
    areaAbout: (point) => areas[point] as number,
    error,
    lowest(a, b, out) {
      if (solved(a, b, out)) return;
      const [mx, my, mz] = [(xyz(a, 0) + xyz(b, 0)) / 2, (xyz(a, 1) + xyz(b, 1)) / 2, (xyz(a, 2) + xyz(b, 2)) / 2];
      const atA = error(a, b, xyz(a, 0), xyz(a, 1), xyz(a, 2));
      const atMiddle = error(a, b, mx, my, mz);
      const atB = error(a, b, xyz(b, 0), xyz(b, 1), xyz(b, 2));
      const best = atMiddle <= atA && atMiddle <= atB ? undefined : atA <= atB ? a : b;
      out[0] = best === undefined ? mx : xyz(best, 0);
      out[1] = best === undefined ? my : xyz(best, 1);
      out[2] = best === undefined ? mz : xyz(best, 2);
    },
  };
}
