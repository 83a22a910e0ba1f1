import type { Tensor } from '../graph/graph.js';
import { matMul as product, transpose } from '../graph/primitives.js';
import { differentiable, foldTo } from './differentiable.js';

/** Matrix product over the last two axes; the axes before are repeated where one side lacks them. */
export function matMul(a: Tensor, b: Tensor): Tensor {
  return differentiable(product(a, b), [a, b], (dy) => [
    foldTo(a.shape, product(dy, turned(b))),
    foldTo(b.shape, product(turned(a), dy)),
  ]);
}

function turned(x: Tensor): Tensor {
  const rank = x.shape.length;
  return transpose(x, [...Array(rank - 2).keys(), rank - 1, rank - 2]);
}
