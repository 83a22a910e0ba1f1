/** What `serve` says: where to look, and how the stream fares. */
import type { ServeReport } from '#toolkit';

/** @param url where it listens, such as `ws://127.0.0.1:8765` */
export function viewerLines(url: string, topics: readonly string[]): readonly string[] {
  const source = `ds=foxglove-websocket&ds.url=${encodeURIComponent(url)}`;
  return [
    `listening on ${url}`,
    `topics: ${topics.join(' ')}`,
    `Foxglove: https://app.foxglove.dev/~/view?${source}`,
    `Lichtblick: open connection, Foxglove WebSocket, ${url}; in the browser http://localhost:8080/?${source}`,
  ];
}

export function liveLines({ topics, clients, dropped, made, passedOver, runs }: ServeReport): readonly string[] {
  const rows = topics.map(({ topic, published, rateHz, bytes, dueToReceived: due, sentToReceived: sent }) => {
    const spread =
      due === undefined || sent === undefined ? '' : `, ms due to received ${triple(due)}, sent to received ${triple(sent)}`;
    return `  ${topic}: ${published} messages, ${rateHz.toFixed(1)} a second, ${(bytes / 1024).toFixed(0)} KiB${spread}`;
  });
  return [
    `${runs} runs played to their end; pictures and measurements: ${made} made, ${passedOver} passed over for want of time`,
    `${clients} clients; ${dropped} messages left out for slow ones`,
    ...(rows.length === 0 ? [] : ['by topic (delays: median / 95 % / most):', ...rows]),
  ];
}

function triple({ p50, p95, max }: { readonly p50: number; readonly p95: number; readonly max: number }): string {
  return [p50, p95, max].map((ms) => ms.toFixed(1)).join(' / ');
}
