import { expect, it } from 'vitest';
import { lookAtNetworks } from '../../src/toolkit/networks.js';

it('says which engine runs networks, on what, and why', async () => {
  expect(await lookAtNetworks()).toMatchObject({
    name: 'onnx',
    on: 'cpu',
    about: expect.stringMatching(/^onnxruntime-node \d/),
  });
  const second = await lookAtNetworks({ engine: 'tensorflow', provider: 'cpu' });
  expect(second).toMatchObject({ name: 'tensorflow', on: 'wasm', why: 'asked for', others: { onnx: expect.any(String) } });
});
