/** Stores: one suite for the folder and its twin; hostile paths; nothing before the commit, everything after. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#contracts/writer';
import { folderStore, memoryStore } from '#writers/index';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-sink-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const HOSTILE = [
  '../out',
  '/etc/passwd',
  'samples/../../x',
  'a//b',
  '',
  '.',
  'a/./b',
  'a\\b',
  'a/..',
  '.nearmiss',
  '.hidden/x',
  'a\0b',
  '~/x',
  'C:/x',
];
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe.each<[string, () => Store]>([
  ['folder', () => folderStore(folder, 'test')],
  ['memory', () => memoryStore()],
])('%s store', (_, open) => {
  test.each(HOSTILE)('refuses %j', async (path) => {
    const stage = await open().stage();
    await expect(stage.put(path, 'x')).rejects.toMatchObject({ code: 'NM7001' });
  });

  test("refuses a sample's file outside the sample's folder", async () => {
    const stage = await open().stage('000001');
    await expect(stage.put('samples/000002/a', 'x')).rejects.toMatchObject({ code: 'NM7001' });
    await expect(stage.put('samples/000001', 'x')).rejects.toMatchObject({ code: 'NM7001' });
  });

  test("takes a sample's file that a format numbers over all samples, and puts it in place alone", async () => {
    const store = open();
    const stage = await store.stage('000001');
    await stage.put('kitti/label_2/100000.txt', 'one');
    await stage.commit();
    const other = await store.stage('000002');
    await other.put('kitti/label_2/200000.txt', 'two');
    await other.commit();
    expect(await store.list()).toEqual(['kitti/label_2/100000.txt', 'kitti/label_2/200000.txt']);
  });

  test('shows nothing before the commit and all of it after', async () => {
    const store = open();
    const stage = await store.stage('000001');
    await stage.put('samples/000001/front/a.txt', 'one');
    await stage.put('coco/panoptic/000001/b.bin', Uint8Array.of(1, 2, 3));
    expect(await store.list()).toEqual([]);
    await stage.commit();
    expect(await store.list()).toEqual(['coco/panoptic/000001/b.bin', 'samples/000001/front/a.txt']);
    expect(text(await store.read('samples/000001/front/a.txt'))).toBe('one');
    expect(await store.read('samples/000009/none')).toBeUndefined();
  });

  test('discard leaves nothing', async () => {
    const store = open();
    const stage = await store.stage('000001');
    await stage.put('samples/000001/a.txt', 'one');
    await stage.discard();
    expect(await store.list()).toEqual([]);
  });

  test('takes long text in parts', async () => {
    const store = open();
    const stage = await store.stage();
    await stage.put(
      'long.txt',
      (async function* () {
        for (let i = 0; i < 1000; i++) yield `${i},`;
      })(),
    );
    await stage.commit();
    expect(text(await store.read('long.txt'))).toBe(`${Array.from({ length: 1000 }, (_, i) => i).join(',')},`);
  });
});

test('a folder store moves a sample over what an earlier attempt left, and sweeps what was cut off', async () => {
  const store = folderStore(folder, 'test');
  const first = await store.stage('000001');
  await first.put('samples/000001/stale.txt', 'old');
  await first.commit();
  const second = await store.stage('000001');
  await second.put('samples/000001/fresh.txt', 'new');
  await second.commit();
  expect(await store.list()).toEqual(['samples/000001/fresh.txt']);

  const cutOff = await store.stage('000002');
  await cutOff.put('samples/000002/a.txt', 'half');
  expect(await readdir(join(folder, '.nearmiss/staging'))).toHaveLength(1);
  await store.sweep();
  expect(await readdir(join(folder, '.nearmiss'))).toEqual([]);
});

test('says what the disk complains about', async () => {
  await writeFile(join(folder, 'file'), '');
  const store = folderStore(join(folder, 'file'), 'test');
  await expect(store.stage()).rejects.toMatchObject({ code: 'NM7002', exitCode: 3 });
});
