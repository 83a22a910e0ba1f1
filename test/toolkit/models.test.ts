/** Models by name and path: the pass's own files and folders, and large ones of the user's. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash';
import { parseScenario } from '#scenario/index';
import { findModel } from '../../src/toolkit/repaint/find-model.js';
import { modelProblems, plannedModel, plannedModels } from '../../src/toolkit/repaint/planned.js';
import { randomModel } from '../diffusion/random-model.js';
import { makeTinyModel } from '../diffusion/tiny-model.js';

let root = '';
let large = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-models-'));
  await mkdir(join(root, 'trained'));
  await writeFile(join(root, 'a.safetensors'), randomModel('a'));
  await writeFile(join(root, 'trained', 'model.safetensors'), randomModel('b'));
  large = await makeTinyModel();
});
afterAll(() => Promise.all([root, join(large, '..')].map((folder) => rm(folder, { recursive: true, force: true }))));

describe('a model of the pass', () => {
  it('is a file, or a folder as training leaves it; its hash is the one of the file', async () => {
    const file = await findModel('a.safetensors', root);
    expect(file).toMatchObject({ name: 'tiny', styles: ['drawn', 'washed'], path: join(root, 'a.safetensors') });
    expect(file.sha256).toBe(sha256Hex(randomModel('a')));
    expect((await findModel('trained', root)).sha256).toBe(sha256Hex(randomModel('b')));
    expect((await findModel(join(root, 'a.safetensors'), '/elsewhere')).sha256).toBe(file.sha256);
  });

  it('that is not there is told with what there is', async () => {
    await expect(findModel('b.safetensors', root)).rejects.toMatchObject({ code: 'NM8221', exitCode: 2 });
    await expect(findModel('stret', root)).rejects.toMatchObject({ hint: 'did you mean "street"?' });
    await expect(findModel('.', root)).rejects.toMatchObject({ code: 'NM8221' });
  });
});

describe('a large model', () => {
  it('is a folder with model_index.json; how it is used is part of its hash', async () => {
    const plain = await findModel(large, '.');
    expect(plain).toMatchObject({ name: 'tiny', path: large });
    expect(plain.styles).toBeUndefined();
    await writeFile(join(large, 'nearmiss.json'), '{"controls": ["depth"], "longest": 128}');
    const used = await findModel(large, '.');
    expect(used.sha256).not.toBe(plain.sha256);
    const { repainter, chosen } = await used.open({ threads: 1 });
    expect(chosen.name).toBe('onnx');
    await repainter.close();
  });

  it.each(['{"control": []}', '{"controls": ["canny"]}', '{"longest": "768"}', '[]', 'depth'])(
    'with options that are none is refused: %s',
    async (text) => {
      await writeFile(join(large, 'nearmiss.json'), text);
      await expect(findModel(large, '.')).rejects.toMatchObject({ code: 'NM8226', exitCode: 2 });
    },
  );
});

describe('the model of a scenario', () => {
  const scenarioOf = (diffusion: string) => {
    const text = `nearmiss: 1
title: Street
hazard: Something happens.
road: {layout: town, seed: 7}
ego: {kind: hatchback, at: {lane: own, s: 5 m, speed: 20 km/h}, sensors: {eye: {up: 1.4 m}}}
randomize: {diffusion: ${diffusion}}
`;
    const { scenario } = parseScenario(text, join(root, 'street.yaml'));
    return scenario as NonNullable<typeof scenario>;
  };

  it('is looked at where it stands, from the scenario on', async () => {
    expect(await modelProblems(scenarioOf('{model: a.safetensors, prompt: {style: drawn}}'))).toEqual([]);
    expect(await modelProblems(scenarioOf('{model: z.safetensors}'))).toEqual([
      expect.objectContaining({ code: 'NM8221', line: 6, column: 32, severity: 'error' }),
    ]);
    expect(await modelProblems(scenarioOf('{model: trained, prompt: {style: {choice: [drawn, oils]}}}'))).toEqual([
      expect.objectContaining({ code: 'NM8224', line: 6, message: expect.stringContaining('"oils"') }),
    ]);
  });

  it('is planned with its hash, and refused when it is another by then', async () => {
    const models = await plannedModels([scenarioOf('{model: a.safetensors}')]);
    const path = join(root, 'a.safetensors');
    expect(models).toEqual([{ scenario: 'street', model: 'a.safetensors', path, sha256: sha256Hex(randomModel('a')) }]);
    expect((await plannedModel({ models }, 'street')).sha256).toBe(models[0]?.sha256);
    await writeFile(path, randomModel('c'));
    await expect(plannedModel({ models }, 'street')).rejects.toMatchObject({ code: 'NM8223', exitCode: 2 });
    await expect(plannedModel({ models }, 'road')).rejects.toMatchObject({ code: 'NM8223' });
  });
});
