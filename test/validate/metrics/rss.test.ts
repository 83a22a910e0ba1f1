/** RSS: the least safe distances are what the worst case uses up; strict; the proper response. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isRssDangerous,
  isRssSafe,
  RSS_EGO,
  RSS_OTHER,
  type RssSample,
  rssDangers,
  rssLateral,
  rssLateralResponse,
  rssOppositeDirection,
  rssResponse,
  rssSameDirection,
} from '#validate/metrics/index';
import { holds, number } from './property.js';

const speeds = number(0, 45);

/** Least gap from a start, stepwise: the rear one accelerates and then brakes its least, the one ahead brakes its hardest. */
function leastGap(gap: number, rear: number, front: number, dt = 1e-3): number {
  let [distance, least] = [gap, gap];
  let [v, w] = [rear, front];
  for (let t = 0; v > 0 || t < RSS_EGO.response; t += dt) {
    const next = t < RSS_EGO.response - dt / 2 ? v + RSS_EGO.maxAcceleration * dt : Math.max(0, v - RSS_EGO.minBraking * dt);
    const slower = Math.max(0, w - RSS_EGO.maxBraking * dt);
    distance += ((w + slower - v - next) / 2) * dt;
    [v, w] = [next, slower];
    least = Math.min(least, distance);
  }
  return least;
}

describe('least safe distance', () => {
  it('along the road is what the worst case uses up', () => {
    holds(
      fc.property(speeds, speeds, (rear, front) => {
        const safe = rssSameDirection(rear, front);
        fc.pre(safe > 0);
        expect(leastGap(safe, rear, front)).toBeCloseTo(0, 1);
        expect(leastGap(safe + 0.2, rear, front)).toBeGreaterThan(0);
        expect(leastGap(safe - 0.2, rear, front)).toBeLessThan(0);
      }),
      30,
    );
  });
  it('grows with the speed behind and shrinks with the speed ahead', () => {
    holds(
      fc.property(speeds, speeds, (rear, front) => {
        expect(rssSameDirection(rear + 1, front)).toBeGreaterThanOrEqual(rssSameDirection(rear, front));
        expect(rssSameDirection(rear, front + 1)).toBeLessThanOrEqual(rssSameDirection(rear, front));
        expect(rssOppositeDirection(rear + 1, front)).toBeGreaterThan(rssOppositeDirection(rear, front));
      }),
    );
  });
  it('counts no acceleration beyond a speed limit', () => {
    const limited = { ...RSS_EGO, maxSpeed: 20 };
    // 1 m at up to 20 m/s: 0 to 20 m/s takes longer than the response, so at 18 m/s 0.571 s of it are left for accelerating.
    const accelerating = 2 / 3.5;
    const way = 19 * accelerating + 20 * (1 - accelerating) + 400 / 8;
    expect(rssSameDirection(18, 0, limited)).toBeCloseTo(way, 12);
    expect(rssSameDirection(25, 0, limited)).toBeCloseTo(25 + 625 / 8, 12);
  });
  it('lateral gives no stopping way to who moves away, and never less than the margin', () => {
    expect(rssLateral(-5, 5)).toBe(0.1);
    // The left one moves away for its response, the right one is steady: -1 + 0.1 to the left, 0.4 + 0.1 to it.
    expect(rssLateral(-0.5, 0)).toBeCloseTo(0.1 + Math.max(0, -0.4 + (0.4 + 0.1)), 12);
  });
  it('is symmetric sideways', () => {
    holds(
      fc.property(number(-2, 2), number(-2, 2), (a, b) => {
        expect(rssLateral(a, b, RSS_EGO, RSS_OTHER)).toBeCloseTo(rssLateral(-b, -a, RSS_OTHER, RSS_EGO), 12);
      }),
    );
  });
});

describe('danger', () => {
  const far = { gap: 10, safe: 5 };
  const at = { gap: 5, safe: 5 };
  it('is at the least distance already: the condition is strict', () => {
    expect(isRssSafe(at)).toBe(false);
    expect(isRssSafe({ gap: 5 + 1e-12, safe: 5 })).toBe(true);
  });
  it('needs both distances lost', () => {
    expect(isRssDangerous({ longitudinal: at, lateral: far })).toBe(false);
    expect(isRssDangerous({ longitudinal: far, lateral: at })).toBe(false);
    expect(isRssDangerous({ longitudinal: at, lateral: at })).toBe(true);
  });
  const sample = (time: number, along: number, across: number): RssSample => ({
    time,
    longitudinal: { gap: 20 + along, safe: 20 },
    lateral: { gap: 1 + across, safe: 1 },
  });
  it('begins and ends between samples, and says which distance went last', () => {
    // Across is lost at 0.5 s, along at 1.25 s; along is back at 3.5 s.
    const samples = [sample(0, 5, 1), sample(1, 1, -1), sample(2, -3, -1), sample(3, -1, -1), sample(4, 1, -1)];
    expect(rssDangers(samples)).toEqual([{ from: 1.25, to: 3.5, by: 'longitudinal' }]);
    const beside = samples.map((s) => ({ time: s.time, longitudinal: s.lateral, lateral: s.longitudinal }));
    expect(rssDangers(beside)).toEqual([{ from: 1.25, to: 3.5, by: 'lateral' }]);
  });
  it('counts seconds, not samples', () => {
    // Along 1 of 4 m down is lost a quarter of the way from 10 s to 12 s.
    expect(rssDangers([sample(10, 1, -1), sample(12, -3, -1)])).toEqual([{ from: 10.5, to: 12, by: 'longitudinal' }]);
  });
  it('may be there at the start, and touch a sample', () => {
    expect(rssDangers([sample(0, -1, -1), sample(1, -1, 1)])).toEqual([{ from: 0, to: 0.5, by: 'start' }]);
    expect(rssDangers([sample(0, 1, -1), sample(1, 0, -1), sample(2, -1, -1)])).toEqual([
      { from: 1, to: 2, by: 'longitudinal' },
    ]);
    expect(rssDangers([sample(0, 1, 1), sample(1, 2, 1)])).toEqual([]);
  });
});

describe('proper response', () => {
  it('is free for the response time and then brakes its least', () => {
    expect(rssResponse('rear', 0.999, RSS_EGO)).toEqual({ accelerateAtMost: 3.5, brakeAtLeast: 0, brakeAtMost: 8 });
    expect(rssResponse('rear', 1, RSS_EGO)).toEqual({ accelerateAtMost: -4, brakeAtLeast: 4, brakeAtMost: 8 });
    expect(rssResponse('correct', 1, RSS_EGO).brakeAtLeast).toBe(3);
    expect(rssResponse('wrong', 1.5, RSS_OTHER).brakeAtLeast).toBe(0);
    expect(rssResponse('wrong', 2, RSS_OTHER).brakeAtLeast).toBe(4);
    expect(rssResponse('front', 9, RSS_EGO).brakeAtLeast).toBe(0);
    expect([rssLateralResponse(0.5, RSS_EGO), rssLateralResponse(1, RSS_EGO)]).toEqual([0, 0.8]);
  });
});
