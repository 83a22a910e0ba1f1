/** What a worker says, counted; and text that Prometheus reads. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAILURE_CAUSES, type OrderState, type ShardFailure, type ShardReceipt, type WorkerEvent } from '#contracts/farm';
import { createMetrics, type Metrics } from '#watch/index';
import { METRICS, STAGES } from '#watch/metrics/table';
import { parseExposition } from './exposition.js';
import { orderOf, receiptOf } from './farm-sample.js';

const task = { order: 'o', shard: 3 } as const;
const make = (): Promise<Metrics> =>
  createMetrics({
    worker: 'host "a"\\1',
    version: '0.1.0',
    backend: 'llvmpipe',
    now: () => 1_800_000_000_500,
    ofProcess: false,
  });
const failure = (cause: ShardFailure['cause']): ShardFailure => ({ cause, message: '', worker: 'w', atMs: 0 });

async function values(metrics: Metrics): Promise<(name: string, labels?: Record<string, string>) => number | undefined> {
  const families = parseExposition(await metrics.text());
  const samples = [...families.values()].flatMap((family) => family.samples);
  return (name, labels = {}) => {
    const wanted = JSON.stringify(Object.entries(labels).sort());
    return samples.find((one) => one.name === name && JSON.stringify(Object.entries(one.labels).sort()) === wanted)?.value;
  };
}

test('a shard with a failure, a retry and its end', async () => {
  const metrics = await make();
  const receipt: ShardReceipt = receiptOf({
    samples: 1,
    found: 1,
    frames: 3,
    quarantined: 2,
    rejected: 5,
    wallMs: 90_000,
    cpuMs: 2500,
    gpuMs: 500,
  });
  const events: readonly WorkerEvent[] = [
    { type: 'taken', task, attempt: 1 },
    { type: 'frame', task, sample: '000006', done: 1, total: 5 },
    { type: 'frame', task, sample: '000006', done: 2, total: 5 },
    {
      type: 'failed',
      task,
      failure: { ...failure('page'), used: { wallMs: 7000, cpuMs: 4500, gpuMs: 0 } },
      next: 'again',
    },
    { type: 'taken', task, attempt: 2 },
    { type: 'frame', task, sample: '000006', done: 1, total: 5 },
    { type: 'frame', task, sample: '000006', done: 4, total: 5 },
    { type: 'frame', task, sample: '000006', done: 5, total: 5 },
    { type: 'sample', task, sample: '000005', frames: 5, stages: {} },
    { type: 'sample', task, sample: '000006', frames: 3, stages: { render: 1500, label: 250, dreaming: 1000 } },
  ];
  for (const event of events) metrics.on(event);
  const during = await values(metrics);
  expect([during('nearmiss_worker_leases'), during('nearmiss_worker_draining')]).toEqual([1, 0]);
  metrics.on({ type: 'done', task, receipt });
  metrics.on({ type: 'draining' });
  const read = await values(metrics);
  expect(read('nearmiss_frames_drawn_total')).toBe(7);
  expect(read('nearmiss_frames_total')).toBe(3);
  expect(read('nearmiss_frames_quarantined_total')).toBe(2);
  expect(read('nearmiss_draws_rejected_total')).toBe(5);
  expect([read('nearmiss_samples_total', { origin: 'made' }), read('nearmiss_samples_total', { origin: 'found' })]).toEqual([
    1, 1,
  ]);
  expect([read('nearmiss_shards_total', { result: 'done' }), read('nearmiss_shards_total', { result: 'again' })]).toEqual([
    1, 1,
  ]);
  expect(read('nearmiss_shard_retries_total', { cause: 'page' })).toBe(1);
  expect([read('nearmiss_shard_failed_cpu_seconds_total'), read('nearmiss_shard_failed_wall_seconds_total')]).toEqual([4.5, 7]);
  expect(read('nearmiss_stage_seconds_total', { stage: 'render' })).toBe(1.5);
  expect(read('nearmiss_stage_seconds_total', { stage: 'other' })).toBe(1);
  expect([read('nearmiss_shard_cpu_seconds_total'), read('nearmiss_shard_gpu_seconds_total')]).toEqual([2.5, 0.5]);
  expect(read('nearmiss_shard_duration_seconds_bucket', { le: '60' })).toBe(0);
  expect(read('nearmiss_shard_duration_seconds_bucket', { le: '120' })).toBe(1);
  expect(read('nearmiss_worker_info', { worker: 'host "a"\\1', version: '0.1.0', backend: 'llvmpipe' })).toBe(1);
  expect(read('nearmiss_worker_last_event_timestamp_seconds')).toBe(1_800_000_000.5);
  expect([read('nearmiss_worker_leases'), read('nearmiss_worker_draining')]).toEqual([0, 1]);
});

test('a merge is no shard', async () => {
  const metrics = await make();
  const merge = { order: 'o', merge: true } as const;
  metrics.on({ type: 'taken', task: merge, attempt: 1 });
  metrics.on({ type: 'done', task: merge, receipt: receiptOf({}) });
  const read = await values(metrics);
  expect([read('nearmiss_merges_total', { result: 'done' }), read('nearmiss_shards_total', { result: 'done' })]).toEqual([
    1, 0,
  ]);
  expect(read('nearmiss_shard_duration_seconds_count')).toBe(0);
});

test('the queue, over orders that are not cancelled', async () => {
  const metrics = await make();
  const state = (changes: Partial<OrderState>): OrderState => ({
    order: orderOf('o'),
    shards: 10,
    counts: { waiting: 4, delayed: 1, leased: 2, done: 2, aside: 1 },
    cancelled: false,
    merge: 'not yet',
    ...changes,
  });
  const whole = { waiting: 0, delayed: 0, leased: 0, done: 10, aside: 0 };
  expect((await values(metrics))('nearmiss_queue_last_seen_timestamp_seconds')).toBe(0);
  metrics.queue([
    state({}),
    state({ cancelled: true }),
    state({ counts: whole, merge: 'waiting' }),
    state({ counts: whole, merge: 'done' }),
  ]);
  const read = await values(metrics);
  expect(read('nearmiss_queue_last_seen_timestamp_seconds')).toBeGreaterThan(0);
  const shards = ['waiting', 'delayed', 'leased', 'done', 'aside'].map((one) => read('nearmiss_queue_shards', { state: one }));
  expect(shards).toEqual([4, 1, 2, 22, 1]);
  expect(['running', 'merging', 'done', 'cancelled'].map((one) => read('nearmiss_queue_orders', { state: one }))).toEqual([
    1, 1, 1, 1,
  ]);
  metrics.queue([]);
  expect((await values(metrics))('nearmiss_queue_shards', { state: 'done' })).toBe(0);
});

test('names and labels are those of the table, by Prometheus conventions, and no more series come whatever happens', async () => {
  const metrics = await make();
  const before = [...parseExposition(await metrics.text()).values()];
  expect(before.map(({ name, type }) => [name, type])).toEqual(Object.entries(METRICS).map(([name, { kind }]) => [name, kind]));
  for (const { name, type } of before) {
    expect(name.endsWith('_total'), name).toBe(type === 'counter');
    expect(name, 'base units alone').not.toMatch(/milli|_ms|minutes|_kb|_mb|percent/);
  }
  const stages = fc.dictionary(fc.oneof(fc.constantFrom(...STAGES), fc.string()), fc.double({ min: 0, max: 1e6, noNaN: true }));
  const tasks = fc.oneof(
    fc.record({ order: fc.string(), shard: fc.nat() }),
    fc.record({ order: fc.string(), merge: fc.constant(true as const) }),
  );
  const events: fc.Arbitrary<WorkerEvent> = tasks.chain((one) =>
    fc.oneof(
      fc.constant<WorkerEvent>({ type: 'taken', task: one, attempt: 1 }),
      fc.record({
        type: fc.constant('frame' as const),
        task: fc.constant(one),
        sample: fc.string(),
        done: fc.nat(),
        total: fc.nat(),
      }),
      fc.record({
        type: fc.constant('sample' as const),
        task: fc.constant(one),
        sample: fc.string(),
        frames: fc.nat(),
        stages,
      }),
      fc.record({
        type: fc.constant('failed' as const),
        task: fc.constant(one),
        failure: fc.constantFrom(...FAILURE_CAUSES).map(failure),
        next: fc.constantFrom('again' as const, 'aside' as const, 'lost' as const),
      }),
      fc.constant<WorkerEvent>({ type: 'done', task: one, receipt: receiptOf({}) }),
      fc.constantFrom<WorkerEvent>({ type: 'lost', task: one }, { type: 'released', task: one }, { type: 'draining' }),
      fc.constantFrom<WorkerEvent>({ type: 'away', why: 'gone' }, { type: 'back' }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(events, { maxLength: 60 }), async (all) => {
      for (const event of all) metrics.on(event);
      const after = [...parseExposition(await metrics.text()).values()];
      expect(after.map(({ samples }) => samples.length)).toEqual(before.map(({ samples }) => samples.length));
    }),
    { numRuns: 30 },
  );
});

test('control: the reader refuses what breaks a rule', async () => {
  const text = await (await make()).text();
  const broken: readonly ((text: string) => string)[] = [
    (good) => good.slice(0, -1),
    (good) => good.replace('# TYPE nearmiss_frames_total counter\n', ''),
    (good) => good.replace('le="+Inf"} 0', 'le="+Inf"} 1'),
    (good) => good.replace('nearmiss_frames_total 0', 'nearmiss_frames_total -1'),
    (good) => good.replace('nearmiss_frames_total 0', 'nearmiss_frames_total 0\nnearmiss_frames_total 0'),
    (good) => good.replace('nearmiss_frames_total 0', 'nearmiss_other 0'),
    (good) => good.replace('origin="made"', 'origin="ma"de"'),
    (good) => good.replace('origin="made"', '0rigin="made"'),
  ];
  expect(() => parseExposition(text)).not.toThrow();
  for (const breaking of broken) {
    expect(breaking(text)).not.toBe(text);
    expect(() => parseExposition(breaking(text))).toThrow();
  }
});
