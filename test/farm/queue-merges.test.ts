/** A farm that is never idle merges what is ready all the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FarmOrder, FarmQueue } from '#contracts/farm';
import { folderQueue } from '#farm/index';
import { work } from '#farm/work/index';
import { orderOf } from '../conformance/queue-suite.js';

let root = '';
let nowMs = 0;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-merges-'));
  nowMs = 0;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const clock = {
  now: () => nowMs,
  monotonicMs: () => nowMs,
  sleep: async (ms: number) => {
    nowMs += ms;
  },
};

async function queueWith(orders: readonly FarmOrder[]): Promise<FarmQueue> {
  const queue = folderQueue({ ...clock, root, token: 'a', leaseMs: 3_600_000 });
  for (const order of orders) {
    await queue.submit(
      order,
      Array.from({ length: order.plan.count }, (_, shard) => shard),
    );
    nowMs++;
  }
  return queue;
}

/** One lane until nothing is left. @returns what it did, one after the other: store, or `merge <store>` */
async function done(queue: FarmQueue, shardMs: number, making: (nth: number) => Promise<void> = async () => {}) {
  const log: string[] = [];
  const looks = { count: 0 };
  const counted: FarmQueue = {
    ...queue,
    states: () => {
      looks.count++;
      return queue.states();
    },
  };
  await work({
    ...clock,
    queue: counted,
    name: 'w',
    lanes: 1,
    openMaker: () => ({
      async make({ store }) {
        await making(log.length);
        log.push(store);
        nowMs += shardMs;
      },
      kill: () => {},
      stop: async () => {},
      lastWords: '',
      pid: undefined,
    }),
    accept: async () => {},
    merge: async ({ store }) => void log.push(`merge ${store}`),
    untilEmpty: true,
    graceMs: 0,
    waitMs: 0,
    limboMs: 0,
    awayMs: 0,
    hopeful: true,
    beatMs: 3_600_000,
    hangMs: 3_600_000,
    drain: new AbortController().signal,
    on: () => {},
  });
  return { log, looks: looks.count };
}

const times = (count: number, what: string): readonly string[] => Array.from({ length: count }, () => what);
const first = (priority: number) => orderOf(4, { id: '00000000000000aa', store: '/first', priority });
const endless = orderOf(40, { id: '00000000000000bb', store: '/endless' });

for (const priority of [10, 0])
  test(`an order of priority ${priority} is merged when its last shard is done, though others of priority 0 wait`, async () => {
    const { log, looks } = await done(await queueWith([first(priority), endless]), 2_000);
    // The next one's shard was in hand already.
    const inTime = [...times(4, '/first'), '/endless', 'merge /first', ...times(39, '/endless'), 'merge /endless'];
    expect(log).toEqual(inTime);
    expect(looks).toBeLessThan(10);
  });

test('whose last shard was made by a worker that is gone since: within a minute', async () => {
  const queue = await queueWith([endless]);
  const { log } = await done(queue, 7_000, async (nth) => {
    if (nth !== 3) return;
    const gone = folderQueue({ ...clock, root, token: 'gone', leaseMs: 3_600_000 });
    const order = orderOf(1, { id: '00000000000000cc', store: '/gone', priority: 5 });
    await gone.submit(order, [0]);
    const spent = { wallMs: 0, cpuMs: 0, gpuMs: 0 };
    const receipt = { ...spent, worker: 'g', samples: 1, frames: 1, found: 0, quarantined: 0, rejected: 0, stages: {} };
    await (await gone.take('gone', 0))?.done({ ...receipt, endedAtMs: 0 });
  });
  const merged = log.indexOf('merge /gone');
  expect(merged).toBeGreaterThan(3);
  expect(merged).toBeLessThanOrEqual(4 + Math.ceil(60 / 7));
});
