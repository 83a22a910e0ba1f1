/** Row-major 3x4 matrices, 12 numbers each. */
import type { Vec3 } from '#core/pose';

export type Matrix = ArrayLike<number>;

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

/** a b */
export function times(a: Matrix, b: Matrix): Float64Array {
  const out = new Float64Array(12);
  for (let r = 0; r < 12; r += 4)
    for (let c = 0; c < 4; c++) {
      const moved = c === 3 ? (a[r + 3] as number) : 0;
      out[r + c] =
        (a[r] as number) * (b[c] as number) +
        (a[r + 1] as number) * (b[4 + c] as number) +
        (a[r + 2] as number) * (b[8 + c] as number) +
        moved;
    }
  return out;
}

/** Scale, then turn, then move. @param q unit quaternion, x y z w */
export function fromParts(t: ArrayLike<number>, q: ArrayLike<number>, s: ArrayLike<number>): Float64Array {
  const [x, y, z, w] = [q[0] as number, q[1] as number, q[2] as number, q[3] as number];
  const [sx, sy, sz] = [s[0] as number, s[1] as number, s[2] as number];
  return Float64Array.of(
    (1 - 2 * (y * y + z * z)) * sx,
    2 * (x * y - z * w) * sy,
    2 * (x * z + y * w) * sz,
    t[0] as number,
    2 * (x * y + z * w) * sx,
    (1 - 2 * (x * x + z * z)) * sy,
    2 * (y * z - x * w) * sz,
    t[1] as number,
    2 * (x * z - y * w) * sx,
    2 * (y * z + x * w) * sy,
    (1 - 2 * (x * x + y * y)) * sz,
    t[2] as number,
  );
}

export function determinant(m: Matrix): number {
  const e = (i: number): number => m[i] as number;
  return e(0) * (e(5) * e(10) - e(6) * e(9)) - e(1) * (e(4) * e(10) - e(6) * e(8)) + e(2) * (e(4) * e(9) - e(5) * e(8));
}

/** Of a matrix with an inverse. */
export function inverse(m: Matrix): Float64Array {
  const e = (i: number): number => m[i] as number;
  const d = determinant(m);
  const r = [
    (e(5) * e(10) - e(6) * e(9)) / d,
    (e(2) * e(9) - e(1) * e(10)) / d,
    (e(1) * e(6) - e(2) * e(5)) / d,
    (e(6) * e(8) - e(4) * e(10)) / d,
    (e(0) * e(10) - e(2) * e(8)) / d,
    (e(2) * e(4) - e(0) * e(6)) / d,
    (e(4) * e(9) - e(5) * e(8)) / d,
    (e(1) * e(8) - e(0) * e(9)) / d,
    (e(0) * e(5) - e(1) * e(4)) / d,
  ] as const;
  const moved = (i: 0 | 3 | 6): number => -(r[i] * e(3) + (r[i + 1] as number) * e(7) + (r[i + 2] as number) * e(11));
  return Float64Array.of(r[0], r[1], r[2], moved(0), r[3], r[4], r[5], moved(3), r[6], r[7], r[8], moved(6));
}

export function pointThrough(m: Matrix, x: number, y: number, z: number): Vec3 {
  const row = (r: number): number =>
    (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z + (m[r + 3] as number);
  return [row(0), row(4), row(8)];
}

/** The matrix for normals: the linear part's inverse, transposed, times its determinant (normals keep their side and are made unit after). */
export function forNormals(m: Matrix): Float64Array {
  const e = (i: number): number => m[i] as number;
  return Float64Array.of(
    e(5) * e(10) - e(6) * e(9),
    e(6) * e(8) - e(4) * e(10),
    e(4) * e(9) - e(5) * e(8),
    0,
    e(2) * e(9) - e(1) * e(10),
    e(0) * e(10) - e(2) * e(8),
    e(1) * e(8) - e(0) * e(9),
    0,
    e(1) * e(6) - e(2) * e(5),
    e(2) * e(4) - e(0) * e(6),
    e(0) * e(5) - e(1) * e(4),
    0,
  );
}

/** Every point of a mesh through a matrix. */
export function pointsThrough(m: Matrix, points: ArrayLike<number>): Float32Array {
  const out = new Float32Array(points.length);
  for (let i = 0; i < out.length; i += 3)
    out.set(pointThrough(m, points[i] as number, points[i + 1] as number, points[i + 2] as number), i);
  return out;
}

/** Every normal of a mesh through a matrix for points, unit again. */
export function normalsThrough(m: Matrix, normals: ArrayLike<number>): Float32Array {
  const turn = forNormals(m);
  const out = new Float32Array(normals.length);
  const side = determinant(m) < 0 ? -1 : 1;
  for (let i = 0; i < out.length; i += 3) {
    const [x, y, z] = pointThrough(turn, normals[i] as number, normals[i + 1] as number, normals[i + 2] as number);
    const length = side * (Math.sqrt(x * x + y * y + z * z) || 1);
    out.set([x / length, y / length, z / length], i);
  }
  return out;
}
