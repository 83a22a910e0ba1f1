/** Jobs in child processes of this machine. */
import type { Job } from '#contracts/job';
import { Child } from '../child/process.js';
import { type AskedOfWorker, mayPass, type ToldByWorker, type WorkerOrder } from './messages.js';
import type { JobQueue, QueueEvents } from './port.js';

/** A job whose worker failed is tried so often in all. */
const ATTEMPTS = 3;

export interface LocalQueueOptions {
  /** Module that calls `serveJobs`. */
  readonly entry: URL;
  readonly workers: number;
  readonly order: WorkerOrder;
}

export function localQueue(options: LocalQueueOptions): JobQueue {
  return {
    async run(jobs, events, signal) {
      const line = new JobLine(jobs);
      const halt = new AbortController();
      const both = AbortSignal.any([signal, halt.signal]);
      const count = Math.min(options.workers, jobs.length);
      const lanes = Array.from({ length: count }, () =>
        runLane(options, line, events, both).catch((error: unknown) => {
          halt.abort(error);
          throw error;
        }),
      );
      await Promise.allSettled(lanes);
      signal.throwIfAborted();
      halt.signal.throwIfAborted();
    },
  };
}

class JobLine {
  readonly #waiting: Job[];
  readonly #attempts = new Map<string, number>();
  constructor(jobs: readonly Job[]) {
    this.#waiting = [...jobs];
  }
  take(): Job | undefined {
    return this.#waiting.shift();
  }
  /** False when it was tried often enough. */
  putBack(job: Job): boolean {
    const attempts = (this.#attempts.get(job.id) ?? 1) + 1;
    this.#attempts.set(job.id, attempts);
    if (attempts > ATTEMPTS) return false;
    this.#waiting.unshift(job);
    return true;
  }
}

/** One worker after the other takes jobs until none is left; a worker that failed is replaced. */
async function runLane(options: LocalQueueOptions, line: JobLine, events: QueueEvents, signal: AbortSignal): Promise<void> {
  for (let job = line.take(); job !== undefined; job = line.take()) {
    signal.throwIfAborted();
    const worker = startWorker(options.entry, events);
    const stop = (): void => void worker.stop();
    signal.addEventListener('abort', stop);
    try {
      await worker.ask({ order: options.order });
      for (; job !== undefined; job = line.take()) await worker.ask({ job });
    } catch (error) {
      signal.throwIfAborted();
      if (job === undefined || !mayPass(error) || !line.putBack(job)) throw error;
      events.onRetry(job, error instanceof Error ? error.message : String(error));
    } finally {
      signal.removeEventListener('abort', stop);
      await worker.stop();
    }
  }
}

function startWorker(entry: URL, events: QueueEvents): Child<AskedOfWorker, null, ToldByWorker> {
  return new Child({
    entry,
    serialization: 'json',
    onTold(told) {
      if (told.type === 'frame') events.onFrame(told.sample, told.done, told.total);
      else events.onSample(told.record, told.times);
    },
  });
}
