/** Other forms of the same values. */
import type { Shape, Tensor } from '../graph/graph.js';
import * as primitive from '../graph/primitives.js';
import { sizeAt } from '../graph/shape.js';
import { differentiable, foldTo } from './differentiable.js';

export function reshape(x: Tensor, shape: Shape): Tensor {
  return differentiable(primitive.reshape(x, shape), [x], (dy) => [primitive.reshape(dy, x.shape)]);
}

export function transpose(x: Tensor, order: readonly number[]): Tensor {
  const back = order.map((_, axis) => order.indexOf(axis));
  return differentiable(primitive.transpose(x, order), [x], (dy) => [primitive.transpose(dy, back)]);
}

export function concat(parts: readonly Tensor[], axis: number): Tensor {
  return differentiable(primitive.concat(parts, axis), parts, (dy) => {
    let start = 0;
    return parts.map((part) => {
      const end = start + sizeAt(part.shape, axis);
      const gradient = primitive.slice(dy, [{ axis, start, end }]);
      start = end;
      return gradient;
    });
  });
}

/** From `start` to before `end` along an axis. */
export function slice(x: Tensor, axis: number, start: number, end: number): Tensor {
  const zeros = (count: number): number[] => x.shape.map((_, at) => (at === axis ? count : 0));
  return differentiable(primitive.slice(x, [{ axis, start, end }]), [x], (dy) => [
    primitive.pad(dy, zeros(start), zeros(sizeAt(x.shape, axis) - end)),
  ]);
}

/** Repeated along axes of size 1. */
export function expand(x: Tensor, shape: Shape): Tensor {
  return differentiable(primitive.expand(x, shape), [x], (dy) => [foldTo(x.shape, dy)]);
}

/** [N, C, H, W] -> [N, C s s, H / s, W / s]: each block of pixels becomes channels of one. */
export function spaceToDepth(x: Tensor, s: number): Tensor {
  const [n, c, h, w] = x.shape as [number, number, number, number];
  if (h % s !== 0 || w % s !== 0) throw new RangeError(`${h} x ${w} has no whole blocks of ${s}`);
  const blocks = reshape(x, [n, c, h / s, s, w / s, s]);
  return reshape(transpose(blocks, [0, 1, 3, 5, 2, 4]), [n, c * s * s, h / s, w / s]);
}
