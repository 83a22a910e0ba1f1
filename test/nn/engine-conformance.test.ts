/** The engines through one suite, and what is each one's own. */
import { describe, expect, it } from 'vitest';
import { openOnnxEngine } from '#nn/engines/onnx';
import { openTensorflowEngine } from '#nn/engines/tensorflow';
import { Graph } from '#nn/graph/graph';
import { usedInputs } from '#nn/onnx/encode';
import { multiply } from '#nn/ops/arithmetic';
import { engineSuite } from './engine-suite.js';

engineSuite('onnxruntime-node', (await openOnnxEngine()).engine);
const before = (['uncaughtException', 'unhandledRejection'] as const).map((event) => process.rawListeners(event));
engineSuite('TensorFlow.js in WebAssembly', (await openTensorflowEngine(['wasm'])).engine);

describe('onnxruntime-node', () => {
  it('has a model of what the outputs need', () => {
    const graph = new Graph();
    const [x, idle] = [graph.input('x', [2]), graph.input('idle', [3])];
    const [y, unused] = [multiply(x, x), multiply(idle, idle)];
    expect(usedInputs(graph, { y })).toEqual(['x']);
    expect(usedInputs(graph, { y, unused })).toEqual(['x', 'idle']);
  });

  it('falls back to the processor where a provider is missing, and says why', async () => {
    const missing = process.platform === 'win32' ? 'coreml' : 'dml';
    const { provider, refused } = await openOnnxEngine({ provider: missing });
    expect(provider).toBe('cpu');
    expect(refused).toContain(missing);
  });
});

describe('TensorFlow.js', () => {
  it('leaves no listener for the errors of the whole process', () => {
    const after = (['uncaughtException', 'unhandledRejection'] as const).map((event) => process.rawListeners(event));
    expect(after).toEqual(before);
  });

  it('leaves no memory behind after a run', async () => {
    const { default: tf } = (await import('@tensorflow/tfjs-core')) as unknown as {
      default: { memory(): { numTensors: number } };
    };
    const { engine } = await openTensorflowEngine(['wasm']);
    const graph = new Graph();
    const x = graph.input('x', [2]);
    const idle = tf.memory().numTensors;
    const program = await engine.compile(graph, { y: multiply(multiply(x, x), graph.scalar(3)) });
    for (let k = 0; k < 3; k++) await program.run({ x: Float32Array.of(1, 2) });
    await expect(program.run({})).rejects.toThrow('missing');
    await program.release();
    expect(tf.memory().numTensors).toBe(idle);
  });
});
