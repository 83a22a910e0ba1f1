/**
 * Pictures at other sizes. Each resampling is a matrix for the rows and one for the columns: the same two products serve every engine
 * and ratio, and transposed they are the gradient. They are also faster than copying pixel by pixel.
 */
import type { Tensor } from '../graph/graph.js';
import { matMul } from './linear.js';

/** Share of each old place in each new one, [to x from] row by row. */
interface Resampling {
  readonly from: number;
  readonly to: number;
  readonly matrix: Float32Array;
}

/** Bilinear, pixel centres at (i + 0.5), edge values repeated. x [N, C, H, W] -> [N, C, height, width]. Meant for enlarging. */
export function resizeBilinear(x: Tensor, height: number, width: number): Tensor {
  return resample(x, bilinear(x.shape[2] as number, height), bilinear(x.shape[3] as number, width));
}

/** Each pixel becomes `factor` x `factor` of its kind. */
export function upsampleNearest(x: Tensor, factor: number): Tensor {
  return resample(x, copies(x.shape[2] as number, factor), copies(x.shape[3] as number, factor));
}

/** Means over blocks of `factor` x `factor`; both sizes are its multiples. */
export function averagePool(x: Tensor, factor: number): Tensor {
  return resample(x, means(x.shape[2] as number, factor), means(x.shape[3] as number, factor));
}

function resample(x: Tensor, rows: Resampling, columns: Resampling): Tensor {
  const down = x.graph.constant(rows.matrix, [rows.to, rows.from]);
  const across = x.graph.constant(transposed(columns), [columns.from, columns.to]);
  // The direction that leaves less to do comes first.
  return columns.to <= columns.from ? matMul(down, matMul(x, across)) : matMul(matMul(down, x), across);
}

function bilinear(from: number, to: number): Resampling {
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const at = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    const low = Math.floor(at);
    matrix[i * from + low] = 1 - (at - low);
    if (at > low) matrix[i * from + low + 1] = at - low;
  }
  return { from, to, matrix };
}

function copies(from: number, factor: number): Resampling {
  const to = from * factor;
  return { from, to, matrix: filled(to, from, (i, j) => (Math.floor(i / factor) === j ? 1 : 0)) };
}

function means(from: number, factor: number): Resampling {
  if (from % factor !== 0) throw new RangeError(`${from} pixels have no whole blocks of ${factor}`);
  const to = from / factor;
  return { from, to, matrix: filled(to, from, (i, j) => (Math.floor(j / factor) === i ? 1 / factor : 0)) };
}

function filled(rows: number, columns: number, value: (row: number, column: number) => number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, at) => value(Math.floor(at / columns), at % columns));
}

function transposed({ from, to, matrix }: Resampling): Float32Array {
  return filled(from, to, (row, column) => matrix[column * from + row] as number);
}
