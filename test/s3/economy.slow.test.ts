/** What a dataset asks of an object store, request by request, and in which order it becomes visible. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '#contracts/writer';
import { storeAt } from '#toolkit';
import { parseS3, s3Store } from '#writers/index';
import { commit, long, putAll } from '../conformance/store-suite.js';
import { makeFakeDataset } from '../farm/fake-dataset.js';
import { fakePlan } from '../pipeline/fake-world.js';
import { withCredentials } from './credentials.js';
import { BUCKET, type S3Server, type S3ServerOptions, startS3 } from './server.js';

withCredentials();

const MIB = 1 << 20;
const SAMPLE = '000001';
const FILES: Readonly<Record<string, string>> = {
  [`samples/${SAMPLE}/a.txt`]: 'a',
  [`samples/${SAMPLE}/b.txt`]: 'b',
  [`coco/panoptic/${SAMPLE}/c.bin`]: 'c',
  [`samples/${SAMPLE}/sample.json`]: '{"whole":true}',
};

let server: S3Server;
let store: Store;
let shown: string[];
beforeEach(async () => {
  shown = [];
  await open({});
});
afterEach(() => server.close());

async function open(options: S3ServerOptions): Promise<void> {
  await server?.close();
  server = await startS3({ leastPart: MIB, onObject: (key) => shown.push(key.slice(2)), ...options });
  store = s3Store(parseS3(`s3://${BUCKET}/d?endpoint=${server.endpoint}`), {
    env: {},
    now: () => performance.now(),
    random: () => 0.5,
    partBytes: MIB,
  });
}

/** Requests that a piece of work took, by kind. */
async function asked(work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  const before = new Map(server.counts);
  await work();
  const spent = [...server.counts].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(spent.filter(([, count]) => count > 0));
}

test('a sample takes a request a file and one a folder; nothing while it is made, and the record last', async () => {
  const stage = await store.stage(SAMPLE);
  expect(await asked(() => putAll(stage, { ...FILES }))).toEqual({});
  expect(await asked(() => stage.commit())).toEqual({ PutObject: 4, ListObjectsV2: 2 });
  expect(shown.at(-1)).toBe(`samples/${SAMPLE}/sample.json`);
});

test('a long file goes up in parts while it is made, and is completed before the record', async () => {
  const stage = await store.stage(SAMPLE);
  const making = await asked(() => stage.put(`samples/${SAMPLE}/shard.tar`, long(3)));
  expect(making).toEqual({ CreateMultipartUpload: 1, UploadPart: 4 });
  await stage.put(`samples/${SAMPLE}/sample.json`, '{}');
  expect(shown).toEqual([]);
  expect(await asked(() => stage.commit())).toEqual({ ListObjectsV2: 1, CompleteMultipartUpload: 1, PutObject: 1 });
  expect(shown).toEqual([`samples/${SAMPLE}/shard.tar`, `samples/${SAMPLE}/sample.json`]);
});

test('the very same again writes nothing; of a damaged one only what differs', async () => {
  const again = async (): Promise<void> => {
    const stage = await store.stage(SAMPLE);
    await stage.put(`samples/${SAMPLE}/shard.tar`, long(3));
    await putAll(stage, FILES);
    await stage.commit();
  };
  await again();
  const key = `d/samples/${SAMPLE}/b.txt`;
  shown = [];
  const second = await asked(again);
  expect(second).toMatchObject({ ListObjectsV2: 2, AbortMultipartUpload: 1 });
  expect(Object.keys(second)).not.toContain('PutObject');
  expect(Object.keys(second)).not.toContain('CompleteMultipartUpload');
  (server.objects as Map<string, unknown>).delete(key);
  expect(await asked(again)).toMatchObject({ PutObject: 1 });
  expect(shown).toEqual([`samples/${SAMPLE}/b.txt`]);
});

test('a record that says otherwise is withdrawn before anything of the new sample is seen', async () => {
  const seen: string[] = [];
  await open({
    onObject: (key, { objects }) =>
      seen.push(`${key.slice(2)} ${objects.has(`d/samples/${SAMPLE}/sample.json`) ? 'record' : 'none'}`),
  });
  await commit(store, SAMPLE, {
    ...FILES,
    [`samples/${SAMPLE}/sample.json`]: '{"other":true}',
    [`samples/${SAMPLE}/old.txt`]: 'o',
  });
  seen.length = 0;
  await commit(store, SAMPLE, { ...FILES, [`samples/${SAMPLE}/a.txt`]: 'new' });
  expect(seen).toEqual([`samples/${SAMPLE}/a.txt none`, `samples/${SAMPLE}/sample.json record`]);
  expect([...server.objects.keys()].includes(`d/samples/${SAMPLE}/old.txt`)).toBe(false);
});

describe('sweeping', () => {
  test('ends every open upload of the dataset, page by page, and none of its neighbours', async () => {
    await open({ pageSize: 2 });
    const neighbour = s3Store(parseS3(`s3://${BUCKET}/d2?endpoint=${server.endpoint}`), {
      env: {},
      now: () => performance.now(),
      random: () => 0.5,
      partBytes: MIB,
    });
    for (const each of [store, neighbour]) for (let i = 0; i < 5; i++) await (await each.stage()).put(`long/${i}.bin`, long(1));
    await store.sweep();
    expect([...server.uploads.values()].map(({ key }) => key)).toEqual([0, 1, 2, 3, 4].map((i) => `d2/long/${i}.bin`));
  });

  test('where a server cannot list them, they are left to the bucket', async () => {
    await open({ listsUploads: false });
    expect(await asked(() => store.sweep())).toEqual({ ListMultipartUploads: 1 });
  });
});

test('a whole dataset: as many writes as files', async () => {
  const plan = fakePlan({ count: 4 });
  const { store: inMemory } = await makeFakeDataset(plan);
  const taken = await asked(() => makeFakeDataset(plan, { store }));
  expect(taken.PutObject).toBe(inMemory.files.size);
  expect(taken.UploadPart).toBeUndefined();
});

test('the endpoint of the environment serves addresses without one, and is in none of them', async () => {
  process.env.NEARMISS_S3_ENDPOINT = server.endpoint;
  try {
    const named = storeAt(`s3://${BUCKET}/e`, 'test');
    await commit(named, undefined, { 'a.txt': 'a' });
    expect(server.objects.has('e/a.txt')).toBe(true);
  } finally {
    delete process.env.NEARMISS_S3_ENDPOINT;
  }
});

test('credentials of a profile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-profile-'));
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_PROFILE'] as const;
  const kept = names.map((name) => process.env[name]);
  try {
    const [id, secret] = kept;
    await writeFile(join(folder, 'credentials'), `[farm]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`);
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
    process.env.AWS_PROFILE = 'farm';
    await commit(storeAt(`s3://${BUCKET}/p?endpoint=${server.endpoint}`, 'test'), undefined, { 'a.txt': 'a' });
    expect(server.objects.has('p/a.txt')).toBe(true);
  } finally {
    for (const [i, name] of names.entries()) {
      if (kept[i] === undefined) delete process.env[name];
      else process.env[name] = kept[i];
    }
    await rm(folder, { recursive: true, force: true });
  }
});

test('a file that is created is one request where the server can tell, and two where it can’t; the last one is there then', async () => {
  expect(await asked(() => store.create('a.txt', 'first'))).toEqual({ PutObject: 1 });
  expect(await store.create('a.txt', 'second')).toBe(false);
  expect(new TextDecoder().decode(await store.read('a.txt'))).toBe('first');
  await open({ putsIfNone: false });
  expect(await asked(() => store.create('a.txt', 'first'))).toEqual({ PutObject: 2 });
  expect(await store.create('a.txt', 'second')).toBe(true);
  expect(new TextDecoder().decode(await store.read('a.txt'))).toBe('second');
});

test('the hash of a file takes a request', async () => {
  await commit(store, undefined, { 'a.txt': 'a' });
  expect(await asked(async () => store.hash?.('a.txt'))).toEqual({ GetObject: 1 });
});
