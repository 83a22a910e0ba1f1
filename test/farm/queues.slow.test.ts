/** The queue's contract, on a folder and on BullMQ over a real Redis. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { folderQueue, redisQueue } from '#farm/index';
import { testQueue } from '../conformance/queue-suite.js';
import { startRedis, type TestRedis } from './servers/redis.js';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const clock = { now: Date.now, monotonicMs: () => performance.now(), sleep };

let root = '';
let redis: TestRedis;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-queue-'));
  redis = await startRedis();
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  await redis.stop();
});

testQueue('folder', {
  open: async (token, leaseMs) => folderQueue({ ...clock, root: join(root, 'queue'), token, leaseMs }),
  reset: () => rm(join(root, 'queue'), { recursive: true, force: true }),
});

testQueue('redis', {
  open: (token, leaseMs) => redisQueue({ url: redis.url, token, leaseMs, patienceMs: 10_000, now: Date.now }),
  async reset() {
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  },
});
