/** Spans as a collector gets them: one trace an order, whoever made it; and a collector that is not there is nobody's trouble. */
import { afterEach, expect, test } from 'vitest';
import type { ShardFailure, ShardReceipt } from '#contracts/farm';
import { cutJobs, hashOfPlan, samplesOf } from '#farm/index';
import { renderShard, type Shard } from '#pipeline/index';
import { openTracing, type Tracing } from '#watch/index';
import { type MemoryStore, memoryStore } from '#writers/index';
import { fakePlan, fakePorts, fakeSession } from '../pipeline/fake-world.js';
import { type Collector, openCollector, type SeenSpan } from './collector.js';

const plan = fakePlan({ count: 4 });
const jobs = cutJobs(hashOfPlan(plan), samplesOf(plan), 2);
const ORDER = '0123456789abcdef';
const receipt: ShardReceipt = {
  worker: 'w',
  samples: 2,
  frames: 6,
  found: 0,
  quarantined: 0,
  rejected: 0,
  stages: {},
  wallMs: 1,
  cpuMs: 1,
  gpuMs: 0,
  endedAtMs: 1,
};
let collector: Collector | undefined;
afterEach(async () => {
  await collector?.close();
  collector = undefined;
});

/** A clock that moves by a ms whenever it is looked at. */
function clock(startMs: number): () => number {
  let at = startMs;
  return () => at++;
}
function tracing(url: string, worker: string): Promise<Tracing | undefined> {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: url };
  return openTracing({ env, worker, version: '0.1.0', pid: 7, now: clock(1_800_000_000_000) });
}

/** Makes a shard as a worker and its child do, each with a tracing of its own. */
async function make(shard: number, url: string, store: MemoryStore): Promise<{ sent: number; lost: number }> {
  const [worker, child] = [await tracing(url, `worker-${shard}`), await tracing(url, `child-${shard}`)];
  const which = { order: ORDER, shard, attempt: 1 };
  const span = worker?.shard(which);
  const trace = child?.inside(span?.traceparent ?? '', which);
  const made: Shard = {
    plan,
    planHash: hashOfPlan(plan),
    ports: fakePorts(plan),
    session: fakeSession(),
    store,
    events: { onFrame: () => {}, onSample: () => {} },
    signal: new AbortController().signal,
    now: () => 0,
    ...(trace === undefined ? {} : { trace }),
  };
  await renderShard(made, jobs[shard] as (typeof jobs)[number]);
  span?.done({ ...receipt, worker: `worker-${shard}` });
  const ends = [await child?.close(), await worker?.close()];
  return {
    sent: ends.reduce((sum, end) => sum + (end?.sent ?? 0), 0),
    lost: ends.reduce((sum, end) => sum + (end?.lost ?? 0), 0),
  };
}

const named = (spans: readonly SeenSpan[], name: string): readonly SeenSpan[] => spans.filter((span) => span.name === name);
const partsOf = (spans: readonly SeenSpan[], whole: SeenSpan): readonly string[] =>
  spans.filter(({ parentSpanId }) => parentSpanId === whole.spanId).map(({ name }) => name);

test('two workers that never meet tell of one trace, down to the stages of each frame, and change no byte', async () => {
  collector = await openCollector();
  const { url, spans } = collector;
  const [watched, plain] = [memoryStore(), memoryStore()];
  for (const shard of [0, 1]) {
    const { sent, lost } = await make(shard, url, watched);
    expect(lost).toBe(0);
    expect(sent).toBe(spans.filter(({ attributes }) => attributes['nearmiss.shard'] === shard).length);
    await make(shard, '', plain);
  }
  const merger = await tracing(url, 'merger');
  merger?.merge(ORDER).end();
  merger?.order(ORDER, 1_800_000_000_000, 1_800_000_060_000);
  await merger?.close();
  expect(new Set(collector.paths)).toEqual(new Set(['/v1/traces']));

  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  const [order] = named(spans, 'order') as [SeenSpan];
  expect([order.parentSpanId, order.end - order.start]).toEqual(['', 60_000_000_000n]);
  expect(partsOf(spans, order)).toEqual(['shard', 'shard', 'merge']);
  expect(named(spans, 'shard').map(({ instance }) => instance)).toEqual(['worker-0', 'worker-1']);
  for (const shard of named(spans, 'shard')) {
    expect(partsOf(spans, shard)).toEqual(['sample', 'sample']);
    expect(shard.attributes).toMatchObject({ 'nearmiss.order': ORDER, 'nearmiss.attempt': 1, 'nearmiss.frames': 6 });
  }
  const samples = named(spans, 'sample');
  expect(samples.map(({ attributes }) => attributes['nearmiss.sample'])).toEqual(['000000', '000001', '000002', '000003']);
  for (const sample of samples) {
    expect([...partsOf(spans, sample)].sort()).toEqual(['draw', 'encode', 'frame', 'frame', 'frame', 'simulate']);
  }
  const frames = named(spans, 'frame');
  expect(frames).toHaveLength(12);
  for (const frame of frames) {
    expect([...partsOf(spans, frame)].sort()).toEqual(['audit', 'encode', 'label', 'render']);
    const { attributes } = frame;
    for (const part of spans.filter(({ parentSpanId }) => parentSpanId === frame.spanId)) {
      expect(part.attributes).toEqual(attributes);
      expect(part.start >= frame.start && part.end <= frame.end && part.start <= part.end).toBe(true);
    }
  }
  expect(named(spans, 'write')).toHaveLength(16);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  for (const span of spans) expect(span === order || byId.has(span.parentSpanId), span.name).toBe(true);

  expect([...watched.files.keys()].sort()).toEqual([...plain.files.keys()].sort());
  for (const [path, bytes] of plain.files) expect(Buffer.from(watched.files.get(path) ?? []).equals(bytes), path).toBe(true);
});

test('a shard that came to nothing says why, without secrets', async () => {
  collector = await openCollector();
  const open = (await tracing(collector.url, 'w')) as Tracing;
  const failure: ShardFailure = { cause: 'store', code: 'NM7810', message: 'redis://:hunter2@h is gone', worker: 'w', atMs: 1 };
  open.shard({ order: ORDER, shard: 3, attempt: 2 }).failed(failure, 'again');
  open.shard({ order: ORDER, shard: 4, attempt: 1 }).left('lost');
  open.shard({ order: ORDER, shard: 5, attempt: 1 }).left('released');
  await open.close();
  const [failed, lost, released] = collector.spans as [SeenSpan, SeenSpan, SeenSpan];
  expect([failed.status, failed.message]).toEqual([2, 'redis://***@h is gone']);
  expect(failed.attributes).toMatchObject({ 'nearmiss.cause': 'store', 'nearmiss.code': 'NM7810', 'nearmiss.next': 'again' });
  expect([lost.status, released.status]).toEqual([2, 0]);
});

test('a collector that is not there, refuses or never answers costs the spans, not the shard', async () => {
  const answers: readonly (() => number | undefined)[] = [() => 503, () => 400, () => undefined];
  const whole = memoryStore();
  await make(0, '', whole);
  for (const answer of [...answers, undefined]) {
    const store = memoryStore();
    collector = await openCollector(answer ?? (() => 200));
    const { url } = collector;
    if (answer === undefined) await collector.close();
    const worker = (await tracing(url, 'w')) as Tracing;
    const which = { order: ORDER, shard: 0, attempt: 1 };
    const trace = worker.inside(worker.shard(which).traceparent, which);
    const shard = { plan, planHash: hashOfPlan(plan), ports: fakePorts(plan), session: fakeSession(), store, now: () => 0 };
    const signal = new AbortController().signal;
    const events = { onFrame: () => {}, onSample: () => {} };
    await renderShard(
      { ...shard, signal, events, ...(trace === undefined ? {} : { trace }) },
      jobs[0] as (typeof jobs)[number],
    );
    const { sent, lost } = await worker.close(500);
    expect([sent, lost > 20]).toEqual([0, true]);
    expect([...store.files.keys()].sort()).toEqual([...whole.files.keys()].sort());
    await collector.close();
  }
});

test('without a collector there is nothing; with a wrong address a word about it', async () => {
  const open = (env: Readonly<Record<string, string>>) => openTracing({ env, worker: 'w', version: '1', pid: 1, now: () => 0 });
  expect(await open({})).toBeUndefined();
  expect(await open({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toBeUndefined();
  expect(await open({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_SDK_DISABLED: 'TRUE' })).toBeUndefined();
  await expect(open({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'collector' })).rejects.toMatchObject({
    code: 'NM7931',
    exitCode: 2,
  });
});
