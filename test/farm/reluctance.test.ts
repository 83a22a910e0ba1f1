/** A worker that can't verify what it is given, among others that can. */
import { expect, test } from 'vitest';
import type { FarmQueue, Lease, ShardFailure, WorkerEvent } from '#contracts/farm';
import { infrastructureError, usageError } from '#core/errors';
import { type WorkOptions, work } from '#farm/work/index';
import { orderOf } from '../conformance/queue-suite.js';

const order = orderOf(1_000);
const HOUR_MS = 3_600_000;

interface Night {
  /** On a clock that goes on by being waited for. */
  readonly takenAtMs: readonly number[];
  readonly failures: readonly ShardFailure[];
  readonly ended: PromiseSettledResult<void>;
}

/** One worker at a queue that always has another shard. @param accepts by how many were taken before, or what it says instead */
async function night(
  accepts: (taken: number) => boolean | Error,
  changes: Partial<WorkOptions>,
  lastsMs: number,
): Promise<Night> {
  let nowMs = 0;
  const takenAtMs: number[] = [];
  const failures: ShardFailure[] = [];
  const drain = new AbortController();
  const lease = (): Lease => ({
    task: { order: order.id, shard: takenAtMs.length },
    attempt: 1,
    failures: [],
    renew: async () => true,
    done: async () => true,
    failed: async (failure) => {
      failures.push(failure);
      return 'again';
    },
    release: async () => {},
  });
  const queue: Partial<FarmQueue> = {
    order: async () => order,
    states: async () => [],
    async take() {
      if (nowMs >= lastsMs) drain.abort();
      if (drain.signal.aborted) return undefined;
      takenAtMs.push(nowMs);
      return lease();
    },
  };
  const [ended] = await Promise.allSettled([
    work({
      queue: queue as FarmQueue,
      name: 'w',
      lanes: 1,
      openMaker: () => ({
        make: async () => {
          nowMs += 1_000;
        },
        kill: () => {},
        stop: async () => {},
        lastWords: '',
        pid: undefined,
      }),
      accept: async () => {
        nowMs += 1;
        const answer = accepts(takenAtMs.length - 1);
        if (answer instanceof Error) throw answer;
        if (!answer) throw usageError('NM7204', 'it was planned by another version');
      },
      untilEmpty: false,
      graceMs: 0,
      waitMs: 0,
      limboMs: 0,
      awayMs: 0,
      hopeful: true,
      beatMs: 1_000,
      hangMs: 1_000,
      now: () => nowMs,
      monotonicMs: () => nowMs,
      sleep: async (ms) => {
        nowMs += ms;
        if (nowMs >= lastsMs) drain.abort();
      },
      drain: drain.signal,
      on: (_event: WorkerEvent) => {},
      ...changes,
    }),
  ]);
  return { takenAtMs, failures, ended: ended as PromiseSettledResult<void> };
}

test('in an hour it touches few of the thousand shards, and goes on', async () => {
  const { takenAtMs, failures, ended } = await night(() => false, {}, HOUR_MS);
  expect(ended.status).toBe('fulfilled');
  expect(takenAtMs.length).toBeGreaterThan(50);
  expect(takenAtMs.length).toBeLessThan(80);
  expect(failures.every(({ cause, worker }) => cause === 'refused' && worker === 'w')).toBe(true);
  expect(failures.some(({ evidence }) => evidence?.includes('    at '))).toBe(false);
});

test('its lanes count as one', async () => {
  const { failures } = await night(() => false, { lanes: 3 }, HOUR_MS);
  expect(failures.length).toBeLessThan(80 + 3);
  expect(new Set(failures.map(({ worker }) => worker))).toEqual(new Set(['w']));
});

test('after a shard that it could make it waits no more', async () => {
  const { takenAtMs } = await night((taken) => taken >= 6, {}, 60_000);
  const pauses = takenAtMs.slice(1).map((atMs, i) => atMs - (takenAtMs[i] as number));
  expect(pauses.slice(0, 6)).toEqual([251, 501, 1001, 2001, 4001, 8001]);
  expect(pauses.slice(6).every((ms) => ms === 1_001)).toBe(true);
});

test('told to end when nothing is left, it ends after five in a row, and says why', async () => {
  const { takenAtMs, ended } = await night(() => false, { untilEmpty: true }, HOUR_MS);
  expect(takenAtMs.length).toBe(5);
  expect(ended).toMatchObject({ reason: { code: 'NM7807', exitCode: 3, message: expect.stringContaining('another version') } });
});

test('it does not where it can make every other one', async () => {
  const { takenAtMs, ended } = await night((taken) => taken % 2 === 0, { untilEmpty: true }, 60_000);
  expect(takenAtMs.length).toBeGreaterThan(80);
  expect(ended.status).toBe('fulfilled');
});

test('a store that does not answer is no refusal: what was sent along could not be fetched this time', async () => {
  const refusal = infrastructureError('NM7953', 'not in its store');
  const { failures } = await night(() => refusal, {}, 1);
  expect(failures).toMatchObject([{ cause: 'store', code: 'NM7953', evidence: expect.stringContaining('    at ') }]);
});

test('one that has no room for what was sent along leaves its shards to others', async () => {
  const { failures } = await night(() => infrastructureError('NM7954', 'no room'), {}, 100);
  expect(failures.length).toBeLessThan(4);
  expect(failures.every(({ cause, worker }) => cause === 'refused' && worker === 'w')).toBe(true);
});
