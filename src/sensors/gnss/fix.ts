/** A position from ranges: weighted least squares over three coordinates and the receiver's clock. */
import type { Vec3 } from '#core/pose';

export interface Range {
  /** Towards the satellite, east-north-up, unit. */
  readonly direction: Vec3;
  /** Measured minus true, m (or m/s). */
  readonly error: number;
  /** What the receiver takes for its standard deviation. */
  readonly sigma: number;
}

export interface Solution {
  /** Of the position (or velocity), east-north-up. */
  readonly error: Vec3;
  /** 9 numbers, row-major. */
  readonly covariance: readonly number[];
}

export interface Dilution {
  readonly geometric: number;
  readonly position: number;
  readonly horizontal: number;
  readonly vertical: number;
}

/** Undefined when the ranges leave a direction open. */
export function solve(ranges: readonly Range[]): Solution | undefined {
  const normal = normalMatrix(ranges.map(({ direction, sigma }) => ({ direction, weight: 1 / (sigma * sigma) })));
  const inverse = invert(normal);
  if (inverse === undefined) return undefined;
  const right = [0, 0, 0, 0];
  for (const { direction, error, sigma } of ranges)
    for (let i = 0; i < 4; i++) right[i] = (right[i] as number) + (rowOf(direction)[i] as number) * (error / (sigma * sigma));
  const x = inverse.map((row) => row.reduce((sum, value, i) => sum + value * (right[i] as number), 0));
  return {
    error: [x[0] as number, x[1] as number, x[2] as number],
    covariance: inverse.slice(0, 3).flatMap((row) => row.slice(0, 3)),
  };
}

/** Undefined when the directions leave one open. */
export function dilution(directions: readonly Vec3[]): Dilution | undefined {
  const inverse = invert(normalMatrix(directions.map((direction) => ({ direction, weight: 1 }))));
  if (inverse === undefined) return undefined;
  const [e, n, u, t] = [0, 1, 2, 3].map((i) => inverse[i]?.[i] as number) as [number, number, number, number];
  return {
    geometric: Math.sqrt(e + n + u + t),
    position: Math.sqrt(e + n + u),
    horizontal: Math.sqrt(e + n),
    vertical: Math.sqrt(u),
  };
}

/** A range grows by -direction . shift + clock. */
function rowOf([e, n, u]: Vec3): readonly [number, number, number, number] {
  return [-e, -n, -u, 1];
}

function normalMatrix(lines: readonly { readonly direction: Vec3; readonly weight: number }[]): number[][] {
  const sums = [0, 1, 2, 3].map(() => [0, 0, 0, 0]);
  for (const { direction, weight } of lines) {
    const row = rowOf(direction);
    for (const [i, sum] of sums.entries())
      for (let j = 0; j < 4; j++) sum[j] = (sum[j] as number) + weight * (row[i] as number) * (row[j] as number);
  }
  return sums;
}

/** Gauss and Jordan with pivots. */
function invert(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]?.[k] as number) > Math.abs(rows[pivot]?.[k] as number)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot] as number[], rows[k] as number[]];
    const lead = rows[k] as number[];
    const head = lead[k] as number;
    if (Math.abs(head) < 1e-9) return undefined;
    for (let j = 0; j < 2 * n; j++) lead[j] = (lead[j] as number) / head;
    for (const [i, row] of rows.entries()) {
      const factor = row[k] as number;
      if (i !== k && factor !== 0) for (let j = 0; j < 2 * n; j++) row[j] = (row[j] as number) - factor * (lead[j] as number);
    }
  }
  return rows.map((row) => row.slice(n));
}
