/** What the simulator must meet: the closed forms and values of science.md 3.5, within 1 % or 0.05 m/s or 0.02 m. */
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import type { Controller } from '#contracts/scenario';
import { ego, event, FRONT, kmh, last, run, scenario, walker } from './fixture.js';

const LONG = { place: { layout: 'test-track', seed: 1, options: { length: 600 } }, duration: 20 };

/** Metres from the instant the clock starts (t = 1 s) to standstill. */
function stopDistance(speed: number, delay: number, deceleration: number, jerk = 0, step = 1 / 60): number {
  const brake = event('brake', 'ego', { type: 'brake', deceleration, jerk }, { type: 'time', after: 1 + delay });
  const result = run(scenario([ego(0, speed)], [brake], { ...LONG, step, duration: 20 }));
  return (last(result)[0] as number) + FRONT - speed;
}

describe('stop distance', () => {
  it.each([
    [50, 1, 8, 0, 25.945],
    [100, 1, 8, 0, 76.003],
    [50, 0, 0.8 * 9.81, 0, 12.29],
    [50, 0.2, 9, 30, 15.544],
    [100, 0.2, 9, 30, 52.555],
  ])('%d km/h, delay %d s, %d m/s^2, jerk %d: %d m', (v, delay, a, jerk, expected) => {
    expect(Math.abs(stopDistance(kmh(v), delay, a, jerk) - expected)).toBeLessThan(0.02);
  });
  it('hardly depends on the step: halving it changes less than 0.5 %', () => {
    const [coarse, fine] = [stopDistance(kmh(50), 0.713, 8, 30, 1 / 60), stopDistance(kmh(50), 0.713, 8, 30, 1 / 120)];
    expect(Math.abs(coarse - fine) / fine).toBeLessThan(0.005);
  });
  it('is not met by a wrong deceleration', () => {
    expect(Math.abs(stopDistance(kmh(50), 1, 7.5) - 25.945)).toBeGreaterThan(0.26);
  });
});

/** Braking starts `delay` after an obstacle's near side is `seen` m ahead. @returns speed at contact, m/s; 0 when avoided */
function impactSpeed(speed: number, seen: number, delay: number, deceleration: number, step = 1 / 60, jerk = 0): number {
  const obstacle = walker('obstacle', [seen + 60 + 0.25, 0, 0]);
  const brake = {
    type: 'serial' as const,
    name: 'sut',
    children: [
      event(
        'seen',
        'ego',
        { type: 'speed', to: speed, acceleration: 0 },
        { type: 'gap', from: 'ego', to: 'obstacle', op: 'below', value: seen },
      ),
      event('brake', 'ego', { type: 'brake', deceleration, jerk }, { type: 'event', name: 'seen', delay }),
    ],
  };
  return contactSpeed(run(scenario([ego(0, speed), obstacle], [brake], { ...LONG, step })));
}
function contactSpeed({ trace }: Run): number {
  return Number(trace.events.find(({ kind, bodies }) => kind === 'contact' && bodies.includes('ego'))?.detail?.speed ?? 0);
}

describe('impact speed on a standing obstacle first seen at a distance (delay 0.5 s, 8 m/s^2)', () => {
  it.each([
    [50, 10, 43.2],
    [80, 20, 67.5],
    [80, 30, 49.83],
    [100, 20, 93.45],
    [100, 30, 81.6],
    [100, 50, 50.12],
    [130, 30, 120.1],
    [130, 50, 101.37],
    [130, 80, 63.68],
  ])('%d km/h, %d m: %d km/h', (v, seen, expected) => {
    expect(Math.abs(impactSpeed(kmh(v), seen, 0.5, 8) - kmh(expected))).toBeLessThan(0.05);
  });
  it('is zero from the boundary of avoidance on, found by bisection within 1 %', () => {
    const [tau, a, d] = [0.5, 8, 25];
    let [low, high] = [5, 40];
    for (let i = 0; i < 14; i++) {
      const middle = (low + high) / 2;
      if (impactSpeed(middle, d, tau, a) > 0) high = middle;
      else low = middle;
    }
    const expected = -a * tau + Math.sqrt(a * a * tau * tau + 2 * a * d);
    expect(Math.abs(low - expected) / expected).toBeLessThan(0.01);
  });
  it('changes less than 0.5 % with half the step', () => {
    const [coarse, fine] = [impactSpeed(kmh(80), 30, 0.5, 8, 1 / 60), impactSpeed(kmh(80), 30, 0.5, 8, 1 / 120)];
    expect(Math.abs(coarse - fine) / fine).toBeLessThan(0.005);
  });
});

it('coasting for 10 s loses less than 0.1 % of speed', () => {
  const result = run(scenario([ego(0, 20)], [], { ...LONG, duration: 10 }));
  expect(Math.abs((last(result)[7] as number) - 20) / 20).toBeLessThan(0.001);
  expect(last(result)[0]).toBeCloseTo(200 - FRONT, 6);
});

/** Euro NCAP crossings (hazards.md 5.1): the ego would be at the impact point 6 s after the start. */
describe.each([
  ['CPNA-25', 5, 4, 1, 0.25, false],
  ['CPNA-50', 5, 4, 1, 0.5, false],
  ['CPNA-75', 5, 4, 1, 0.75, false],
  ['CPFA-50', 8, 6, 1.5, 0.5, true],
  ['CPNCO-50', 5, 4, 1, 0.5, false],
] as const)('%s', (_, walkKmh, start, over, fraction, far) => {
  it.each([10, 20, 30, 40, 50, 60])('meets the declared share of the width at %d km/h when nobody brakes', (v) => {
    const [speed, walk] = [kmh(v), kmh(walkKmh)];
    const width = 1.815;
    const meet = 6 * speed;
    // Near side is the right; y of the target's middle at impact.
    const y = far ? width / 2 - fraction * width : fraction * width - width / 2;
    const from = far ? y + start : y - start;
    const depth = 0.5;
    const reached = 6 - depth / 2 / speed;
    const begin = reached - ((2 * over) / walk + (start - over) / walk);
    const target = walker('target', [meet, from, 0], far ? -Math.PI / 2 : Math.PI / 2, depth);
    const story = [
      event(
        'walk',
        'target',
        { type: 'cross', to: [meet, far ? -9 : 9], speed: walk, acceleration: (walk * walk) / (2 * over) },
        { type: 'time', after: begin },
      ),
    ];
    const { trace } = run(scenario([ego(0, speed), target], story, { ...LONG, duration: 8 }));
    const hit = trace.events.find(({ kind }) => kind === 'contact');
    // acrossWidth counts from the left edge.
    const expected = far ? fraction : 1 - fraction;
    expect(Math.abs(Number(hit?.detail?.acrossWidth) - expected) * width).toBeLessThan(0.02);
  });
});

/** Lead time from path entry (science.md 3.5.3) and what an AEB that starts there can avoid. */
describe('path entry', () => {
  it.each([
    ['CPNA-25', 0.25, 5, 8.21],
    ['CPNA-75', 0.75, 5, 50.55],
    ['CPFA-50', 0.5, 8, 13.5],
    ['CPNCO-50', 0.5, 5, 29.38],
  ])('%s: the highest speed avoided is v = 2 a (t - tau)', (_, fraction, walkKmh, expected) => {
    const lead = (fraction * 1.815) / kmh(walkKmh);
    const avoided = (v: number): boolean => {
      // A point target on the way: it enters the path `lead` before the ego would reach it.
      const brake = event('brake', 'ego', { type: 'brake', deceleration: 9, jerk: 0 }, { type: 'time', after: 1 + 0.2 });
      const obstacle = walker('obstacle', [v * (1 + lead) + 0.25, 0, 0]);
      return contactSpeed(run(scenario([ego(0, v), obstacle], [brake], { ...LONG, duration: 8 }))) === 0;
    };
    const v = kmh(expected);
    expect(avoided(v * 0.985)).toBe(true);
    expect(avoided(v * 1.015)).toBe(false);
  });
});

/** CPNCO with the emergence time of science.md 3.5.4 (h_w = 0.3555), at the impact speeds of 3.5.5. */
describe('CPNCO impact speed from the instant of emergence', () => {
  const emergence: Readonly<Record<number, number>> = { 20: 1.7766, 30: 1.7326, 40: 1.7089, 50: 1.6941, 60: 1.6839 };
  it.each([
    [1.0, 7, 40, 13.07],
    [1.0, 7, 50, 27.4],
    [1.0, 7, 60, 39.14],
    [1.2, 7, 30, 9.73],
    [1.2, 7, 40, 23.96],
    [1.2, 7, 50, 35.42],
    [1.2, 7, 60, 46.22],
  ])('latency %d s, %d m/s^2, %d km/h: %d km/h', (latency, a, v, expected) => {
    const found = impactSpeed(kmh(v), kmh(v) * (emergence[v] as number), latency, a);
    expect(Math.abs(found - kmh(expected))).toBeLessThan(Math.max(0.05, 0.01 * kmh(expected)));
  });
  it.each([
    [20, 4.54],
    [30, 20.35],
    [40, 31.81],
    [50, 42.53],
    [60, 52.97],
  ])('UN R157 braking (1.15 s, 7.593 m/s^2, jerk 12.65 m/s^3), %d km/h: %d km/h', (v, expected) => {
    const found = impactSpeed(kmh(v), kmh(v) * (emergence[v] as number), 1.15, 7.593, 1 / 60, 12.65);
    expect(Math.abs(found - kmh(expected))).toBeLessThan(Math.max(0.05, 0.01 * kmh(expected)));
  });
  it('is avoided by 0.5 s and 8 m/s^2 at every speed', () => {
    for (const v of [20, 30, 40, 50, 60]) expect(impactSpeed(kmh(v), kmh(v) * (emergence[v] as number), 0.5, 8)).toBe(0);
  });
});

it('the reference AEB brakes its latency after its trigger', () => {
  const aeb: Controller = { type: 'aeb', latency: 0.7, deceleration: 8, jerk: 0, trigger: { ttc: 2 } };
  const { trace } = run(scenario([ego(0, 20, aeb), walker('obstacle', [120.25, 0, 0])], [], LONG));
  const at = (name: string): number => (trace.events.find((each) => each.name === name)?.timeNs ?? 0) / 1e9;
  expect(at('aeb trigger')).toBeCloseTo(4, 6);
  expect(at('aeb brake')).toBeCloseTo(4.7, 6);
});
