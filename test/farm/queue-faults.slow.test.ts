/** Clocks that jump, a Redis that goes away or forgets everything. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { FarmQueue, Lease } from '#contracts/farm';
import { folderQueue, redisQueue } from '#farm/index';
import { orderOf } from '../conformance/queue-suite.js';
import { startRedis, type TestRedis } from './servers/redis.js';

const LEASE_MS = 3_000;
const DAY_MS = 86_400_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const progress = { worker: 'w', frames: 1, made: 0 };
const receipt = {
  worker: 'w',
  samples: 1,
  frames: 1,
  found: 0,
  quarantined: 0,
  rejected: 0,
  stages: {},
  wallMs: 1,
  cpuMs: 1,
  gpuMs: 0,
  endedAtMs: 0,
};

let folder = '';
let redis: TestRedis;
let opened: FarmQueue[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nearmiss-faults-'));
  redis = await startRedis();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const queue of opened) await queue.close();
  opened = [];
  await rm(join(folder, 'queue'), { recursive: true, force: true });
  await flush();
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

async function client<T>(ask: (client: import('ioredis').Redis) => Promise<T>): Promise<T> {
  const { Redis } = await import('ioredis');
  const one = new Redis(redis.url);
  try {
    return await ask(one);
  } finally {
    one.disconnect();
  }
}
const flush = () => client((one) => one.flushall());

const open: Readonly<Record<'folder' | 'redis', (token: string) => Promise<FarmQueue>>> = {
  folder: async (token) =>
    kept(
      folderQueue({
        root: join(folder, 'queue'),
        token,
        leaseMs: LEASE_MS,
        now: () => Date.now(),
        monotonicMs: () => performance.now(),
        sleep,
      }),
    ),
  redis: async (token) =>
    kept(await redisQueue({ url: redis.url, token, leaseMs: LEASE_MS, patienceMs: 20_000, now: () => Date.now() })),
};
function kept(queue: FarmQueue): FarmQueue {
  opened.push(queue);
  return queue;
}
async function need(queue: FarmQueue): Promise<Lease> {
  const lease = await queue.take('w', 10_000);
  if (lease === undefined) throw new Error('nothing to take');
  return lease;
}

for (const kind of ['folder', 'redis'] as const) {
  test(`${kind}: a clock that jumps a day ahead or back takes no lease away and puts nothing off`, async () => {
    const [a, b] = [await open[kind]('a'), await open[kind]('b')];
    const order = orderOf(2);
    await a.submit(order, [0, 1]);
    const lease = await need(a);
    const failed = await need(a);
    vi.useFakeTimers({ toFake: ['Date'] });
    for (const jump of [DAY_MS, -DAY_MS]) {
      vi.setSystemTime(Date.now() + jump);
      const until = performance.now() + 2 * LEASE_MS;
      while (performance.now() < until) {
        expect(await lease.renew(progress)).toBe(true);
        expect(await failed.renew(progress)).toBe(true);
        expect(await b.take('w2', 0)).toBeUndefined();
        await sleep(LEASE_MS / 5);
      }
    }
    // It fails by a clock that is a day ahead, and is looked at by one that is right.
    vi.setSystemTime(Date.now() + DAY_MS);
    expect(await failed.failed({ cause: 'page', message: 'gone', worker: 'w', atMs: Date.now() }, true)).toBe('again');
    vi.useRealTimers();
    if (kind === 'folder') expect((await need(b)).task).toEqual(failed.task);
    expect(await lease.done(receipt)).toBe(true);
  });
}

test('Redis is killed and started again, and all connections are cut: leases go on', async () => {
  const queue = await open.redis('a');
  const order = orderOf(3);
  await queue.submit(order, [0, 1, 2]);
  const lease = await need(queue);
  await redis.restart();
  expect(await lease.renew(progress)).toBe(true);
  await client((one) => one.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'));
  expect(await lease.renew(progress)).toBe(true);
  expect(await lease.done(receipt)).toBe(true);
  const next = await need(queue);
  expect(next.task).toEqual({ order: order.id, shard: 1 });
  expect(await next.done(receipt)).toBe(true);
});

test('a Redis that forgot everything: leases are lost, the order can be submitted again', async () => {
  const queue = await open.redis('a');
  const order = orderOf(2);
  await queue.submit(order, [0, 1]);
  const lease = await need(queue);
  await flush();
  expect(await lease.renew(progress)).toBe(false);
  expect(await lease.done(receipt)).toBe(false);
  expect(await queue.states()).toEqual([]);
  expect(await queue.submit(order, [0, 1])).toBe(2);
  expect((await need(queue)).attempt).toBe(1);
});

const impatient = async () =>
  kept(await redisQueue({ url: redis.url, token: 'a', leaseMs: 60_000, patienceMs: 1_000, now: () => Date.now() }));

test('a worker whose first look for a shard meets no Redis takes one when it is back', async () => {
  const queue = await impatient();
  const order = orderOf(1);
  await queue.submit(order, [0]);
  await redis.restart(() => expect(queue.take('w', 0)).rejects.toMatchObject({ code: 'NM7801', exitCode: 3 }));
  const taken = () => queue.take('w', 0).catch(() => undefined);
  await expect.poll(taken, { timeout: 30_000 }).toMatchObject({ task: { order: order.id, shard: 0 }, attempt: 1 });
});

test('what is asked of a Redis that does not answer, and given up, holds no shard', async () => {
  const queue = await impatient();
  const order = orderOf(5);
  await queue.submit(order, [0, 1, 2, 3, 4]);
  const lease = await need(queue);
  await redis.hang(async () => {
    for (let i = 0; i < 3; i++) await expect(queue.take('w', 0)).rejects.toMatchObject({ code: 'NM7801' });
  });
  expect(await queue.states()).toMatchObject([{ counts: { waiting: 4, leased: 1 } }]);
  expect(await lease.done(receipt)).toBe(true);
});

test('a shard whose order could not be read just then is given back', async () => {
  const queue = await impatient();
  const order = orderOf(1);
  await queue.submit(order, [0]);
  const key = `nearmiss:farm:order:${order.id}`;
  await client(async (one) => {
    const text = (await one.getdel(key)) as string;
    await one.rpush(key, 'no text');
    await expect(queue.take('w', 0)).rejects.toMatchObject({ code: 'NM7801' });
    await one.set(key, text);
  });
  await expect.poll(() => queue.states(), { timeout: 30_000 }).toMatchObject([{ counts: { waiting: 1, leased: 0 } }]);
});

const GARBAGE = [
  '',
  'null',
  '[]',
  '{"plan":{}}',
  '{"task":{"order":"../../etc","shard":-1},"failures":7}',
  '\u0000',
  '{"__proto__":{"shard":1}}',
];

/** Takes all there is. */
async function taken(queue: FarmQueue): Promise<readonly unknown[]> {
  const tasks: unknown[] = [];
  for (let lease = await queue.take('w', 0); lease !== undefined; lease = await queue.take('w', 0)) {
    tasks.push(lease.task);
    await lease.done(receipt);
  }
  return tasks;
}

test('folder: rubbish in the queue is passed over, and what is honest goes on', async () => {
  const queue = await open.folder('a');
  const order = orderOf(2);
  await queue.submit(order, [0, 1]);
  const names = [
    'x',
    `0001.0.0.${order.id}-7`,
    `0001.0.0.${order.id}-merge`,
    '0001.0.0.../../x',
    'a~b~c~d',
    `${order.id}-99999999`,
  ];
  for (const place of ['waiting', 'delayed', 'leased', 'beats', 'done', 'aside', 'orders', `done/${order.id}`])
    for (const [i, name] of names.entries()) {
      const path = join(
        folder,
        'queue',
        place,
        ...(place === 'orders' ? [name.replaceAll('/', '-'), 'order.json'] : [name.replaceAll('/', '-')]),
      );
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, GARBAGE[i % GARBAGE.length] as string).catch(() => {});
    }
  expect(await taken(queue)).toEqual(expect.arrayContaining([0, 1].map((shard) => ({ order: order.id, shard }))));
  expect((await queue.states()).map((state) => state.order.id)).toEqual([order.id]);
  await queue.leased(order.id);
  await queue.aside(order.id);
  await queue.receipts(order.id, new Set());
});

test('redis: rubbish in the queue is passed over, and what is honest goes on', async () => {
  const { Queue } = await import('bullmq');
  const queue = await open.redis('a');
  const order = orderOf(2);
  await queue.submit(order, [0, 1]);
  await client(async (one) => {
    const evil = new Queue('nearmiss', { connection: one });
    for (const [i, text] of GARBAGE.entries()) {
      await one.sadd('nearmiss:farm:orders', `x${i}`);
      await one.set(`nearmiss:farm:order:x${i}`, text);
      await evil.add('evil', { text }, { jobId: `evil-${i}`, priority: 1 });
    }
    await evil.add('evil', { task: { order: order.id, shard: 5 }, failures: [] }, { jobId: `${order.id}-4`, priority: 1 });
    await evil.close();
  });
  expect(await taken(queue)).toEqual([0, 1].map((shard) => ({ order: order.id, shard })));
  expect((await queue.states()).map((state) => state.order.id)).toEqual([order.id]);
  await queue.leased(order.id);
  await queue.aside(order.id);
});

test('no Redis there: one clear error, soon', async () => {
  const gone = redisQueue({ url: 'redis://127.0.0.1:1', token: 'a', leaseMs: 1000, patienceMs: 1500, now: Date.now });
  await expect(gone).rejects.toMatchObject({ code: 'NM7801', exitCode: 3, hint: expect.stringContaining('Redis') });
});
