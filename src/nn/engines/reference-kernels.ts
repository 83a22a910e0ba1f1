/** The primitives one by one, over 64-bit numbers. */
import { exp, ln, sqrt } from '#core/math';
import type { GraphNode, PrimitiveName, Shape, Tensor } from '../graph/graph.js';
import { sizeOf, stridesOf } from '../graph/shape.js';
import { convolve } from './reference-conv.js';

type Numbers = Float64Array;
type Kernel = (node: GraphNode, operands: readonly Numbers[]) => readonly Numbers[];

const shapeOf = (node: GraphNode, index = 0): Shape => (node.inputs[index] as Tensor).shape;
const resultOf = (node: GraphNode): Shape => (node.outputs[0] as Tensor).shape;
const listOf = (node: GraphNode, key: string): readonly number[] => [node.attributes[key] as number | readonly number[]].flat();

/** Calls with the place in memory and the index along each axis. */
function forEachIndex(shape: Shape, visit: (at: number, index: readonly number[]) => void): void {
  const index = new Array<number>(shape.length).fill(0);
  for (let at = 0; at < sizeOf(shape); at++) {
    visit(at, index);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
}

/** Where an index of the larger shape lies in a smaller one that is repeated to it. */
function placeIn(shape: Shape, index: readonly number[]): number {
  const strides = stridesOf(shape);
  const lead = index.length - shape.length;
  return shape.reduce(
    (at, size, axis) => at + (size === 1 ? 0 : (index[axis + lead] as number) * (strides[axis] as number)),
    0,
  );
}

function each(f: (x: number) => number): Kernel {
  return (_, [x]) => [(x as Numbers).map(f)];
}

function pairwise(f: (a: number, b: number) => number): Kernel {
  return (node, [a, b]) => {
    const result = new Float64Array(sizeOf(resultOf(node)));
    forEachIndex(resultOf(node), (at, index) => {
      result[at] = f(
        (a as Numbers)[placeIn(shapeOf(node), index)] as number,
        (b as Numbers)[placeIn(shapeOf(node, 1), index)] as number,
      );
    });
    return [result];
  };
}

/** Result element by element, each from the place that `from` names in the input; undefined is zero. */
function gathered(node: GraphNode, x: Numbers, from: (index: readonly number[]) => number | undefined): readonly Numbers[] {
  const result = new Float64Array(sizeOf(resultOf(node)));
  forEachIndex(resultOf(node), (at, index) => {
    const place = from(index);
    if (place !== undefined) result[at] = x[place] as number;
  });
  return [result];
}

export const KERNELS: Readonly<Record<PrimitiveName, Kernel>> = {
  Add: pairwise((a, b) => a + b),
  Sub: pairwise((a, b) => a - b),
  Mul: pairwise((a, b) => a * b),
  Div: pairwise((a, b) => a / b),
  Equal: pairwise((a, b) => (a === b ? 1 : 0)),
  Sqrt: each(sqrt),
  Exp: each(exp),
  Log: each(ln),
  Neg: each((x) => -x),
  Sigmoid: each((x) => 1 / (1 + exp(-x))),
  Relu: each((x) => Math.max(x, 0)),
  Sign: each(Math.sign),
  Cast: each((x) => x),
  Reshape: each((x) => x),
  Conv: convolve,

  MatMul(node, [a, b]) {
    const [shapeA, shapeB] = [shapeOf(node), shapeOf(node, 1)];
    const inner = shapeA.at(-1) as number;
    const result = new Float64Array(sizeOf(resultOf(node)));
    forEachIndex(resultOf(node), (at, index) => {
      const [row, column] = index.slice(-2) as [number, number];
      const lead = index.slice(0, -2);
      for (let i = 0; i < inner; i++) {
        const left = (a as Numbers)[placeIn(shapeA, [...lead, row, i])] as number;
        result[at] = (result[at] as number) + left * ((b as Numbers)[placeIn(shapeB, [...lead, i, column])] as number);
      }
    });
    return [result];
  },

  Transpose(node, [x]) {
    const order = listOf(node, 'perm');
    const strides = stridesOf(shapeOf(node));
    return gathered(node, x as Numbers, (index) =>
      order.reduce((at, axis, i) => at + (index[i] as number) * (strides[axis] as number), 0),
    );
  },

  Slice(node, [x]) {
    const [axes, starts, steps] = ['axes', 'starts', 'steps'].map((key) => listOf(node, key)) as [Shape, Shape, Shape];
    const strides = stridesOf(shapeOf(node));
    return gathered(node, x as Numbers, (index) =>
      index.reduce((at, i, axis) => {
        const k = axes.indexOf(axis);
        const place = k < 0 ? i : (starts[k] as number) + i * (steps[k] as number);
        return at + place * (strides[axis] as number);
      }, 0),
    );
  },

  Pad(node, [x]) {
    const shape = shapeOf(node);
    const [pads, strides] = [listOf(node, 'pads'), stridesOf(shape)];
    return gathered(node, x as Numbers, (index) => {
      const inside = index.map((i, axis) => i - (pads[axis] as number));
      if (inside.some((i, axis) => i < 0 || i >= (shape[axis] as number))) return undefined;
      return inside.reduce((at, i, axis) => at + i * (strides[axis] as number), 0);
    });
  },

  Concat(node, operands) {
    const axis = node.attributes.axis as number;
    const result = new Float64Array(sizeOf(resultOf(node)));
    let start = 0;
    for (const [k, part] of operands.entries()) {
      const strides = stridesOf(resultOf(node));
      forEachIndex(shapeOf(node, k), (at, index) => {
        const place = index.reduce((sum, i, a) => sum + (a === axis ? i + start : i) * (strides[a] as number), 0);
        result[place] = part[at] as number;
      });
      start += shapeOf(node, k)[axis] as number;
    }
    return [result];
  },

  Split(node, [x]) {
    const sizes = listOf(node, 'split');
    return sizes.map((size, i) => {
      const start = sizes.slice(0, i).reduce((sum, before) => sum + before, 0);
      return (x as Numbers).slice(start, start + size);
    });
  },

  Expand: (node, [x]) => gathered(node, x as Numbers, (index) => placeIn(shapeOf(node), index)),

  ReduceSum(node, [x]) {
    const result = new Float64Array(sizeOf(resultOf(node)));
    forEachIndex(shapeOf(node), (at, index) => {
      const place = placeIn(resultOf(node), index);
      result[place] = (result[place] as number) + ((x as Numbers)[at] as number);
    });
    return [result];
  },

  ReduceMax(node, [x]) {
    const result = new Float64Array(sizeOf(resultOf(node))).fill(Number.NEGATIVE_INFINITY);
    forEachIndex(shapeOf(node), (at, index) => {
      const place = placeIn(resultOf(node), index);
      result[place] = Math.max(result[place] as number, (x as Numbers)[at] as number);
    });
    return [result];
  },

  ArgMax(node, [x]) {
    const shape = shapeOf(node);
    const axis = node.attributes.axis as number;
    const stride = stridesOf(shape)[axis] as number;
    const result: number[] = [];
    forEachIndex(shape.with(axis, 1), (_, index) => {
      const start = placeIn(shape, index);
      const line = Array.from({ length: shape[axis] as number }, (_, i) => (x as Numbers)[start + i * stride] as number);
      result.push(line.indexOf(Math.max(...line)));
    });
    return [Float64Array.from(result)];
  },
};
