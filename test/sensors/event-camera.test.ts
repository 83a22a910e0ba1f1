/** Event cameras on light whose every change is known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerSet } from '#contracts/layers';
import type { ObservationOf } from '#contracts/observation';
import type { RenderRequest } from '#contracts/renderer';
import type { EventCameraSensor } from '#contracts/rig';
import { bandwidth, followed, noiseShare } from '#sensors/event-camera/pixels';
import { ego, scenario } from '../world/fixture.js';
import { deviation, mean, report, runOn, sessionOf } from './fixture.js';

/** Without any fault; each test adds its own. */
const IDEAL: EventCameraSensor = {
  type: 'event-camera',
  id: 'events',
  position: [0, 0, 0],
  orientation: [0, 0, 0],
  gimbalReach: 0,
  rateHz: 20,
  latency: 0.002,
  width: 8,
  height: 6,
  fx: 8,
  fy: 8,
  cx: 4,
  cy: 3,
  near: 0.1,
  far: 100,
  on: 0.2,
  off: 0.2,
  spread: 0,
  refractory: 0,
  leakHz: 0,
  noiseHz: 0,
  bandwidthHz: Number.POSITIVE_INFINITY,
  bandwidthHzPerNit: Number.POSITIVE_INFINITY,
  darkNits: 0,
  step: 0.001,
  travel: 0,
  oversample: 1,
};
const PACKETS = 20;
const run = runOn(scenario([ego(10, 0)], [], { duration: PACKETS / IDEAL.rateHz }), IDEAL);

/** Luminance by pixel and time, cd/m^2, s. */
type Light = (x: number, y: number, seconds: number) => number;
interface Event {
  readonly x: number;
  readonly y: number;
  /** s */
  readonly time: number;
  readonly polarity: number;
}

function drawing(light: Light, motion = 0, asked: RenderRequest[] = []) {
  return async (request: RenderRequest): Promise<LayerSet> => {
    asked.push(request);
    const { width, height } = request.view.intrinsics;
    // The camera has been on for a while; before 0 nothing changes.
    const seconds = Math.max(0, request.frame.timeNs / 1e9);
    const at = Array.from({ length: width * height }, (_, i) => light(i % width, Math.floor(i / width), seconds));
    if (request.layers[0] === 'flow') return { width, height, flow: new Float32Array(2 * width * height).fill(motion, 0, 1) };
    return { width, height, luminance: Float32Array.from(at) };
  };
}
async function packets(change: Partial<EventCameraSensor>, light: Light, count = PACKETS, motion = 0) {
  const session = sessionOf(run, { ...IDEAL, ...change }, { draw: drawing(light, motion) });
  const seen: ObservationOf<'event-camera'>[] = [];
  const { rateHz } = { ...IDEAL, ...change };
  for (let i = 0; i < count; i++)
    seen.push((await session.observe(i, Math.round((i / rateHz) * 1e9))) as ObservationOf<'event-camera'>);
  return seen;
}
function eventsOf(seen: readonly ObservationOf<'event-camera'>[]): Event[] {
  return seen.flatMap(({ timeNs, count, columns: { x, y, time, polarity } }) =>
    Array.from({ length: count }, (_, i) => ({
      x: x[i] as number,
      y: y[i] as number,
      time: timeNs / 1e9 + (time[i] as number) / 1e6,
      polarity: polarity[i] as number,
    })),
  );
}
async function events(change: Partial<EventCameraSensor>, light: Light, count = PACKETS): Promise<Event[]> {
  return eventsOf(await packets(change, light, count));
}
const of = (all: readonly Event[], x: number, y: number) => all.filter((event) => event.x === x && event.y === y);
/** Times are whole microseconds begun. */
const MICROSECOND = 1.01e-6;
/** Light is a float32 of which a logarithm is taken: so much of it is lost. */
const FLOAT32 = 1.2e-7;

describe('an even ramp of the logarithm', () => {
  const tau = 0.5;
  it.each([
    ['up', 1],
    ['down', -1],
  ] as const)('%s gives events of its sign at k times threshold times tau', async (_, sign) => {
    const all = await events({ on: 0.21, off: 0.17 }, (_x, _y, t) => 100 * Math.exp((sign * t) / tau));
    const threshold = sign > 0 ? 0.21 : 0.17;
    const wanted = Math.floor(1 / (threshold * tau));
    expect(all).toHaveLength(wanted * 48);
    const pixel = of(all, 3, 2);
    const worst = Math.max(...pixel.map(({ time }, k) => Math.abs(time - (k + 1) * threshold * tau)));
    report(`Events: ramp ${sign > 0 ? 'up' : 'down'}, worst time of ${wanted}, us`, 0, worst * 1e6);
    expect(worst).toBeLessThan(MICROSECOND + FLOAT32 * tau);
    expect(all.every(({ polarity }) => polarity === sign)).toBe(true);
  });

  it('with a refractory time, so much apart more', async () => {
    const refractory = 0.013;
    const all = await events({ refractory }, (_x, _y, t) => 100 * Math.exp(t / tau));
    const pixel = of(all, 0, 0);
    for (const [k, { time }] of pixel.entries())
      expect(Math.abs(time - ((k + 1) * 0.2 * tau + k * refractory))).toBeLessThan(MICROSECOND + FLOAT32 * tau);
    expect(pixel).toHaveLength(8);
  });

  it('lags behind by the pixel, as a low pass of first order does', async () => {
    const bandwidthHz = 10;
    const T = 1 / (2 * Math.PI * bandwidthHz);
    const all = of(await events({ bandwidthHz }, (_x, _y, t) => 100 * Math.exp(t / tau)), 1, 1);
    // Output of a ramp: (t - T (1 - exp(-t / T))) / tau.
    const reached = (t: number) => (t - T * (1 - Math.exp(-t / T))) / tau;
    for (const [k, { time }] of all.entries()) expect(Math.abs(reached(time) - 0.2 * (k + 1))).toBeLessThan(1e-4);
    expect(all).toHaveLength(9);
    report('Events: lag of a ramp behind a 10 Hz pixel, ms', T * 1e3, ((all.at(-1)?.time ?? 0) - 9 * 0.2 * tau) * 1e3);
  });

  it('shows thresholds that differ from pixel to pixel as declared', async () => {
    const change = { width: 60, height: 40, on: 0.3, spread: 0.03 };
    const all = await events(change, (_x, _y, t) => 100 * Math.exp(t / tau), 6);
    const first = new Map<string, number>();
    for (const { x, y, time } of all) if (!first.has(`${x} ${y}`)) first.set(`${x} ${y}`, time / tau);
    const measured = [...first.values()];
    expect(measured).toHaveLength(2400);
    report('Events: mean of thresholds over pixels', 0.3, mean(measured));
    report('Events: spread of thresholds over pixels', 0.03, deviation(measured));
    expect(Math.abs(mean(measured) - 0.3)).toBeLessThan((5 * 0.03) / Math.sqrt(2400));
    expect(Math.abs(deviation(measured) - 0.03)).toBeLessThan((5 * 0.03) / Math.sqrt(2 * 2400));
  });
});

describe('an edge that moves', () => {
  const [speed, dark, bright] = [12.5, 50, 50 * Math.exp(0.7)];
  /** A pixel's light is the mean over its area. */
  const edge =
    (from: number, to: number): Light =>
    (x, _y, t) =>
      from + (to - from) * Math.min(1, Math.max(0, speed * t - x));

  it.each([
    ['bright', dark, bright, 1],
    ['dark', bright, dark, -1],
  ] as const)('%s: events where it is when it is there', async (_, from, to, sign) => {
    const all = await events({}, edge(from, to));
    // A change of 0.7 holds three of 0.2.
    expect(all).toHaveLength(3 * 48);
    for (const { x, y, time, polarity } of all) {
      expect(polarity).toBe(sign);
      const k = of(all, x, y).findIndex((event) => event.time === time) + 1;
      const covered = (from * Math.exp(sign * 0.2 * k) - from) / (to - from);
      expect(Math.abs(time - (x + covered) / speed)).toBeLessThan(2e-5);
    }
  });

  it('is timed to the step when it is not smoothed over the pixel', async () => {
    const sharp: Light = (x, _y, t) => (speed * t > x + 0.5 ? bright : dark);
    const all = await events({}, sharp);
    expect(all).toHaveLength(3 * 48);
    for (const { x, time } of all) expect(Math.abs(time - (x + 0.5) / speed)).toBeLessThanOrEqual(0.001 + MICROSECOND);
  });

  it('is seen through finer pictures as its mean over the pixel', async () => {
    const sharp: Light = (x, _y, t) => (speed * 4 * t > x + 0.5 ? bright : dark);
    const all = await events({ oversample: 4 }, sharp);
    expect(all).toHaveLength(3 * 48);
    for (const { x, time } of all) {
      expect(time).toBeGreaterThan(x / speed);
      expect(time).toBeLessThan((x + 1) / speed + 0.001);
    }
  });
});

describe('no change', () => {
  const still: Light = (x, y) => 10 + x + y;
  it('no event without noise and leak', async () => {
    expect(await events({}, still)).toEqual([]);
  });

  it.each([
    ['in the dark at its declared rate', 1e-9, 1],
    ['in bright light at a quarter of it', 1e3, 0.25],
  ] as const)('noise %s, of either sign', async (_, bandwidthHzPerNit, share) => {
    const change = { width: 40, height: 30, noiseHz: 8, bandwidthHz: 1000, bandwidthHzPerNit };
    const all = await events(change, still);
    const wanted = 8 * share * 1200;
    report(`Events: noise at ${share} of 8 Hz over 1200 pixels and 1 s`, wanted, all.length);
    expect(Math.abs(all.length - wanted)).toBeLessThan(4 * Math.sqrt(wanted));
    const on = all.filter(({ polarity }) => polarity === 1).length;
    expect(Math.abs(on - all.length / 2)).toBeLessThan(2 * Math.sqrt(all.length));
    // Gaps of a Poisson process: as far apart as their mean.
    const gaps = all.slice(1).map(({ time }, i) => time - (all[i] as Event).time);
    expect(Math.abs(deviation(gaps) / mean(gaps) - 1)).toBeLessThan(0.05);
  });

  it('leak makes events upwards in every pixel at its rate, not all at once', async () => {
    const all = await events({ leakHz: 7, spread: 0.03 }, still);
    expect(all.every(({ polarity }) => polarity === 1)).toBe(true);
    for (let x = 0; x < 8; x++) {
      const times = of(all, x, 3).map(({ time }) => time);
      expect(Math.abs(times.length - 7)).toBeLessThanOrEqual(1);
      for (const [i, time] of times.slice(1).entries())
        expect(Math.abs(time - (times[i] as number) - 1 / 7)).toBeLessThan(2 * MICROSECOND);
    }
    expect(new Set(all.map(({ time }) => time)).size).toBeGreaterThan(300);
  });
});

describe('low light', () => {
  it('slows a pixel down in proportion, up to its limit', () => {
    const sensor = { ...IDEAL, bandwidthHz: 3000, bandwidthHzPerNit: 30 };
    expect([0.01, 1, 99, 1e5].map((nits) => bandwidth(sensor, nits))).toEqual([0.3, 30, 2970, 3000]);
    expect(noiseShare(sensor, 1e5)).toBe(0.25);
    expect(noiseShare(sensor, 0)).toBe(1);
  });

  it('a light that comes on by a factor e is told after -T ln(1 - threshold)', async () => {
    const on: Light = (_x, _y, t) => (t > 0.1005 ? Math.E : 1);
    const [first] = of(await events({ bandwidthHzPerNit: 1 }, on), 4, 4);
    const T = 1 / (2 * Math.PI * Math.E);
    const wanted = -T * Math.log(1 - 0.2);
    report('Events: latency at 2.7 cd/m^2 and 1 Hz a cd/m^2, ms', wanted * 1e3, ((first?.time ?? 0) - 0.1005) * 1e3);
    // It comes on somewhere between two pictures, one step apart.
    expect(Math.abs((first?.time ?? 0) - 0.1005 - wanted)).toBeLessThan(0.001);
  });

  it('a low pass ends where its input ends, however it is cut into stretches', () => {
    const whole = followed(0, 0, 1, 3);
    const halves = followed(followed(0, 0, 0.5, 1.5), 0.5, 1, 1.5);
    expect(halves).toBeCloseTo(whole, 12);
    expect(followed(0.3, 0, 1, Number.POSITIVE_INFINITY)).toBe(1);
    expect(followed(0, 0, 1, 1e-6)).toBeLessThan(1e-6);
  });
});

describe('what it has drawn', () => {
  it.each([
    ['nothing moves', 0, 1, 1],
    ['something moves 4.4 px', 4.4, 1, 5],
    ['half as far is allowed', 4.4, 0.5, 9],
    ['it moves farther than steps allow', 1e6, 1, 50],
    ['pictures are a step apart by declaration', 0, 0, 50],
  ] as const)('as many pictures as it takes: %s', async (_, motion, travel, wanted) => {
    const [packet] = await packets({ travel }, () => 1, 1, motion);
    expect(packet?.values).toEqual({ period: [0.05], pictures: [wanted] });
  });

  it('a picture at each end, joined to the packet after, a period more to begin with; times evenly between', async () => {
    const asked: RenderRequest[] = [];
    const session = sessionOf(run, IDEAL, { draw: drawing(() => 1, 0, asked) });
    await session.observe(0, 0);
    await session.observe(1, 50_000_000);
    expect(asked.map(({ frame }) => frame.timeNs)).toEqual(Array.from({ length: 151 }, (_, i) => (i - 50) * 1_000_000));
    await session.observe(2, 200_000_000);
    expect(asked[151]?.frame.timeNs).toBe(150_000_000);
    expect(asked).toHaveLength(151 + 101);
  });

  it('packets are complete when their period and the latency are over', async () => {
    const [packet] = await packets({}, () => 1, 1);
    expect(packet?.arrivalNs).toBe(52_000_000);
  });
});

describe('whatever the light does', () => {
  /** Levels at 0, 10, 20 ms ..., straight in between; pixels shifted against each other. */
  const levels = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 24 });
  const lightOf =
    (knots: readonly number[]): Light =>
    (x, y, t) => {
      const at = t * 100 + (x + y) * 0.37;
      const i = Math.min(Math.floor(at), knots.length - 1);
      const [a, b] = [knots[i] as number, knots[Math.min(i + 1, knots.length - 1)] as number];
      return 100 * Math.exp(a + (b - a) * (at - Math.floor(at)));
    };
  const sensors = fc.record({
    on: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
    off: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
  });

  it("events add up to the change of light, to within a threshold; and they come in order, in the packet's time", async () => {
    await fc.assert(
      fc.asyncProperty(levels, sensors, async (knots, change) => {
        const light = lightOf(knots);
        const seen = await packets({ ...change, step: 0.002 }, light, 5);
        const all = eventsOf(seen);
        for (let x = 0; x < 8; x++) {
          const mine = of(all, x, 1);
          const summed = mine.reduce((sum, { polarity }) => sum + (polarity > 0 ? change.on : -change.off), 0);
          const changed = Math.log(light(x, 1, 0.25) / light(x, 1, 0));
          expect(changed - summed).toBeLessThan(change.on + 1e-5);
          expect(changed - summed).toBeGreaterThan(-change.off - 1e-5);
        }
        for (const { columns, count } of seen) {
          expect([...columns.time]).toEqual([...columns.time].sort((a, b) => a - b));
          if (count > 0) expect(columns.time[count - 1]).toBeLessThan(50_000);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('a pixel is silent for its refractory time, noise or not; the same light gives the same events', async () => {
    const refractory = fc.double({ min: 1e-4, max: 0.02, noNaN: true });
    await fc.assert(
      fc.asyncProperty(levels, refractory, async (knots, each) => {
        const change = { refractory: each, noiseHz: 200, bandwidthHz: 3000, bandwidthHzPerNit: 30, leakHz: 3, spread: 0.03 };
        const all = await events(change, lightOf(knots), 4);
        for (let x = 0; x < 8; x++) {
          const times = of(all, x, 2).map(({ time }) => time);
          for (const [i, time] of times.slice(1).entries())
            expect(time - (times[i] as number)).toBeGreaterThan(each - MICROSECOND);
        }
        expect(await events(change, lightOf(knots), 4)).toEqual(all);
      }),
      { numRuns: 20 },
    );
  });
});
