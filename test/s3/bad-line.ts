/**
 * A bad line to an object store: it refuses, breaks off, loses answers and dawdles, as a seed says. The same request meets the same fate at the same try,
 * and after a few tries it is let through, so that whoever tries on gets there.
 */
import { createHash } from 'node:crypto';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorDocument } from './xml.js';

export const FATES = [
  /** 503, as a store that has enough to do. */
  'slow down',
  /** 500. */
  'internal error',
  /** The connection breaks before the request is passed on. */
  'cut before',
  /** ... within it: the store sees the first half. */
  'cut within',
  /** The request is done, and nobody hears of it. */
  'answer lost',
  /** The answer breaks off. */
  'answer cut',
  'late',
] as const;
export type Fate = (typeof FATES)[number];

export interface BadLineOptions {
  readonly port: number;
  readonly seed: string;
  /** Share of requests that something happens to, 0..1. */
  readonly share: number;
  /** Tries of one request that something may happen to. */
  readonly most: number;
  readonly fates?: readonly Fate[];
  /** Nothing gets through while it says so. */
  readonly isDown?: () => boolean;
}

export interface BadLine {
  readonly endpoint: string;
  readonly met: ReadonlyMap<Fate, number>;
  close(): Promise<void>;
}

const LATE_MS = 40;

export async function openBadLine(options: BadLineOptions): Promise<BadLine> {
  const { seed, share, most, fates = FATES } = options;
  const tries = new Map<string, number>();
  const met = new Map<Fate, number>();

  function fateOf(request: IncomingMessage): Fate | undefined {
    if (options.isDown?.() === true) return 'cut before';
    const url = new URL(request.url ?? '/', 'http://line');
    url.searchParams.delete('uploadId');
    const name = `${request.method} ${url.pathname}${url.search}`;
    const number = (tries.get(name) ?? 0) + 1;
    tries.set(name, number);
    const draw = createHash('sha256').update(`${seed} ${name} ${number}`).digest();
    if (number > most || draw.readUInt32BE(0) / 0x1_0000_0000 >= share) return undefined;
    const fate = fates[draw.readUInt32BE(4) % fates.length] as Fate;
    met.set(fate, (met.get(fate) ?? 0) + 1);
    return fate;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fate = fateOf(request);
    const body = await bodyOf(request);
    if (fate === 'slow down') return refuse(request, response, 503, 'SlowDown');
    if (fate === 'internal error') return refuse(request, response, 500, 'InternalError');
    if (fate === 'cut before') return void request.socket.destroy();
    if (fate === 'late') await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    if (fate === 'cut within') {
      await passOnHalf(options.port, request, body);
      return void request.socket.destroy();
    }
    const { answer, content } = await passOn(options.port, request, body);
    if (fate === 'answer lost') return void request.socket.destroy();
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    if (fate !== 'answer cut') return void response.end(content);
    response.write(content.subarray(0, content.length >> 1), () => request.socket.destroy());
  }

  const http = createServer((request, response) => void serve(request, response).catch(() => request.socket.destroy()));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    met,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(request.method === 'HEAD' ? undefined : errorDocument(code, code));
}

function passOn(port: number, request: IncomingMessage, body: Buffer): Promise<{ answer: IncomingMessage; content: Buffer }> {
  return new Promise((resolve, reject) => {
    const passed = forward({ ...addressed(port, request), agent: false }, (answer) => {
      bodyOf(answer).then((content) => resolve({ answer, content }), reject);
    });
    passed.on('error', reject);
    passed.end(body);
  });
}

/** The store has all the headers and half of the content when the connection breaks. */
function passOnHalf(port: number, request: IncomingMessage, body: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const passed = forward({ ...addressed(port, request), agent: false });
    passed.on('error', () => resolve());
    passed.on('close', () => resolve());
    passed.on('response', (answer) => answer.resume().on('close', () => resolve()));
    if (body.length < 2) passed.destroy();
    else passed.write(body.subarray(0, body.length >> 1), () => passed.destroy());
  });
}

/** The host as it was signed. */
function addressed(port: number, { method, url, headers }: IncomingMessage) {
  return { host: '127.0.0.1', port, method: method ?? 'GET', path: url ?? '/', headers };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
