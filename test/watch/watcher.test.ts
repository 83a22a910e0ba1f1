/** A watcher of a queue, looked at while shards come in. */
import { expect, test } from 'vitest';
import type { ShardReceipt } from '#contracts/farm';
import { farmWatcher, progressOf, type WatchedQueue } from '#watch/index';
import { receiptOf } from './farm-sample.js';
import { failuresOf, steadyNight } from './night.js';

test('asks for receipts it has not seen, and knows all of them by their number', async () => {
  const { seen, nowMs } = steadyNight({ workers: 2, shards: 10, done: 6, wallMs: 60_000, framesPerShard: 48 });
  const all = new Map<number, ShardReceipt>();
  const asked: number[] = [];
  const queue: WatchedQueue = {
    states: async () => [seen.state, { ...seen.state, order: { ...seen.state.order, id: 'other' } }],
    leased: async () => seen.leased,
    failures: async () => failuresOf({ page: 1 }),
    async receipts(_id, known) {
      asked.push(known.size);
      return new Map([...all].filter(([shard]) => !known.has(shard)));
    },
  };
  const watcher = farmWatcher(queue, (order) => order !== 'other');
  expect((await watcher.look()).map(({ receipts }) => receipts)).toEqual([[]]);
  for (const { shard = -1, ...receipt } of seen.receipts) all.set(shard, receipt);
  const [first] = await watcher.look();
  expect(first?.receipts).toEqual(seen.receipts);
  all.set(9, receiptOf({}));
  const [second] = await watcher.look();
  expect(second?.receipts.map(({ shard }) => shard)).toEqual([0, 1, 2, 3, 4, 5, 9]);
  expect(asked).toEqual([0, 0, 6]);
  expect(progressOf(first as NonNullable<typeof first>, nowMs)).toMatchObject({ frames: 288, failures: { page: 1 } });
});
