/** Parts that networks share. */
import type { Tensor } from '../graph/graph.js';
import { relu } from '../ops/activation.js';
import { add } from '../ops/arithmetic.js';
import { type ConvOptions, conv2d } from '../ops/conv2d.js';
import { reshape } from '../ops/form.js';
import { groupNorm } from '../ops/norm.js';
import type { Parameters } from '../parameters.js';

/** About so many channels a group, as Wu & He (2018) found to work over a wide range. */
const CHANNELS_PER_GROUP = 8;

export interface ConvBlock extends ConvOptions {
  readonly channels: number;
  /** Side of the kernel, default 3. */
  readonly kernel?: number;
}

/** Convolution without offset, for where a norm follows. */
export function convolution(p: Parameters, name: string, x: Tensor, { channels, kernel = 3, ...options }: ConvBlock): Tensor {
  return conv2d(x, p.kernel(`${name}.kernel`, [channels, x.shape[1] as number, kernel, kernel]), options);
}

/** A 1 x 1 convolution with offset; its kernel starts `gain` times as large as usual. */
export function projection(p: Parameters, name: string, x: Tensor, channels: number, gain = 1): Tensor {
  const y = conv2d(x, p.kernel(`${name}.kernel`, [channels, x.shape[1] as number, 1, 1], gain));
  return add(y, reshape(p.vector(`${name}.offset`, channels, 0), [1, channels, 1, 1]));
}

/** Group norm with its gain and offset. */
export function norm(p: Parameters, name: string, x: Tensor, gain = 1): Tensor {
  const channels = x.shape[1] as number;
  const groups = channels % CHANNELS_PER_GROUP === 0 ? channels / CHANNELS_PER_GROUP : 1;
  return groupNorm(x, p.vector(`${name}.gain`, channels, gain), p.vector(`${name}.offset`, channels, 0), groups);
}

/** Convolution, norm, relu. */
export function convNormRelu(p: Parameters, name: string, x: Tensor, block: ConvBlock): Tensor {
  return relu(norm(p, `${name}.norm`, convolution(p, name, x, block)));
}

/** x + norm(convolution(x)), then relu: one convolution a block, so that a few parameters reach far. */
export function residual(p: Parameters, name: string, x: Tensor, dilation: number): Tensor {
  const y = convolution(p, name, x, { channels: x.shape[1] as number, dilation });
  return relu(add(x, norm(p, `${name}.norm`, y)));
}
