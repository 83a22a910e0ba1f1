import type { Tensor } from '../graph/graph.js';
import { expand, reduceSum, times } from '../graph/primitives.js';
import { sizeAt } from '../graph/shape.js';
import { differentiable } from './differentiable.js';

/** Sum over axes, which stay with size 1. */
export function sum(x: Tensor, axes: readonly number[]): Tensor {
  return differentiable(reduceSum(x, axes), [x], (dy) => [expand(dy, x.shape)]);
}

/** Mean over axes, which stay with size 1. */
export function mean(x: Tensor, axes: readonly number[]): Tensor {
  const share = 1 / axes.reduce((count, axis) => count * sizeAt(x.shape, axis), 1);
  return differentiable(times(reduceSum(x, axes), share), [x], (dy) => [expand(times(dy, share), x.shape)]);
}
