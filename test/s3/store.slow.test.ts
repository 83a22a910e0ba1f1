/** The object store by the suite for all stores, against a server of this machine; NEARMISS_TEST_S3 names another one to be tried as well. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderStore, parseS3, s3Store } from '#writers/index';
import { S3Api } from '../../src/writers/sink/s3/api.js';
import { drain, storeSuite, type TestedStore } from '../conformance/store-suite.js';
import { makeFakeDataset } from '../farm/fake-dataset.js';
import { fakePlan } from '../pipeline/fake-world.js';
import { withCredentials } from './credentials.js';
import { BUCKET, startS3 } from './server.js';

const MIB = 1 << 20;
const now = () => performance.now();
const random = () => 0.5;
const named = process.env.NEARMISS_TEST_S3;
if (named === undefined) withCredentials();

async function onOurServer(prefix: string, pageSize: number): Promise<TestedStore> {
  const server = await startS3({ leastPart: MIB, pageSize });
  const place = parseS3(`s3://${BUCKET}${prefix}?endpoint=${server.endpoint}`);
  const open = () => s3Store(place, { env: {}, now, random, partBytes: MIB });
  return {
    store: open(),
    another: open,
    leftovers: async () => [...server.uploads.values()].map(({ key }) => key),
    close: () => server.close(),
  };
}

storeSuite('object', () => onOurServer('/some/where', 1000));
storeSuite('object, whole bucket, listings of three a page,', () => onOurServer('', 3));

if (named !== undefined) {
  const { bucket, prefix, endpoint } = parseS3(named);
  storeSuite('named object', async () => {
    const options = { env: {}, now, random, partBytes: 5 * MIB };
    const place = {
      bucket,
      prefix: `${prefix === '' ? '' : `${prefix}/`}${randomUUID()}`,
      ...(endpoint === undefined ? {} : { endpoint }),
    };
    const open = () => s3Store(place, options);
    const api = new S3Api(place, options);
    return {
      store: open(),
      another: open,
      longMib: 11,
      leftovers: async () => (await gather(api.uploads(`${place.prefix}/`))).map(({ key }) => key),
      async close() {
        for (const { key } of await gather(api.list(`${place.prefix}/`))) await api.remove(key);
      },
    };
  });
}

test('an object store hashes by itself, so that nothing long is held', () => {
  expect(s3Store(parseS3(`s3://${BUCKET}`), { env: {}, now, random }).hash).toBeTypeOf('function');
});

async function gather<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test('the same dataset in memory, in a folder and in an object store: the same files, the same bytes', async () => {
  const plan = fakePlan({ count: 3 });
  const { store: memory, manifest } = await makeFakeDataset(plan);
  const folder = await mkdtemp(join(tmpdir(), 'nearmiss-same-'));
  const tested = await onOurServer('/same', 1000);
  try {
    const stores = [folderStore(folder, 'test'), tested.store];
    for (const store of stores) {
      expect((await makeFakeDataset(plan, { store })).manifest).toEqual(manifest);
      for (const under of [undefined, '.nearmiss/fragments', '.nearmiss/shards'])
        expect([...(await drain(store.walk(under)))].sort()).toEqual([...(await drain(memory.walk(under)))].sort());
      for (const [path, bytes] of memory.files)
        expect(Buffer.from((await store.read(path)) ?? []).equals(Buffer.from(bytes)), path).toBe(true);
    }
  } finally {
    await tested.close();
    await rm(folder, { recursive: true, force: true });
  }
});
