/** OpenTelemetry's part of it: spans into batches, batches to the collector. Loaded only where a collector is named. */
import type { SpanContext } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { type Counts, openCounts } from './counts.js';
import type { SpanPlace } from './ids.js';
import { orTimeout } from './or-timeout.js';

export type Attributes = Readonly<Record<string, string | number>>;

export interface OutletSpan {
  readonly place: SpanPlace;
  tell(attributes: Attributes): void;
  /** @param atMs since 1970 @param failure why it came to nothing */
  end(atMs: number, failure?: string): void;
}

export interface RootSpan extends SpanPlace {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly attributes: Attributes;
}

export interface Outlet {
  begin(name: string, within: SpanPlace, attributes: Attributes, atMs: number): OutletSpan;
  root(span: RootSpan): void;
  /** @param told how many more are lost, as batches fail, and at the end those that never went out */
  onLost(told: (count: number) => void): void;
  close(withinMs: number): Promise<{ readonly sent: number; readonly lost: number }>;
}

export interface OutletOptions {
  /** Of the collector, for traces. */
  readonly url: string;
  readonly service: string;
  readonly worker: string;
  readonly version: string;
  readonly nextId: () => string;
}

/** Room for some minutes of the fastest renderer while a collector is slow; what comes then is lost. */
const MOST_WAITING = 32_768;
const BATCH = 1024;
const EVERY_MS = 1000;
/** How long one batch may take. */
const EXPORT_MS = 5000;

export async function openOutlet({ url, service, worker, version, nextId }: OutletOptions): Promise<Outlet> {
  const [api, sdk, { resourceFromAttributes }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const counts = openCounts();
  const chosen = { traceId: '', spanId: undefined as string | undefined };
  const named = { 'service.name': service, 'service.version': version };
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ ...named, 'service.instance.id': worker }),
    sampler: new sdk.AlwaysOnSampler(),
    idGenerator: { generateTraceId: () => chosen.traceId, generateSpanId: () => chosen.spanId ?? nextId() },
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: counting(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_MS }), counts),
        maxQueueSize: MOST_WAITING,
        maxExportBatchSize: BATCH,
        scheduledDelayMillis: EVERY_MS,
        exportTimeoutMillis: EXPORT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('nearmiss', version);
  const within = (place: SpanPlace) => {
    const context: SpanContext = { ...place, traceFlags: api.TraceFlags.SAMPLED };
    return api.trace.setSpanContext(api.ROOT_CONTEXT, context);
  };
  return {
    begin(name, place, attributes, atMs) {
      const span = tracer.startSpan(name, { attributes, startTime: timeOf(atMs) }, within(place));
      return {
        place: span.spanContext(),
        tell: (more) => void span.setAttributes(more),
        end(endMs, failure) {
          if (failure !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR, message: failure });
          counts.ended();
          span.end(timeOf(Math.max(atMs, endMs)));
        },
      };
    },
    root({ name, traceId, spanId, attributes, fromMs, toMs }) {
      Object.assign(chosen, { traceId, spanId });
      const span = tracer.startSpan(name, { attributes, startTime: timeOf(fromMs), root: true }, api.ROOT_CONTEXT);
      chosen.spanId = undefined;
      counts.ended();
      span.end(timeOf(Math.max(fromMs, toMs)));
    },
    onLost: (told) => counts.onLost(told),
    async close(withinMs) {
      await orTimeout(provider.shutdown(), withinMs);
      return counts.close();
    },
  };
}

function counting(exporter: SpanExporter, counts: Counts): SpanExporter {
  return {
    export: (spans: ReadableSpan[], told) =>
      exporter.export(spans, (result) => {
        if (result.code === 0) counts.sent(spans.length);
        else counts.lost(spans.length);
        told(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** Whole seconds and nanoseconds: a bare number may be taken for one since the process started. */
function timeOf(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.min(999_999_999, Math.round((ms - seconds * 1000) * 1e6))];
}
