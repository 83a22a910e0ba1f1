/** Tensors with their place in differentiation. */
import type { Origin, Tensor } from '../graph/graph.js';
import { reduceSum, reshape } from '../graph/primitives.js';
import { repeatedAxes, type Shape } from '../graph/shape.js';

/** Where the value is one of the inputs itself (a sum over no axes), that input stands for it. */
export function differentiable(value: Tensor, inputs: readonly Tensor[], gradient: Origin['gradient']): Tensor {
  const same = inputs.find((input) => input.id === value.id);
  if (same !== undefined) return same;
  return { ...value, origin: { inputs, gradient } };
}

/** The gradient of something that was repeated to a larger shape: the sum over its copies. */
export function foldTo(shape: Shape, dy: Tensor): Tensor {
  const summed = reduceSum(dy, repeatedAxes(shape, dy.shape));
  return summed.shape.length === shape.length ? summed : reshape(summed, shape);
}
