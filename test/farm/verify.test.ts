/** `verify` on a tiny dataset: passes on what is sound, names what is not. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
