/** Photographs without labels become a style of the model's; too few, or a bad word, are told before anything is written. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeModel } from '#diffusion/model/model';
import { encodeView } from '#diffusion/training/views';
import { finetunePass, SEGMENTER, trainPass } from '#toolkit';
import { VIEWS } from '../diffusion/streets.js';

let root = '';
const ENGINE = { provider: 'cpu', threads: 1 } as const;
const WINDOW = { width: 16, height: 16 };
const SIGNAL = new AbortController().signal;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-finetune-'));
  for (const folder of ['views', 'photos', 'few']) await mkdir(join(root, folder));
  for (const [k, view] of VIEWS.entries()) await writeFile(join(root, 'views', `000${k}.view`), encodeView(view));
  for (let k = 0; k < 4; k++) {
    const sky = { create: { width: 160, height: 96, channels: 3, background: { r: 150 + 20 * k, g: 170, b: 200 } } } as const;
    const road = await sharp({ create: { ...sky.create, height: 48, background: { r: 60, g: 60 + 5 * k, b: 50 } } })
      .png()
      .toBuffer();
    await sharp(sky)
      .composite([{ input: road, left: 0, top: 48 }])
      .jpeg()
      .toFile(join(root, 'photos', `${k}.jpg`));
  }
  await trainPass({
    views: join(root, 'views'),
    out: join(root, 'base'),
    name: 'base',
    from: undefined,
    heldOut: 0,
    steps: 2,
    rate: 1e-3,
    batch: 1,
    window: WINDOW,
    seed: '0',
    channels: [8, 8, 8],
    engine: ENGINE,
    resume: false,
    signal: SIGNAL,
    on: () => {},
  });
});
afterAll(() => rm(root, { recursive: true, force: true }));

function finetune(images: string, out: string, style = 'dashcam') {
  return finetunePass({
    images: join(root, images),
    model: join(root, 'base', 'model.safetensors'),
    segmenter: SEGMENTER,
    out: join(root, out),
    style,
    steps: 5,
    rate: 1e-3,
    batch: 2,
    window: WINDOW,
    seed: '0',
    engine: ENGINE,
    resume: false,
    signal: SIGNAL,
    on: () => {},
  });
}

describe('fine-tuning', () => {
  it('gives a model that answers to the style, the same again', async () => {
    const [one, other] = [await finetune('photos', 'one'), await finetune('photos', 'other')];
    const bytes = await readFile(one as string);
    expect(await readFile(other as string)).toEqual(bytes);
    const { card, weights } = decodeModel(bytes, 'model');
    expect(card).toMatchObject({ name: 'base-dashcam', styles: ['dashcam'] });
    const before = decodeModel(await readFile(join(root, 'base', 'model.safetensors')), 'base');
    expect(weights.length).toBeGreaterThan(before.weights.length);
    expect(JSON.parse(await readFile(join(root, 'one', 'training.json'), 'utf8'))).toMatchObject({ data: { images: 4 } });
  });

  it('wants pictures, and a word', async () => {
    await expect(finetune('few', 'a')).rejects.toMatchObject({ code: 'NM8205' });
    await expect(finetune('nowhere', 'a')).rejects.toMatchObject({ code: 'NM8205' });
    await expect(finetune('photos', 'a', 'My Style')).rejects.toMatchObject({ code: 'NM8206' });
    for (let k = 0; k < 4; k++) await writeFile(join(root, 'few', `${k}.png`), 'no picture');
    await expect(finetune('few', 'a')).rejects.toMatchObject({ code: 'NM8205' });
    expect(await readdir(root)).not.toContain('a');
  });
});
