/** Datasets straight into an object store by the command line, its workers in processes of their own. Needs `dist/`. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SampleSummary } from '#contracts/job';
import { folderStore } from '#writers/index';
import { withFewerFrames } from '../cli/fewer-frames.js';
import { here, nearmiss, start } from '../cli/nearmiss.js';
import { withCredentials } from './credentials.js';
import { BUCKET, KEYS, type S3Server, startS3 } from './server.js';

withCredentials();

let server: S3Server;
let root = '';
let scenario = '';
let folder = '';
/** Keys that became visible before something that their sample's record names. */
const tooEarly: string[] = [];
const urlOf = (prefix: string): string => `s3://${BUCKET}/${prefix}?endpoint=${server.endpoint}`;
const options = (out: string, ...more: string[]) => {
  const fixed = [
    '--count',
    '3',
    '--seed',
    '7',
    '--size',
    '64x48',
    '--renderer',
    'raycast',
    '--writers',
    'native,coco,webdataset',
  ];
  return ['generate', scenario, ...fixed, '--out', out, ...more] as const;
};

beforeAll(async () => {
  server = await startS3({ onObject: (key, { objects }) => checkRecord(key, objects) });
  root = await mkdtemp(join(tmpdir(), 'nearmiss-s3-cli-'));
  scenario = await withFewerFrames('scenarios/pedestrian/cpna-adult-near-side.yaml', root, 6);
  folder = join(root, 'folder');
  const made = await nearmiss(...options(folder, '--workers', '1'));
  expect(made).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await server?.close();
  await rm(root, { recursive: true, force: true });
});

/** Work folders of runs that write elsewhere. */
async function queuesHere(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('nearmiss-queue-'));
}

function checkRecord(key: string, objects: ReadonlyMap<string, { readonly content: Uint8Array }>): void {
  if (!key.endsWith('/sample.json')) return;
  const prefix = key.slice(0, key.indexOf('samples/'));
  const record = JSON.parse(Buffer.from(objects.get(key)?.content ?? []).toString()) as {
    summary: SampleSummary;
  };
  for (const { path, bytes } of record.summary.artefacts)
    if (objects.get(`${prefix}${path}`)?.content.length !== bytes) tooEarly.push(path);
}

test('two workers write the same files into a store as one into a folder', async () => {
  const before = await queuesHere();
  const made = await nearmiss(...options(urlOf('two'), '--workers', '2'));
  expect(made).toMatchObject({ code: 0 });
  expect(made.out).toContain(`frames in ${urlOf('two')}`);
  const inFolder = await folderStore(folder, 'test').list();
  const inStore = [...server.objects.keys()].filter((key) => key.startsWith('two/') && !key.includes('/.nearmiss/'));
  expect(inStore.map((key) => key.slice('two/'.length)).sort()).toEqual(inFolder);
  for (const path of inFolder)
    expect(Buffer.from(server.objects.get(`two/${path}`)?.content ?? []).equals(await readFile(join(folder, path))), path).toBe(
      true,
    );
  expect(tooEarly).toEqual([]);
  expect(server.uploads.size).toBe(0);
  expect(await queuesHere()).toEqual(before);
  const everything = [...server.objects.values()].map(({ content }) => Buffer.from(content).toString('latin1')).join('');
  expect(everything).not.toContain(KEYS.id);
  expect(everything).not.toContain(KEYS.secret);
});

test('killed and resumed, the dataset is the same', async () => {
  const running = start(...options(urlOf('killed'), '--workers', '1'));
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!server.objects.has('killed/samples/000000/sample.json') && running.child.exitCode === null) return;
      clearInterval(timer);
      resolve();
    }, 20);
  });
  running.child.kill('SIGKILL');
  await running.finished;
  expect(server.objects.has('killed/manifest.json')).toBe(false);
  const refused = await here(...options(urlOf('killed')));
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('NM7003') });
  const resumed = await nearmiss(...options(urlOf('killed'), '--workers', '1', '--resume'));
  expect(resumed).toMatchObject({ code: 0 });
  const manifest = Buffer.from(server.objects.get('killed/manifest.json')?.content ?? []);
  expect(manifest.equals(await readFile(join(folder, 'manifest.json')))).toBe(true);
  expect(tooEarly).toEqual([]);
});

test('what is there can be verified, audited, looked at, and written in other formats', async () => {
  expect(await here('verify', urlOf('two'), '--fraction', '0.3')).toMatchObject({ code: 0 });
  const key = [...server.objects.keys()].find((each) => each.startsWith('two/samples/000001/') && each.endsWith('.tiff')) ?? '';
  expect(await here('audit', urlOf('two'))).toMatchObject({ code: 0 });
  const exported = await here('export', urlOf('two'), '--to', 'kitti', '--out', urlOf('kitti'));
  expect(exported).toMatchObject({ code: 0 });
  expect(server.objects.has('kitti/export.json')).toBe(true);
  expect(await here('inspect', urlOf('two'))).toMatchObject({ code: 0, out: `s3://${BUCKET}/two/contact-sheet.html\n` });
  (server.objects as Map<string, unknown>).delete(key);
  expect(await here('verify', urlOf('two'), '--fraction', '0')).toMatchObject({
    code: 1,
    out: expect.stringContaining('missing'),
  });
});

describe('what goes wrong is told, without secrets', () => {
  test.each([
    ['gs://bucket/x', 2, 'NM7901'],
    ['s3://me:hunter2@bucket/x', 2, 'NM7902'],
    ['s3://bucket/x?endpoint=http://me:hunter2@127.0.0.1:9', 2, 'NM7902'],
    ['s3://bucket/x?secretKey=hunter2', 2, 'NM7903'],
    ['s3://bucket/../x', 2, 'NM7903'],
    ['s3://B/x', 2, 'NM7903'],
  ])('%s', async (out, code, name) => {
    const refused = await here(...options(out));
    expect(refused).toMatchObject({ code, err: expect.stringContaining(name) });
    expect(refused.err).not.toContain('hunter2');
  });

  test('no such bucket, keys that are refused', async () => {
    const other = await here(...options(`s3://elsewhere/x?endpoint=${server.endpoint}`));
    expect(other).toMatchObject({ code: 3, err: expect.stringContaining('NM7906') });
    process.env.AWS_SECRET_ACCESS_KEY = 'wrong secret';
    try {
      const refused = await here(...options(urlOf('refused')));
      expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('NM7905') });
      expect(refused.err).toContain('SignatureDoesNotMatch');
      expect(refused.err).not.toContain('wrong secret');
    } finally {
      process.env.AWS_SECRET_ACCESS_KEY = KEYS.secret;
    }
  });

  test('no credentials at all', async () => {
    const kept = process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_ACCESS_KEY_ID;
    try {
      const refused = await here(...options(urlOf('nobody')));
      expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('there are no credentials') });
    } finally {
      process.env.AWS_ACCESS_KEY_ID = kept;
    }
  });

  test('commands that read files themselves', async () => {
    const statistics = await here('statistics', urlOf('two'), '--json');
    expect(statistics).toMatchObject({ code: 2, err: expect.stringContaining('NM7909') });
    const diffuse = await here('diffuse', urlOf('two'), '--out', join(root, 'd'));
    expect(diffuse).toMatchObject({ code: 2, err: expect.stringContaining('NM7909') });
  });
});
