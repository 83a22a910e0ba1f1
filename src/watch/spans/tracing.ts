/**
 * Spans for an OpenTelemetry collector (OTLP over HTTP, JSON): order > shard > sample > frame > stage. Whatever becomes of the collector, nobody
 * waits for it: spans go out in batches beside the work, and those that nobody takes are counted.
 */
import type { ShardFailure, ShardReceipt } from '#contracts/farm';
import type { Span } from '#contracts/span';
import { usageError } from '#core/errors';
import { cleanerOf, secretsOf, withoutSecrets } from '../secrets.js';
import { orderSpanId, placeOf, spanIds, traceIdOf, traceParent } from './ids.js';
import { openOutlet } from './outlet.js';
import { spanIn, type Wide } from './span.js';

/** Variables of the environment that OpenTelemetry's exporters know. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface TracingOptions {
  readonly env: Environment;
  /** The worker's name. */
  readonly worker: string;
  readonly version: string;
  /** Since 1970, ms, as fine as it is known. */
  readonly now: () => number;
  /** Of this process. */
  readonly pid: number;
}

export interface ShardTry {
  readonly order: string;
  readonly shard: number;
  readonly attempt: number;
}

/** A shard's span, where its lease is held. */
export interface ShardSpan {
  /** For the process that makes it: W3C `traceparent`. */
  readonly traceparent: string;
  done(receipt: ShardReceipt): void;
  failed(failure: ShardFailure, next: 'again' | 'aside' | 'lost'): void;
  /** The lease ran out or was given back. */
  left(how: 'lost' | 'released'): void;
}

export interface Tracing {
  shard(which: ShardTry): ShardSpan;
  /** In the process that makes the shard: its span as the whole of those of samples. Undefined where `traceparent` is none. */
  inside(traceparent: string, which: ShardTry): Span | undefined;
  merge(order: string): Span;
  /** The order's own span, told once, when its manifest is written. @param fromMs, toMs since 1970 */
  order(order: string, fromMs: number, toMs: number): void;
  /** @param told how many more spans no collector took, as that is found out, and at the end those that wait still */
  onLost(told: (count: number) => void): void;
  /** Sends what waits, for at most so long. Never throws. @returns spans that the collector has, and those it has not */
  close(withinMs?: number): Promise<{ readonly sent: number; readonly lost: number }>;
}

/**
 * Undefined, and nothing loaded, where the environment names no collector or `OTEL_SDK_DISABLED` is true.
 * @throws NearmissError NM7931 where what it names is no address
 */
export async function openTracing(options: TracingOptions): Promise<Tracing | undefined> {
  const { env, worker, version, now, pid } = options;
  const url = collectorOf(env);
  if (url === undefined) return undefined;
  const service = env.OTEL_SERVICE_NAME || 'nearmiss';
  const outlet = await openOutlet({ url, service, worker, version, nextId: spanIds(`${worker} ${pid} ${now()}`) });
  return tracingOver({ outlet, now, clean: cleanerOf(secretsOf(env)) });
}

/** Where traces go: one variable is their full address, the other that of all signals. */
function collectorOf(env: Environment): string | undefined {
  const [own, all] = [env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, env.OTEL_EXPORTER_OTLP_ENDPOINT];
  const given = own || all;
  if (given === undefined || given === '' || env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const name = own ? 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' : 'OTEL_EXPORTER_OTLP_ENDPOINT';
    const hint = 'give the address of an OpenTelemetry collector, as http://127.0.0.1:4318, or leave it out';
    throw usageError('NM7931', `${name} is no http(s) address: ${withoutSecrets(given)}`, hint);
  }
  if (!own) url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/traces`;
  return url.href;
}

function tracingOver(wide: Wide): Tracing {
  const { outlet } = wide;
  const underOrder = (order: string) => ({ traceId: traceIdOf(order), spanId: orderSpanId(order), isRemote: true });
  return {
    shard(which) {
      const span = spanIn(wide, underOrder(which.order), attributesOf(which)).begin('shard');
      return {
        traceparent: traceParent(span.place),
        done(receipt) {
          span.tell({
            'nearmiss.worker': receipt.worker,
            'nearmiss.samples': receipt.samples,
            'nearmiss.found': receipt.found,
            'nearmiss.frames': receipt.frames,
            'nearmiss.cpu_ms': receipt.cpuMs,
          });
          span.end();
        },
        failed({ cause, code, message }, next) {
          span.tell({
            'nearmiss.cause': cause,
            'nearmiss.next': next,
            ...(code === undefined ? {} : { 'nearmiss.code': code }),
          });
          span.end(new Error(message));
        },
        left(how) {
          span.tell({ 'nearmiss.next': how });
          span.end(how === 'lost' ? new Error('the lease was lost') : undefined);
        },
      };
    },
    inside(traceparent, which) {
      const place = placeOf(traceparent);
      return place && spanIn(wide, place, attributesOf(which));
    },
    merge: (order) => spanIn(wide, underOrder(order), { 'nearmiss.order': order }).begin('merge'),
    order(order, fromMs, toMs) {
      outlet.root({ ...underOrder(order), name: 'order', fromMs, toMs, attributes: { 'nearmiss.order': order } });
    },
    onLost: (told) => outlet.onLost(told),
    close: (withinMs = 5000) => outlet.close(withinMs),
  };
}

function attributesOf({ order, shard, attempt }: ShardTry) {
  return { 'nearmiss.order': order, 'nearmiss.shard': shard, 'nearmiss.attempt': attempt };
}
