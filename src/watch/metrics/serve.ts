/** Metrics and health over HTTP: `/metrics`, `/healthz` (the process turns), `/readyz` (it can work). */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { infrastructureError } from '#core/errors';
import { withoutSecrets } from '../secrets.js';
import type { Metrics } from './metrics.js';

export interface MetricsServerOptions {
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** 0: any that is free. */
  readonly port: number;
  /** 127.0.0.1 when missing: nobody else can look. */
  readonly host?: string;
  /** Why it can't work now; undefined where it can. */
  readonly unready?: () => string | undefined;
}

export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws NearmissError NM7930 (exit 3) where it can't listen there */
export async function serveMetrics(options: MetricsServerOptions): Promise<MetricsServer> {
  const { port, host = '127.0.0.1' } = options;
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => void answer(options, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    const what = `metrics can't be served on ${host}:${port}: ${error.code ?? error.message}`;
    throw infrastructureError('NM7930', what, 'take another --metrics-port, or 0 for any that is free', error);
  });
  const { address, family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer({ metrics, unready }: MetricsServerOptions, request: IncomingMessage, response: ServerResponse) {
  const say = (status: number, text: string, type = 'text/plain; charset=utf-8', more = {}): void => {
    const length = Buffer.byteLength(text);
    response.writeHead(status, { 'content-type': type, 'content-length': length, 'cache-control': 'no-store', ...more });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
  const path = (request.url ?? '/').split('?', 1)[0];
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return say(405, 'GET and HEAD alone\n', undefined, { allow: 'GET, HEAD' });
  if (path === '/healthz') return say(200, 'ok\n');
  if (path === '/readyz') {
    const why = unready?.();
    return why === undefined ? say(200, 'ok\n') : say(503, `${withoutSecrets(why)}\n`);
  }
  if (path !== '/metrics') return say(404, 'there are /metrics, /healthz and /readyz\n');
  try {
    say(200, await metrics.text(), metrics.contentType);
  } catch (error) {
    say(500, `${withoutSecrets(String(error))}\n`);
  }
}
