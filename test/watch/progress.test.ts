/** How far a farm is: rates and time left against closed forms, and lines that fit. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderSeen } from '#watch/index';
import { progressLines, progressOf } from '#watch/index';
import { roughly } from '#watch/progress/words';
import { anyText } from './any-text.js';
import { failuresOf, type NightOptions, steadyNight, T0 } from './night.js';

const NIGHT: NightOptions = { workers: 4, shards: 100, done: 40, wallMs: 60_000, framesPerShard: 48 };
const of = (changes: Partial<NightOptions> = {}) => {
  const { seen, nowMs } = steadyNight({ ...NIGHT, ...changes });
  return progressOf(seen, nowMs);
};

test('steady work: the rate is workers x frames / time, recent as on the whole, and the rest follows', () => {
  const nights = fc.record({
    workers: fc.integer({ min: 1, max: 20 }),
    rounds: fc.integer({ min: 3, max: 30 }),
    wallMs: fc.integer({ min: 1000, max: 7_200_000 }),
    framesPerShard: fc.integer({ min: 10, max: 500 }).map((n) => 2 * n),
    more: fc.integer({ min: 1, max: 10 }),
  });
  fc.assert(
    fc.property(nights, ({ workers, rounds, wallMs, framesPerShard, more }) => {
      const done = workers * rounds;
      const { seen, nowMs } = steadyNight({ workers, wallMs, framesPerShard, done, shards: done + workers * more });
      const { pace } = progressOf(seen, nowMs);
      const rate = (1000 * workers * framesPerShard) / wallMs;
      expect(pace.whole).toBeCloseTo(rate, 6);
      expect(pace.recent).toBeCloseTo(rate, 6);
      const [least, most] = pace.leftMs as readonly [number, number];
      // What is left: `more` rounds, the first of them half done.
      expect(least / (wallMs * (more - 0.5))).toBeCloseTo(1, 6);
      expect(most / least).toBeCloseTo(1, 6);
    }),
  );
});

test('half of the workers gone: the recent rate halves, and the time left is a range', () => {
  const { seen, nowMs } = steadyNight({ ...NIGHT, done: 200, shards: 400 });
  const halved: OrderSeen = {
    ...seen,
    receipts: seen.receipts.filter(
      ({ endedAtMs, worker }) => endedAtMs < nowMs - 900_000 || worker === 'host-0' || worker === 'host-1',
    ),
    leased: seen.leased.slice(0, 2),
    state: { ...seen.state, counts: { ...seen.state.counts, leased: 2, waiting: seen.state.counts.waiting + 2 } },
  };
  const { pace } = progressOf(halved, nowMs);
  expect(pace.recent).toBeCloseTo((2 * 48) / 60, 6);
  expect(pace.whole).toBeGreaterThan(2.5);
  const [least, most] = pace.leftMs as readonly [number, number];
  expect(most / least).toBeGreaterThan(1.5);
  expect(progressLines([progressOf(halved, nowMs)], { columns: 200, plain: true })[2]).toMatch(/ {2}\d.* to .* left {2}/);
});

test('nothing is said of the rest before enough shards are done, nor where nobody is at it', () => {
  expect(of({ workers: 2, done: 2 }).pace).toEqual({});
  expect(progressLines([of({ workers: 2, done: 2 })], { columns: 200, plain: true })[2]).toMatch(/not known yet$/);
  const { seen, nowMs } = steadyNight(NIGHT);
  const counts = { ...seen.state.counts, leased: 0, waiting: 60 };
  const alone = progressOf({ ...seen, leased: [], state: { ...seen.state, counts } }, nowMs + 3_600_000);
  expect(alone.pace.leftMs).toBeUndefined();
  expect(progressLines([alone], { columns: 200, plain: true })[2]).toMatch(/^1,920 frames {2}nobody is at it /);
});

test('a shard twice as slow as the one in the middle is marked, and comes first', () => {
  const { seen, nowMs } = steadyNight(NIGHT);
  const leased = seen.leased.map((one, i) => (i === 2 ? { ...one, takenAtMs: nowMs - 156_000 } : one));
  const progress = progressOf({ ...seen, leased }, nowMs);
  expect(progress.active.map(({ shard, slow }) => [shard, slow])).toEqual([
    [42, 2.6],
    [40, undefined],
    [41, undefined],
    [43, undefined],
  ]);
  const lines = progressLines([progress], { columns: 120, plain: false });
  expect(lines.filter((line) => line.includes('SLOW'))).toEqual([
    '  shard 42  host-2  24 frames  2:36  SLOW: 2.6 x the median, sample 000042',
  ]);
});

test('whoever is silent for a minute, or for two leases, is not at it', () => {
  const { seen, nowMs } = steadyNight(NIGHT);
  const silent = (forMs: number, beatMs: number, only = 4): OrderSeen => ({
    ...seen,
    leased: seen.leased.map((one, i) => {
      const progress = { worker: 'w', frames: 24, made: 0, saidAtMs: i < only ? nowMs - forMs : nowMs, beatMs };
      return { ...one, takenAtMs: nowMs - 300_000, progress };
    }),
  });
  const shown = (one: OrderSeen) => progressLines([progressOf(one, nowMs)], { columns: 200, plain: true });
  const dead = shown(silent(138_000, 2_000));
  expect(dead[1]).toMatch(/40 of 100 shards {2}4 left lying$/);
  expect(dead[2]).toMatch(/^1,920 frames {2}nobody is at it /);
  expect(dead[4]).toBe('  shard 40  w  24 frames  5:00  no sign of life for 2 min');
  expect(progressOf(silent(138_000, 2_000), nowMs).pace.leftMs).toBeUndefined();
  const one = shown(silent(138_000, 2_000, 1));
  expect(one[1]).toMatch(/ {2}3 under way {2}1 left lying$/);
  expect(one[2]).toContain(' left  ');
  expect(one[4]).toContain('no sign of life');
  expect(one[5]).toContain('SLOW: 5 x the median');
  // Clocks differ, and some beat seldom.
  for (const [forMs, beatMs] of [
    [59_000, 2_000],
    [-400_000, 2_000],
    [138_000, 20_000],
  ] as const)
    expect(progressOf(silent(forMs, beatMs), nowMs)).toMatchObject({ silent: 0, pace: { leftMs: expect.anything() } });
});

test('a merge whose worker is silent is to be merged, and nobody is at it', () => {
  const { seen, nowMs } = steadyNight({ ...NIGHT, done: 100 });
  const shown = (saidAtMs: number) => {
    const progress = { worker: 'w', frames: 0, made: 0, saidAtMs, beatMs: 6_000 };
    const leased = [{ task: { order: 'o', merge: true }, attempt: 1, progress }] as const;
    const state = { ...seen.state, merge: 'leased' } as const;
    return progressLines([progressOf({ ...seen, state, leased }, nowMs)], { columns: 200, plain: true });
  };
  expect(shown(nowMs - 70_000)[1]).toMatch(/to be merged$/);
  expect(shown(nowMs - 70_000)[2]).toContain('nobody is at it');
  expect(shown(nowMs - 6_000)[1]).toMatch(/being merged$/);
});

test('what went wrong is said: causes, frames kept apart, shards set aside, the last failure without secrets', () => {
  const { seen, nowMs } = steadyNight({ ...NIGHT, aside: 2 });
  const last = { cause: 'store', message: 'redis://:hunter2@h\nis gone', worker: 'w', atMs: nowMs - 120_000 } as const;
  const receipts = seen.receipts.map((receipt, i) => (i === 0 ? { ...receipt, quarantined: 3 } : receipt));
  const progress = progressOf({ ...seen, receipts, failures: [last, ...failuresOf({ page: 4, killed: 1 })] }, nowMs);
  expect(progress.failures).toEqual({ page: 4, killed: 1, store: 1 });
  expect(progress.slowest).toEqual({ stage: 'render', share: 0.7, ms: expect.closeTo(40 * 42_000, 3) });
  const text = progressLines([progress], { columns: 160, plain: false }).join('\n');
  expect(text).toContain('2 SET ASIDE');
  expect(text).toContain(
    'slowest stage: render, 70 % of stage time  3 frames kept apart  tries that failed: 1 killed, 4 page, 1 store',
  );
  expect(text).toContain('last failure, 2 min ago: redis://***@h is gone');
});

test('whatever is shown, a line fits and moves no cursor; the bar is as long as it says', () => {
  const text = anyText(60);
  const nights = fc.record({
    workers: fc.integer({ min: 1, max: 30 }),
    rounds: fc.integer({ min: 0, max: 5 }),
    more: fc.integer({ min: 0, max: 50 }),
    aside: fc.integer({ min: 0, max: 3 }),
    columns: fc.integer({ min: 20, max: 200 }),
    plain: fc.boolean(),
    text,
  });
  fc.assert(
    fc.property(nights, ({ workers, rounds, more, aside, columns, plain, text: store }) => {
      const done = workers * rounds;
      const { seen, nowMs } = steadyNight({ ...NIGHT, workers, done, shards: done + more + aside, aside });
      const order = { ...seen.state.order, store };
      const failures = [{ cause: 'page', message: store, worker: store, atMs: 0 } as const];
      const progress = progressOf({ ...seen, state: { ...seen.state, order }, failures }, nowMs);
      expect(JSON.parse(JSON.stringify(progress))).toEqual(progress);
      const lines = progressLines([progress, progress], { columns, plain });
      for (const line of lines) {
        expect([...line].length).toBeLessThanOrEqual(columns);
        expect(line).not.toMatch(/\p{Cc}/u);
        if (plain) expect(line).toMatch(/^[ -~]*$/);
      }
      const bar = /^[#+.x]+/.exec(progressLines([progress], { columns: 100, plain: true })[1] as string)?.[0] ?? '';
      expect(bar.length).toBe(40);
      expect(bar.includes('x')).toBe(aside > 0 && seen.state.shards > 0);
      expect(/^#+$/.test(bar)).toBe(progress.share === 1);
    }),
  );
});

test('no orders, an order that is complete, one that is cancelled', () => {
  expect(progressLines([], { columns: 80, plain: true })).toEqual(['no orders']);
  const { seen, nowMs } = steadyNight({ ...NIGHT, done: 100, shards: 100 });
  const complete = progressOf({ ...seen, state: { ...seen.state, merge: 'done' } }, nowMs);
  const cancelled = progressOf({ ...seen, state: { ...seen.state, cancelled: true } }, nowMs);
  expect(progressLines([complete, cancelled], { columns: 100, plain: true })).toEqual([
    '3f9cab00  /data/night',
    '######################################## 100 %  100 of 100 shards  complete',
    '4,800 frames  3.2 frames/s on the whole',
    'slowest stage: render, 70 % of stage time',
    '',
    '3f9cab00  /data/night',
    '######################################## 100 %  100 of 100 shards  CANCELLED',
    '4,800 frames  3.2 frames/s on the whole',
    'slowest stage: render, 70 % of stage time',
  ]);
});

test('times are no finer than anybody knows', () => {
  const minute = 60_000;
  expect([45_000, 12 * minute, 130 * minute, 120 * minute, 76 * 60 * minute].map(roughly)).toEqual([
    '45 s',
    '12 min',
    '2 h 10 min',
    '2 h',
    '3 d 4 h',
  ]);
});

test('control: the first half hour of a night seen an hour late is no rate of now', () => {
  const { seen } = steadyNight(NIGHT);
  expect(progressOf({ ...seen, leased: [] }, T0 + 4_000_000).pace.recent).toBe(0);
});
