/** The simulated farm against what can be said without simulating. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomRoot } from '#core/random';
import { createLine } from './line.js';
import { type FarmModel, fitted, lognormal, runFarm } from './model.js';

/** Nothing costs anything but the shards, which are all alike. */
const ideal: FarmModel = {
  workers: 4,
  shards: 10,
  shardSeconds: () => 3,
  shardBytes: 0,
  storeBytesPerSecond: 1,
  workerBytesPerSecond: 1,
  roundTripSeconds: 0,
  queuePerSecond: Number.POSITIVE_INFINITY,
  secondsBetweenFailures: Number.POSITIVE_INFINITY,
  leaseSeconds: 30,
  restartSeconds: 0,
  mergeSeconds: { fixed: 0, perShard: 0 },
};
const run = (changes: Partial<FarmModel>, seed = 1) => runFarm({ ...ideal, ...changes }, randomRoot(seed));

test('equal shards, nothing else: ceil(S / W) t', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 300 }), (workers, shards) => {
      const { makespanSeconds, efficiency } = run({ workers, shards });
      expect(makespanSeconds).toBeCloseTo(Math.ceil(shards / workers) * 3, 9);
      expect(efficiency).toBeCloseTo(shards / (workers * Math.ceil(shards / workers)), 9);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('a round trip before and after each shard, and one that finds nothing', () => {
  expect(run({ workers: 1, shards: 10, roundTripSeconds: 0.5 }).makespanSeconds).toBeCloseTo(10 * (3 + 1), 9);
});

test('a store that is too slow sets the time: all bytes over its bandwidth', () => {
  const { makespanSeconds } = run({
    workers: 100,
    shards: 1_000,
    shardBytes: 10,
    storeBytesPerSecond: 5,
    workerBytesPerSecond: 1e9,
  });
  expect(makespanSeconds).toBeCloseTo(3 + (1_000 * 10) / 5, 6);
});

test('a queue that is too slow sets the time: two requests a shard, one a worker at the end', () => {
  const { makespanSeconds } = run({ workers: 50, shards: 500, queuePerSecond: 2 });
  expect(makespanSeconds).toBeGreaterThanOrEqual((2 * 500) / 2);
  expect(makespanSeconds).toBeLessThan((2 * 500 + 2 * 50) / 2 + 3);
});

test('the merge comes on top', () => {
  expect(run({ mergeSeconds: { fixed: 2, perShard: 0.1 } }).makespanSeconds).toBeCloseTo(9 + 2 + 1, 9);
});

test('failures throw away what theory says: attempts a shard are e^(t/m)', () => {
  const [mean, shards] = [6, 4_000];
  const { failures } = run({ workers: 1, shards, secondsBetweenFailures: mean, leaseSeconds: 0 });
  const attempts = Math.exp(3 / mean);
  expect(failures / shards).toBeGreaterThan((attempts - 1) * 0.93);
  expect(failures / shards).toBeLessThan((attempts - 1) * 1.07);
});

test('every shard is made once, whatever fails', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60 }), fc.integer(), (workers, shards, seed) => {
      const { efficiency, makespanSeconds } = run(
        { workers, shards, secondsBetweenFailures: 10, leaseSeconds: 5, restartSeconds: 2, roundTripSeconds: 0.01 },
        seed,
      );
      expect(efficiency * workers * makespanSeconds).toBeCloseTo(3 * shards, 6);
      expect(makespanSeconds).toBeGreaterThanOrEqual((3 * shards) / workers - 1e-9);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('shard times keep the mean and the spread that they were fitted to', () => {
  const random = randomRoot(3);
  const measured = Array.from({ length: 5_000 }, (_, i) => lognormal(58, 0.3)(random.child(i)));
  const again = fitted(measured);
  const drawn = Array.from({ length: 5_000 }, (_, i) => again(random.child(10_000 + i)));
  const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
  const spread = Math.sqrt(drawn.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / drawn.length) / mean;
  expect([mean / 58, spread / 0.3].every((ratio) => ratio > 0.95 && ratio < 1.05)).toBe(true);
  expect(() => fitted([1, 0])).toThrow(RangeError);
});

test('events come by time, then as they were added', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (times) => {
      const line = createLine<number>();
      for (const [i, time] of times.entries()) line.add(time, i);
      const got = times.map(() => line.next()?.value as number);
      const wanted = times.map((_, i) => i).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
      expect(got).toEqual(wanted);
      expect(line.next()).toBeUndefined();
    }),
    { seed: 1 },
  );
});
