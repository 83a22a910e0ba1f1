/** Which samples are there, whole: however large their files, and however many are looked at at once. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '#contracts/writer';
import { committedSamples, eachSample, hashOfFile, hashOfPlan } from '#farm/index';
import { folderStore, memoryStore } from '#writers/index';
import { fakePlan } from '../pipeline/fake-world.js';
import { makeFakeDataset } from './fake-dataset.js';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the hash of a file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nearmiss-committed-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([0, 1, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3 * 2 ** 20 + 7])(
    'of %i bytes in a folder, read in parts',
    async (size) => {
      const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31) >> 3);
      await writeFile(join(folder, 'file.bin'), bytes);
      const store = folderStore(folder, 'test');
      expect(store.hash).toBeDefined();
      expect(await hashOfFile(store, 'file.bin')).toBe(sha256(bytes));
      expect(await hashOfFile(store, 'other.bin')).toBeUndefined();
    },
  );

  test('of a store that has none of its own', async () => {
    const store = memoryStore();
    const stage = await store.stage();
    await stage.put('a.txt', 'text');
    await stage.commit();
    expect(await hashOfFile(store, 'a.txt')).toBe(sha256(new TextEncoder().encode('text')));
    expect(await hashOfFile(store, 'b.txt')).toBeUndefined();
  });
});

describe('samples that are there', () => {
  const plan = fakePlan({ count: 12 });
  /** Counts how many hashes are under way. */
  function counting(store: Store): { readonly store: Store; readonly most: () => number } {
    let [now, most] = [0, 0];
    const hash = async (path: string): Promise<string | undefined> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      const bytes = await store.read(path);
      return bytes === undefined ? undefined : sha256(bytes);
    };
    return { store: { ...store, hash }, most: () => most };
  }
  const found = async (store: Store): Promise<readonly string[]> => {
    const names: string[] = [];
    for await (const { summary } of committedSamples(store, hashOfPlan(plan), eachSample(plan))) names.push(summary.sample);
    return names;
  };

  test('in their order, without the harmed ones; some at once, never more than that', async () => {
    const made = await makeFakeDataset(plan);
    const { store, most } = counting(made.store);
    const all = [...eachSample(plan)].map(({ sample }) => sample);
    expect(await found(store)).toEqual(all);
    expect(most()).toBeGreaterThan(8);
    expect(most()).toBeLessThanOrEqual(32);
    const files = made.store.files as Map<string, Uint8Array>;
    files.set('samples/000003/trace.json', new Uint8Array());
    files.delete('.nearmiss/fragments/000007/coco.json');
    files.delete('samples/000009/front/rgb/000000.png');
    expect(await found(store)).toEqual(all.filter((name) => !['000003', '000007', '000009'].includes(name)));
  });
});
