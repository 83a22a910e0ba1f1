/** Stores that need no server: the folder and its twin in memory, by the suite for all stores. */
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordPath } from '#pipeline/index';
import { folderStore, memoryStore } from '#writers/index';
import { recordOf } from '../../src/writers/sink/path.js';
import { storeSuite } from '../conformance/store-suite.js';
import { unprivileged } from './unprivileged.js';

storeSuite('memory', async () => {
  const store = memoryStore();
  return { store, another: () => store, leftovers: async () => [], close: async () => {} };
});

storeSuite('folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-sink-'));
  // The same label on purpose, as two machines may have it.
  const open = () => folderStore(folder, 'test');
  return {
    store: open(),
    another: open,
    leftovers: () => readdir(join(folder, '.nearmiss/staging')).catch(() => []),
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

test('says what the disk complains about', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-sink-'));
  try {
    await writeFile(join(folder, 'file'), '');
    const store = folderStore(join(folder, 'file'), 'test');
    await expect(store.stage()).rejects.toMatchObject({ code: 'NM7002', exitCode: 3 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('what can’t be swept stops nobody, and the rest is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-sink-'));
  const staging = join(folder, '.nearmiss/staging');
  const locked = join(staging, '000001-somebody-b');
  try {
    for (const name of ['000000-somebody-a', '000002-somebody-c']) await mkdir(join(staging, name), { recursive: true });
    await mkdir(locked);
    await writeFile(join(locked, 'file'), 'x');
    for (const each of [folder, join(folder, '.nearmiss'), staging]) await chmod(each, 0o777);
    await chmod(locked, 0o000);
    await unprivileged(() => folderStore(folder, 'test').sweep());
    expect(await readdir(staging)).toEqual(['000001-somebody-b']);
    await chmod(locked, 0o700);
    await folderStore(folder, 'test').sweep();
    expect(await readdir(join(folder, '.nearmiss'))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('stores and pipeline mean the same file by the record of a sample', () => {
  expect(recordOf('000007')).toBe(recordPath('000007'));
});
