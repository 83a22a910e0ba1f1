/** A worker as those see it who watch: its log, its metrics, its spans. */
import type { FarmQueue, WorkerEvent } from '#contracts/farm';
import { createMetrics, openLog, openTracing, secretsOf, serveMetrics, type Tracing } from '#watch/index';
import { nearmissVersion } from '../versions.js';

export interface WatchRequest {
  readonly log: 'text' | 'json';
  /** Prometheus' metrics on this port of `metricsHost`; none when missing. */
  readonly metricsPort?: number;
  readonly metricsHost?: string;
  /** Of the log. */
  readonly write: (line: string) => void;
}

export interface Watched {
  on(event: WorkerEvent): void;
  readonly tracing: Tracing | undefined;
  close(): Promise<void>;
}

/** How often the queue is asked for its metrics, ms. */
const QUEUE_MS = 15_000;

/** @throws NearmissError NM7930 (exit 3) where the port is taken, NM7931 where the collector's address is none */
export async function openWatch(queue: FarmQueue, worker: string, request: WatchRequest): Promise<Watched> {
  const { log: format, metricsPort, metricsHost = '127.0.0.1', write } = request;
  const secrets = secretsOf(process.env);
  const log = openLog({ format, level: 'info', worker, secrets, now: Date.now, write });
  const now = (): number => performance.timeOrigin + performance.now();
  const tracing = await openTracing({ env: process.env, worker, version: nearmissVersion, now, pid: process.pid });
  const metrics =
    metricsPort === undefined ? undefined : await createMetrics({ worker, version: nearmissVersion, backend: 'any', now });
  let draining = false;
  const unready = (): string | undefined => (draining ? 'it is draining' : undefined);
  const server =
    metrics === undefined
      ? undefined
      : await serveMetrics({ metrics, port: metricsPort as number, host: metricsHost, unready });
  if (server !== undefined) log.note('info', `metrics at ${server.url}`);
  const ask = (): void =>
    void queue.states().then(
      (states) => metrics?.queue(states),
      () => {},
    );
  const timer = metrics === undefined ? undefined : setInterval(ask, QUEUE_MS);
  if (metrics !== undefined) ask();
  return {
    on(event) {
      draining ||= event.type === 'draining';
      if (event.type !== 'frame') log.on(event);
      metrics?.on(event);
    },
    tracing,
    async close() {
      clearInterval(timer);
      const sent = await tracing?.close();
      if (sent !== undefined && sent.lost > 0) log.note('warn', `${sent.lost} spans did not reach the collector`);
      await server?.close();
    },
  };
}
