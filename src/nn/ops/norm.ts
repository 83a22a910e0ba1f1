/**
 * Group normalisation (Wu & He 2018, arXiv 1803.08494): each picture's channels, group by group, are brought to mean 0 and
 * variance 1, then scaled and shifted by channel. It has no running statistics: training and use are the same function, a
 * checkpoint is weights alone, and small batches do no harm. One group is layer normalisation, as many as channels instance
 * normalisation.
 */
import type { Tensor } from '../graph/graph.js';
import { binary, plus, reduceSum, reshape, times, unary } from '../graph/primitives.js';
import { differentiable } from './differentiable.js';

const EPSILON = 1e-5;

/** x [N, C, ...]; gain and offset [C]; C is a multiple of `groups`. */
export function groupNorm(x: Tensor, gain: Tensor, offset: Tensor, groups: number): Tensor {
  const [n, c, ...space] = x.shape as [number, number, ...number[]];
  if (c % groups !== 0) throw new RangeError(`${c} channels in ${groups} groups`);
  const count = space.reduce((product, size) => product * size, c / groups);
  const byGroup = [n, groups, c / groups, count / (c / groups)];
  const perChannel = (t: Tensor): Tensor => reshape(t, [1, groups, c / groups, 1]);
  const meanOf = (t: Tensor): Tensor => times(reduceSum(t, [2, 3]), 1 / count);

  const grouped = reshape(x, byGroup);
  const centred = binary('Sub', grouped, meanOf(grouped));
  const deviation = unary('Sqrt', plus(meanOf(binary('Mul', centred, centred)), EPSILON));
  const inverse = binary('Div', x.graph.scalar(1), deviation);
  const slope = binary('Mul', perChannel(gain), inverse);
  const y = reshape(binary('Add', binary('Mul', centred, slope), perChannel(offset)), x.shape);

  return differentiable(y, [x, gain, offset], (dyFlat) => {
    const dy = reshape(dyFlat, byGroup);
    // Sums over pixels are taken first, so that everything but three products works on [N, groups, C / groups, 1].
    const ofDy = reduceSum(dy, [3]);
    const ofDyCentred = reduceSum(binary('Mul', dy, centred), [3]);
    const meanOfChannels = (t: Tensor): Tensor => times(reduceSum(binary('Mul', t, perChannel(gain)), [2]), 1 / count);
    const alongMean = binary('Mul', meanOfChannels(ofDy), inverse);
    const cube = binary('Mul', inverse, binary('Mul', inverse, inverse));
    const alongX = binary('Mul', meanOfChannels(ofDyCentred), cube);
    const dx = binary('Sub', binary('Sub', binary('Mul', dy, slope), alongMean), binary('Mul', centred, alongX));
    const overBatch = (t: Tensor): Tensor => reshape(reduceSum(t, [0]), [c]);
    return [reshape(dx, x.shape), overBatch(binary('Mul', ofDyCentred, inverse)), overBatch(ofDy)];
  });
}
