/** What every engine must do: compute what the reference computes, every operation forward and backward, and say what it isn't given. */
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { gradients } from '#nn/autodiff';
import type { Engine } from '#nn/engines/engine';
import { evaluate } from '#nn/engines/reference';
import { Graph, type Tensor } from '#nn/graph/graph';
import { argMax, conv, pad, slice } from '#nn/graph/primitives';
import { sizeOf } from '#nn/graph/shape';
import { multiply } from '#nn/ops/arithmetic';
import { reshape } from '#nn/ops/form';
import { sum } from '#nn/ops/reduce';
import { CASES } from './cases.js';
import type { Case } from './gradient-check.js';

/** 32-bit rounding is 6e-8 of the largest term; sums here have some hundred. */
const ROUNDING = 1e-5;

/** The operation's output, and the gradients of that output's weighed sum. */
function graphOf({ inputs, given = {}, apply }: Case) {
  const graph = new Graph();
  const tensors = Object.entries(inputs).map(([key, shape]): [string, Tensor] => [key, graph.input(key, shape)]);
  const fixed = Object.entries(given).map(([key, { shape }]): [string, Tensor] => [key, graph.input(key, shape, 'int32')]);
  const y = apply(Object.fromEntries([...tensors, ...fixed]));
  const weights = Float32Array.from({ length: sizeOf(y.shape) }, (_, i) => 1 + (i % 7) / 3);
  const weighed = multiply(y, graph.constant(weights, y.shape));
  const slopes = gradients(
    reshape(sum(weighed, [...weighed.shape.keys()]), []),
    tensors.map(([, tensor]) => tensor),
  );
  const outputs: Record<string, Tensor> = { y };
  for (const [i, [key]] of tensors.entries()) outputs[`d_${key}`] = slopes[i] as Tensor;
  return { graph, outputs };
}

function valuesOf({ inputs, given = {}, positive }: Case, name: string): Record<string, Float32Array | Int32Array> {
  const values: Record<string, Float32Array | Int32Array> = {};
  for (const [key, { values: list }] of Object.entries(given)) values[key] = Int32Array.from(list);
  for (const [key, shape] of Object.entries(inputs)) {
    const random = randomRoot(1).child(name).child(key);
    values[key] = Float32Array.from({ length: sizeOf(shape) }, () =>
      positive ? 0.5 + Math.abs(random.normal()) : random.normal(),
    );
  }
  return values;
}

/** Forms of primitives that no operation of today uses, but that a graph may hold. */
const BARE: Readonly<Record<string, { readonly inputs: readonly (readonly number[])[]; build(...x: Tensor[]): Tensor }>> = {
  'convolution in 2 groups': {
    inputs: [
      [2, 4, 5, 6],
      [6, 2, 3, 3],
    ],
    build: (x, w) => conv(x as Tensor, w as Tensor, { stride: 1, dilation: 1, pads: [1, 1, 1, 1], groups: 2 }),
  },
  'two kernels for each channel': {
    inputs: [
      [1, 3, 5, 6],
      [6, 1, 3, 3],
    ],
    build: (x, w) => conv(x as Tensor, w as Tensor, { stride: 2, dilation: 1, pads: [1, 0, 2, 1], groups: 3 }),
  },
  'convolution, lopsided zeros': {
    inputs: [
      [1, 2, 5, 6],
      [3, 2, 2, 3],
    ],
    build: (x, w) => conv(x as Tensor, w as Tensor, { stride: 1, dilation: 1, pads: [1, 2, 0, 0], groups: 1 }),
  },
  'slice backwards by twos': {
    inputs: [[3, 7, 2]],
    build: (x) => slice(x as Tensor, [{ axis: 1, start: 5, end: 0, step: -2 }]),
  },
  'slice by threes along two axes': {
    inputs: [[7, 8]],
    build: (x) =>
      slice(x as Tensor, [
        { axis: 0, start: 1, end: 7, step: 3 },
        { axis: 1, start: 7, end: -1, step: -3 },
      ]),
  },
  'zeros around five axes': { inputs: [[1, 2, 1, 2, 3]], build: (x) => pad(x as Tensor, [0, 1, 0, 2, 0], [1, 0, 0, 0, 2]) },
};

async function compare(
  engine: Engine,
  graph: Graph,
  outputs: Readonly<Record<string, Tensor>>,
  values: Readonly<Record<string, Float32Array | Int32Array>>,
): Promise<void> {
  const program = await engine.compile(graph, outputs);
  const found = await program.run(values);
  await program.release();
  const expected = evaluate(graph, outputs, values);
  for (const key of Object.keys(outputs)) {
    const [a, b] = [found[key] as Float32Array, expected[key] as Float64Array];
    const largest = Math.max(...b.map(Math.abs));
    const worst = Math.max(...b.map((value, i) => Math.abs(value - (a[i] as number))));
    expect(a.length).toBe(b.length);
    expect(worst / largest, key).toBeLessThan(ROUNDING);
  }
}

export function engineSuite(name: string, engine: Engine): void {
  describe(`${name} against the reference`, () => {
    it.each(Object.entries(CASES))('%s', async (title, given) => {
      const { graph, outputs } = graphOf(given);
      await compare(engine, graph, outputs, valuesOf(given, title));
    });

    it.each(Object.entries(BARE))('%s', async (title, { inputs, build }) => {
      const graph = new Graph();
      const y = build(...inputs.map((shape, i) => graph.input(`x${i}`, shape)));
      const shapes = Object.fromEntries(inputs.map((shape, i) => [`x${i}`, shape]));
      await compare(engine, graph, { y }, valuesOf({ inputs: shapes, apply: () => y }, title));
    });

    it('takes the first of equals for the largest', async () => {
      const graph = new Graph();
      const y = argMax(graph.input('x', [1, 3, 2]), 1);
      const program = await engine.compile(graph, { y });
      const found = await program.run({ x: Float32Array.of(1, 5, 3, 5, 3, 4) });
      await program.release();
      expect(found.y).toEqual(Int32Array.of(1, 0));
    });

    it('says which input is missing or of another type', async () => {
      const graph = new Graph();
      const program = await engine.compile(graph, { y: sum(graph.input('x', [2]), [0]) });
      await expect(program.run({})).rejects.toThrow('input x is missing');
      await expect(program.run({ x: Int32Array.of(1, 2) })).rejects.toThrow('takes float32');
      await program.release();
    });

    it('asks only for what the outputs need, and gives what is used elsewhere too', async () => {
      const graph = new Graph();
      const [x, idle] = [graph.input('x', [2]), graph.input('idle', [3])];
      multiply(idle, idle);
      const y = multiply(x, x);
      const program = await engine.compile(graph, { y, z: multiply(y, x) });
      expect(await program.run({ x: Float32Array.of(2, 3) })).toEqual({ y: Float32Array.of(4, 9), z: Float32Array.of(8, 27) });
      await program.release();
    });

    it('gives the same bits again, in turn and at once; what it gave before stays', async () => {
      const { graph, outputs } = graphOf(CASES['group norm'] as Case);
      const values = valuesOf(CASES['group norm'] as Case, 'again');
      const program = await engine.compile(graph, outputs);
      const first = await program.run(values);
      const copy = structuredClone(first);
      const [second, third] = await Promise.all([program.run(values), program.run(values)]);
      await program.release();
      expect(first).toEqual(copy);
      expect(second).toEqual(copy);
      expect(third).toEqual(copy);
    });
  });
}
