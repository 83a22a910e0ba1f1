/** A worker as those see it who watch: its log, its metrics, its spans, and what its queue says now and then. */
import type { FarmQueue } from '#contracts/farm';
import { openWatch, type WorkerWatch } from '#watch/index';
import { nearmissVersion } from '../versions.js';

export interface WatchRequest {
  readonly log: 'text' | 'json';
  /** Prometheus' metrics on this port of `metricsHost`; none when missing. */
  readonly metricsPort?: number;
  readonly metricsHost?: string;
  /** Of the log. */
  readonly write: (line: string) => void;
  /** As it was asked for; each order may say another. */
  readonly backend?: string;
}

/** How often the queue is asked for its metrics, ms. */
const QUEUE_MS = 15_000;

/** @throws as `openWatch` */
export async function watchWorker(queue: FarmQueue, worker: string, request: WatchRequest): Promise<WorkerWatch> {
  const { log: format, metricsPort: port, metricsHost, write, backend = 'chosen' } = request;
  const metrics = port === undefined ? {} : { metrics: { port, ...(metricsHost === undefined ? {} : { host: metricsHost }) } };
  const watch = await openWatch({
    env: process.env,
    worker,
    version: nearmissVersion,
    backend,
    pid: process.pid,
    now: () => performance.timeOrigin + performance.now(),
    log: { format, level: 'info', write },
    ...metrics,
  });
  if (watch.url === undefined) return watch;
  watch.note('info', `metrics at ${watch.url}`);
  void lookAt(queue, watch);
  const timer = setInterval(() => void lookAt(queue, watch), QUEUE_MS);
  return {
    ...watch,
    close() {
      clearInterval(timer);
      return watch.close();
    },
  };
}

/** Asks the queue once. Never rejects. */
export async function lookAt(queue: Pick<FarmQueue, 'states'>, watch: Pick<WorkerWatch, 'on' | 'queue'>): Promise<void> {
  try {
    watch.queue(await queue.states());
  } catch (error) {
    watch.on({ type: 'away', why: error instanceof Error ? error.message : String(error) });
  }
}
