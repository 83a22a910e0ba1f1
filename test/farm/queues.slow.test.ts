/** The queue's contract, on a folder and on BullMQ over a real Redis. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { FarmQueue, Lease } from '#contracts/farm';
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

/** Queues that are wrong in one thing each: the suite must notice. */
const wrong: readonly (readonly [what: string, check: string, change: (queue: FarmQueue) => Partial<FarmQueue>])[] = [
  [
    'it adds shards again',
    'an order submitted twice is one',
    (queue) => ({ submit: (order, shards) => queue.submit(order, shards).then(() => [...shards].length) }),
  ],
  [
    'it gives up at once',
    'many takers at once: every shard once',
    (queue) => ({ take: async (worker, wait) => (await queue.take(worker, wait)) && undefined }),
  ],
  [
    'a lease is never lost',
    'a lease that is renewed stays, one that is not goes to another worker',
    (queue) => ({ take: async (worker, wait) => changed(await queue.take(worker, wait), () => ({ renew: async () => true })) }),
  ],
  [
    'what failed is done',
    'a shard that fails is tried again, later; too often, it is set aside and the rest goes on',
    (queue) => ({
      take: async (worker, wait) =>
        changed(await queue.take(worker, wait), (lease) => ({ failed: () => lease.release().then(() => 'again' as const) })),
    }),
  ],
  [
    'it forgets what a try used',
    'what a try used is kept with its failure, and with a receipt',
    (queue) => ({
      failures: async (id) =>
        (await queue.failures(id)).map(({ cause, message, worker, atMs }) => ({ cause, message, worker, atMs })),
    }),
  ],
  [
    'forgetting leaves leases',
    'who holds a task of an order that is removed has lost it, also where the order is submitted anew',
    (queue) => ({
      take: async (worker, wait) =>
        changed(await queue.take(worker, wait), (lease) => ({ done: (receipt) => lease.done(receipt).then(() => true) })),
    }),
  ],
  [
    'it lets merges wait',
    'a merge goes before the shards of its priority, and after those of a higher one',
    (queue) => ({
      async take(worker, wait) {
        const lease = await queue.take(worker, wait);
        const next = lease === undefined || !('merge' in lease.task) ? undefined : await queue.take(worker, 0);
        if (next !== undefined) await lease?.release();
        return next ?? lease;
      },
    }),
  ],
  ['it merges too early', 'the merge is offered once, when every shard is done', () => ({ offerMerge: async () => true })],
];
function changed(lease: Lease | undefined, change: (lease: Lease) => Partial<Lease>): Lease | undefined {
  return lease === undefined ? undefined : { ...lease, ...change(lease) };
}
for (const [what, check, change] of wrong) {
  testQueue(
    `control, ${what}`,
    {
      async open(token, leaseMs) {
        const queue = folderQueue({ ...clock, root: join(root, 'queue'), token, leaseMs });
        return { ...queue, ...change(queue) };
      },
      reset: () => rm(join(root, 'queue'), { recursive: true, force: true }),
    },
    check,
  );
}
