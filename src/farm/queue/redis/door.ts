/** Taking the next job from BullMQ, and finding those whose holders are gone. */
import type { Worker } from 'bullmq';
import type { FarmOrder, Lease, ShardProgress, ShardReceipt } from '#contracts/farm';
import type { Line } from './connection.js';
import { fetchJob, giveBack } from './fetch.js';
import { cancelledKey, QUEUE_NAME } from './keys.js';
import { endTry, type Grip, isSound, type JobData, kept, type QueueJob, redisLease } from './lease.js';

export interface DoorOptions {
  readonly line: Line;
  readonly token: string;
  readonly leaseMs: number;
  readonly now: () => number;
  readonly order: (id: string) => Promise<FarmOrder | undefined>;
}

export interface Door {
  take(worker: string, waitMs: number): Promise<Lease | undefined>;
  close(): Promise<void>;
}

interface Opened {
  readonly worker: Worker<JobData, ShardReceipt | null>;
  readonly final: Grip['final'];
}

/** BullMQ gives up a job after so many stalls; we count them ourselves. */
const NEVER = 1_000_000;
const POLL_MS = 500;

/** BullMQ's own worker is opened with the first take: who only watches has none. */
export function openDoor(options: DoorOptions): Door {
  const { line, leaseMs } = options;
  let opened: Promise<Opened> | undefined;
  let taken = 0;
  let closing = false;

  async function open(): Promise<Opened> {
    const { Worker: BullWorker, UnrecoverableError } = await import('bullmq');
    const worker = new BullWorker<JobData, ShardReceipt | null>(QUEUE_NAME, null, {
      connection: line.redis,
      autorun: false,
      lockDuration: leaseMs,
      stalledInterval: leaseMs / 2,
      maxStalledCount: NEVER,
      skipLockRenewal: true,
    });
    worker.on('error', () => {});
    try {
      await line.ask(() => worker.waitUntilReady());
    } catch (error) {
      void worker.close(true).catch(() => {});
      throw error;
    }
    void worker.startStalledCheckTimer();
    return { worker, final: (message: string) => new UnrecoverableError(message) };
  }

  /** One that could not be opened never can be; the next may. */
  function opening(): Promise<Opened> {
    opened ??= open().catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  async function next(name: string): Promise<Lease | 'none' | 'over'> {
    const { worker, final } = await opening();
    const token = `${options.token}-${name}-${taken++}`;
    const job = await fetchJob(line, worker, token);
    if (job === undefined) return 'none';
    try {
      return await held(job, token, final);
    } catch (error) {
      giveBack(job, token);
      throw error;
    }
  }

  async function held(job: QueueJob, token: string, final: Grip['final']): Promise<Lease | 'over'> {
    const order = isSound(job) ? await options.order(job.data.task.order) : undefined;
    if (order === undefined || (await line.ask(() => line.redis.exists(cancelledKey(order.id)))) === 1) {
      await kept(line, () => job.moveToFailed(final('cancelled'), token, false).then(() => job.remove()));
      return 'over';
    }
    return await withStalls({ ...options, job, token, order, final });
  }

  return {
    async take(worker, waitMs) {
      for (let waited = 0; ; waited += POLL_MS) {
        const lease = await next(worker);
        if (typeof lease === 'object') return lease;
        if (lease === 'over') continue;
        if (waited >= waitMs || closing) return undefined;
        await new Promise((resolve) => setTimeout(resolve, Math.min(POLL_MS, waitMs)));
      }
    },
    async close() {
      closing = true;
      const worker = (await opened?.catch(() => undefined))?.worker;
      await Promise.race([worker?.close(true), new Promise((resolve) => setTimeout(resolve, 2_000))]).catch(() => {});
    },
  };
}

/** A lease that ran out is a try that came to nothing: told once, and the task waits again or is set aside. */
async function withStalls(grip: Grip): Promise<Lease | 'over'> {
  const { job, now } = grip;
  const told = job.data.failures.filter(({ cause }) => cause === 'stalled').length;
  if (job.stalledCounter <= told) return redisLease(grip);
  const before = job.progress as unknown as ShardProgress | 0;
  const { worker, made } = typeof before === 'object' ? before : { worker: 'a worker', made: 0 };
  await endTry(grip, { cause: 'stalled', message: `${worker} did not answer any more`, worker, made, atMs: now() }, true);
  return 'over';
}
