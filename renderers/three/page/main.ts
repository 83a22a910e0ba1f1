/** The drawing page: a player without opinions. It gets plain facts and gives back bytes. */
import type { PackedPart, PageApi } from '#contracts/page';
import type { RenderRequest } from '#contracts/renderer';
import { createPacker, type Packed } from './pack.js';
import { createGraphics, createPainter } from './painter.js';

const graphics = createGraphics();
const painter = createPainter(graphics);
const packer = createPacker(graphics);

/** How long a drawn frame waits for the next request before it is sent by itself. */
const PATIENCE_MS = 2;
let pending: (() => void) | undefined;

/** Sent pictures hold memory outside the script's heap until they are collected, which nothing else would set off, bytes. */
const MOST_UNCOLLECTED = 96 * 1024 * 1024;
let uncollected = 0;

function collectWhenDue(sent: number): void {
  uncollected += sent;
  if (uncollected < MOST_UNCOLLECTED) return;
  uncollected = 0;
  (globalThis as { gc?: () => void }).gc?.();
}

function sendPending(): void {
  const sendNow = pending;
  pending = undefined;
  sendNow?.();
}

async function post({ bytes, parts }: Packed, frame: number): Promise<readonly PackedPart[]> {
  const answer = await fetch(`pixels/${frame}`, { method: 'POST', body: new Blob([bytes]) });
  collectWhenDue(bytes.byteLength);
  if (!answer.ok) throw new Error(`the pixels were refused: ${answer.status}`);
  return parts;
}

const api: PageApi = {
  render(request, frame) {
    painter.draw(request);
    // The frame before this one is packed and sent while this one is being drawn.
    sendPending();
    packer.read(painter.drawn(), request.layers);
    return new Promise((resolve, reject) => {
      pending = () => void post(packer.pack(), frame).then(resolve, reject);
      setTimeout(sendPending, PATIENCE_MS);
    });
  },
  async bare(requests, count) {
    const start = performance.now();
    for (let i = 0; i < count; i++) painter.drawBare(requests[i % requests.length] as RenderRequest);
    return performance.now() - start;
  },
};
window.nearmiss = api;
