/** The loopback server: nobody without the token gets anything, nor any page of another origin. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  /** What follows the token in the address, without a slash before it. */
  readonly what: string;
  readonly body: unknown;
  readonly response: ServerResponse;
  /** Aborted when whoever asked has gone. */
  readonly signal: AbortSignal;
}
export type Route = (asked: Asked) => Promise<void> | void;

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

const LARGEST_BODY = 8_000_000;
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy':
    "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'",
};

/** @param port 0 for any that is free @param routes by `METHOD first-part-of-the-address`, `*` for any @param onError told of what a route throws */
export async function openPageServer(
  port: number,
  routes: Readonly<Record<string, Route>>,
  onError: (error: unknown) => void,
): Promise<PageServer> {
  const token = randomBytes(16).toString('hex');
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const address = server.address() as AddressInfo;
    const parts =
      decodeURI(request.url ?? '/')
        .split('?')[0]
        ?.split('/') ?? [];
    const [, given, ...rest] = parts;
    const own = [`127.0.0.1:${address.port}`, `localhost:${address.port}`];
    if (given !== token || !own.includes(request.headers.host ?? '') || !sameOrigin(request, own))
      return void response.writeHead(404).end();
    if (rest.length === 0) return void response.writeHead(301, { location: `/${token}/` }).end();
    const route = routes[`${request.method} ${rest[0]}`] ?? routes[`${request.method} *`];
    if (route === undefined) return void response.writeHead(404).end();
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    bodyOf(request)
      .then((body) => route({ what: rest.join('/'), body, response, signal: gone.signal }))
      .catch((error: unknown) => {
        if (gone.signal.aborted) return;
        onError(error);
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ failed: error instanceof Error ? error.message : String(error) }));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Browsers say where a request that changes something comes from. */
function sameOrigin({ headers: { origin } }: IncomingMessage, own: readonly string[]): boolean {
  return origin === undefined || own.some((host) => origin === `http://${host}`);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (request.method !== 'POST') return undefined;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST_BODY) throw new Error('a request has at most 8 MB');
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

export function sendJson(response: ServerResponse, json: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(json);
}
