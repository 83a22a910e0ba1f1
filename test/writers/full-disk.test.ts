/** A disk that fills up half way: on a small one of its own where this process may mount one. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderStore, memoryStore } from '#writers/index';
import { makeFakeDataset } from '../farm/fake-dataset.js';
import { fakePlan } from '../pipeline/fake-world.js';

let disk = '';
let whyNot: string | undefined;
const MIB = 1 << 20;

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'nearmiss-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'pipe' });
  } catch (error) {
    whyNot = `no small disk can be mounted here: ${error instanceof Error ? error.message.trim() : error}`;
    console.warn(whyNot);
  }
});
afterAll(async () => {
  if (whyNot === undefined) execFileSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

test('what was there stays, nothing of the attempt remains, and the room is free again', async ({ skip }) => {
  skip(whyNot !== undefined, whyNot);
  const store = folderStore(join(disk, 'a'), 'test');
  const first = await store.stage('000001');
  await first.put('samples/000001/sample.json', '{}');
  await first.commit();
  const before = await freeBytes();
  const second = await store.stage('000002');
  await second.put('samples/000002/a.bin', new Uint8Array(2 * MIB));
  await expect(second.put('samples/000002/b.bin', new Uint8Array(3 * MIB))).rejects.toMatchObject({
    code: 'NM7002',
    exitCode: 3,
    message: expect.stringContaining('ENOSPC'),
  });
  await expect(second.put('samples/000002/c.bin', zeros(3))).rejects.toMatchObject({ code: 'NM7002' });
  await second.discard();
  expect(await store.list()).toEqual(['samples/000001/sample.json']);
  expect(await readdir(join(disk, 'a/.nearmiss/staging'))).toEqual([]);
  expect(await freeBytes()).toBe(before);
});

test('a dataset stops with a clear error, keeps what is whole, and goes on when there is room', async ({ skip }) => {
  skip(whyNot !== undefined, whyNot);
  const plan = fakePlan({ count: 6 });
  const ballast = folderStore(join(disk, 'ballast'), 'test');
  const stage = await ballast.stage();
  const room = (await freeBytes()) - 256 * 1024;
  await stage.put('ballast.bin', new Uint8Array(room));
  await stage.commit();
  const store = folderStore(join(disk, 'dataset'), 'test');
  await expect(makeFakeDataset(plan, { store })).rejects.toMatchObject({ code: 'NM7002' });
  const kept = (await store.list()).filter((path) => path.endsWith('/sample.json')).length;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(6);
  expect(await readdir(join(disk, 'dataset/.nearmiss/staging'))).toEqual([]);

  await rm(join(disk, 'ballast'), { recursive: true });
  const resumed = await makeFakeDataset(plan, { store, resume: true });
  expect(resumed.made).toBe(6 - kept);
  const whole = await makeFakeDataset(plan, { store: memoryStore() });
  expect(resumed.manifest).toEqual(whole.manifest);
});

async function freeBytes(): Promise<number> {
  const { bavail, bsize } = await statfs(disk);
  return bavail * bsize;
}

async function* zeros(mib: number): AsyncIterable<Uint8Array> {
  for (let i = 0; i < mib; i++) yield new Uint8Array(MIB);
}
