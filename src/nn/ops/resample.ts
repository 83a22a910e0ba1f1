/**
 * Pictures at other sizes. A separable resampling is a matrix for the rows and one for the columns, which serves every engine,
 * every ratio, and both directions of differentiation with the same product.
 */
import type { Tensor } from '../graph/graph.js';
import { expand, reduceSum, reshape, times } from '../graph/primitives.js';
import { differentiable } from './differentiable.js';
import { matMul } from './linear.js';

/** Bilinear, pixel centres at (i + 0.5), edge values repeated. x [N, C, H, W] -> [N, C, height, width]. Meant for enlarging. */
export function resizeBilinear(x: Tensor, height: number, width: number): Tensor {
  const [, , h, w] = x.shape as [number, number, number, number];
  const columns = x.graph.constant(transposed(bilinearMatrix(w, width), width, w), [w, width]);
  const rows = x.graph.constant(bilinearMatrix(h, height), [height, h]);
  return matMul(rows, matMul(x, columns));
}

/** [to x from], row by row. */
function bilinearMatrix(from: number, to: number): Float32Array {
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const at = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    const low = Math.min(Math.floor(at), from - 1);
    const share = at - low;
    matrix[i * from + low] = 1 - share;
    if (share > 0) matrix[i * from + low + 1] = share;
  }
  return matrix;
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return matrix.map((_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] as number);
}

/** Each pixel becomes `factor` x `factor` of its kind. */
export function upsampleNearest(x: Tensor, factor: number): Tensor {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  const copies = [n, c, h, factor, w, factor];
  const y = reshape(expand(reshape(x, [n, c, h, 1, w, 1]), copies), [n, c, h * factor, w * factor]);
  return differentiable(y, [x], (dy) => [reshape(reduceSum(reshape(dy, copies), [3, 5]), x.shape)]);
}

/** Means over blocks of `factor` x `factor`; both sizes are its multiples. */
export function averagePool(x: Tensor, factor: number): Tensor {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  if (h % factor !== 0 || w % factor !== 0) throw new RangeError(`${h} x ${w} has no whole blocks of ${factor}`);
  const share = 1 / (factor * factor);
  const blocks = [n, c, h / factor, factor, w / factor, factor];
  const y = reshape(times(reduceSum(reshape(x, blocks), [3, 5]), share), [n, c, h / factor, w / factor]);
  return differentiable(y, [x], (dy) => {
    const spread = expand(reshape(times(dy, share), blocks.with(3, 1).with(5, 1)), blocks);
    return [reshape(spread, x.shape)];
  });
}
