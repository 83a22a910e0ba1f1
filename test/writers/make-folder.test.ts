/** Folders for a dataset, where the system allows them and where it does not. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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
