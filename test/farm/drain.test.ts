/** A worker at its edges: told to end while it merges, a heartbeat that is answered late, a process that never started. */
import { expect, test } from 'vitest';
import type { FarmQueue, Lease, WorkerEvent } from '#contracts/farm';
import { Child } from '#farm/child/process';
import { work } from '#farm/work/index';
import { orderOf } from '../conformance/queue-suite.js';

const fixed = {
  name: 'w',
  lanes: 1,
  accept: async () => {},
  untilEmpty: false,
  graceMs: 0,
  waitMs: 0,
  limboMs: 0,
  awayMs: 0,
  hopeful: true,
  beatMs: 60_000,
  hangMs: 60_000,
  now: () => 0,
  monotonicMs: () => 0,
  sleep: async () => {},
} as const;

test('a merge ends with the grace that the worker has, and is given back', async () => {
  const order = orderOf(4);
  const drain = new AbortController();
  const told: WorkerEvent['type'][] = [];
  let released = 0;
  const lease: Lease = {
    task: { order: order.id, merge: true },
    attempt: 1,
    failures: [],
    renew: async () => true,
    done: async () => true,
    failed: async () => 'again',
    release: async () => {
      released++;
    },
  };
  const queue: Partial<FarmQueue> = { order: async () => order, take: async () => lease, states: async () => [] };
  await work({
    queue: queue as FarmQueue,
    ...fixed,
    openMaker: () => ({ make: async () => {}, kill: () => {}, stop: async () => {}, lastWords: '', pid: undefined }),
    merge: (_order, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        drain.abort();
      }),
    drain: drain.signal,
    on: ({ type }) => void told.push(type),
  });
  expect({ told, released }).toEqual({ told: ['taken', 'draining', 'released'], released: 1 });
});

test('a process that the system did not start is not waited for', async () => {
  const node = process.execPath;
  process.execPath = '/nowhere/node';
  const child = new Child<string, string>({ entry: new URL('file:///nowhere.js'), serialization: 'json' });
  process.execPath = node;
  await expect(child.ask('anything')).rejects.toThrow(/ENOENT/);
  await child.stop();
  expect(child.pid).toBeUndefined();
});

test('a heartbeat that is answered when its shard is over ends no process: that makes the next shard by now', async () => {
  const order = orderOf(2);
  const drain = new AbortController();
  let answerLate: (kept: boolean) => void = () => {};
  let [taken, made, killed] = [0, 0, 0];
  const lease = (): Lease => ({
    task: { order: order.id, shard: taken - 1 },
    attempt: 1,
    failures: [],
    renew: taken === 1 ? () => new Promise((resolve) => (answerLate = resolve)) : async () => true,
    done: async () => true,
    failed: async () => 'again',
    release: async () => {},
  });
  const queue: Partial<FarmQueue> = {
    order: async () => order,
    states: async () => [],
    take: async () => (++taken <= 2 ? lease() : undefined),
  };
  const make = async (): Promise<void> => {
    if (++made === 1) return;
    answerLate(false);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    drain.abort();
  };
  await work({
    ...fixed,
    queue: queue as FarmQueue,
    openMaker: () => ({ make, kill: () => void killed++, stop: async () => {}, lastWords: '', pid: undefined }),
    drain: drain.signal,
    on: () => {},
  });
  expect({ made, killed }).toEqual({ made: 2, killed: 0 });
});

test('a shard that was on its way when the worker was told to end is given back as it came', async () => {
  const order = orderOf(1);
  const drain = new AbortController();
  let [made, released] = [0, 0];
  const lease: Lease = {
    task: { order: order.id, shard: 0 },
    attempt: 1,
    failures: [],
    renew: async () => true,
    done: async () => true,
    failed: async () => 'again',
    release: async () => void released++,
  };
  const take = async (): Promise<Lease> => {
    drain.abort();
    return lease;
  };
  await work({
    ...fixed,
    queue: { order: async () => order, states: async () => [], take } as Partial<FarmQueue> as FarmQueue,
    openMaker: () => ({ make: async () => void made++, kill: () => {}, stop: async () => {}, lastWords: '', pid: undefined }),
    drain: drain.signal,
    on: () => {},
  });
  expect({ made, released }).toEqual({ made: 0, released: 1 });
});

test('a look at an order that never ends holds no shard beyond the grace', async () => {
  const order = orderOf(1);
  const drain = new AbortController();
  let released = 0;
  const lease: Lease = {
    task: { order: order.id, shard: 0 },
    attempt: 1,
    failures: [],
    renew: async () => true,
    done: async () => true,
    failed: async () => 'again',
    release: async () => void released++,
  };
  await work({
    ...fixed,
    queue: { order: async () => order, states: async () => [], take: async () => lease } as Partial<FarmQueue> as FarmQueue,
    openMaker: () => ({ make: async () => {}, kill: () => {}, stop: async () => {}, lastWords: '', pid: undefined }),
    accept: () => {
      drain.abort();
      return new Promise(() => {});
    },
    drain: drain.signal,
    on: () => {},
  });
  expect(released).toBe(1);
});

test('while the queue is looked through, the shard in hand has its heartbeat', async () => {
  const order = orderOf(1);
  const drain = new AbortController();
  let beats = 0;
  let looked: () => void = () => {};
  const lease: Lease = {
    task: { order: order.id, shard: 0 },
    attempt: 1,
    failures: [],
    async renew() {
      beats++;
      looked();
      return true;
    },
    done: async () => {
      drain.abort();
      return true;
    },
    failed: async () => 'again',
    release: async () => {},
  };
  const states = () => new Promise<[]>((resolve) => (looked = () => resolve([])));
  await work({
    ...fixed,
    queue: { order: async () => order, states, take: async () => lease } as Partial<FarmQueue> as FarmQueue,
    openMaker: () => ({ make: async () => {}, kill: () => {}, stop: async () => {}, lastWords: '', pid: undefined }),
    merge: async () => {},
    drain: drain.signal,
    on: () => {},
  });
  expect(beats).toBe(1);
});
