/** Loopback server: gives the page its scripts, takes one POST a frame. Nobody without the token gets anything. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MemoryPool } from '#core/memory-pool';

export interface FrameServer {
  readonly url: string;
  /** The bytes that the page will post under that number; none where they lie in a file. */
  expect(frame: number): Promise<Uint8Array<ArrayBuffer>>;
  forget(frame: number): void;
  /** Where the page finds bodies of the user's own, relative to its own address. */
  readonly bodies: readonly string[];
  close(): Promise<void>;
}

/** dist/page, from here upwards: sources and built files lie at different depths. */
export function pageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'dist', 'page', 'page.js')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'dist', 'page');
}

export const SCRIPTS: readonly string[] = ['page.js', 'sender.js'];
const MAPS = SCRIPTS.map((name) => `${name}.map`);

/** Whatever the page is given to draw, it loads scripts of ours and talks to this server, to nobody else. */
const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' blob: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** @param bodies packed (assets/imported/pack.ts), each given to the page once */
export async function openFrameServer(memory: MemoryPool, bodies: readonly Uint8Array[] = []): Promise<FrameServer> {
  const token = randomBytes(16).toString('hex');
  const waiting = new Map<number, (bytes: Uint8Array<ArrayBuffer>) => void>();
  const folder = pageFolder();
  const server = createServer({ highWaterMark: 1 << 20 }, (request, response) => {
    const [, given, what = '', number] = (request.url ?? '').split('/');
    if (given !== token) return void response.writeHead(404).end();
    if (request.method === 'POST' && what === 'pixels') {
      void readBody(request, memory).then(
        (bytes) => {
          waiting.get(Number(number))?.(bytes);
          waiting.delete(Number(number));
          response.writeHead(204).end();
        },
        () => response.writeHead(400).end(),
      );
      return;
    }
    if (what === '')
      return void response
        .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': POLICY })
        .end('<!doctype html><meta charset="utf-8"><title>nearmiss</title><script src="page.js"></script>');
    const body = what === 'body' ? bodies[Number(number)] : undefined;
    if (body !== undefined) return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(body);
    if (!SCRIPTS.includes(what) && !MAPS.includes(what)) return void response.writeHead(404).end();
    readFile(join(folder, what)).then(
      (bytes) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${token}/`,
    expect: (frame) => new Promise((resolve) => waiting.set(frame, resolve)),
    forget: (frame) => void waiting.delete(frame),
    bodies: bodies.map((_, i) => `body/${i}`),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Into one piece of memory, so that layers can be views of it. */
function readBody(request: IncomingMessage, memory: MemoryPool): Promise<Uint8Array<ArrayBuffer>> {
  const whole = memory.take(Number(request.headers['content-length'] ?? 0));
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (part: Buffer) => {
      whole.set(part, length);
      length += part.length;
    });
    request.on('end', () => {
      if (length === whole.length) resolve(whole);
      else reject(new Error(`the page announced ${whole.length} bytes and sent ${length}`));
    });
    request.on('error', reject);
  });
}
