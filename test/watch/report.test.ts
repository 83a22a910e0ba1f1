/** The report of a run: sums, times and shares against closed forms; energy by hand. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAILURE_CAUSES, type ShardFailure, type ShardReceipt } from '#contracts/farm';
import { RATE_NAMES, type RateName } from '#contracts/farm-report';
import { RATE_OPTIONS, ratesOf } from '#watch/index';
import { quantile, shardTimes } from '#watch/report/times';
import { receiptOf } from './farm-sample.js';
import { failuresOf, T0 } from './night.js';
import { sampleFarmReport, sampleInput } from './sample-run.js';

const ms = fc.integer({ min: 0, max: 10_000_000 });
const receipts = fc.array(
  fc
    .record({
      worker: fc.constantFrom('a', 'b', 'c'),
      frames: fc.nat(500),
      samples: fc.nat(9),
      found: fc.nat(3),
      wallMs: ms,
      cpuMs: ms,
      gpuMs: ms,
      after: ms,
    })
    .map(({ after, ...one }) => receiptOf({ ...one, endedAtMs: T0 + one.wallMs + after })),
  { maxLength: 40 },
);
const sum = (all: readonly ShardReceipt[], of: (one: ShardReceipt) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

test('sums are those of receipts, and workers add up to all', () => {
  fc.assert(
    fc.property(receipts, (all) => {
      const report = sampleFarmReport({ receipts: all, failures: failuresOf({ page: 2 }), aside: [] });
      expect([report.frames, report.samples, report.found]).toEqual([
        sum(all, (one) => one.frames),
        sum(all, (one) => one.samples),
        sum(all, (one) => one.found),
      ]);
      expect(report.failures).toEqual({ page: 2 });
      for (const key of ['cpuMs', 'gpuMs', 'frames'] as const)
        expect(report.workers.reduce((total, one) => total + one[key], 0)).toBe(report[key]);
      expect(report.workers.reduce((total, one) => total + one.busyMs, 0)).toBe(sum(all, (one) => one.wallMs));
      expect(report.workers.reduce((total, one) => total + one.shards, 0)).toBe(report.shards.done);
      if (all.length > 0) {
        expect(report.fromMs).toBe(Math.min(...all.map((one) => one.endedAtMs - one.wallMs)));
        expect(report.toMs).toBe(Math.max(...all.map((one) => one.endedAtMs)));
      }
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    }),
  );
});

test('times: every shard in one bin of round width, quantiles between their neighbours', () => {
  fc.assert(
    fc.property(fc.array(ms, { minLength: 1, maxLength: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (walls, share) => {
      const times = shardTimes(walls.map((wallMs) => receiptOf({ wallMs }))) as NonNullable<ReturnType<typeof shardTimes>>;
      const { bins, least, most, median, ninth } = times;
      expect(bins.reduce((total, { count }) => total + count, 0)).toBe(walls.length);
      expect(bins.length).toBeLessThanOrEqual(26);
      expect(bins[0]?.fromMs).toBeLessThanOrEqual(least);
      expect(bins.at(-1)?.toMs).toBeGreaterThanOrEqual(most);
      for (const [i, { fromMs, toMs, count }] of bins.entries()) {
        const last = i === bins.length - 1;
        expect(walls.filter((wall) => wall >= fromMs && (wall < toMs || (last && wall === toMs))).length).toBe(count);
      }
      expect(least <= median && median <= ninth && ninth <= most).toBe(true);
      const sorted = [...walls].sort((a, b) => a - b);
      const place = share * (walls.length - 1);
      expect(quantile(sorted, share)).toBeGreaterThanOrEqual(sorted[Math.floor(place)] as number);
      expect(quantile(sorted, share)).toBeLessThanOrEqual(sorted[Math.ceil(place)] as number);
    }),
  );
  expect(quantile([1, 2, 3, 4, 5], 0.5)).toBe(3);
  expect(quantile([0, 10], 0.9)).toBe(9);
});

test('energy, by hand: ten core hours at 6 W, two card hours at 100 W, five worker hours of 2 GiB, a PUE of 1.5, 400 g/kWh', () => {
  const hour = 3_600_000;
  const all = [receiptOf({ frames: 2000, cpuMs: 10 * hour, gpuMs: 2 * hour, wallMs: 5 * hour })];
  const rates = {
    wattsPerCore: 6,
    wattsPerGpu: 100,
    wattsPerGib: 0.5,
    gibPerWorker: 2,
    pue: 1.5,
    gridGPerKwh: 400,
    pricePerCpuHour: 0.04,
  };
  const { energy, cost } = sampleFarmReport({ receipts: all, failures: [], rates, currency: 'EUR' });
  expect([energy.cpuWh, energy.gpuWh, energy.memoryWh]).toEqual([60, 200, 5]);
  expect(energy.overheadWh).toBeCloseTo(132.5, 9);
  expect(energy.kWh).toBeCloseTo(0.3975, 9);
  expect(energy.co2Grams).toBeCloseTo(159, 9);
  expect([cost.cpuHours, cost.total, cost.per1000Frames]).toEqual([10, 0.4, 0.2]);
  expect(energy.rates.pricePerCpuHour).toMatchObject({ unit: 'EUR/h', kind: 'given' });
});

test('measured joules stand in for the processors’ part of those shards that have them, and the share says for how much', () => {
  const hour = 3_600_000;
  const measured = receiptOf({ cpuMs: 6 * hour, joules: 180_000 });
  const other = receiptOf({ cpuMs: 2 * hour });
  const of = (receipts: readonly ShardReceipt[]) =>
    sampleFarmReport({ receipts, failures: [], rates: { wattsPerCore: 6 } }).energy;
  expect(of([measured])).toMatchObject({ processors: 'measured', measuredShare: 1, cpuWh: 50 });
  expect(of([other])).toMatchObject({ processors: 'estimated', measuredShare: 0, cpuWh: 12 });
  expect(of([measured, other])).toMatchObject({ processors: 'partly measured', measuredShare: 0.75, cpuWh: 62 });
  expect(of([])).toMatchObject({ processors: 'estimated', measuredShare: 0, cpuWh: 0 });
});

test('failed tries are in energy and cost, and said apart; those that say nothing change nothing', () => {
  const hour = 3_600_000;
  const all = [receiptOf({ frames: 1000, cpuMs: 8 * hour, wallMs: 4 * hour, gpuMs: hour })];
  const used = { wallMs: hour, cpuMs: 2 * hour, gpuMs: hour / 2 };
  const [page, killed] = failuresOf({ page: 1, killed: 1 }).map((one) => ({ ...one, used }));
  const report = (failures: readonly ShardFailure[]) =>
    sampleFarmReport({ receipts: all, failures, rates: { pricePerCpuHour: 0.1, wattsPerCore: 5, wattsPerGpu: 10 } });
  const none = report([]);
  expect(none.failedTries).toEqual({ count: 0, wallMs: 0, cpuMs: 0, gpuMs: 0 });
  const silent = report(failuresOf({ stalled: 3 }));
  expect([silent.energy, silent.cost, silent.failedTries]).toEqual([none.energy, none.cost, none.failedTries]);
  const both = report([page as ShardFailure, killed as ShardFailure, ...failuresOf({ stalled: 1 })]);
  expect(both.failedTries).toEqual({ count: 2, wallMs: 2 * hour, cpuMs: 4 * hour, gpuMs: hour });
  expect([both.cpuMs, both.gpuMs, both.busyMs]).toEqual([none.cpuMs, none.gpuMs, none.busyMs]);
  expect([both.energy.cpuWh, both.energy.gpuWh]).toEqual([60, 20]);
  expect(both.energy.memoryWh).toBeCloseTo((6 / 4) * none.energy.memoryWh, 9);
  expect([both.cost.cpuHours, both.cost.total, both.cost.failedTries]).toEqual([
    12,
    expect.closeTo(1.2, 9),
    expect.closeTo(0.4, 9),
  ]);
  const counted = report([{ ...(page as ShardFailure), used: { ...used, joules: 7200 } }]).energy;
  expect([counted.cpuWh, counted.measuredShare]).toEqual([42, 0.2]);
});

test('what failed tries said is told once, the most frequent first, without secrets', () => {
  const said = (message: string, worker: string, cause: ShardFailure['cause'] = 'refused'): ShardFailure => ({
    cause,
    message,
    worker,
    atMs: 0,
  });
  const failures = [
    said('one', 'a'),
    said('redis://:hunter2@h', 'a'),
    said('redis://:hunter2@h', 'b'),
    said('redis://:hunter2@h', 'b'),
    said('one', 'a', 'page'),
    { ...said('one', 'a'), code: 'NM7806' },
  ];
  expect(sampleFarmReport({ failures }).reasons).toEqual([
    { cause: 'refused', message: 'redis://***@h', tries: 3, workers: 2 },
    { cause: 'refused', message: 'one', tries: 1, workers: 1 },
    { cause: 'page', message: 'one', tries: 1, workers: 1 },
    { cause: 'refused', code: 'NM7806', message: 'one', tries: 1, workers: 1 },
  ]);
});

test('more of anything costs more, and twice the run twice as much', () => {
  fc.assert(
    fc.property(receipts, fc.constantFrom(...RATE_NAMES), (all, name: RateName) => {
      const base = sampleFarmReport({ receipts: all, failures: [] });
      const more = sampleFarmReport({
        receipts: all,
        failures: [],
        rates: { [name]: 2 * base.energy.rates[name].value },
      });
      expect(more.energy.co2Grams >= base.energy.co2Grams && more.cost.total >= base.cost.total).toBe(true);
      const twice = sampleFarmReport({ receipts: [...all, ...all], failures: [] });
      expect(twice.energy.kWh).toBeCloseTo(2 * base.energy.kWh, 9);
      expect(twice.energy.co2Grams).toBeCloseTo(2 * base.energy.co2Grams, 6);
    }),
  );
});

test('what is assumed is said to be, a figure that can not be is refused by its option’s name', () => {
  const rates = ratesOf({ pue: 1.1 });
  expect(rates.pue).toMatchObject({ value: 1.1, kind: 'given' });
  for (const name of RATE_NAMES) expect(rates[name].source.length, name).toBeGreaterThan(5);
  expect(RATE_NAMES.filter((name) => rates[name].kind === 'assumed')).toEqual([
    'wattsPerCore',
    'wattsPerGpu',
    'gibPerWorker',
    'pricePerCpuHour',
  ]);
  for (const name of RATE_NAMES)
    for (const value of [-1, Number.NaN, Infinity]) expect(() => ratesOf({ [name]: value })).toThrow(RATE_OPTIONS[name]);
  expect(() => ratesOf({ pue: 0.3 })).toThrow('--pue is 0.3');
});

test('texts lose their secrets; a shard set aside says what the last try said', () => {
  const { order } = sampleInput();
  const failures = [
    ...failuresOf({ page: 2 }),
    {
      cause: 'store',
      code: 'NM7810',
      message: 'redis://:hunter2@h',
      evidence: 'at redis://:hunter2@h',
      worker: 'w',
      atMs: 0,
    } as const,
  ];
  const report = sampleFarmReport({
    order: { ...order, store: 's3://AKIAIOSFODNN7EXAMPLE:pass@bucket/x' },
    aside: [
      { task: { order: 'o', shard: 3 }, failures },
      { task: { order: 'o', merge: true }, failures: [] },
    ],
  });
  expect(report.order.store).toBe('s3://***@bucket/x');
  expect(report.shards.aside).toEqual([
    { shard: 3, tries: 3, cause: 'store', code: 'NM7810', message: 'redis://***@h', evidence: 'at redis://***@h' },
    { tries: 0, cause: 'stalled', message: 'nobody said why' },
  ]);
  expect(FAILURE_CAUSES).toContain('stalled');
});
