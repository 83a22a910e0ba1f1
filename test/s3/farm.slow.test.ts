/** A farm that writes into an object store over a bad line, one of its workers killed in the middle, its scenario's own files nowhere but in that store: the dataset is the one made in a folder. Needs `dist/`. */
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Manifest } from '#contracts/job';
import { folderStore } from '#writers/index';
import { nearmiss, start } from '../cli/nearmiss.js';
import { writeOwnFiles } from '../toolkit/inputs/own-files.js';
import { openBadLine } from './bad-line.js';
import { withCredentials } from './credentials.js';
import { BUCKET, startS3 } from './server.js';

withCredentials();

test('two workers, one killed, a bad line: the same files as in a folder', async () => {
  const own = await writeOwnFiles();
  const { top: root, scenario } = own;
  const server = await startS3();
  const line = await openBadLine({ port: server.port, seed: '11', share: 0.15, most: 3 });
  try {
    const asked = ['--count', '6', '--seed', '7', '--size', '64x48', '--renderer', 'raycast', '--writers', 'native,coco'];
    const folder = join(root, 'folder');
    expect(await nearmiss('generate', scenario, ...asked, '--workers', '1', '--out', folder)).toMatchObject({ code: 0 });

    const queue = join(root, 'queue');
    const url = `s3://${BUCKET}/farm?endpoint=${line.endpoint}`;
    expect(await nearmiss('farm', 'submit', scenario, ...asked, '--queue', queue, '--out', url)).toMatchObject({ code: 0 });
    await rename(own.folder, join(root, 'moved'));
    vi.stubEnv('XDG_CACHE_HOME', join(root, 'cache'));
    const work = ['farm', 'work', '--queue', queue, '--workers', '1', '--lease', '3', '--until-empty'];
    const doomed = start(...work);
    await until(() => [...server.objects.keys()].some((key) => key.includes('/samples/')) || doomed.child.exitCode !== null);
    doomed.child.kill('SIGKILL');
    await doomed.finished;
    expect(server.objects.has('farm/manifest.json')).toBe(false);
    const worker = await nearmiss(...work);
    expect(worker).toMatchObject({ code: 0 });

    const store = folderStore(folder, 'test');
    const made = [...server.objects.keys()]
      .filter((key) => !key.includes('/.nearmiss/'))
      .map((key) => key.slice('farm/'.length));
    expect(made.sort()).toEqual(await store.list());
    for (const path of made)
      expect(
        Buffer.from(server.objects.get(`farm/${path}`)?.content ?? []).equals(await readFile(join(folder, path))),
        path,
      ).toBe(true);
    const manifest = JSON.parse(Buffer.from(server.objects.get('farm/manifest.json')?.content ?? []).toString()) as Manifest;
    expect(manifest.datasetSha256).toMatch(/^[0-9a-f]{64}$/);
    expect([...line.met.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);
  } finally {
    await line.close();
    await server.close();
    vi.unstubAllEnvs();
    await own.remove();
  }
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
