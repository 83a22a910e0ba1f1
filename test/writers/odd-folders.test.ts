/** Folders of datasets, where the system allows them and where it does not. */
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderStore } from '#writers/index';
import { makeFolder } from '#writers/sink/make-folder';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-make-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('makes all of a path, once or at the same time', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(folder, 'a', 'b', 'd'))]);
  await makeFolder(path);
  expect((await readdir(join(folder, 'a', 'b'))).sort()).toEqual(['c', 'd']);
});

it('says what is in the way', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

it.runIf(process.platform === 'linux')('ends where nothing can be made', async () => {
  await expect(folderStore('/proc/nope/deer', 'test').stage()).rejects.toMatchObject({ code: 'NM7002', exitCode: 3 });
});

it('does not take for gone what can not be read', async () => {
  await symlink('round', join(folder, 'round'));
  const store = folderStore(join(folder, 'round'), 'test');
  await expect(store.read('a.json')).rejects.toMatchObject({ code: 'NM7002', exitCode: 3 });
  await expect(store.hash?.('a.json')).rejects.toMatchObject({ code: 'NM7002' });
  await expect(store.list()).rejects.toMatchObject({ code: 'NM7002', message: expect.stringContaining('could not read') });
  const there = folderStore(folder, 'test');
  expect([await there.read('none.json'), await there.read('a'), await there.read('file/below')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
