/** A training in a folder: stopped and gone on with it is the training that never stopped; other options are refused. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeModel } from '#diffusion/model/model';
import { encodeView } from '#diffusion/training/views';
import { measurePass, trainPass } from '#toolkit';
import { VIEWS } from '../diffusion/streets.js';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-training-'));
  await mkdir(join(root, 'views'));
  for (const [k, view] of VIEWS.entries()) await writeFile(join(root, 'views', `000${k}.view`), encodeView(view));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const ENGINE = { provider: 'cpu', threads: 1 } as const;
function training(out: string, more: { readonly resume?: boolean; readonly stopAt?: number; readonly rate?: number } = {}) {
  const halt = new AbortController();
  return trainPass({
    views: join(root, 'views'),
    out: join(root, out),
    name: 'made-up',
    from: undefined,
    heldOut: 2,
    steps: 60,
    rate: more.rate ?? 1e-3,
    batch: 2,
    window: { width: 16, height: 16 },
    seed: '7',
    channels: [8, 8, 8],
    engine: ENGINE,
    resume: more.resume ?? false,
    signal: halt.signal,
    on({ done }) {
      if (done === more.stopAt) halt.abort();
    },
  });
}

describe('training of the pass', () => {
  it('stopped and resumed gives the same bytes as in one go', async () => {
    const whole = await training('whole');
    expect(await training('parts', { stopAt: 20 })).toBeUndefined();
    expect(await readdir(join(root, 'parts'))).toContain('checkpoint.safetensors');
    const parts = await training('parts', { resume: true });
    for (const file of ['model.safetensors', 'loss.csv', 'training.json'])
      expect(await readFile(join(root, 'parts', file))).toEqual(await readFile(join(root, 'whole', file)));
    const lines = (await readFile(join(root, 'whole', 'loss.csv'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => line.split(',')[0])).toEqual(['step', '50', '60']);
    expect(parts?.replace('parts', 'whole')).toBe(whole);
    expect(await readdir(join(root, 'parts'))).not.toContain('checkpoint.safetensors');
    const { card } = decodeModel(await readFile(whole as string), 'model');
    expect(card.name).toBe('made-up');
  });

  it('refuses a folder that holds one, and other options', async () => {
    await training('begun', { stopAt: 1 });
    await expect(training('begun')).rejects.toMatchObject({ code: 'NM8204' });
    await expect(training('begun', { resume: true, rate: 2e-3 })).rejects.toMatchObject({ code: 'NM8204' });
  });

  it('wants enough views', async () => {
    await mkdir(join(root, 'empty'));
    const measured = measurePass({
      views: join(root, 'empty'),
      heldOut: 2,
      model: 'none',
      from: 'plain',
      strength: 1,
      steps: 2,
      guidance: 1,
      seed: '0',
      engine: ENGINE,
    });
    await expect(measured).rejects.toMatchObject({ code: 'NM8203' });
  });
});
