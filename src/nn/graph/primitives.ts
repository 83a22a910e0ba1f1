/** Primitive nodes with the shapes that follow from them. What they make can't be differentiated: `ops/` adds that. */
import type { Attribute, Element, PrimitiveName, Shape, Tensor } from './graph.js';
import { broadcast, describe, needRank, sizeAt, sizeOf } from './shape.js';

function emit(
  op: PrimitiveName,
  inputs: readonly [Tensor, ...Tensor[]],
  shape: Shape,
  attributes: Readonly<Record<string, Attribute>> = {},
  element: Element = inputs[0].element,
): Tensor {
  const { graph } = inputs[0];
  const output = graph.tensor(shape, element);
  graph.add({ op, inputs, outputs: [output], attributes });
  return output;
}

/** Element by element, repeated along axes of size 1. */
export function binary(op: 'Add' | 'Sub' | 'Mul' | 'Div', a: Tensor, b: Tensor): Tensor {
  return emit(op, [a, b], broadcast(a.shape, b.shape));
}
export function unary(op: 'Sqrt' | 'Exp' | 'Log' | 'Neg' | 'Sigmoid' | 'Relu' | 'Sign', x: Tensor): Tensor {
  return emit(op, [x], x.shape);
}
/** x times a number. */
export function times(x: Tensor, factor: number): Tensor {
  return factor === 1 ? x : binary('Mul', x, x.graph.scalar(factor));
}
/** x plus a number. */
export function plus(x: Tensor, term: number): Tensor {
  return binary('Add', x, x.graph.scalar(term));
}

export function equal(a: Tensor, b: Tensor): Tensor {
  return emit('Equal', [a, b], broadcast(a.shape, b.shape), {}, 'bool');
}
/** ONNX's number of float32 (`TensorProto.DataType`). */
const FLOAT = 1;
export function toFloat(x: Tensor): Tensor {
  return emit('Cast', [x], x.shape, { to: FLOAT }, 'float32');
}

/** Over the last two axes; the ones before are repeated where they are missing. */
export function matMul(a: Tensor, b: Tensor): Tensor {
  const [rows, inner] = a.shape.slice(-2);
  const [innerOfB, columns] = b.shape.slice(-2);
  if (inner !== innerOfB) throw new RangeError(`${describe(a.shape)} times ${describe(b.shape)}`);
  const lead = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return emit('MatMul', [a, b], [...lead, rows as number, columns as number]);
}

export interface ConvShape {
  readonly stride: number;
  readonly dilation: number;
  /** Zeros around the picture: top, left, bottom, right. */
  readonly pads: readonly [number, number, number, number];
  readonly groups: number;
}
/** x [N, C, H, W], w [O, C / groups, K, L]; cross-correlation. */
export function conv(x: Tensor, w: Tensor, { stride, dilation, pads, groups }: ConvShape): Tensor {
  needRank(x.shape, 4, 'a convolution');
  needRank(w.shape, 4, "a convolution's kernel");
  const [n, c, h, wide] = x.shape as [number, number, number, number];
  const [o, perGroup, kh, kw] = w.shape as [number, number, number, number];
  if (perGroup * groups !== c)
    throw new RangeError(`kernel ${describe(w.shape)} in ${groups} groups over ${describe(x.shape)}`);
  const out = (size: number, before: number, after: number, kernel: number): number =>
    Math.floor((size + before + after - dilation * (kernel - 1) - 1) / stride) + 1;
  const shape = [n, o, out(h, pads[0], pads[2], kh), out(wide, pads[1], pads[3], kw)];
  return emit('Conv', [x, w], shape, {
    strides: [stride, stride],
    dilations: [dilation, dilation],
    pads,
    group: groups,
    kernel_shape: [kh, kw],
  });
}

export function transpose(x: Tensor, order: readonly number[]): Tensor {
  return emit(
    'Transpose',
    [x],
    order.map((axis) => sizeAt(x.shape, axis)),
    { perm: order },
  );
}

export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sizeOf(x.shape) !== sizeOf(shape)) throw new RangeError(`${describe(x.shape)} can't become ${describe(shape)}`);
  return emit('Reshape', [x], shape, { shape });
}

export interface Range {
  readonly axis: number;
  readonly start: number;
  /** One past the last, or below the first where the step is negative. */
  readonly end: number;
  readonly step?: number;
}
export function slice(x: Tensor, ranges: readonly Range[]): Tensor {
  const shape = [...x.shape];
  for (const { axis, start, end, step = 1 } of ranges) shape[axis] = Math.max(0, Math.ceil((end - start) / step));
  return emit('Slice', [x], shape, {
    starts: ranges.map((range) => range.start),
    // Below the first element: ONNX counts negative ends from the back, so one goes past that.
    ends: ranges.map(({ axis, end }) => (end < 0 ? -sizeAt(x.shape, axis) - 1 : end)),
    axes: ranges.map((range) => range.axis),
    steps: ranges.map((range) => range.step ?? 1),
  });
}

/** Zeros before and after, for each axis. */
export function pad(x: Tensor, before: Shape, after: Shape): Tensor {
  if ([...before, ...after].every((count) => count === 0)) return x;
  const shape = x.shape.map((size, axis) => size + (before[axis] as number) + (after[axis] as number));
  return emit('Pad', [x], shape, { pads: [...before, ...after] });
}

export function concat(parts: readonly Tensor[], axis: number): Tensor {
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError('nothing to join');
  if (others.length === 0) return first;
  const total = parts.reduce((sum, part) => sum + sizeAt(part.shape, axis), 0);
  return emit('Concat', [first, ...others], first.shape.with(axis, total), { axis });
}

export function expand(x: Tensor, shape: Shape): Tensor {
  return emit('Expand', [x], broadcast(x.shape, shape), { shape });
}

/** Sums over axes, which stay with size 1. */
export function reduceSum(x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length === 0) return x;
  const shape = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return emit('ReduceSum', [x], shape, { axes, keepdims: 1 });
}

/** The largest along an axis, which stays with size 1. */
export function reduceMax(x: Tensor, axis: number): Tensor {
  return emit('ReduceMax', [x], x.shape.with(axis, 1), { axes: [axis], keepdims: 1 });
}

/**
 * Softmax along an axis and its logarithm. Written out: engines are quick with these parts along any axis, and slow with a softmax over
 * channels, whose values lie far apart in memory.
 */
export function softmax(x: Tensor, axis: number): { readonly share: Tensor; readonly logarithm: Tensor } {
  const below = binary('Sub', x, reduceMax(x, axis));
  const power = unary('Exp', below);
  const total = reduceSum(power, [axis]);
  return { share: binary('Div', power, total), logarithm: binary('Sub', below, unary('Log', total)) };
}
/** Where along an axis the largest is, the first of equals; the axis goes away. float32 [.., n, ..] -> int64, given as int32. */
export function argMax(x: Tensor, axis: number): Tensor {
  return emit('ArgMax', [x], x.shape.toSpliced(axis, 1), { axis, keepdims: 0 }, 'int32');
}
