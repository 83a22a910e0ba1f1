/** ONNX Runtime computes what the reference computes: every operation forward and backward. */
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { gradients } from '#nn/autodiff';
import { openOnnxEngine } from '#nn/engines/onnx';
import { evaluate } from '#nn/engines/reference';
import { Graph, type Tensor } from '#nn/graph/graph';
import { argMax } from '#nn/graph/primitives';
import { sizeOf } from '#nn/graph/shape';
import { usedInputs } from '#nn/onnx/encode';
import { multiply } from '#nn/ops/arithmetic';
import { reshape } from '#nn/ops/form';
import { sum } from '#nn/ops/reduce';
import { CASES } from './cases.js';
import type { Case } from './gradient-check.js';

const { engine } = await openOnnxEngine();

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

describe('onnxruntime-node against the reference', () => {
  it.each(Object.entries(CASES))('%s', async (name, given) => {
    const { graph, outputs } = graphOf(given);
    const values = valuesOf(given, name);
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

  it('asks only for what the outputs need', async () => {
    const graph = new Graph();
    const [x, idle] = [graph.input('x', [2]), graph.input('idle', [3])];
    const [y, unused] = [multiply(x, x), multiply(idle, idle)];
    expect(usedInputs(graph, { y })).toEqual(['x']);
    expect(usedInputs(graph, { y, unused })).toEqual(['x', 'idle']);
    const program = await engine.compile(graph, { y });
    expect((await program.run({ x: Float32Array.of(2, 3) })).y).toEqual(Float32Array.of(4, 9));
    await program.release();
  });

  it('falls back to the processor where a provider is missing, and says why', async () => {
    const missing = process.platform === 'win32' ? 'coreml' : 'dml';
    const { provider, refused } = await openOnnxEngine({ provider: missing });
    expect(provider).toBe('cpu');
    expect(refused).toContain(missing);
  });
});
