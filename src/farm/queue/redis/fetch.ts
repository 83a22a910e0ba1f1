/** Asks BullMQ for a job such that none is held by nobody: what is asked of a server that is away is still done when it is back. */
import type { Worker } from 'bullmq';
import type { ShardReceipt } from '#contracts/farm';
import type { Line } from './connection.js';
import type { JobData, QueueJob } from './lease.js';

export type JobSource = Pick<Worker<JobData, ShardReceipt | null>, 'getNextJob'>;

/**
 * @param token locks the job
 * @throws NearmissError NM7801 (exit 3) where there is no answer in time; a job that comes later is given back
 */
export async function fetchJob(line: Line, source: JobSource, token: string): Promise<QueueJob | undefined> {
  await line.ask(() => line.redis.ping());
  const coming = source.getNextJob(token, { block: false }) as Promise<QueueJob | undefined>;
  try {
    return await line.ask(() => coming);
  } catch (error) {
    void coming.then((job) => job && giveBack(job, token)).catch(() => {});
    throw error;
  }
}

/** Without waiting for it: where that fails, its lock runs out. */
export function giveBack(job: QueueJob, token: string): void {
  void job.moveToWait(token).catch(() => {});
}
