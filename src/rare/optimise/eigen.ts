/** Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5). */

export interface Eigen {
  /** Columns are the vectors, each of length 1. */
  readonly vectors: readonly (readonly number[])[];
  /** Not below a trace of the largest: covariances stay positive. */
  readonly values: readonly number[];
}

const SWEEPS = 50;
const TRACE = 1e-14;

export function eigenOf(symmetric: readonly (readonly number[])[]): Eigen {
  const n = symmetric.length;
  const a = symmetric.map((row, i) => row.map((x, j) => (x + (symmetric[j]?.[i] as number)) / 2));
  const v = a.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(a) > TRACE * diagonal(a); sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotateAway(a, v, p, q);
  const raw = a.map((row, i) => row[i] as number);
  const least = TRACE * Math.max(...raw);
  return { vectors: v, values: raw.map((value) => Math.max(value, least)) };
}

/** A matrix (rows) times a vector. */
export function times(matrix: readonly (readonly number[])[], x: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, m, j) => sum + m * (x[j] as number), 0));
}

/** Turns the plane of p and q so that their element vanishes. */
function rotateAway(a: number[][], v: number[][], p: number, q: number): void {
  const apq = at(a, p, q);
  if (apq === 0) return;
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of [...a, ...v]) mix(row, p, q, c, s);
  const [rowP, rowQ] = [a[p] as number[], a[q] as number[]];
  for (let k = 0; k < rowP.length; k++) {
    const [x, y] = [rowP[k] as number, rowQ[k] as number];
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
}
function mix(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p] as number, row[q] as number];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}
function at(a: readonly (readonly number[])[], i: number, j: number): number {
  return a[i]?.[j] as number;
}
function offDiagonal(a: readonly (readonly number[])[]): number {
  return a.reduce((sum, row, i) => sum + row.reduce((part, x, j) => part + (i === j ? 0 : Math.abs(x)), 0), 0);
}
function diagonal(a: readonly (readonly number[])[]): number {
  return a.reduce((sum, row, i) => sum + Math.abs(row[i] as number), 0);
}
