/** Who makes the jobs. One port; child processes, or the caller's own process as its twin. */
import type { Job } from '#contracts/job';
import type { SampleRecord, StageTimes } from '#pipeline/index';

export interface QueueEvents {
  onFrame(sample: string, done: number, total: number): void;
  onSample(record: SampleRecord, times: StageTimes): void;
  /** A worker failed for a reason that may pass; its job is tried again. */
  onRetry(job: Job, reason: string): void;
}

export interface JobQueue {
  /** Resolves when every job is done; order is nobody's business. @throws the first failure that trying again can't help. */
  run(jobs: readonly Job[], events: QueueEvents, signal: AbortSignal): Promise<void>;
}
