/** The criticality of whole runs, from their logged tables, against closed forms and the check values of science.md 2. */
import { describe, expect, it } from 'vitest';
import type { CriticalityColumn } from '#contracts/criticality';
import type { Run } from '#contracts/run';
import type { ConcreteActor, ConcreteScenario, StoryNode } from '#contracts/scenario';
import { exp } from '#core/math';
import { rssSameDirection } from '#validate/metrics/rss';
import { simulate } from '#world/simulate';
import { actor, ego, event, kmh, scenario } from './fixture.js';

const HZ = 100;
const LENGTH = 4.358;
const WIDTH = 1.815;
const CAR = { asset: 'hatchback', seed: 1, traits: { length: LENGTH, width: WIDTH } };

function critical(
  actors: readonly ConcreteActor[],
  story: readonly StoryNode[] = [],
  more: Partial<ConcreteScenario> = {},
): Run {
  const concrete = scenario(actors, story, { duration: 6, criteria: [], ...more });
  return simulate(concrete, { traceHz: HZ, semanticIds: {}, withCaptures: false, criticality: true });
}
const column = (run: Run, name: CriticalityColumn): readonly (number | null)[] => run.criticality?.columns[name] ?? [];
const at = (run: Run, name: CriticalityColumn, time: number): number | null | undefined =>
  column(run, name)[Math.round(time * HZ)];
/** A car like the ego whose rear is `gap` ahead of the ego's front, which is at 0. */
function leader(gap: number, speed: number, heading = 0, left = 0): ConcreteActor {
  const rear = actor('leader', CAR, [0, left, 0], heading, speed);
  const { position } = ego(0, 0).start;
  return { ...rear, start: { ...rear.start, position: [gap + LENGTH + position[0], left, 0] } };
}
const both = (own: number, other: number, gap: number, story: readonly StoryNode[] = []): Run =>
  critical([ego(0, own), leader(gap, other)], story);

describe('a car that closes on one that stands, at a constant speed', () => {
  const [speed, gap] = [20, 90];
  const run = both(speed, 0, gap);
  const before = (run.criticality?.times ?? []).filter((time) => time < gap / speed - 0.02);

  it('has a TTC that falls by a second a second, and all else by its closed form', () => {
    expect(before.length).toBeGreaterThan(400);
    for (const time of before) {
      const left = gap - speed * time;
      expect(at(run, 'ttcS', time)).toBeCloseTo(gap / speed - time, 10);
      expect(at(run, 'mttcS', time)).toBeCloseTo(gap / speed - time, 10);
      expect(at(run, 'thwS', time)).toBeCloseTo(left / speed, 10);
      expect(at(run, 'dracMPerS2', time) as number).toBeCloseTo((speed * speed) / (2 * left), 8);
      expect(at(run, 'btn', time) as number).toBeCloseTo((speed * speed) / (2 * left) / 8, 8);
      expect(at(run, 'rssMarginM', time)).toBeCloseTo(left - rssSameDirection(speed, 0), 9);
      expect(at(run, 'rssDangerous', time)).toBe(left - rssSameDirection(speed, 0) > 0 ? 0 : 1);
    }
  });

  it('is exposed for as long as the limit, and by half of its square; in danger from the safe distance on', () => {
    const { metrics } = run.verdict;
    expect(metrics.impactTimeS).toBeCloseTo(gap / speed, 9);
    expect(metrics.tetS).toBeCloseTo(1.5, 8);
    expect(metrics.titS2).toBeCloseTo(1.125, 8);
    expect(metrics.rssViolationS).toBeCloseTo(Math.min(gap, rssSameDirection(speed, 0)) / speed, 8);
  });

  it('has nothing ahead of it after the contact', () => {
    const after = Math.round((gap / speed + 0.1) * HZ);
    for (const name of ['ttcS', 'mttcS', 'thwS', 'dracMPerS2', 'rssMarginM'] as const)
      expect(column(run, name)[after]).toBe(null);
  });

  it('changes its velocity by the share of masses, and tells no risk of a pedestrian that it did not hit', () => {
    // Two hatchbacks of 1250 kg.
    expect(run.verdict.metrics.deltaVMPerS).toBeCloseTo(speed / 2, 9);
    expect(run.verdict.metrics.riskRosenSander2009).toBeUndefined();
  });
});

describe('the check values of science.md 2, from the logged table', () => {
  /** 20 behind 10 m/s, 30 m apart a second after the start, when the leader has braked with 3 m/s^2 for a second. */
  const brakes = event('brake', 'leader', { type: 'brake', deceleration: 3, jerk: 0 });
  const steady = both(20, 10, 40);
  const braking = both(20, 13, 30 + 20 - 11.5, [brakes]);

  it.each<readonly [CriticalityColumn, Run, number]>([
    ['ttcS', steady, 3],
    ['mttcS', steady, 3],
    ['thwS', steady, 1.5],
    ['dracMPerS2', steady, 1.6667],
    ['btn', steady, 0.2083],
    ['mttcS', braking, 2.2444],
    ['ttcS', braking, 3],
  ])('%s is as printed', (name, run, wanted) => {
    expect(Math.abs((at(run, name, 1) as number) - wanted)).toBeLessThan(1e-3 * Math.max(1, wanted));
  });

  it('THW stays 1.5 s behind somebody of the same speed', () => {
    const run = both(20, 20, 30);
    for (const headway of column(run, 'thwS')) expect(headway).toBeCloseTo(1.5, 9);
    expect(run.verdict.metrics).toMatchObject({ minThwS: expect.closeTo(1.5, 9), tetS: 0, maxDracMPerS2: 0 });
    expect(run.verdict.metrics.minTtcS).toBeUndefined();
  });

  it('STN: 1.5 m to go aside in 1.5 s', () => {
    const run = critical([ego(0, 20), leader(60, 0, 0, WIDTH - 1.5)]);
    expect(Math.abs((at(run, 'stn', 1.5) as number) - 0.1667)).toBeLessThan(1e-4);
  });

  it.each([
    [50, 50, 41.3792],
    [100, 80, 120.951],
    [130, 130, 152.4904],
    [50, 0, 53.4356],
  ])('RSS, %d behind %d km/h: least safe gap %d m', (own, other, wanted) => {
    const gap = 140;
    const run = critical([ego(0, kmh(own)), leader(gap, kmh(other))], [], { duration: 0.1 });
    expect(gap - (at(run, 'rssLongitudinalM', 0) as number)).toBeCloseTo(wanted, 3);
  });

  it('RSS, 50 and 50 km/h towards each other: 155.3555 m', () => {
    const gap = 200;
    const rear = leader(gap, kmh(50));
    const towards = { ...rear, start: { ...rear.start, heading: Math.PI } };
    const run = critical([ego(0, kmh(50)), towards], [], { duration: 0.1 });
    // Turned round about its origin, which is not its middle.
    const front = (run.trace.ticks[0]?.bodies.leader?.[0] as number) - ego(0, 0).start.position[0] * -1;
    expect(front - (at(run, 'rssOppositeM', 0) as number)).toBeCloseTo(155.3555, 3);
    expect(at(run, 'rssLongitudinalM', 0)).toBe(null);
  });

  it('RSS beside each other, both steady: 0.7250 m', () => {
    const run = critical([ego(0, 15), leader(-LENGTH - 1, 15, 0, WIDTH + 1)], [], { duration: 0.1 });
    expect(1 - (at(run, 'rssLateralM', 0) as number)).toBeCloseTo(0.725, 3);
    expect(at(run, 'rssDangerous', 0)).toBe(0);
    const near = critical([ego(0, 15), leader(-LENGTH - 1, 15, 0, WIDTH + 0.7)], [], { duration: 0.1 });
    expect(at(near, 'rssDangerous', 0)).toBe(1);
  });

  it('RSS beside each other, 0.5 m/s towards each other each, aslant in their lanes: 2.9125 m', () => {
    const speed = 15;
    const slant = Math.asin(0.5 / speed);
    const apart = 5;
    const mine = ego(0, speed);
    const turned = { ...mine, start: { ...mine.start, heading: slant } };
    const other = actor('leader', CAR, [mine.start.position[0], apart, 0], -slant, speed);
    const run = critical([turned, other], [], { duration: 0.1 });
    // Middles lie off the origins by the same way in both directions.
    const off = -mine.start.position[0] - LENGTH / 2;
    const across = WIDTH * Math.cos(slant) + LENGTH * Math.sin(slant);
    const free = apart - 2 * off * Math.sin(slant) - across;
    expect(free - (at(run, 'rssLateralM', 0) as number)).toBeCloseTo(2.9125, 3);
  });
});

describe('two whose ways cross', () => {
  /** The walker enters the ego's strip first, leaves it, and the ego comes after. */
  const cross = (start: number): Run => {
    const walker = actor(
      'walker',
      { asset: 'pedestrian-adult', seed: 2, traits: { height: 1.8, length: 0.6, width: 0.5 } },
      [60, start, 0],
      Math.PI / 2,
    );
    return critical([ego(0, 10), walker], [event('go', 'walker', { type: 'cross', to: [60, 30], speed: 2, acceleration: 0 })], {
      duration: 9,
    });
  };

  it('are apart in time by the closed form of the post-encroachment time', () => {
    const run = cross(-4);
    const [found] = run.criticality?.encroachments ?? [];
    // The walker's rear leaves the far side of the ego's strip; the ego's front reaches the near side of the walker's.
    const [out, into] = [(4 + WIDTH / 2 + 0.3) / 2, (60 - 0.25) / 10];
    expect(found).toMatchObject({
      other: 'walker',
      first: 'walker',
      time: expect.closeTo(into - out, 5),
      at: expect.closeTo(into, 5),
    });
    expect(run.verdict.metrics.minPetS).toBeCloseTo(into - out, 5);
    expect(at(run, 'petS', into - 0.02)).toBe(null);
    expect(at(run, 'petS', into + 0.02)).toBeCloseTo(into - out, 5);
  });

  it('have none where they do not', () => {
    expect(both(10, 10, 20).criticality?.encroachments).toEqual([]);
  });
});

describe('somebody hit on foot', () => {
  it('dies with the probabilities of the named curves', () => {
    const walker = actor(
      'walker',
      { asset: 'pedestrian-adult', seed: 2, traits: { height: 1.8, length: 0.6, width: 0.5 } },
      [40, 0, 0],
      Math.PI / 2,
    );
    const { metrics } = critical([ego(0, kmh(50)), walker]).verdict;
    expect(metrics.riskRosenSander2009).toBeCloseTo(1 / (1 + exp(6.9 - 0.09 * 50)), 9);
    expect(metrics.riskRosenSander2009).toBeCloseTo(0.0832, 4);
    expect(metrics.riskTefft2013Death).toBeGreaterThan(0.05);
    expect(metrics.riskTefft2013Ais4).toBeGreaterThan(metrics.riskTefft2013Death as number);
  });
});

describe('two aircraft', () => {
  const drone = (id: string, position: readonly [number, number, number], [vx, vy]: readonly [number, number]): ConcreteActor =>
    actor(id, { asset: 'hexarotor', seed: 1, traits: {} }, position, Math.atan2(vy, vx), Math.hypot(vx, vy));
  const run = critical([drone('ego', [0, 0, 50], [10, 0]), drone('other', [500, 100, 70], [-20, -5])], [], { duration: 25 });

  it('pass each other as the closest point of approach says: 16.7568 s, 25.8896 m', () => {
    expect(at(run, 'cpaTimeS', 0)).toBeCloseTo(16.7568, 3);
    expect(at(run, 'cpaDistanceM', 0)).toBeCloseTo(25.8896, 3);
    expect(at(run, 'cpaTimeS', 10)).toBeCloseTo(6.7568, 3);
    expect(run.verdict.metrics.minCpaM).toBeCloseTo(25.8896, 3);
    expect(at(run, 'horizontalSeparationM', 16.76)).toBeCloseTo(16.4397, 2);
    expect(at(run, 'verticalSeparationM', 3)).toBeCloseTo(20, 9);
  });

  it('lose well clear for the chord of its circle, and meet nearly in the air', () => {
    // |r + v t| = 609.6 m at the end; at the start they are within it.
    const late = (15500 + Math.sqrt(15500 * 15500 - 925 * (500 * 500 + 100 * 100 - 609.6 * 609.6))) / 925;
    expect(late).toBeGreaterThan(25);
    expect(run.verdict.metrics.wellClearLostS).toBeCloseTo(25, 6);
    expect(run.verdict.metrics.nearMidAirCollision).toBe(1);
  });

  it('do neither one above the other by more than 76.2 m', () => {
    const high = critical([drone('ego', [0, 0, 50], [10, 0]), drone('other', [500, 100, 127], [-20, -5])], [], {
      duration: 25,
    });
    expect(high.verdict.metrics).toMatchObject({ wellClearLostS: 0, nearMidAirCollision: 0 });
  });

  it('are asked for nothing on the ground', () => {
    expect(at(run, 'dracMPerS2', 1)).toBe(0);
    expect(at(run, 'rssMarginM', 1)).toBe(null);
  });
});

describe('who does not ask', () => {
  it('gets the same run and verdict as ever', () => {
    const concrete = scenario([ego(0, 20), leader(60, 10)], [], { duration: 3 });
    const options = { traceHz: HZ, semanticIds: {}, withCaptures: false } as const;
    const [plain, asked] = [simulate(concrete, options), simulate(concrete, { ...options, criticality: 10 })];
    expect(plain.criticality).toBeUndefined();
    expect(asked.criticality?.times).toHaveLength(31);
    expect(asked.trace).toEqual(plain.trace);
    expect(Object.keys(plain.verdict.metrics).sort()).toEqual(['endSpeedMPerS', 'maxDecelerationMPerS2', 'minGapM', 'minTtcS']);
    expect(asked.verdict.metrics).toMatchObject(plain.verdict.metrics);
  });
});
