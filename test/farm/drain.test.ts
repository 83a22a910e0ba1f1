/** A worker that is told to end: what it merges is given up, and what never started is not waited for. */
import { expect, test } from 'vitest';
import type { FarmQueue, Lease, WorkerEvent } from '#contracts/farm';
import { Child } from '#farm/child/process';
import { work } from '#farm/work/index';
import { orderOf } from '../conformance/queue-suite.js';

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
    name: 'w',
    lanes: 1,
    openMaker: () => ({ make: async () => {}, kill: () => {}, stop: async () => {}, lastWords: '', pid: undefined }),
    accept: async () => {},
    merge: (_order, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        drain.abort();
      }),
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
