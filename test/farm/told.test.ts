/** What a worker tells its queue, and those who watch it. */
import { expect, test } from 'vitest';
import type { FarmQueue, Lease, ShardProgress, WorkerEvent } from '#contracts/farm';
import { infrastructureError } from '#core/errors';
import { work } from '#farm/work/index';
import { orderOf } from '../conformance/queue-suite.js';

const order = orderOf(4);

/** Until `take` says that it is over. */
async function worked(take: (end: () => void) => Promise<Lease | undefined>, states: FarmQueue['states'] = async () => []) {
  const drain = new AbortController();
  const told: WorkerEvent[] = [];
  const queue: Partial<FarmQueue> = {
    order: async () => order,
    states,
    take: () => take(() => drain.abort()),
  };
  await work({
    queue: queue as FarmQueue,
    name: 'w',
    lanes: 1,
    openMaker: () => ({ make: async () => {}, kill: () => {}, stop: async () => {}, lastWords: '', pid: undefined }),
    accept: async () => {},
    untilEmpty: false,
    graceMs: 60_000,
    waitMs: 0,
    limboMs: 0,
    awayMs: 60_000,
    hopeful: true,
    beatMs: 6_000,
    hangMs: 60_000,
    now: () => 1_234,
    monotonicMs: () => 0,
    sleep: async () => {},
    drain: drain.signal,
    on: (event) => void told.push(event),
  });
  return told;
}

test('a beat says when it was, and when the next one is due', async () => {
  const beats: ShardProgress[] = [];
  await worked(async (end) => ({
    task: { order: order.id, shard: 0 },
    attempt: 1,
    failures: [],
    renew: async (progress) => {
      beats.push(progress);
      return true;
    },
    done: async () => {
      end();
      return true;
    },
    failed: async () => 'again',
    release: async () => {},
  }));
  expect(beats).toEqual([{ worker: 'w', frames: 0, made: 0, saidAtMs: 1_234, beatMs: 6_000 }]);
});

test('a queue that is out of reach is told of each time it is asked in vain, and when it is back', async () => {
  let asked = 0;
  const ask = (): void => {
    asked++;
    if (asked === 2 || asked === 3) throw infrastructureError('NM7801', 'it does not answer', 'start it');
  };
  const told = await worked(
    async (end) => {
      ask();
      if (asked > 4) end();
      return undefined;
    },
    async () => {
      ask();
      return [];
    },
  );
  const away = { type: 'away', why: 'it does not answer' };
  expect(told).toEqual([away, away, { type: 'back' }, { type: 'draining' }]);
});
