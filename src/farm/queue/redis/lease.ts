/** A job of BullMQ, held by its lock. */
import type { Job } from 'bullmq';
import type { FarmOrder, FarmTask, Lease, ShardFailure, ShardProgress, ShardReceipt } from '#contracts/farm';
import { taskId, taskOf } from '../task-id.js';
import { nextStep } from '../verdict.js';
import type { Line } from './connection.js';
import { cancelledKey, failuresKey } from './keys.js';

/** What BullMQ keeps of a task. */
export interface JobData {
  readonly task: FarmTask;
  readonly failures: readonly ShardFailure[];
}

export type QueueJob = Job<JobData, ShardReceipt | null>;

/** Whether a job is one of ours: its data say what its id says. */
export function isSound({ id, data }: QueueJob): boolean {
  const { task, failures } = (data ?? {}) as Partial<JobData>;
  const names = task !== null && typeof task === 'object' && taskOf(taskId(task)) !== undefined && taskId(task) === id;
  return names && Array.isArray(failures);
}

export interface Grip {
  readonly line: Line;
  readonly job: QueueJob;
  readonly token: string;
  readonly order: FarmOrder;
  readonly leaseMs: number;
  readonly now: () => number;
  /** Makes BullMQ set it aside whatever it thinks of its tries. */
  readonly final: (message: string) => Error;
}

export function redisLease(grip: Grip): Lease {
  const { line, job, token, leaseMs } = grip;
  const { task, failures } = job.data;
  return {
    task,
    attempt: failures.length + 1,
    failures,
    async renew(progress: ShardProgress) {
      const cancelled = await line.ask(() => line.redis.exists(cancelledKey(task.order)));
      if (cancelled === 1 || (await line.ask(() => job.extendLock(token, leaseMs))) !== 1) return false;
      return await kept(line, () => job.updateProgress({ ...progress }));
    },
    done: (receipt: ShardReceipt) => kept(line, () => job.moveToCompleted(receipt, token, false)),
    failed: (failure: ShardFailure, again: boolean) => endTry(grip, failure, again),
    async release() {
      await kept(line, () => job.moveToWait(token));
    },
  };
}

export async function endTry(grip: Grip, failure: ShardFailure, again: boolean): Promise<'again' | 'aside' | 'lost'> {
  const { line, job, token, order, leaseMs, now } = grip;
  const { task } = job.data;
  // What is written below asks for no lock.
  if ((await line.ask(() => job.extendLock(token, leaseMs))) !== 1) return 'lost';
  const failures = [...job.data.failures, failure];
  const next = nextStep(taskId(task), failures, order.attempts, again);
  await line.ask(() => line.redis.rpush(failuresKey(task.order), JSON.stringify(failure)));
  if (!(await kept(line, () => job.updateData({ task, failures })))) return 'lost';
  const moved =
    next.step === 'aside'
      ? await kept(line, () => job.moveToFailed(grip.final(failure.message), token, false))
      : await kept(line, () => job.moveToDelayed(now() + next.afterMs, token));
  return moved ? next.step : 'lost';
}

/** False where the job is no longer ours. */
export async function kept(line: Line, request: () => Promise<unknown>): Promise<boolean> {
  let lost = false;
  await line.ask(async () => {
    try {
      await request();
    } catch (error) {
      if (!isLoss(error)) throw error;
      lost = true;
    }
  });
  return !lost;
}

/** BullMQ: the job is gone, its lock is gone, it is in another state, or the lock is another's. */
function isLoss(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === -1 || code === -2 || code === -3 || code === -6;
}
