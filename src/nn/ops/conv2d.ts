/**
 * Convolution (cross-correlation) over [N, C, H, W] and its gradients, in operators every engine has fast. dL/dx is a
 * convolution of dL/dy with the kernel turned about and its channels swapped. dL/dw is one matrix product for each of
 * the kernel's taps: dL/dy times the input shifted to that tap.
 */
import type { Tensor } from '../graph/graph.js';
import { binary, concat, conv, matMul, pad, reduceSum, reshape, slice, transpose } from '../graph/primitives.js';
import { differentiable } from './differentiable.js';

export interface ConvOptions {
  /** Default 1. */
  readonly stride?: number;
  /** Distance between taps, default 1. */
  readonly dilation?: number;
  /** Zeros around the picture, default as many as keep its size at stride 1. */
  readonly padding?: number;
  /** A kernel for each channel of its own: w is [C, 1, K, K]. */
  readonly depthwise?: boolean;
}

/** How kernel and picture lie to each other. */
interface Lay {
  readonly stride: number;
  readonly dilation: number;
  readonly padding: number;
  readonly groups: number;
}

/** x [N, C, H, W], w [O, C, K, K] -> [N, O, H', W'], H' = (H + 2 padding - dilation (K - 1) - 1) / stride + 1, rounded down. */
export function conv2d(x: Tensor, w: Tensor, options: ConvOptions = {}): Tensor {
  const { stride = 1, dilation = 1, depthwise = false } = options;
  const kernel = w.shape[2] as number;
  if (kernel !== w.shape[3]) throw new RangeError('a kernel is square');
  const padding = options.padding ?? (dilation * (kernel - 1)) / 2;
  if (!Number.isInteger(padding)) throw new RangeError('an even kernel has no padding that keeps the size: say which');
  const lay = { stride, dilation, padding, groups: depthwise ? (x.shape[1] as number) : 1 };
  const y = conv(x, w, { stride, dilation, pads: [padding, padding, padding, padding], groups: lay.groups });
  return differentiable(y, [x, w], (dy) => [gradientOfInput(dy, x, w, lay), gradientOfKernel(dy, x, w, lay)]);
}

function gradientOfInput(dy: Tensor, x: Tensor, w: Tensor, { stride, dilation, padding, groups }: Lay): Tensor {
  const kernel = w.shape[2] as number;
  const turned = slice(w, [
    { axis: 2, start: kernel - 1, end: -1, step: -1 },
    { axis: 3, start: kernel - 1, end: -1, step: -1 },
  ]);
  const swapped = groups === 1 ? transpose(turned, [1, 0, 2, 3]) : turned;
  const spread = spreadOut(dy, stride);
  const reach = dilation * (kernel - 1);
  const lead = reach - padding;
  const trail = (axis: 2 | 3): number => (x.shape[axis] as number) - (spread.shape[axis] as number) + padding;
  const pads = [lead, lead, trail(2), trail(3)] as const;
  if (pads.some((count) => count < 0)) throw new RangeError('more padding than the kernel reaches');
  return conv(spread, swapped, { stride: 1, dilation, pads, groups });
}

/** Zeros between the values, `stride - 1` of them, and after the last. */
function spreadOut(dy: Tensor, stride: number): Tensor {
  if (stride === 1) return dy;
  const [n, o, h, w] = dy.shape as [number, number, number, number];
  const apart = pad(reshape(dy, [n, o, h, 1, w, 1]), [0, 0, 0, 0, 0, 0], [0, 0, 0, stride - 1, 0, stride - 1]);
  const wide = reshape(apart, [n, o, h * stride, w * stride]);
  return slice(wide, [
    { axis: 2, start: 0, end: (h - 1) * stride + 1 },
    { axis: 3, start: 0, end: (w - 1) * stride + 1 },
  ]);
}

function gradientOfKernel(dy: Tensor, x: Tensor, w: Tensor, lay: Lay): Tensor {
  const [o, , kernel] = w.shape as [number, number, number];
  const around = [0, 0, lay.padding, lay.padding];
  const padded = pad(x, around, around);
  const perTap = Array.from({ length: kernel * kernel }, (_, tap) => {
    const seen = seenBy(padded, dy, Math.floor(tap / kernel), tap % kernel, lay);
    return lay.groups === 1 ? product(dy, seen) : reshape(reduceSum(binary('Mul', dy, seen), [0, 2, 3]), [o, 1]);
  });
  const perGroup = w.shape[1] as number;
  const columns = perTap.map((gradient) => reshape(gradient, [o, perGroup, 1]));
  return reshape(concat(columns, 2), w.shape);
}

/** What that tap of the kernel saw: [N, C, H', W']. */
function seenBy(padded: Tensor, dy: Tensor, row: number, column: number, { stride, dilation }: Lay): Tensor {
  const range = (axis: 2 | 3, tap: number) => {
    const start = tap * dilation;
    return { axis, start, end: start + ((dy.shape[axis] as number) - 1) * stride + 1, step: stride };
  };
  const ranges = [range(2, row), range(3, column)];
  const whole = ranges.every(({ axis, start, end, step }) => start === 0 && end === padded.shape[axis] && step === 1);
  return whole ? padded : slice(padded, ranges);
}

/** [N, O, H, W] times [N, C, H, W] summed over pictures and pixels: [O, C]. */
function product(dy: Tensor, seen: Tensor): Tensor {
  const flat = (t: Tensor): Tensor =>
    reshape(t, [t.shape[0] as number, t.shape[1] as number, (t.shape[2] as number) * (t.shape[3] as number)]);
  const each = matMul(flat(dy), transpose(flat(seen), [0, 2, 1]));
  return reshape(reduceSum(each, [0]), each.shape.slice(1));
}
