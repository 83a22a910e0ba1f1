/** A collector for tests: takes OTLP over HTTP in JSON on this machine, and gives back what it was sent. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface SeenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** 0 unset, 1 fine, 2 failed. */
  readonly status: number;
  readonly message: string;
  readonly instance: string;
}

interface Value {
  readonly stringValue?: string;
  readonly intValue?: string | number;
  readonly doubleValue?: number;
}
type Pairs = readonly { readonly key: string; readonly value: Value }[];
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Pairs };
    readonly scopeSpans: readonly { readonly spans: readonly Readonly<Record<string, unknown>>[] }[];
  }[];
}

export interface Collector {
  readonly url: string;
  readonly spans: SeenSpan[];
  readonly paths: string[];
  close(): Promise<void>;
}

/** @param answer status of each answer; never answers where undefined */
export async function openCollector(answer: () => number | undefined = () => 200): Promise<Collector> {
  const spans: SeenSpan[] = [];
  const paths: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    paths.push(request.url ?? '');
    const status = answer();
    if (status === undefined) return;
    if (status === 200) spans.push(...spansIn(JSON.parse(body.toString()) as Sent));
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    paths,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const whole = Buffer.concat(parts);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole;
}

function spansIn({ resourceSpans }: Sent): readonly SeenSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span): SeenSpan => {
        const status = (span.status ?? {}) as { readonly code?: number; readonly message?: string };
        return {
          traceId: String(span.traceId),
          spanId: String(span.spanId),
          parentSpanId: String(span.parentSpanId ?? ''),
          name: String(span.name),
          start: BigInt(String(span.startTimeUnixNano)),
          end: BigInt(String(span.endTimeUnixNano)),
          attributes: told(span.attributes as Pairs),
          status: status.code ?? 0,
          message: status.message ?? '',
          instance: String(told(resource.attributes)['service.instance.id']),
        };
      }),
    ),
  );
}

function told(pairs: Pairs): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    pairs.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue ?? value.doubleValue)] as const),
  );
}
