/** The primitives one by one on TensorFlow.js. */
import type { GraphNode, PrimitiveName, Shape, Tensor } from '../graph/graph.js';
import { sizeAt } from '../graph/shape.js';
import { convolve, multiply, repeated } from './tensorflow-conv.js';
import type { Tf, TfTensor } from './tensorflow-runtime.js';

type Operands = readonly [TfTensor, ...TfTensor[]];
type Kernel = (tf: Tf, node: GraphNode, operands: Operands) => TfTensor | TfTensor[];

type Unary = 'sqrt' | 'exp' | 'log' | 'neg' | 'sigmoid' | 'relu' | 'sign';
type Binary = 'add' | 'sub' | 'mul' | 'div' | 'equal';
const each = (name: Unary): Kernel => {
  return (tf, _, [x]) => tf[name](x);
};
const pairwise = (name: Binary): Kernel => {
  return (tf, _, operands) => tf[name](...pair(operands));
};

const pair = (operands: Operands): [TfTensor, TfTensor] => [operands[0], operands[1] as TfTensor];
const resultOf = (node: GraphNode): Tensor => node.outputs[0] as Tensor;
const listOf = (node: GraphNode, key: string): readonly number[] => [node.attributes[key] as number | readonly number[]].flat();

export const KERNELS: Readonly<Record<PrimitiveName, Kernel>> = {
  Add: pairwise('add'),
  Sub: pairwise('sub'),
  Mul: pairwise('mul'),
  Div: pairwise('div'),
  Equal: pairwise('equal'),
  Sqrt: each('sqrt'),
  Exp: each('exp'),
  Log: each('log'),
  Neg: each('neg'),
  Sigmoid: each('sigmoid'),
  Relu: each('relu'),
  Sign: each('sign'),
  Cast: (tf, node, [x]) => tf.cast(x, resultOf(node).element),
  MatMul: (tf, node, operands) => multiply(tf, pair(operands), resultOf(node).shape),
  Conv: (tf, node, operands) => convolve(tf, node, pair(operands)),
  Transpose: (tf, node, [x]) => tf.transpose(x, listOf(node, 'perm')),
  Reshape: (tf, node, [x]) => tf.reshape(x, resultOf(node).shape),
  Slice: (tf, node, [x]) => cut(tf, x, node),
  Pad(tf, node, [x]) {
    const pads = listOf(node, 'pads');
    return tf.pad(
      x,
      x.shape.map((_, axis) => [pads[axis] as number, pads[axis + x.shape.length] as number]),
    );
  },
  Concat: (tf, node, operands) => tf.concat(operands, node.attributes.axis as number),
  Split: (tf, node, [x]) => tf.split(x, listOf(node, 'split'), node.attributes.axis as number),
  Expand: (tf, node, [x]) => repeated(tf, x, resultOf(node).shape),
  ReduceSum: (tf, node, [x]) => tf.sum(x, listOf(node, 'axes'), true),
  ReduceMax: (tf, node, [x]) => tf.max(x, listOf(node, 'axes'), true),
  ArgMax: (tf, node, [x]) => tf.argMax(x, node.attributes.axis as number),
};

/** Steps backwards are steps forwards through what is turned about. */
function cut(tf: Tf, x: TfTensor, node: GraphNode): TfTensor {
  const [axes, starts, steps] = ['axes', 'starts', 'steps'].map((key) => listOf(node, key)) as [Shape, Shape, Shape];
  const backwards = axes.filter((_, k) => (steps[k] as number) < 0);
  const turned = backwards.length === 0 ? x : tf.reverse(x, backwards);
  const begin = new Array<number>(x.shape.length).fill(0);
  const end = [...x.shape];
  const stride = new Array<number>(x.shape.length).fill(1);
  for (const [k, axis] of axes.entries()) {
    const [start, step] = [starts[k] as number, steps[k] as number];
    begin[axis] = step < 0 ? sizeAt(x.shape, axis) - 1 - start : start;
    stride[axis] = Math.abs(step);
    end[axis] = (begin[axis] as number) + (sizeAt(resultOf(node).shape, axis) - 1) * Math.abs(step) + 1;
  }
  return tf.stridedSlice(turned, begin, end, stride);
}
