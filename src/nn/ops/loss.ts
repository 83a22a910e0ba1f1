import type { Tensor } from '../graph/graph.js';
import { binary, equal, plus, reduceSum, reshape, softmax, times, toFloat } from '../graph/primitives.js';
import { sizeOf } from '../graph/shape.js';
import { differentiable } from './differentiable.js';

/** Keeps a batch without any labelled pixel from dividing by zero; far below one pixel's weight. */
const TINY = 1e-20;

/**
 * Mean over pixels of -log softmax(logits)[label], each pixel with its class's weight (Sum w l / Sum w). A label that is no
 * class (255 by custom) has no weight. Where no pixel has one the loss is 0.
 *
 * @param logits [N, K, H, W] @param labels int32 [N, H, W] @param weights one a class, positive @returns a scalar, shape []
 */
export function crossEntropy(logits: Tensor, labels: Tensor, weights: readonly number[]): Tensor {
  const { graph } = logits;
  const [n, k, h, w] = logits.shape as [number, number, number, number];
  if (weights.length !== k) throw new RangeError(`${weights.length} weights for ${k} classes`);
  const classes = graph.constant(
    Int32Array.from({ length: k }, (_, i) => i),
    [1, k, 1, 1],
  );
  const weight = graph.constant(Float32Array.from(weights), [1, k, 1, 1]);
  const weighted = binary('Mul', toFloat(equal(reshape(labels, [n, 1, h, w]), classes)), weight);
  const total = plus(reduceSum(weighted, [0, 1, 2, 3]), TINY);
  const { share, logarithm } = softmax(logits, 1);
  const inTruth = binary('Mul', weighted, logarithm);
  const loss = binary('Div', times(reduceSum(inTruth, [0, 1, 2, 3]), -1), total);
  return differentiable(reshape(loss, []), [logits, labels], (dy) => {
    const perPixel = reduceSum(weighted, [1]);
    const surplus = binary('Sub', binary('Mul', share, perPixel), weighted);
    return [binary('Mul', surplus, binary('Div', dy, total)), undefined];
  });
}

/** Mean of squared differences, a scalar. */
export function meanSquaredError(a: Tensor, b: Tensor): Tensor {
  const difference = binary('Sub', a, b);
  const axes = a.shape.map((_, axis) => axis);
  const share = 1 / sizeOf(difference.shape);
  const loss = reshape(times(reduceSum(binary('Mul', difference, difference), axes), share), []);
  return differentiable(loss, [a, b], (dy) => {
    const da = binary('Mul', difference, times(dy, 2 * share));
    return [da, times(da, -1)];
  });
}
