/** Jobs that come when nobody waits for them any more. */
import { expect, test, vi } from 'vitest';
import { infrastructureError } from '#core/errors';
import type { Line } from '#farm/queue/redis/connection';
import { fetchJob, type JobSource } from '#farm/queue/redis/fetch';
import type { QueueJob } from '#farm/queue/redis/lease';

const away = infrastructureError('NM7801', 'no answer');

/** A line whose patience ends with request `last`, counted from 1. */
function lineUntil(last: number): Line {
  let asked = 0;
  const ask: Line['ask'] = async (request) => {
    const answer = request();
    if (++asked >= last) throw away;
    return await answer;
  };
  return { redis: { ping: async () => 'PONG' } as Line['redis'], ask, close: () => {} };
}

function lateJob() {
  const moveToWait = vi.fn(async (_token: string) => 1);
  let arrive = (): void => {};
  const job = new Promise<QueueJob>((resolve) => {
    arrive = () => resolve({ moveToWait } as unknown as QueueJob);
  });
  const getNextJob = vi.fn(() => job);
  return { source: { getNextJob } as unknown as JobSource, getNextJob, moveToWait, arrive };
}

test('a job that comes too late is given back with its token', async () => {
  const { source, moveToWait, arrive } = lateJob();
  await expect(fetchJob(lineUntil(2), source, 'mine')).rejects.toBe(away);
  expect(moveToWait).not.toHaveBeenCalled();
  arrive();
  await vi.waitFor(() => expect(moveToWait.mock.calls).toEqual([['mine']]));
});

test('a server that does not answer is asked for no job', async () => {
  const { source, getNextJob } = lateJob();
  await expect(fetchJob(lineUntil(1), source, 'mine')).rejects.toBe(away);
  expect(getNextJob).not.toHaveBeenCalled();
});

test('one that comes in time is kept', async () => {
  const { source, moveToWait, arrive } = lateJob();
  arrive();
  expect(await fetchJob(lineUntil(9), source, 'mine')).toMatchObject({ moveToWait });
  expect(moveToWait).not.toHaveBeenCalled();
});
