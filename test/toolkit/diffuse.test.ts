/** `diffuse` on a tiny dataset with a model of random weights: what is new, what is as it was, what is dropped, going on after a stop. */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Medium } from '#contracts/frame';
import type { Manifest } from '#contracts/job';
import type { FrameValidity } from '#contracts/validity';
import { diffuseDataset, exportDataset, inspectDataset, verifyDataset } from '#toolkit';
import type { OpenJudge } from '../../src/toolkit/repaint/judge.js';
import { randomModel } from '../diffusion/random-model.js';
import { makeTinyModel } from '../diffusion/tiny-model.js';
import type { FakeOptions } from '../farm/fake-dataset.js';
import { writeFakeDataset } from '../farm/folder-dataset.js';
import { readArtefacts } from '../farm/read-artefacts.js';
import { fakePlan, labelFrame } from '../pipeline/fake-world.js';

const signal = new AbortController().signal;
const NOON: Medium = {
  ...{ extinctionPerM: 0.00015, rainMmPerH: 0, snowMmPerH: 0, wetness: 0, snowCover: 0, frictionScale: 1, cloudCover: 0 },
  ...{ sunDirection: [0.6, 0, 0.8], sunIlluminanceLx: 80_000, skyIlluminanceLx: 12_000, windMPerS: [0, 0, 0], lampsOn: false },
};
const AT_NOON: FakeOptions = {
  wrapPorts: (ports) => ({ ...ports, labelFrame: (input) => ({ ...labelFrame(input), medium: NOON }) }),
};
let root = '';
let source = '';
let model = '';
let out = '';
let count = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-diffuse-'));
  source = join(root, 'source');
  model = join(root, 'tiny.safetensors');
  await writeFakeDataset(source, fakePlan(), AT_NOON);
  await writeFile(model, randomModel('a'));
});
beforeEach(() => {
  out = join(root, `out-${count++}`);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const FINE: FrameValidity = { segments: [], hallucinations: [], valid: true };
const broken = (instance: number): FrameValidity => ({
  segments: [
    {
      ...{ instance, class: 'person', box: { x: 0, y: 0, width: 4, height: 5 }, pixels: 20, safety: true },
      ...{ measured: { boundary: 0.1 }, failed: ['boundary'] },
    },
  ],
  hallucinations: [],
  valid: false,
});
const judging = (judge: OpenJudge['judge']): OpenJudge => ({ judge, sha256: 'judge', close: async () => {} });
const trusting = judging(async () => FINE);
async function diffuse(more: Partial<Parameters<typeof diffuseDataset>[0]> = {}) {
  const { made } = await diffuseDataset({
    ...{ folder: source, out, model, strength: 0.9, steps: 2, guidance: 1, prompt: { weather: 'snow' } },
    ...{ resume: false, judge: trusting, signal, on: () => {} },
    ...more,
  });
  return { made, manifest: await manifestOf(more.out ?? out) };
}
const read = (folder: string, path: string) => readFile(join(folder, path));
const manifestOf = async (folder: string) => JSON.parse((await read(folder, 'manifest.json')).toString()) as Manifest;

describe('what comes out', () => {
  test('new pictures; every other native file the very same, by another name for the same bytes', async () => {
    const { manifest } = await diffuse();
    const before = await manifestOf(source);
    const native = (await readArtefacts(source)).filter(({ path }) => path.startsWith('samples/'));
    const after = new Map((await readArtefacts(out)).map((each) => [each.path, each]));
    for (const artefact of native) {
      if (artefact.path.includes('/rgb/')) expect(after.get(artefact.path)?.sha256).not.toBe(artefact.sha256);
      else {
        expect(after.get(artefact.path)).toEqual(artefact);
        expect((await stat(join(out, artefact.path))).ino).toBe((await stat(join(source, artefact.path))).ino);
      }
    }
    expect(after.size).toBe(native.length + 9);
    expect(manifest.plan.repainted).toMatchObject({ from: before.datasetSha256, model: 'tiny', strength: 0.9, steps: 2 });
    expect(manifest.repaint).toMatchObject({ counts: { kept: 9, repaired: 0, dropped: 0 }, models: [{ model: 'tiny' }] });
    expect(manifest.repaint?.engines).toEqual([expect.stringMatching(/onnxruntime-node [\d.]+, cpu, 2 threads/)]);
    const told = JSON.parse((await read(out, 'samples/000000/front/repaint/000000.json')).toString());
    expect(told).toMatchObject({ outcome: 'kept', prompt: { weather: 'snow', time: 'day' }, strength: 0.9 });
    expect(await read(source, 'manifest.json')).toEqual(Buffer.from(`${JSON.stringify(before, null, 1)}\n`));
  });

  test('the same bytes again, others for another seed, prompt or model', async () => {
    const { manifest } = await diffuse();
    const again = await diffuse({ out: join(root, 'again') });
    expect(again.manifest).toEqual(manifest);
    await writeFile(join(root, 'other.safetensors'), randomModel('b'));
    const others = [{ seed: 'x' }, { prompt: { weather: 'fog' as const } }, { model: join(root, 'other.safetensors') }];
    for (const [k, other] of others.entries()) {
      const made = await diffuse({ ...other, out: join(root, `other-${k}`) });
      expect(made.manifest.datasetSha256).not.toBe(manifest.datasetSha256);
    }
  });

  test("a user's large model paints as well, the same bytes again", async () => {
    const large = await makeTinyModel();
    await writeFile(join(large, 'nearmiss.json'), '{"controls": ["depth"], "longest": 64}');
    const { manifest } = await diffuse({ model: large, strength: 0.5 });
    expect(manifest.repaint).toMatchObject({ counts: { kept: 9 }, models: [{ model: 'tiny' }] });
    const again = await diffuse({ model: large, strength: 0.5, out: join(root, 'large-again') });
    expect(again.manifest).toEqual(manifest);
    const other = await diffuse({ model: large, strength: 0.5, seed: 'x', out: join(root, 'large-other') });
    expect(other.manifest.datasetSha256).not.toBe(manifest.datasetSha256);
    await rm(join(large, '..'), { recursive: true, force: true });
  });

  test('at strength 0 every picture is as it was', async () => {
    const { manifest } = await diffuse({ strength: 0 });
    const pictures = async (folder: string) => (await readArtefacts(folder)).filter(({ path }) => path.includes('/rgb/'));
    expect(await pictures(out)).toEqual(await pictures(source));
    expect(manifest.repaint).toBeUndefined();
  });

  test('verify checks its files and says what the pictures hang on; inspect and export work', async () => {
    await diffuse();
    const verify = () => verifyDataset({ folder: out, fraction: 1, seed: '0', signal, on: () => {} });
    const report = await verify();
    expect(report).toMatchObject({ passed: true, findings: [], remade: [] });
    expect(report.outside.join()).toMatch(/rgb.*repainted.*onnxruntime-node.*cpu/);
    const sheet = await readFile(await inspectDataset({ folder: out, samples: 1, frames: 2 }), 'utf8');
    expect(sheet.match(/repainted <b>tiny, [^<]*snow<\/b>, strength <b>0\.90?<\/b>: <b>kept/g)).toHaveLength(2);
    const exported = await exportDataset({ folder: out, formats: ['yolo'], out: `${out}-yolo`, signal, on: () => {} });
    expect(exported.frames).toBe(9);
    const path = 'samples/000001/front/rgb/000001.png';
    const bytes = await read(out, path);
    bytes[60] = (bytes[60] as number) ^ 1;
    await writeFile(join(out, path), bytes);
    expect((await verify()).findings).toEqual([{ path, what: 'harmed' }]);
  });
});

describe('frames whose labels do not hold', () => {
  test('are tried less strongly, and go apart with every layer when that does not help', async () => {
    let calls = 0;
    const judge = judging(async () => (++calls <= 3 ? broken(300) : calls === 4 ? broken(7) : FINE));
    const { manifest } = await diffuse({ judge });
    expect(manifest.repaint?.counts).toEqual({ kept: 7, repaired: 1, dropped: 1 });
    expect(manifest.quarantine).toEqual({ frames: 1, byInvariant: { ND01: 1 } });
    const [first] = manifest.samples;
    expect(first).toMatchObject({ frames: 2, quarantined: [{ sensor: 'front', frame: 0 }] });
    expect(first?.quarantined[0]?.violations[0]).toMatchObject({ code: 'ND01', object: 'walker' });
    const apart = await readdir(join(out, 'quarantine/000000/front'));
    const layers = (await manifestOf(source)).plan.layers;
    for (const layer of layers) expect(apart.some((name) => name.startsWith(`000000.${layer}.`))).toBe(true);
    const left = (await readdir(join(out, 'samples/000000/front'), { recursive: true })).filter((name) =>
      /000000\.\w+$/.test(name),
    );
    expect(left).toEqual([]);
    expect((await verifyDataset({ folder: out, fraction: 0, seed: '0', signal, on: () => {} })).findings).toEqual([]);
    const repaired = JSON.parse((await read(out, 'samples/000000/front/repaint/000001.json')).toString());
    expect(repaired).toMatchObject({ outcome: 'repaired', refused: [{ strength: 0.9, validity: broken(7) }] });
    expect(repaired.strength).toBeCloseTo(0.54);
    const report = JSON.parse((await read(out, 'validity.json')).toString());
    expect(report).toMatchObject({ frames: manifest.repaint?.counts, byClass: [{ name: 'person', seen: 2, valid: 0 }] });
    expect(report.worst.map(({ picture }: { picture: string }) => existsSync(join(out, picture)))).toEqual([true, true]);
    expect((await read(out, 'validity.html')).toString()).toContain('000000/front/000001');
  });
});

describe('stopping and going on', () => {
  test('a sample is whole or not there, and the end is the same', async () => {
    const whole = await diffuse({ out: join(root, 'whole') });
    const halt = new AbortController();
    let judged = 0;
    const judge = judging(async () => {
      // The first of three frames of the second sample.
      if (++judged === 4) halt.abort();
      return FINE;
    });
    const stopping = diffuse({ signal: halt.signal, judge });
    await expect(stopping).rejects.toThrow();
    expect(await readdir(join(out, 'samples'))).toEqual(['000000']);
    expect(existsSync(join(out, 'manifest.json'))).toBe(false);
    await expect(diffuse()).rejects.toMatchObject({ code: 'NM7003' });
    await expect(diffuse({ resume: true, steps: 3 })).rejects.toMatchObject({ code: 'NM7005', exitCode: 2 });
    const resumed = await diffuse({ resume: true });
    expect(resumed.made).toBe(2);
    expect(resumed.manifest).toEqual(whole.manifest);
    expect((await diffuse({ resume: true })).made).toBe(0);
  });
});

describe('wrong input leaves nothing', () => {
  test.each([
    ['no such model', { model: '/no/such/model' }, 'NM8221'],
    ['a model that is none', { model: import.meta.filename }, 'NM8002'],
    ['a style that the model lacks', { prompt: { style: 'oils' } }, 'NM8224'],
    ['no dataset', { folder: tmpdir() }, 'NM7201'],
  ])('%s', async (_, more, code) => {
    await expect(diffuse(more)).rejects.toMatchObject({ code, exitCode: 2 });
    expect(existsSync(out)).toBe(false);
  });

  test('a dataset without the layers that are read is told which', async () => {
    const folder = join(root, 'flat');
    await writeFakeDataset(folder, fakePlan({ layers: ['rgb', 'depth', 'semantic', 'instance'] }));
    await expect(diffuse({ folder })).rejects.toMatchObject({
      code: 'NM8222',
      message: expect.stringContaining('without normal'),
    });
    expect(existsSync(out)).toBe(false);
  });

  test('a folder in the dataset, around it, or the dataset itself', async () => {
    const folder = join(root, 'around', 'in');
    await cp(source, folder, { recursive: true });
    for (const bad of [folder, join(folder, 'more'), join(root, 'around')])
      await expect(diffuse({ folder, out: bad })).rejects.toMatchObject({ code: 'NM8225', exitCode: 2 });
    expect(await readdir(folder)).toEqual(await readdir(source));
  });
});
