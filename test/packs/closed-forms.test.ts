/** Scenarios of packs against the closed forms of science.md 3.2 and 3.5: within 1 %, 0.05 m/s or 0.02 m. */
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import type { StoryNode } from '#contracts/scenario';
import { R157 } from '#scenario/reference-drivers';
import { carefulDriverGap } from '#validate/metrics/drivers';
import { simulateConcrete } from '../../src/toolkit/scenarios.js';
import { CONSTANT, type Read, readPack, runWith } from './read.js';

const NCAP = 'euro-ncap-2026-vru';
const KMH = 1 / 3.6;
const WIDTH = 1.815;
const LANE = -1.75;

/** When the target's point is this far left of the lane's middle, s; between two ticks in a straight line. */
function passes({ trace }: Run, point: number, left: number): number {
  const [first] = trace.ticks;
  const from = Math.sign((first?.bodies.target?.[1] ?? 0) - LANE);
  let before: { time: number; at: number } | undefined;
  for (const { timeNs, bodies } of trace.ticks) {
    const now = { time: timeNs / 1e9, at: (bodies.target?.[1] ?? 0) - LANE - from * point - left };
    if (before !== undefined && before.at * now.at <= 0 && before.at !== 0)
      return before.time + ((now.time - before.time) * before.at) / (before.at - now.at);
    before = now;
  }
  throw new Error('never passes');
}

describe('from the entry of the path to the impact (3.5.3)', () => {
  it.each([
    ['cpna-25-40-day', 0.3267, -1, -0.06],
    ['cpna-75-40-day', 0.9801, -1, -0.06],
    ['cpna-50-40-day', 0.6534, -1, -0.06],
    ['cpfa-50-40-day', 0.4084, 1, -0.06],
    ['cpnco-50-40-day', 0.6534, -1, -0.0405],
  ])('%s: %d s', (name, expected, side, point) => {
    const entry = passes(runWith(readPack(NCAP, name), CONSTANT), point, (side * WIDTH) / 2);
    expect(Math.abs(6 - entry - expected)).toBeLessThan(0.01 * expected);
  });
});

/** CPNCO with the ego braking so long after the instant of 3.5.4 (h_w = 0.3555 m) at which the child emerges. */
function impactAfterEmergence(km: number, latency: number, deceleration: number, jerk = 0): number {
  const { concrete, bodies } = readPack(NCAP, `cpnco-50-${km}-day`);
  const emergence = { 20: 1.7766, 30: 1.7326, 40: 1.7089, 50: 1.6941, 60: 1.6839 }[km] as number;
  const brake: StoryNode = {
    type: 'event',
    name: 'brake',
    when: { type: 'time', after: Number(concrete.parameters.reach) - emergence + latency },
    actions: [{ actor: 'ego', action: { type: 'brake', deceleration, jerk } }],
  };
  const { verdict } = simulateConcrete({ ...concrete, story: [...concrete.story, brake] }, false, { bodies });
  return verdict.metrics.impactSpeedMPerS ?? 0;
}

describe('CPNCO: impact speed (3.5.5)', () => {
  const near = (found: number, expected: number): void =>
    expect(Math.abs(found - expected * KMH)).toBeLessThan(Math.max(0.05, 0.01 * expected * KMH));
  it.each([
    [40, 1, 13.07],
    [50, 1, 27.4],
    [60, 1, 39.14],
    [30, 1.2, 9.73],
    [40, 1.2, 23.96],
    [50, 1.2, 35.42],
    [60, 1.2, 46.22],
  ])('at %d km/h, %d s and 7 m/s^2: %d km/h', (km, latency, expected) => {
    near(impactAfterEmergence(km, latency, 7), expected);
  });
  it.each([
    [20, 4.54],
    [30, 20.35],
    [40, 31.81],
    [50, 42.53],
    [60, 52.97],
  ])('at %d km/h by the brakes of UN R157: %d km/h', (km, expected) => {
    near(impactAfterEmergence(km, 1.15, 7.593, 12.65), expected);
  });
  it.each([20, 30, 40, 50, 60])('at %d km/h, 0.5 s and 8 m/s^2: avoided', (km) => {
    expect(impactAfterEmergence(km, 0.5, 8)).toBe(0);
  });
});

describe('UN R157 (3.2)', () => {
  /** Sees the cut-in as it begins, and perceives it after 0.375 m and 0.72 m aside at 1.8 m/s. */
  const PERCEIVES = { type: 'r157', ...R157, perception: (0.375 + 0.72) / 1.8, trigger: { ttc: 4 } } as const;
  const hits = (read: Read): boolean => runWith(read, PERCEIVES).verdict.metrics.impactTimeS !== undefined;

  it.each([20, 30, 40, 50, 60, 80])(
    'at %d km/h the careful driver avoids 5 cm above its gap and hits 5 cm below',
    (closing) => {
      const [more, less] = ['more', 'less'].map((gap) => readPack('un-r157-cut-in', `closing-${closing}-gap-${gap}`)) as [
        Read,
        Read,
      ];
      expect(more.concrete.parameters.needed).toBeCloseTo(carefulDriverGap(closing * KMH), 4);
      expect(hits(more)).toBe(false);
      expect(hits(less)).toBe(true);
    },
  );
});

describe('UN R152 (3.3)', () => {
  it.each([
    ['original-30', 'no-collision', undefined],
    ['original-45', 'max-impact-speed', 30],
    ['series-01-40', 'no-collision', undefined],
    ['series-01-60', 'max-impact-speed', 35],
  ])('%s asks for %s', (name, type, most) => {
    const [criterion] = readPack('un-r152-pedestrian', name).concrete.criteria;
    expect(criterion?.type).toBe(type);
    if (most !== undefined) expect(criterion).toMatchObject({ below: expect.closeTo(most * KMH, 9) });
  });
});

it('the slowest who jump in are in the lane within 4 s of setting off', () => {
  for (const kind of ['pedestrian-adult', 'wild-boar']) {
    const { trace } = runWith(readPack('animal-jump-in', `${kind}-100`), CONSTANT);
    const sets = trace.events.find(({ name }) => name === 'jump in')?.timeNs ?? 0;
    const later = trace.ticks.find(({ timeNs }) => timeNs >= sets + 4e9);
    const y = later?.bodies.target?.[1] ?? Number.NEGATIVE_INFINITY;
    const lane = later?.bodies.ego?.[1] ?? 0;
    expect(Math.abs(y - lane), kind).toBeLessThan(1.75);
  }
});
