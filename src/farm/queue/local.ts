/** Shards in child processes of this machine: a queue in a folder, and lanes that work on it until it is empty. */
import { rm } from 'node:fs/promises';
import type { FarmOrder } from '#contracts/farm';
import type { RendererInfo, RendererOptions } from '#contracts/renderer';
import { work } from '../work/index.js';
import { childMaker } from '../work/maker.js';
import { folderQueue } from './folder/index.js';
import type { JobQueue } from './port.js';

export interface LocalQueueOptions {
  /** Module that calls `serveJobs`. */
  readonly entry: URL;
  readonly workers: number;
  readonly order: FarmOrder;
  readonly renderer: Omit<RendererOptions, 'bodies'>;
  readonly expected?: RendererInfo;
  readonly onLost?: (pid: number) => void;
  /** Folder for the queue: work files alone. */
  readonly root: string;
  /** Unlike every other opener's. */
  readonly token: string;
  readonly hangMs?: number;
  readonly now: () => number;
  readonly monotonicMs: () => number;
}

const LEASE_MS = 30_000;
const HANG_MS = 900_000;

export function localQueue(options: LocalQueueOptions): JobQueue {
  const { entry, workers, order, renderer, expected, onLost, hangMs = HANG_MS } = options;
  return {
    async run(shards, events, signal) {
      const clock = { now: options.now, monotonicMs: options.monotonicMs, sleep };
      const queue = folderQueue({ ...clock, root: options.root, token: options.token, leaseMs: LEASE_MS });
      const jobs = new Map(shards.map(({ shard, job }) => [shard, job]));
      const halt = new AbortController();
      let failure: { readonly error: unknown } | undefined;
      await queue.submit(order, jobs.keys());
      try {
        await work({
          ...clock,
          queue,
          name: `here-${options.token}`,
          lanes: Math.min(workers, shards.length),
          openMaker: () =>
            childMaker({
              entry,
              renderer,
              ...(expected === undefined ? {} : { expected }),
              ...(onLost === undefined ? {} : { onLost }),
            }),
          accept: async () => {},
          untilEmpty: true,
          graceMs: 0,
          waitMs: 200,
          limboMs: 0,
          awayMs: 0,
          hopeful: false,
          beatMs: LEASE_MS / 4,
          hangMs,
          drain: AbortSignal.any([signal, halt.signal]),
          on(event) {
            if (event.type === 'failed' && 'shard' in event.task && event.next === 'again')
              events.onRetry(jobs.get(event.task.shard) as never, event.failure.message);
          },
          onError(error, next) {
            if (next !== 'aside') return;
            failure ??= { error };
            halt.abort();
          },
          onShard: () => events,
        });
      } finally {
        await rm(options.root, { recursive: true, force: true });
      }
      signal.throwIfAborted();
      if (failure !== undefined) throw failure.error;
    },
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
