/** The gate's network from folders of views to weights: stopped and gone on with is the same as never stopped; other files are refused. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KINDS, kindTable } from '#diffusion/gate/kinds';
import { decodeSegmenter } from '#diffusion/gate/network';
import { putReduced } from '#diffusion/gate/reduce';
import { likeliest, openSegmenter } from '#diffusion/gate/segmenter';
import { readExample } from '#diffusion/gate/training/files';
import { trainSegmenter, WEIGHTS } from '#diffusion/gate/training/train';
import { ontology } from '#labels/ontology';
import type { Engine } from '#nn/engines/engine';
import { openOnnxEngine } from '#nn/engines/onnx';
import { encodeSafetensors } from '#nn/files/safetensors';
import { litByLabel } from './gate/controls.js';
import { PERSON, STREET, street } from './gate/street.js';

const SIZE = { width: 320, height: 180 } as const;
let folder: string;
let engine: Engine;
let views: readonly string[];

/** The person further right in each view; two styles. */
async function writeView(path: string, k: number): Promise<void> {
  const patches = STREET.map((patch) =>
    patch.semantic === PERSON ? { ...patch, box: [30 + 40 * (k % 6), 60, 26, 70] as const } : patch,
  );
  const frame = street(patches, 5, `view ${k}`);
  await mkdir(path, { recursive: true });
  const raw = { ...SIZE, channels: 3 as const };
  await sharp(frame.rgb, { raw }).png().toFile(join(path, 'style-0.png'));
  await sharp(litByLabel(frame, 0.2, `look ${k}`), { raw })
    .png()
    .toFile(join(path, 'style-1.png'));
  await sharp(frame.seen.semantic, { raw: { ...SIZE, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(join(path, 'semantic.png'));
  await sharp(frame.seen.instance, { raw: { ...SIZE, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toFile(join(path, 'instance.png'));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gate-training-'));
  views = Array.from({ length: 7 }, (_, k) => join(folder, 'views', String(k)));
  for (const [k, path] of views.entries()) await writeView(path, k);
  engine = (await openOnnxEngine({ threads: 1 })).engine;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const RECIPE = { steps: 4, batch: 2, size: { width: 64, height: 32 }, rate: 3e-3 };
const train = (name: string, stopAfter?: number, recipe = RECIPE, from?: Float32Array) => {
  const stop = new AbortController();
  return trainSegmenter({
    engine,
    classes: ontology.classes,
    views,
    folder: join(folder, name),
    seed: 'test',
    recipe,
    ...(from !== undefined && { from }),
    signal: stop.signal,
    onStep: (step) => {
      if (step === stopAfter) stop.abort();
    },
  });
};
const weightsIn = async (name: string) => decodeSegmenter(await readFile(join(folder, name, WEIGHTS)), name);

describe('training the segmenter', () => {
  it('goes on from a checkpoint as if it had never stopped', async () => {
    expect(await train('whole')).toHaveLength(KINDS.length);
    expect(await train('halves', 2)).toBeUndefined();
    await train('halves');
    const [whole, halves] = [await weightsIn('whole'), await weightsIn('halves')];
    expect(Buffer.from(halves.weights.buffer).equals(Buffer.from(whole.weights.buffer))).toBe(true);
    expect(whole.notes).toMatchObject({ seed: 'test', step: '4', kinds: KINDS.join(',') });
  });
  it('goes on from weights that it is given', async () => {
    const started = (await weightsIn('whole')).weights;
    await train('further', undefined, { ...RECIPE, steps: 1, rate: 1e-6 }, started);
    const { weights } = await weightsIn('further');
    const furthest = weights.reduce((most, value, i) => Math.max(most, Math.abs(value - (started[i] as number))), 0);
    expect(furthest).toBeGreaterThan(0);
    expect(furthest).toBeLessThan(1e-5);
  });
  it('learns where a person is', async () => {
    await train('learnt', undefined, { steps: 60, batch: 4, size: { width: 96, height: 56 }, rate: 1e-2 });
    const segmenter = openSegmenter(engine, await weightsIn('learnt'));
    const example = await readExample(views.at(-1) as string, kindTable(ontology.classes));
    const said = await segmenter.segment({ ...SIZE, rgb: example.styles[0] as Uint8Array });
    await segmenter.close();
    const kinds = likeliest(said);
    const at = (x: number, y: number): string => KINDS[kinds[y * said.width + x] as number] as string;
    expect([at(43, 95), at(160, 150)]).toEqual(['person', 'ground']);
  });
  it('refuses other files, and folders without views', async () => {
    const foreign = encodeSafetensors({ tensors: {}, metadata: { format: '1', kinds: 'cat,dog' } });
    expect(() => decodeSegmenter(foreign, 'a.safetensors')).toThrow(expect.objectContaining({ code: 'NM8211' }));
    const cut = encodeSafetensors({ tensors: {}, metadata: { format: '1', kinds: KINDS.join(',') } });
    expect(() => decodeSegmenter(cut, 'a.safetensors')).toThrow(expect.objectContaining({ code: 'NM8211' }));
    await expect(readExample(folder, kindTable(ontology.classes))).rejects.toMatchObject({ code: 'NM8212' });
  });
});

describe('a picture made smaller', () => {
  it('keeps its mean light, and even blocks keep theirs', () => {
    const rgb = Uint8Array.from({ length: 3 * 8 * 4 }, (_, i) => 40 * Math.floor(((i / 3) % 8) / 4) + 10);
    const out = new Float32Array(3 * 2 * 1);
    putReduced({ width: 8, height: 4, rgb }, { width: 2, height: 1 }, out);
    expect([...out].map((value) => Math.round((value + 1) * 127.5))).toEqual([10, 50, 10, 50, 10, 50]);
    expect(() => putReduced({ width: 8, height: 4, rgb }, { width: 16, height: 1 }, new Float32Array(48))).toThrow(RangeError);
  });
});
