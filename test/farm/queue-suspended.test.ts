/** A holder that is suspended in the middle of its last word. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FarmQueue, ShardFailure } from '#contracts/farm';
import { folderQueue } from '#farm/index';
import { type Files, filesIn } from '#farm/queue/folder/files';
import { leasedPath, waitingPath } from '#farm/queue/folder/layout';
import { folderLease } from '#farm/queue/folder/lease';
import { orderOf } from '../conformance/queue-suite.js';

const LEASE_MS = 30_000;
const order = orderOf(1, { attempts: 1 });
const task = { order: order.id, shard: 0 };
const failure: ShardFailure = { cause: 'page', message: 'the page is gone', worker: 'w', atMs: 1 };
const spent = { wallMs: 0, cpuMs: 0, gpuMs: 0 };
const receipt = {
  ...spent,
  worker: 'b',
  samples: 1,
  frames: 1,
  found: 0,
  quarantined: 0,
  rejected: 0,
  stages: {},
  endedAtMs: 0,
};

let root = '';
let nowMs = 0;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'nearmiss-suspended-'));
  nowMs = 0;
});
afterEach(() => rm(root, { recursive: true, force: true }));

function openQueue(): FarmQueue {
  const clock = { now: () => nowMs, monotonicMs: () => nowMs, sleep: async () => {} };
  return folderQueue({ ...clock, root, token: 'b', leaseMs: LEASE_MS });
}

/** Finds that the holder is gone, and makes its shard. */
async function makeInstead(queue: FarmQueue): Promise<void> {
  for (let looks = 0; looks < 10; looks++) {
    nowMs += 2 * LEASE_MS;
    const lease = await queue.take('b', 0);
    if (lease === undefined) continue;
    expect([lease.task, await lease.done(receipt)]).toEqual([task, true]);
    return;
  }
  throw new Error('nobody found it');
}

test('what another has made meanwhile is done, and the order is merged', async () => {
  const queue = openQueue();
  await queue.submit(order, [0]);
  const files = filesIn(root, 'a');
  const [key] = (await files.names('waiting')) as [string];
  await files.move(waitingPath(key), leasedPath(key, 'a'));
  const suspended: Files = {
    ...files,
    async put(path, value) {
      if (path.startsWith('leased/')) await makeInstead(queue);
      await files.put(path, value);
    },
  };
  const held = { files: suspended, key, token: 'a', now: () => nowMs, leaseMs: 1_000, order };
  await folderLease(held, { task, failures: [] }).failed(failure, false);
  expect(await files.names(`done/${order.id}`)).toEqual(await files.names(`aside/${order.id}`));
  expect(await queue.states()).toMatchObject([{ counts: { waiting: 0, delayed: 0, leased: 0, done: 1, aside: 0 } }]);
  expect(await queue.aside(order.id)).toEqual([]);
  expect(await queue.offerMerge(order.id)).toBe(true);
});
