/** The object store by the suite for all stores, against a server of this machine; NEARMISS_TEST_S3 names another one to be tried as well. */
import { randomUUID } from 'node:crypto';
import { parseS3, s3Store } from '#writers/index';
import { S3Api } from '../../src/writers/sink/s3/api.js';
import { storeSuite, type TestedStore } from '../conformance/store-suite.js';
import { withCredentials } from './credentials.js';
import { BUCKET, startS3 } from './server.js';

const MIB = 1 << 20;
const now = () => performance.now();
const named = process.env.NEARMISS_TEST_S3;
if (named === undefined) withCredentials();

async function onOurServer(prefix: string, pageSize: number): Promise<TestedStore> {
  const server = await startS3({ leastPart: MIB, pageSize });
  const place = parseS3(`s3://${BUCKET}${prefix}?endpoint=${server.endpoint}`);
  const open = () => s3Store(place, { env: {}, now, partBytes: MIB });
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
    const options = { env: {}, now, partBytes: 5 * MIB };
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

async function gather<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
