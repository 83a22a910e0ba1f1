/**
 * A compact encoder-decoder for pictures of streets. The picture is folded to half its size (each 2 x 2 block becomes channels),
 * goes down to an eighth, where dilated convolutions and the mean of the whole picture see far, and comes back up, each level joined
 * by what the way down had there. Most of the arithmetic happens at an eighth and a quarter, which is what makes it train on processors.
 */
import type { Tensor } from '../graph/graph.js';
import { add } from '../ops/arithmetic.js';
import { spaceToDepth } from '../ops/form.js';
import { mean } from '../ops/reduce.js';
import { averagePool, resizeBilinear } from '../ops/resample.js';
import type { Parameters } from '../parameters.js';
import { convNormRelu, projection, residual } from './blocks.js';

export interface SegmentationOptions {
  readonly classes: number;
  /** Channels at a half, a quarter and an eighth. Default 24, 48, 96. */
  readonly channels?: readonly [number, number, number];
  /** Dilations of the blocks at an eighth. Default 1, 2, 4, 8. */
  readonly dilations?: readonly number[];
}

/** Pictures' sizes are multiples of this. */
export const SEGMENTATION_BLOCK = 8;

/** Pictures [N, 3, H, W] around -1..1 -> logits [N, classes, H, W]. */
export function segmentationNetwork(p: Parameters, pictures: Tensor, options: SegmentationOptions): Tensor {
  const { classes, channels: [half, quarter, eighth] = [24, 48, 96], dilations = [1, 2, 4, 8] } = options;
  const [, , height, width] = pictures.shape as [number, number, number, number];

  const atHalf = convNormRelu(p, 'half', spaceToDepth(pictures, 2), { channels: half });
  const down4 = convNormRelu(p, 'quarter.enter', averagePool(atHalf, 2), { channels: quarter });
  const atQuarter = residual(p, 'quarter.block', down4, 1);
  let atEighth = convNormRelu(p, 'eighth.enter', averagePool(atQuarter, 2), { channels: eighth });
  for (const [i, dilation] of dilations.entries()) atEighth = residual(p, `eighth.block${i}`, atEighth, dilation);
  const whole = projection(p, 'eighth.whole', mean(atEighth, [2, 3]), eighth);

  const up4 = twice(projection(p, 'up.quarter', add(atEighth, whole), quarter));
  const joined4 = convNormRelu(p, 'join.quarter', add(up4, atQuarter), { channels: quarter });
  const up2 = twice(projection(p, 'up.half', joined4, half));
  const joined2 = convNormRelu(p, 'join.half', add(up2, atHalf), { channels: half });
  return resizeBilinear(projection(p, 'classes', joined2, classes, 0.1), height, width);
}

function twice(x: Tensor): Tensor {
  return resizeBilinear(x, 2 * (x.shape[2] as number), 2 * (x.shape[3] as number));
}
