/** Who makes the shards of a dataset that is made here and now: lanes of child processes, or the caller's own process as their twin. */
import type { Job } from '#contracts/job';
import type { ShardEvents } from '../make-shard.js';

export interface QueueEvents extends ShardEvents {
  /** A worker failed for a reason that may pass; its job is tried again. */
  onRetry(job: Job, reason: string): void;
}

export interface NumberedJob {
  readonly shard: number;
  readonly job: Job;
}

export interface JobQueue {
  /** Resolves when every shard is done; order is nobody's business. @throws the first failure that trying again can't help. */
  run(shards: readonly NumberedJob[], events: QueueEvents, signal: AbortSignal): Promise<void>;
}
