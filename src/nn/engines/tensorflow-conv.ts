/** Convolution and matrix product on TensorFlow.js, whose pictures have their channels last. */
import type { GraphNode, Shape } from '../graph/graph.js';
import { sizeOf } from '../graph/shape.js';
import type { Tf, TfTensor } from './tensorflow-runtime.js';

const TO_LAST = [0, 2, 3, 1];
const TO_FIRST = [0, 3, 1, 2];
/** [O, I, K, L] -> [K, L, I, O], and for kernels of one channel each [O, 1, K, L] -> [K, L, O, 1]. */
const KERNEL = [2, 3, 1, 0];
const KERNEL_DEPTHWISE = [2, 3, 0, 1];

type Two = readonly [number, number];
interface Lay {
  readonly strides: Two;
  readonly dilations: Two;
  readonly pads: readonly [number, number, number, number];
  readonly group: number;
}

/** x [N, C, H, W], w [O, C / group, K, L]. */
export function convolve(tf: Tf, { attributes }: GraphNode, [x, w]: readonly [TfTensor, TfTensor]): TfTensor {
  const { strides, dilations, pads, group } = attributes as unknown as Lay;
  const [, , kh, kw] = w.shape as [number, number, number, number];
  const same = isOne(strides) && keepsSize(pads, [(kh - 1) * dilations[0], (kw - 1) * dilations[1]]);
  const last = tf.transpose(x, TO_LAST);
  const [top, left, bottom, right] = pads;
  const bare = same || pads.every((count) => count === 0);
  const picture = bare ? last : tf.pad(last, [NONE, [top, bottom], [left, right], NONE]);
  const fit = same ? 'same' : 'valid';
  // TensorFlow.js takes strides or dilations, not both: then every output pixel is computed, and only some are kept.
  const both = !isOne(strides) && !isOne(dilations);
  const stride = both ? ([1, 1] as const) : strides;
  const y =
    group > 1 && group === x.shape[1]
      ? depthwise(tf, picture, w, group, (a, b) => tf.depthwiseConv2d(a, b, stride, fit, 'NHWC', dilations))
      : grouped(tf, picture, w, group, (a, b) => tf.conv2d(a, b, stride, fit, 'NHWC', dilations));
  const kept = both ? tf.stridedSlice(y, [0, 0, 0, 0], y.shape, [1, ...strides, 1]) : y;
  return tf.transpose(kept, TO_FIRST);
}
const isOne = ([down, across]: Two): boolean => down === 1 && across === 1;
const NONE = [0, 0] as const;

type Apply = (x: TfTensor, w: TfTensor) => TfTensor;

/** A kernel or several for each channel of its own: w [C m, 1, K, L], as TensorFlow wants it [K, L, C, m]. */
function depthwise(tf: Tf, x: TfTensor, w: TfTensor, channels: number, apply: Apply): TfTensor {
  const [out, , kh, kw] = w.shape as [number, number, number, number];
  return apply(x, tf.reshape(tf.transpose(w, KERNEL_DEPTHWISE), [kh, kw, channels, out / channels]));
}

function grouped(tf: Tf, x: TfTensor, w: TfTensor, group: number, apply: Apply): TfTensor {
  const kernel = tf.transpose(w, KERNEL);
  if (group === 1) return apply(x, kernel);
  const [pictures, kernels] = [
    [x, 3],
    [kernel, 3],
  ].map(([t, axis]) => evenly(tf, t as TfTensor, axis as number, group)) as [TfTensor[], TfTensor[]];
  return tf.concat(
    pictures.map((part, g) => apply(part, kernels[g] as TfTensor)),
    3,
  );
}

function evenly(tf: Tf, x: TfTensor, axis: number, parts: number): TfTensor[] {
  return tf.split(x, new Array<number>(parts).fill((x.shape[axis] as number) / parts), axis);
}

/** Whether those zeros are what TensorFlow calls `same` at stride 1: as many as the kernel reaches, half of them before. */
function keepsSize([top, left, bottom, right]: Lay['pads'], [down, across]: Two): boolean {
  const half = (before: number, after: number, reach: number): boolean =>
    before === Math.floor(reach / 2) && before + after === reach;
  return half(top, bottom, down) && half(left, right, across);
}

/** Over the last two axes; one product where the right side is one matrix, else both sides are repeated to the same axes before. */
export function multiply(tf: Tf, [a, b]: readonly [TfTensor, TfTensor], result: Shape): TfTensor {
  if (b.shape.length === 2) {
    const inner = a.shape.at(-1) as number;
    return tf.reshape(tf.matMul(tf.reshape(a, [sizeOf(a.shape) / inner, inner]), b), result);
  }
  const lead = result.slice(0, -2);
  return tf.matMul(repeated(tf, a, [...lead, ...a.shape.slice(-2)]), repeated(tf, b, [...lead, ...b.shape.slice(-2)]));
}

/** Repeated along axes of size 1, and along those that it lacks in front. */
export function repeated(tf: Tf, x: TfTensor, shape: Shape): TfTensor {
  const whole = [...new Array<number>(shape.length - x.shape.length).fill(1), ...x.shape];
  const times = shape.map((size, axis) => (whole[axis] === size ? 1 : size));
  return tf.tile(tf.reshape(x, whole), times);
}
