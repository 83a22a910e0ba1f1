/** All who watch one worker, behind one door: whoever works tells events, and log, metrics and spans follow from them. */
import type { FarmTask, OrderState, WorkerEvent } from '#contracts/farm';
import type { Span } from '#contracts/span';
import { type LogLevel, openLog } from './log.js';
import { createMetrics } from './metrics/metrics.js';
import { serveMetrics } from './metrics/serve.js';
import { isOfReach, openReach } from './reach.js';
import { secretsOf } from './secrets.js';
import { type Environment, openTracing, type ShardSpan, type Tracing } from './spans/tracing.js';
import { keyOf } from './task.js';

export interface WatchOptions {
  readonly env: Environment;
  readonly worker: string;
  readonly version: string;
  /** What draws here, as `llvmpipe`. */
  readonly backend: string;
  readonly pid: number;
  /** Since 1970, ms. */
  readonly now: () => number;
  /** Missing: no log. */
  readonly log?: { readonly format: 'json' | 'text'; readonly level: LogLevel; readonly write: (line: string) => void };
  /** Missing: no metrics. */
  readonly metrics?: { readonly port: number; readonly host?: string };
}

export interface WorkerWatch {
  /** Never throws. */
  on(event: WorkerEvent): void;
  /** For the process that makes a shard, once it is taken: its span. Undefined where no collector is named. */
  traceparent(task: FarmTask): string | undefined;
  /** What the queue says now: it is in reach. */
  queue(states: readonly OrderState[]): void;
  browserRestarted(): void;
  /** Of a process that makes shards: so many more. */
  spansLost(count: number): void;
  note(level: LogLevel, message: string): void;
  /** @param why it can't work; undefined where it can, as at the start */
  unready(why: string | undefined): void;
  /** Where metrics are served. */
  readonly url: string | undefined;
  /** Sends spans that wait, stops serving. Never throws. */
  close(): Promise<void>;
}

/** @throws NearmissError NM7930 (exit 3) where metrics can't be served, NM7931 where the collector has no address */
export async function openWatch(options: WatchOptions): Promise<WorkerWatch> {
  const { env, worker, version, backend, pid, now } = options;
  const log = options.log && openLog({ ...options.log, worker, secrets: secretsOf(env), now });
  const tracing = await openTracing({ env, worker, version, pid, now });
  const metrics = options.metrics && (await createMetrics({ worker, version, backend, now }));
  const reach = openReach((event) => log?.on(event));
  let why: string | undefined;
  const unready = (): string | undefined => why ?? (reach.away ? 'the queue is out of reach' : undefined);
  const server = metrics && options.metrics && (await serveMetrics({ ...options.metrics, metrics, unready }));
  const spans = tracing && taskSpans(tracing, now);
  const warn = (message: string): void => log?.note('warn', message);
  let lost = 0;
  const spansLost = (count: number): void => {
    if (lost === 0) warn('spans do not reach the collector; how many are lost is said at the end');
    lost += count;
    metrics?.spansLost(count);
  };
  tracing?.onLost(spansLost);
  return {
    on(event) {
      if (isOfReach(event)) return reach.on(event);
      log?.on(event);
      metrics?.on(event);
      spans?.on(event);
    },
    traceparent: (task) => spans?.traceparent(task),
    queue(states) {
      reach.on({ type: 'back' });
      metrics?.queue(states);
    },
    browserRestarted: () => metrics?.browserRestarted(),
    spansLost,
    note: (level, message) => log?.note(level, message),
    unready(reason) {
      why = reason;
    },
    url: server?.url,
    async close() {
      await tracing?.close();
      if (lost > 0) warn(`${lost} ${lost === 1 ? 'span' : 'spans'} did not reach the collector`);
      await server?.close();
    },
  };
}

/** Spans of tasks that are held, by their events; who merges an order tells its own span, from the first that it had to do with it. */
function taskSpans(tracing: Tracing, now: () => number): Pick<WorkerWatch, 'on' | 'traceparent'> {
  const began = new Map<string, number>();
  const shards = new Map<string, ShardSpan>();
  const merges = new Map<string, Span>();
  return {
    on(event) {
      if (!('task' in event)) return;
      const { task } = event;
      const key = keyOf(task);
      if (event.type === 'taken') {
        if (!began.has(task.order)) began.set(task.order, now());
        if ('merge' in task) merges.set(key, tracing.merge(task.order));
        else shards.set(key, tracing.shard({ order: task.order, shard: task.shard, attempt: event.attempt }));
        return;
      }
      const [shard, merge] = [shards.get(key), merges.get(key)];
      if (event.type === 'frame' || event.type === 'sample') return;
      if (event.type === 'done') shard?.done(event.receipt);
      else if (event.type === 'failed') shard?.failed(event.failure, event.next);
      else shard?.left(event.type);
      merge?.end(event.type === 'failed' ? new Error(event.failure.message) : undefined);
      if (merge !== undefined && event.type === 'done') tracing.order(task.order, began.get(task.order) ?? now(), now());
      shards.delete(key);
      merges.delete(key);
    },
    traceparent: (task) => shards.get(keyOf(task))?.traceparent,
  };
}
