/** What follows a failed try. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAILURE_CAUSES, type FailureCause, type ShardFailure } from '#contracts/farm';
import { nextStep, pauseMs } from '#farm/queue/verdict';

const failure = (cause: FailureCause, worker = 'w', made = 0): ShardFailure => ({
  cause,
  message: cause,
  worker,
  made,
  atMs: 0,
});
const times = (count: number, cause: FailureCause, worker = 'w'): readonly ShardFailure[] =>
  Array.from({ length: count }, () => failure(cause, worker));
const step = (failures: readonly ShardFailure[], again = true): string => nextStep('id', failures, 5, again).step;

test('a shard that got nowhere as often as may be is set aside, one try earlier it is not', () => {
  for (const cause of ['killed', 'hung', 'page', 'store'] as const) {
    expect(step(times(4, cause))).toBe('again');
    expect(step(times(5, cause))).toBe('aside');
  }
});

test('what trying again can not help is set aside at once', () => {
  expect(step(times(1, 'mistake'), false)).toBe('aside');
});

test('tries are counted from the last one that made a sample', () => {
  expect(step([...times(4, 'page'), failure('page', 'w', 1), ...times(4, 'page')])).toBe('again');
  expect(step([failure('page', 'w', 1), ...times(5, 'page')])).toBe('aside');
});

test('four leases that ran out are one try', () => {
  expect(step(times(19, 'stalled'))).toBe('again');
  expect(step(times(20, 'stalled'))).toBe('aside');
});

test('one worker that refuses is one try, however often; five that do set it aside', () => {
  expect(step(times(1_000, 'refused'))).toBe('again');
  const refusers = ['a', 'b', 'c', 'd', 'e'].map((worker) => failure('refused', worker));
  expect(step(refusers.slice(1))).toBe('again');
  expect(step(refusers)).toBe('aside');
  expect(step([...times(100, 'refused'), ...times(4, 'killed')])).toBe('aside');
  expect(step([...times(100, 'refused'), ...times(3, 'killed')])).toBe('again');
});

test('another failure never makes a shard that was set aside one to be tried again', () => {
  const failures = fc.array(fc.record({ cause: fc.constantFrom(...FAILURE_CAUSES), worker: fc.constantFrom('a', 'b', 'c') }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(failures, (drawn) => {
      const all = drawn.map(({ cause, worker }) => failure(cause, worker));
      const firstAside = all.findIndex((_, i) => step(all.slice(0, i + 1)) === 'aside');
      if (firstAside < 0) return;
      for (let i = firstAside; i < all.length; i++) expect(step(all.slice(0, i + 1))).toBe('aside');
    }),
  );
});

test('pauses double up to five minutes, each drawn from the upper half', () => {
  for (let tries = 1; tries < 40; tries++) {
    const whole = Math.min(300_000, 1_000 * 2 ** (tries - 1));
    expect(pauseMs('id', tries)).toBeGreaterThanOrEqual(whole / 2);
    expect(pauseMs('id', tries)).toBeLessThanOrEqual(whole);
  }
});
