/** A run made up by hand, played against real time that moves when it is told. */
import { describe, expect, test } from 'vitest';
import type { ObservationInstant } from '#contracts/run';
import { createClock, type Rate } from '#live/clock';
import { play, type Show } from '#live/player';
import type { Told } from '#live/told';
import { fakeWall, settle } from './fake-wall.js';

const MS = 1e6;
const FACTS = 0;
const FRAMES = 1;
const EVENTS = 2;
const told = (channel: number, timeNs: number, sensor: string): Told => ({
  ...{ channel, timeNs, sensor, keeping: 'stream', data: new Uint8Array(0) },
});

interface Plan {
  readonly rate: Rate;
  /** By sensor: ms of real time that a picture takes. */
  readonly takes: Readonly<Record<string, number>>;
  readonly periodMs?: number;
  readonly count?: number;
  readonly latencyMs?: number;
  readonly ahead?: number;
  readonly fromNs?: number;
  readonly wanted?: readonly string[];
  readonly fails?: string;
}

function theatre(plan: Plan) {
  const { rate, takes, periodMs = 100, count = 10, latencyMs = 0, ahead = 1, fromNs = 0 } = plan;
  const { wall, pass } = fakeWall();
  const clock = createClock(wall, rate);
  const sensors = Object.keys(takes);
  const instants = Array.from({ length: count }, (_, index) =>
    sensors.map((sensor): ObservationInstant => ({ sensor, index, timeNs: index * periodMs * MS })),
  ).flat();
  const log: { what: string; atMs: number; dueMs: number }[] = [];
  const worked: string[] = [];
  const counts = { made: 0, passedOver: 0 };
  const state = { most: 0, busy: 0, ended: undefined as boolean | undefined };
  const show: Show = {
    instants,
    known: [told(EVENTS, 50 * MS, 'bang'), told(EVENTS, count * periodMs * MS, 'end')],
    endNs: count * periodMs * MS,
    ahead,
    facts: async ({ sensor, timeNs }) => [told(FACTS, timeNs, sensor)],
    wanted: ({ sensor }) => (plan.wanted ?? sensors).includes(sensor),
    async work({ sensor, index, timeNs }) {
      if (plan.fails === `${sensor} ${index}`) throw new Error(`${sensor} broke`);
      worked.push(`${sensor}${index}`);
      state.most = Math.max(state.most, ++state.busy);
      await new Promise<void>((resolve) => void wall.after(takes[sensor] ?? 0, resolve));
      state.busy--;
      return [told(FRAMES, timeNs + latencyMs * MS, sensor)];
    },
  };
  const halt = new AbortController();
  const stage = {
    publish: ({ channel, timeNs, sensor }: Told, dueMs: number) =>
      void log.push({ what: `${['facts', 'frame', 'event'][channel]} ${sensor} ${timeNs / MS}`, atMs: wall.now(), dueMs }),
    time: () => {},
  };
  const playing = play(show, fromNs, { clock, stage, wall, counts, signal: halt.signal });
  const ending = playing.then((ended) => {
    state.ended = ended;
  });
  ending.catch(() => {});
  const at = (kind: string) => log.filter(({ what }) => what.startsWith(kind));
  return { clock, pass, log, at, worked, counts, state, playing, halt };
}

describe('where work is quicker than real time', () => {
  test('everything is told when it is due, from the second picture on', async () => {
    const { clock, pass, log, at, counts, state } = theatre({ rate: 1, takes: { cam: 30 } });
    clock.setPaused(false);
    await pass(1100);
    expect(state.ended).toBe(true);
    expect(counts).toEqual({ made: 10, passedOver: 0 });
    expect(at('frame')[0]).toEqual({ what: 'frame cam 0', atMs: 30, dueMs: 0 });
    // Work begins as long before as it took, so that it is done in time.
    for (const { atMs, dueMs } of log.filter(({ what }) => what !== 'frame cam 0')) expect(atMs).toBeCloseTo(dueMs, 6);
    expect(at('event').map(({ what, atMs }) => [what, atMs])).toEqual([
      ['event bang 50', 50],
      ['event end 1000', 1000],
    ]);
  });
  test('a sensor that is late by itself is told late by that', async () => {
    const { clock, pass, at } = theatre({ rate: 2, takes: { cam: 10 }, latencyMs: 40 });
    clock.setPaused(false);
    await pass(600);
    expect(at('frame').map(({ atMs }) => Math.round(atMs))).toEqual(Array.from({ length: 10 }, (_, i) => 50 * i + 20));
  });
});

describe('where work is slower than real time', () => {
  test('pictures are passed over, and each that is made is the newest there is; facts stay in time', async () => {
    const { clock, pass, at, counts, state, worked } = theatre({ rate: 1, takes: { cam: 250 }, count: 20 });
    clock.setPaused(false);
    await pass(2500);
    expect(state.ended).toBe(true);
    expect(counts.made + counts.passedOver).toBe(20);
    expect(counts.passedOver).toBeGreaterThan(8);
    expect(worked.at(-1)).toBe('cam19');
    for (const { atMs, dueMs } of at('frame')) expect(atMs - dueMs).toBeLessThan(500);
    for (const { atMs, dueMs } of at('facts')) expect(atMs).toBeCloseTo(dueMs, 6);
  });
  test('one sensor does not starve another', async () => {
    const { clock, pass, worked } = theatre({ rate: 1, takes: { left: 250, right: 250 }, count: 30 });
    clock.setPaused(false);
    await pass(4000);
    const share = (sensor: string) => worked.filter((name) => name.startsWith(sensor)).length;
    expect(Math.abs(share('left') - share('right'))).toBeLessThanOrEqual(1);
    expect(share('left')).toBeGreaterThan(4);
  });
  test('as much is worked on at once as the studio can, and a sensor keeps its order', async () => {
    const { clock, pass, at, state } = theatre({ rate: 1, takes: { cam: 250 }, count: 20, ahead: 3 });
    clock.setPaused(false);
    await pass(3000);
    expect(state.most).toBe(3);
    const times = at('frame').map(({ what }) => Number(what.split(' ')[2]));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

test('as fast as it is made: every picture, in the order of time', async () => {
  const { clock, pass, log, counts, state } = theatre({ rate: 'max', takes: { cam: 250, lidar: 20 }, latencyMs: 150 });
  clock.setPaused(false);
  await pass(4000);
  expect(state.ended).toBe(true);
  expect(counts).toEqual({ made: 20, passedOver: 0 });
  const times = log.map(({ what }) => Number(what.split(' ')[2]));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(log).toHaveLength(42);
});

test('nothing is made of what nobody wants', async () => {
  const { clock, pass, worked, at } = theatre({ rate: 1, takes: { cam: 10, lidar: 10 }, wanted: ['lidar'] });
  clock.setPaused(false);
  await pass(1100);
  expect(new Set(worked.map((name) => name.replace(/\d/g, '')))).toEqual(new Set(['lidar']));
  expect(at('facts cam')).toHaveLength(10);
});

test('it stands still while it is paused', async () => {
  const { clock, pass, log } = theatre({ rate: 1, takes: { cam: 10 } });
  clock.setPaused(false);
  await pass(250);
  clock.setPaused(true);
  await pass(20);
  const before = log.length;
  await pass(5000);
  expect(log).toHaveLength(before);
  clock.setPaused(false);
  await pass(100);
  expect(log.length).toBeGreaterThan(before);
});

test('from the middle on: what was before is told at once, and no picture of it is made', async () => {
  const { clock, pass, log, worked } = theatre({ rate: 1, takes: { cam: 10 }, fromNs: 450 * MS });
  await settle();
  expect(log.map(({ what }) => what)).toEqual(['event bang 50']);
  clock.setPaused(false);
  await pass(700);
  expect(worked).toEqual(['cam5', 'cam6', 'cam7', 'cam8', 'cam9']);
});

test('what goes wrong while a picture is made ends it', async () => {
  const { clock, pass, playing } = theatre({ rate: 1, takes: { cam: 10 }, fails: 'cam 3' });
  const failed = expect(playing).rejects.toThrow('cam broke');
  clock.setPaused(false);
  await pass(1000);
  await failed;
});

test('it can be stopped at any time', async () => {
  const { clock, pass, playing, halt, log } = theatre({ rate: 1, takes: { cam: 30 } });
  clock.setPaused(false);
  await pass(310);
  halt.abort();
  await pass(100);
  expect(await playing).toBe(false);
  const before = log.length;
  await pass(1000);
  expect(log).toHaveLength(before);
});
