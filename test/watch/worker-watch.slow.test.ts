/** One door: log, metrics and spans of the same events, and an end that loses nothing silently. */
import { expect, test, vi } from 'vitest';
import type { WorkerEvent } from '#contracts/farm';
import { type LogRecord, openWatch } from '#watch/index';
import { openCollector } from './collector.js';
import { parseExposition } from './exposition.js';
import { receiptOf } from './farm-sample.js';

const shard = (n: number) => ({ order: '3f9cab0011223344', shard: n }) as const;
const merge = { order: '3f9cab0011223344', merge: true } as const;
const failure = { cause: 'page', message: 'gone', worker: 'w', atMs: 0 } as const;
const EVENTS: readonly WorkerEvent[] = [
  { type: 'taken', task: shard(1), attempt: 1 },
  { type: 'frame', task: shard(1), sample: '000001', done: 1, total: 2 },
  { type: 'done', task: shard(1), receipt: receiptOf({ shard: 1 }) },
  { type: 'taken', task: shard(2), attempt: 1 },
  { type: 'failed', task: shard(2), failure, next: 'again' },
  { type: 'taken', task: merge, attempt: 1 },
  { type: 'done', task: merge, receipt: receiptOf({}) },
];

async function watched(url: string) {
  const lines: LogRecord[] = [];
  let time = Date.UTC(2026, 10, 30);
  const watch = await openWatch({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: url },
    worker: 'host-1',
    version: '0.1.0',
    backend: 'llvmpipe',
    pid: 1,
    now: () => time++,
    log: { format: 'json', level: 'info', write: (line) => lines.push(JSON.parse(line) as LogRecord) },
    metrics: { port: 0 },
  });
  return { watch, lines };
}

test('every event reaches all three', async () => {
  const collector = await openCollector();
  const { watch, lines } = await watched(collector.url);
  const parents = EVENTS.map((event) => {
    watch.on(event);
    return 'task' in event ? watch.traceparent(event.task) : undefined;
  });
  expect(parents.map((parent) => parent !== undefined)).toEqual([true, true, false, true, false, false, false]);
  const scraped = parseExposition(await (await fetch(`${watch.url}/metrics`)).text());
  expect(scraped.get('nearmiss_shards_total')?.samples.find(({ labels }) => labels.result === 'done')?.value).toBe(1);
  expect(lines.map(({ event }) => event)).toEqual(['taken', 'done', 'taken', 'failed', 'taken', 'done']);
  watch.unready('the queue is not there');
  expect((await fetch(`${watch.url}/readyz`)).status).toBe(503);
  await watch.close();
  expect(collector.spans.map(({ name, status }) => [name, status])).toEqual([
    ['shard', 0],
    ['shard', 2],
    ['merge', 0],
    ['order', 0],
  ]);
  const [order] = collector.spans.filter(({ name }) => name === 'order');
  expect(collector.spans.every((span) => span === order || span.parentSpanId === order?.spanId)).toBe(true);
  expect(collector.spans.every(({ start, end }) => start >= (order?.start ?? 0n) && end <= (order?.end ?? 0n))).toBe(true);
  const ids = new Set(collector.spans.map(({ spanId }) => spanId));
  expect(ids.has(parents[0]?.split('-')[2] ?? '')).toBe(true);
  await collector.close();
  await expect(fetch(`${watch.url}/healthz`)).rejects.toThrow();
});

test('spans that nobody took are counted while it works, with those of its processes, and said at the end', async () => {
  const collector = await openCollector(() => 400);
  const { watch, lines } = await watched(collector.url);
  for (const event of EVENTS) watch.on(event);
  const lost = async (): Promise<number | undefined> => {
    const scraped = parseExposition(await (await fetch(`${watch.url}/metrics`)).text());
    return scraped.get('nearmiss_spans_lost_total')?.samples[0]?.value;
  };
  // They go out a second later.
  await vi.waitFor(async () => expect(await lost()).toBe(4), 60_000);
  watch.spansLost(30);
  expect(await lost()).toBe(34);
  await watch.close();
  await collector.close();
  const said = lines.filter(({ event }) => event === 'note').map(({ level, message }) => [level, message]);
  expect(said).toEqual([
    ['warn', 'spans do not reach the collector; how many are lost is said at the end'],
    ['warn', '34 spans did not reach the collector'],
  ]);
});

test('nothing asked, nothing there', async () => {
  const watch = await openWatch({ env: {}, worker: 'w', version: '1', backend: 'b', pid: 1, now: () => 0 });
  for (const event of EVENTS) watch.on(event);
  expect([watch.url, watch.traceparent(shard(1))]).toEqual([undefined, undefined]);
  await watch.close();
});
