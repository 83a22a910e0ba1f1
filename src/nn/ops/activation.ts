import type { Tensor } from '../graph/graph.js';
import { binary, plus, reduceSum, softmax as shares, times, unary } from '../graph/primitives.js';
import { differentiable } from './differentiable.js';

/** max(x, 0); its slope at 0 is taken as 0. */
export function relu(x: Tensor): Tensor {
  const y = unary('Relu', x);
  return differentiable(y, [x], (dy) => [binary('Mul', dy, unary('Sign', y))]);
}

/** 1 / (1 + exp(-x)) */
export function sigmoid(x: Tensor): Tensor {
  const y = unary('Sigmoid', x);
  return differentiable(y, [x], (dy) => [binary('Mul', dy, binary('Sub', y, binary('Mul', y, y)))]);
}

/** x sigmoid(x), also called swish (Elfwing et al. 2018, doi 10.1016/j.neunet.2017.12.012). */
export function silu(x: Tensor): Tensor {
  const s = unary('Sigmoid', x);
  const y = binary('Mul', x, s);
  // (x s)' = s + x s (1 - s) = s (1 + x - x s)
  return differentiable(y, [x], (dy) => [binary('Mul', dy, binary('Mul', s, plus(binary('Add', x, times(y, -1)), 1)))]);
}

/** exp(x) over its sum along an axis. */
export function softmax(x: Tensor, axis: number): Tensor {
  const { share } = shares(x, axis);
  return differentiable(share, [x], (dy) => {
    const along = binary('Mul', dy, share);
    return [binary('Sub', along, binary('Mul', share, reduceSum(along, [axis])))];
  });
}
