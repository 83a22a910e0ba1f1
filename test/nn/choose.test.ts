/** Which engine serves, why, and what is said where one is missing. */
import { describe, expect, it } from 'vitest';
import { infrastructureError } from '#core/errors';
import { type Openers, openEngine } from '#nn/engines/choose';
import { openOnnxEngine } from '#nn/engines/onnx';
import { referenceEngine } from '#nn/engines/reference';
import { openTensorflowEngine } from '#nn/engines/tensorflow';
import type { Backend } from '#nn/engines/tensorflow-runtime';

const absent = (code: string) => async (): Promise<never> => {
  throw infrastructureError(code, 'it is missing', 'install it', new Error(`Cannot find package 'x' imported from /a/b.js`));
};
const asked: (readonly Backend[])[] = [];
const THERE: Openers = {
  onnx: async ({ provider = 'cpu' } = {}) => ({
    engine: referenceEngine,
    provider: 'cpu',
    refused: provider === 'cpu' ? undefined : 'no',
  }),
  tensorflow: async (backends = []) => {
    asked.push(backends);
    return { engine: referenceEngine, backend: 'wasm', refused: backends.includes('gpu') ? { gpu: 'not installed' } : {} };
  },
};
const NO_ONNX: Openers = { ...THERE, onnx: absent('NM8001') };
const NONE: Openers = { onnx: absent('NM8001'), tensorflow: absent('NM8003') };

describe('auto', () => {
  it('takes ONNX Runtime where it loads, and tells why not the provider asked for', async () => {
    const chosen = await openEngine({ provider: 'cuda' }, THERE);
    expect(chosen).toMatchObject({ name: 'onnx', on: 'cpu', others: { cuda: 'no', tensorflow: expect.any(String) } });
  });

  it('takes TensorFlow.js elsewhere, its graphics card first, and tells what is missing without paths', async () => {
    const chosen = await openEngine({}, NO_ONNX);
    expect(chosen).toMatchObject({ name: 'tensorflow', on: 'wasm', others: { gpu: 'not installed' } });
    expect(chosen.others.onnx).toContain("Cannot find package 'x'");
    expect(chosen.others.onnx).not.toContain('/a/b.js');
    expect(asked.at(-1)).toEqual(['gpu', 'wasm']);
    await openEngine({ provider: 'cpu' }, NO_ONNX);
    expect(asked.at(-1)).toEqual(['wasm']);
  });

  it('says that there is none', async () => {
    await expect(openEngine({}, NONE)).rejects.toMatchObject({ code: 'NM8004', exitCode: 3 });
  });
});

describe('an engine that is asked for', () => {
  it('is the one, or the error says that it is missing', async () => {
    expect((await openEngine({ engine: 'tensorflow' }, THERE)).name).toBe('tensorflow');
    expect((await openEngine({ engine: 'onnx' }, THERE)).name).toBe('onnx');
    await expect(openEngine({ engine: 'onnx' }, NO_ONNX)).rejects.toMatchObject({ code: 'NM8001' });
    await expect(openEngine({ engine: 'tensorflow' }, NONE)).rejects.toMatchObject({ code: 'NM8003' });
  });

  it('opens for real', async () => {
    expect((await openEngine({ engine: 'tensorflow', provider: 'cpu' })).engine.about).toMatch(/^TensorFlow.js \d.*wasm/);
    expect((await openEngine()).engine.about).toMatch(/^onnxruntime-node/);
  });

  it('without a backend that starts says so', async () => {
    await expect(openTensorflowEngine([])).rejects.toMatchObject({ code: 'NM8003', exitCode: 3 });
    expect((await openOnnxEngine()).refused).toBeUndefined();
  });
});
