/** Every operation, in the forms that matter. */

import type { Tensor } from '#nn/graph/graph';
import * as activation from '#nn/ops/activation';
import * as arithmetic from '#nn/ops/arithmetic';
import { conv2d } from '#nn/ops/conv2d';
import * as form from '#nn/ops/form';
import { matMul } from '#nn/ops/linear';
import { crossEntropy, meanSquaredError } from '#nn/ops/loss';
import { groupNorm } from '#nn/ops/norm';
import * as reduce from '#nn/ops/reduce';
import * as resample from '#nn/ops/resample';
import type { Case } from './gradient-check.js';

type Inputs = Readonly<Record<string, Tensor>>;
const one = (f: (x: Tensor) => Tensor) => (inputs: Inputs) => f(inputs.x as Tensor);
const two = (f: (a: Tensor, b: Tensor) => Tensor) => (inputs: Inputs) => f(inputs.a as Tensor, inputs.b as Tensor);
const convolution = (x: readonly number[], w: readonly number[], options: Parameters<typeof conv2d>[2] = {}): Case => ({
  inputs: { a: x, b: w },
  apply: two((a, b) => conv2d(a, b, options)),
});

export const CASES: Readonly<Record<string, Case>> = {
  'add, repeated along axes': { inputs: { a: [2, 3, 2, 2], b: [3, 1, 1] }, apply: two(arithmetic.add) },
  'subtract, repeated on the left': { inputs: { a: [1, 3], b: [2, 3] }, apply: two(arithmetic.subtract) },
  'multiply, repeated along axes': { inputs: { a: [2, 3, 2], b: [2, 1, 2] }, apply: two(arithmetic.multiply) },
  divide: { inputs: { a: [2, 3], b: [1, 3] }, apply: two(arithmetic.divide), positive: true },
  'scale and shift': { inputs: { x: [4] }, apply: one((x) => arithmetic.shift(arithmetic.scale(x, -3), 2)) },
  exponential: { inputs: { x: [5] }, apply: one(arithmetic.exponential) },
  logarithm: { inputs: { x: [5] }, apply: one(arithmetic.logarithm), positive: true },
  'square root': { inputs: { x: [5] }, apply: one(arithmetic.squareRoot), positive: true },
  relu: { inputs: { x: [8] }, apply: one(activation.relu) },
  sigmoid: { inputs: { x: [8] }, apply: one(activation.sigmoid) },
  silu: { inputs: { x: [8] }, apply: one(activation.silu) },
  'softmax over channels': { inputs: { x: [2, 4, 3] }, apply: one((x) => activation.softmax(x, 1)) },
  'softmax over the last axis': { inputs: { x: [3, 5] }, apply: one((x) => activation.softmax(x, 1)) },
  'convolution 3 x 3': convolution([2, 3, 5, 4], [4, 3, 3, 3]),
  'convolution 1 x 1': convolution([2, 3, 3, 4], [2, 3, 1, 1]),
  'convolution, dilated': convolution([1, 2, 7, 6], [2, 2, 3, 3], { dilation: 2 }),
  'convolution, stride 2, even size': convolution([1, 2, 6, 8], [3, 2, 3, 3], { stride: 2 }),
  'convolution, stride 2, odd size': convolution([1, 2, 7, 5], [3, 2, 3, 3], { stride: 2 }),
  'convolution, stride 2, 4 x 4': convolution([1, 1, 6, 6], [2, 1, 4, 4], { stride: 2, padding: 1 }),
  'convolution without padding': convolution([1, 2, 5, 5], [2, 2, 3, 3], { padding: 0 }),
  'convolution, stride 3, dilated': convolution([1, 1, 9, 8], [2, 1, 3, 3], { stride: 3, dilation: 2 }),
  'convolution, depthwise': convolution([2, 3, 4, 5], [3, 1, 3, 3], { depthwise: true }),
  'convolution, depthwise, stride 2': convolution([1, 2, 6, 6], [2, 1, 3, 3], { depthwise: true, stride: 2 }),
  'matrix product': { inputs: { a: [3, 4], b: [4, 2] }, apply: two(matMul) },
  'matrix product, one side repeated': { inputs: { a: [2, 3, 4], b: [4, 2] }, apply: two(matMul) },
  'matrix product, left side repeated': { inputs: { a: [3, 4], b: [2, 2, 4, 2] }, apply: two(matMul) },
  reshape: { inputs: { x: [2, 6] }, apply: one((x) => form.reshape(x, [3, 4])) },
  transpose: { inputs: { x: [2, 3, 4] }, apply: one((x) => form.transpose(x, [2, 0, 1])) },
  concat: { inputs: { a: [2, 1, 3], b: [2, 2, 3] }, apply: two((a, b) => form.concat([a, b, a], 1)) },
  slice: { inputs: { x: [2, 5, 2] }, apply: one((x) => form.slice(x, 1, 1, 4)) },
  expand: { inputs: { x: [2, 1, 3] }, apply: one((x) => form.expand(x, [2, 4, 3])) },
  'space to depth': { inputs: { x: [1, 2, 4, 6] }, apply: one((x) => form.spaceToDepth(x, 2)) },
  sum: { inputs: { x: [2, 3, 4] }, apply: one((x) => reduce.sum(x, [0, 2])) },
  mean: { inputs: { x: [2, 3, 4] }, apply: one((x) => reduce.mean(x, [1, 2])) },
  'nearest, three times larger': { inputs: { x: [1, 2, 2, 3] }, apply: one((x) => resample.upsampleNearest(x, 3)) },
  'bilinear, twice as large': { inputs: { x: [1, 2, 3, 4] }, apply: one((x) => resample.resizeBilinear(x, 6, 8)) },
  'bilinear, odd ratio': { inputs: { x: [2, 1, 3, 4] }, apply: one((x) => resample.resizeBilinear(x, 5, 9)) },
  'average pool': { inputs: { x: [2, 2, 4, 6] }, apply: one((x) => resample.averagePool(x, 2)) },
  'group norm': {
    inputs: { x: [2, 4, 3, 2], gain: [4], offset: [4] },
    apply: ({ x, gain, offset }) => groupNorm(x as Tensor, gain as Tensor, offset as Tensor, 2),
  },
  'cross-entropy with weights and pixels left out': {
    inputs: { x: [2, 3, 2, 2] },
    given: { labels: { shape: [2, 2, 2], values: [0, 1, 255, 2, 2, 255, 1, 1] } },
    apply: ({ x, labels }) => crossEntropy(x as Tensor, labels as Tensor, [1, 0.5, 3]),
  },
  'mean squared error': { inputs: { a: [2, 3], b: [2, 3] }, apply: two(meanSquaredError) },
  'a value used twice': {
    inputs: { x: [3] },
    apply: one((x) => arithmetic.multiply(activation.sigmoid(x), arithmetic.add(x, x))),
  },
};
