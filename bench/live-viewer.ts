/** A viewer in a thread of its own: subscribes to everything, notes when what came, tells at the end. A slow one reads every half second. */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';

export interface ViewerOrder {
  readonly url: string;
  readonly slow: boolean;
}
/** When a message came: ms since 1970, by the clock that all threads share. */
export interface Receipt {
  readonly topic: string;
  readonly unixNs: bigint;
  readonly atMs: number;
}

/** CommonJS whose classes Node does not see as named exports. */
const { FoxgloveClient } = createRequire(import.meta.url)('@foxglove/ws-protocol') as typeof import('@foxglove/ws-protocol');
const { url, slow } = workerData as ViewerOrder;
const socket = new WebSocket(url, ['foxglove.websocket.v1']);
const client = new FoxgloveClient({ ws: socket as never });
const topics = new Map<number, string>();
const receipts: Receipt[] = [];
client.on('advertise', (channels) => {
  for (const { id, topic } of channels) topics.set(client.subscribe(id), topic);
});
client.on('message', ({ subscriptionId, timestamp }) => {
  const atMs = performance.timeOrigin + performance.now();
  receipts.push({ topic: topics.get(subscriptionId) ?? '', unixNs: timestamp, atMs });
});
if (slow)
  setInterval(() => {
    socket.pause();
    setTimeout(() => socket.resume(), 500);
  }, 520).unref();
await once(socket, 'close');
parentPort?.postMessage(receipts);
