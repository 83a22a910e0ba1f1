/** A worker at its edges: told to end while it merges, a heartbeat that is answered late, a process that never started. */
import { expect, test } from 'vitest';
import type { FarmOrder, FarmQueue, Lease, WorkerEvent } from '#contracts/farm';
import { Child } from '#farm/child/process';
import type { Maker } from '#farm/index';
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

const idle: Maker = { make: async () => {}, kill: () => {}, stop: async () => {}, lastWords: '', pid: undefined };

function leaseOf(order: FarmOrder, changes: Partial<Lease> = {}): Lease {
  return {
    task: { order: order.id, shard: 0 },
    attempt: 1,
    failures: [],
    renew: async () => true,
    done: async () => true,
    failed: async () => 'again',
    release: async () => {},
    ...changes,
  };
}

function queueOf(order: FarmOrder, take: FarmQueue['take'], states: FarmQueue['states'] = async () => []): FarmQueue {
  return { order: async () => order, states, take } as Partial<FarmQueue> as FarmQueue;
}

test('a merge ends with the grace that the worker has, and is given back', async () => {
  const order = orderOf(4);
  const drain = new AbortController();
  const told: WorkerEvent['type'][] = [];
  let released = 0;
  const lease = leaseOf(order, { task: { order: order.id, merge: true }, release: async () => void released++ });
  await work({
    ...fixed,
    queue: queueOf(order, async () => lease),
    openMaker: () => idle,
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
  const late = (): Promise<boolean> => new Promise((resolve) => (answerLate = resolve));
  const lease = (): Lease =>
    leaseOf(order, { task: { order: order.id, shard: taken - 1 }, ...(taken === 1 ? { renew: late } : {}) });
  const make = async (): Promise<void> => {
    if (++made === 1) return;
    answerLate(false);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    drain.abort();
  };
  await work({
    ...fixed,
    queue: queueOf(order, async () => (++taken <= 2 ? lease() : undefined)),
    openMaker: () => ({ ...idle, make, kill: () => void killed++ }),
    drain: drain.signal,
    on: () => {},
  });
  expect({ made, killed }).toEqual({ made: 2, killed: 0 });
});

test('a shard that was on its way when the worker was told to end is given back as it came', async () => {
  const order = orderOf(1);
  const drain = new AbortController();
  let [made, released] = [0, 0];
  const lease = leaseOf(order, { release: async () => void released++ });
  const take = async (): Promise<Lease> => {
    drain.abort();
    return lease;
  };
  await work({
    ...fixed,
    queue: queueOf(order, take),
    openMaker: () => ({ ...idle, make: async () => void made++ }),
    drain: drain.signal,
    on: () => {},
  });
  expect({ made, released }).toEqual({ made: 0, released: 1 });
});

test('a look at an order that never ends holds no shard beyond the grace', async () => {
  const order = orderOf(1);
  const drain = new AbortController();
  let released = 0;
  const lease = leaseOf(order, { release: async () => void released++ });
  await work({
    ...fixed,
    queue: queueOf(order, async () => lease),
    openMaker: () => idle,
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
  const lease = leaseOf(order, {
    async renew() {
      beats++;
      looked();
      return true;
    },
    async done() {
      drain.abort();
      return true;
    },
  });
  const states = () => new Promise<[]>((resolve) => (looked = () => resolve([])));
  await work({
    ...fixed,
    queue: queueOf(order, async () => lease, states),
    openMaker: () => idle,
    merge: async () => {},
    drain: drain.signal,
    on: () => {},
  });
  expect(beats).toBe(1);
});
