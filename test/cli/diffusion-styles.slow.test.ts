/** Views in several styles from shipped scenarios: what is in the folder, and that a stop changes nothing. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#core/hash';
import { decodeView } from '#diffusion/training/views';
import { makeStyles, type StylesManifest } from '../../src/toolkit/diffusion/styles.js';

const root = join(import.meta.dirname, '..', '..');
/** One that takes a single picture of a draw, one that takes many. */
const FILES = ['street/terraces', 'wildlife/boar-group-in-fog'].map((name) => join(root, 'scenarios', `${name}.yaml`));
const DOMAIN = join(root, 'assets/models/pass/styles.yaml');
let folder = '';
let whole: StylesManifest | undefined;

const make = (out: string, views: number, stopAfter = Number.POSITIVE_INFINITY): Promise<StylesManifest | undefined> => {
  const stop = new AbortController();
  const on = (done: number): void => void (done >= stopAfter && stop.abort());
  const size = { width: 160, height: 96 };
  const signal = stop.signal;
  return makeStyles({ files: FILES, donors: [DOMAIN], views, seed: 'test', size, out, pictures: true, signal, on });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-styles-'));
  whole = await make(join(folder, 'whole'), 3);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('views in several styles', () => {
  it('are of the scenarios in turn, one or two of a draw, each with its hash', async () => {
    expect(whole?.views.map(({ scenario }) => scenario)).toEqual(['terraces', 'boar-group-in-fog', 'boar-group-in-fog']);
    const [, one, other] = whole?.views ?? [];
    expect(other?.capture).toBeGreaterThan(one?.capture as number);
    for (const { file, sha256 } of whole?.views ?? [])
      expect(sha256Hex(await readFile(join(folder, 'whole', file)))).toBe(sha256);
  });

  it('show one place in five looks, the first of them plain, each with its own air', async () => {
    for (const { file } of whole?.views ?? []) {
      const { styles } = decodeView(await readFile(join(folder, 'whole', file)), file);
      expect(styles).toHaveLength(5);
      expect(styles[0]?.prompt).toMatchObject({ weather: 'overcast', time: 'day' });
      expect(new Set(styles.map(({ look }) => sha256Hex(new Uint8Array(look.light[0].buffer.slice(0))))).size).toBe(5);
    }
    const fog = decodeView(await readFile(join(folder, 'whole', whole?.views[1]?.file as string)), 'fog').styles;
    expect(fog[1]?.prompt.weather).toBe('fog');
    expect(fog[1]?.extinctionPerM).toBeGreaterThan(10 * (fog[0]?.extinctionPerM as number));
  });

  it('are the same bytes when it stopped on the way', async () => {
    const out = join(folder, 'stopped');
    expect(await make(out, 3, 1)).toBeUndefined();
    expect((await make(out, 3))?.views).toEqual(whole?.views);
    expect((await readdir(out)).sort()).toEqual((await readdir(join(folder, 'whole'))).sort());
  });
});
