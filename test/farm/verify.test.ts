/** `verify` on a tiny dataset: passes on what is sound, names what is not. */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RenderSession } from '#contracts/renderer';
import { type Rooms, verifyWith } from '../../src/toolkit/verify/verify.js';
import { fakePlan, fakePorts, fakeSession } from '../pipeline/fake-world.js';
import { writeFakeDataset } from './folder-dataset.js';

let root = '';
let folder = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-verify-'));
  await writeFakeDataset(join(root, 'sound'), fakePlan());
});
beforeEach(async () => {
  folder = join(root, 'copy');
  await rm(folder, { recursive: true, force: true });
  await cp(join(root, 'sound'), folder, { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

const rooms = (session: RenderSession = fakeSession()): Rooms => ({
  version: '0.0.0',
  portsOf: fakePorts,
  open: async () => session,
});
const options = { fraction: 1, seed: '0', signal: new AbortController().signal, on: () => {} };
const verify = (more = {}, session?: RenderSession) => verifyWith(rooms(session), { folder, ...options, ...more });
async function flipByte(path: string, at = 60) {
  const bytes = await readFile(join(folder, path));
  bytes[at] = (bytes[at] as number) ^ 1;
  await writeFile(join(folder, path), bytes);
}
/** Draws one pixel of every frame otherwise. */
function dazed(layer: 'rgb' | 'depth', backend = 'arithmetic'): RenderSession {
  const session = fakeSession();
  const info = { ...session.info, backend };
  return {
    ...session,
    info,
    async render(request) {
      const layers = await session.render(request);
      const data = layers[layer];
      if (data !== undefined) data[100] = (data[100] as number) + 1;
      return layers;
    },
  };
}

test('what is sound passes, made again whole', async () => {
  const report = await verify();
  expect(report).toMatchObject({ passed: true, findings: [], samples: 3, remade: ['000000', '000001', '000002'] });
  expect(report.same).toBe(report.files);
});

test('notes of the user at the top are his own', async () => {
  await writeFile(join(folder, 'notes.txt'), 'mine');
  expect((await verify({ fraction: 0 })).passed).toBe(true);
});

test.each(['samples/000001/front/depth/000001.tiff', 'samples/000002/trace.json', 'coco/panoptic/000000/front/000002.png'])(
  'a flipped byte in %s is found and named',
  async (path) => {
    await flipByte(path);
    const report = await verify({ fraction: 0 });
    expect(report).toMatchObject({ passed: false, findings: [{ path, what: 'harmed' }] });
  },
);

test('missing and unlisted files are named', async () => {
  await rm(join(folder, 'samples/000000/front/rgb/000001.png'));
  await writeFile(join(folder, 'samples/000000/front/rgb/000009.png'), '');
  const { findings } = await verify({ fraction: 0 });
  expect(findings).toEqual([
    { path: 'samples/000000/front/rgb/000001.png', what: 'missing' },
    { path: 'samples/000000/front/rgb/000009.png', what: 'unlisted' },
  ]);
});

describe('a chain of hashes from the manifest to every file', () => {
  const path = 'samples/000001/sample.json';
  const edit = async (file: string, change: (text: string) => string) => {
    const text = await readFile(join(folder, file), 'utf8');
    expect(change(text)).not.toBe(text);
    await writeFile(join(folder, file), change(text));
  };
  const sha256Of = async (file: string) =>
    createHash('sha256')
      .update(await readFile(join(folder, file)))
      .digest('hex');

  test('a record that was changed by hand to hide a changed file is found', async () => {
    const file = 'samples/000001/front/annotations/000001.json';
    const [before, record] = [await sha256Of(file), await sha256Of(path)];
    await flipByte(file);
    expect((await verify({ fraction: 0 })).findings).toEqual([{ path: file, what: 'harmed' }]);
    const after = await sha256Of(file);
    await edit(path, (text) => text.replace(before, after));
    expect((await verify({ fraction: 0 })).findings).toEqual([{ path, what: 'harmed' }]);
    // Nor does it help to name the new record in the manifest: the dataset has another hash then.
    const changed = await sha256Of(path);
    await edit('manifest.json', (text) => text.replace(record, changed));
    expect((await verify({ fraction: 0 })).findings).toEqual([{ path: 'manifest.json', what: 'harmed' }]);
  });

  test('anything else that a record says', async () => {
    await edit(path, (text) => text.replace('"draw":1', '"draw":2'));
    const { findings, remade } = await verify();
    expect(findings).toEqual([{ path, what: 'harmed' }]);
    expect(remade).toHaveLength(3);
  });

  test('a record that is gone or nonsense is one finding, not one a file', async () => {
    await writeFile(join(folder, path), '{');
    expect((await verify({ fraction: 0 })).findings).toEqual([{ path, what: 'harmed' }]);
    await rm(join(folder, path));
    expect((await verify({ fraction: 0 })).findings).toEqual([{ path, what: 'missing' }]);
    expect((await verify({ fraction: 1 })).findings).toEqual([{ path, what: 'missing' }]);
  });

  test('a record that names a file twice does not stop the rest', async () => {
    await edit(path, (text) => text.replace(/("artefacts":\[)(\{[^}]*\})/, '$1$2,$2'));
    expect((await verify({ fraction: 0 })).findings).toEqual([{ path, what: 'harmed' }]);
  });
});

test('truth that comes out otherwise fails, on any backend', async () => {
  const report = await verify({}, dazed('depth', 'another machine'));
  expect(report.passed).toBe(false);
  expect(report.findings).toHaveLength(9);
  expect(new Set(report.findings.map(({ what }) => what))).toEqual(new Set(['differs']));
  expect(report.findings[0]?.path).toBe('samples/000000/front/depth/000000.tiff');
});

test('colour of another backend is outside the guarantee, and named', async () => {
  const report = await verify({}, dazed('rgb', 'another machine'));
  expect(report.passed).toBe(true);
  expect(report.findings).toHaveLength(9);
  expect(report.findings.every(({ what, path }) => what === 'tied' && path.includes('/rgb/'))).toBe(true);
  expect(report.outside).toEqual(['rgb and what is made from it: drawn by arithmetic, here by another machine']);
});

test('a random share is the same for the same seed', async () => {
  const first = await verify({ fraction: 0.3, seed: 'a' });
  expect(first.remade).toHaveLength(1);
  expect((await verify({ fraction: 0.3, seed: 'a' })).remade).toEqual(first.remade);
  const others = await Promise.all(
    ['b', 'c', 'd', 'e', 'f'].map(async (seed) => (await verify({ fraction: 0.3, seed })).remade[0]),
  );
  expect(new Set([...others, first.remade[0]]).size).toBeGreaterThan(1);
  expect((await verify({ sample: '000001' })).remade).toEqual(['000001']);
});

test('no manifest, a tampered plan, another version, no such sample', async () => {
  await expect(verify({ folder: root })).rejects.toMatchObject({ code: 'NM7201', exitCode: 2 });
  await expect(verify({ sample: '000099' })).rejects.toMatchObject({ code: 'NM7203' });
  await expect(verifyWith({ ...rooms(), version: '9' }, { folder, ...options })).rejects.toMatchObject({ code: 'NM7204' });
  const path = join(folder, 'manifest.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"seed": "5"', '"seed": "6"'));
  await expect(verify()).rejects.toMatchObject({ code: 'NM7202', exitCode: 2 });
});
