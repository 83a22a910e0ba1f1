/** A worker as those see it who watch: its log, its metrics, its spans, and what its queue says now and then. */
import type { FarmQueue, OrderState } from '#contracts/farm';
import { openWatch, type ReachEvent, type WorkerWatch } from '#watch/index';
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
/** Requests are patient with a server that is gone; whoever watches is told before. */
const LATE_MS = 10_000;

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
  const end = lookNowAndThen(queue, watch);
  return {
    ...watch,
    close() {
      end();
      return watch.close();
    },
  };
}

/** @returns ends it: nothing is told afterwards */
function lookNowAndThen(queue: FarmQueue, watch: Looking): () => void {
  let [looking, ended] = [false, false];
  const open: Looking = {
    on: (event) => ended || watch.on(event),
    queue: (states) => ended || watch.queue(states),
  };
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    await lookAt(queue, open, LATE_MS);
    looking = false;
  };
  void look();
  const timer = setInterval(() => void look(), QUEUE_MS);
  return () => {
    ended = true;
    clearInterval(timer);
  };
}

interface Looking {
  on(event: ReachEvent): unknown;
  queue(states: readonly OrderState[]): unknown;
}

/** Asks the queue once, and waits for its answer however long that takes. Never rejects. @param lateMs without an answer for so long, it is out of reach */
export async function lookAt(queue: Pick<FarmQueue, 'states'>, watch: Looking, lateMs: number): Promise<void> {
  const late = setTimeout(() => watch.on({ type: 'away', why: `no answer for ${lateMs / 1000} s` }), lateMs).unref();
  try {
    watch.queue(await queue.states());
  } catch (error) {
    watch.on({ type: 'away', why: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(late);
  }
}
