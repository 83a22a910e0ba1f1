/** The model that ships, on streets that it was not taught: labels hold, seeds differ, and what was rendered stays. Needs `dist/`. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Manifest } from '#contracts/job';
import { nearmiss } from './nearmiss.js';

const STREETS = ['high-street', 'suburb', 'works-road'].map((name) => `scenarios/street/${name}.yaml`);
let root = '';
const at = (name: string): string => join(root, name);
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-shipped-'));
  const fixed = ['--count', '2', '--seed', 'shipped', '--size', '480x272', '--backend', 'llvmpipe'];
  expect((await nearmiss('generate', ...STREETS, ...fixed, '--out', at('plain'))).code).toBe(0);
  for (const [out, seed] of [
    ['one', '1'],
    ['two', '2'],
  ] as const) {
    const { code, err } = await nearmiss('diffuse', at('plain'), '--out', at(out), '--seed', seed);
    expect({ code, err }).toMatchObject({ code: 0 });
  }
}, 300_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(at(path), 'utf8'));
async function pixels(out: string, sample: string): Promise<Buffer | undefined> {
  const folder = join(at(out), 'samples', sample, 'front', 'rgb');
  const [name] = await readdir(folder).catch(() => []);
  return name === undefined ? undefined : sharp(join(folder, name)).raw().toBuffer();
}
/** Mean difference of grey levels. */
function apart(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] as number)), 0) / a.length;
}

test('nearly all labels hold at the strength that is the default, and most frames are kept or repaired', async () => {
  for (const out of ['one', 'two']) {
    const { byClass, frames } = (await json(`${out}/validity.json`)) as {
      byClass: readonly { readonly seen: number; readonly valid: number }[];
      frames: Readonly<Record<'kept' | 'repaired' | 'dropped', number>>;
    };
    const [seen, valid] = [byClass.reduce((n, each) => n + each.seen, 0), byClass.reduce((n, each) => n + each.valid, 0)];
    expect(seen).toBeGreaterThan(30);
    expect(valid / seen).toBeGreaterThan(0.97);
    expect(frames.kept + frames.repaired).toBeGreaterThanOrEqual(5);
  }
});

test('two seeds look different from the render and from each other', async () => {
  const { samples } = (await json('plain/manifest.json')) as Manifest;
  let compared = 0;
  for (const { sample } of samples) {
    const [plain, one, two] = [await pixels('plain', sample), await pixels('one', sample), await pixels('two', sample)];
    if (plain === undefined || one === undefined || two === undefined) continue;
    compared++;
    expect(apart(plain, one)).toBeGreaterThan(3);
    expect(apart(one, two)).toBeGreaterThan(3);
  }
  expect(compared).toBeGreaterThan(3);
});
