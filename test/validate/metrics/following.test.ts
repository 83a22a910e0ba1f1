/** One behind another: closed forms against what they solve, and a small simulation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brakeThreatNumber,
  decelerationToSafetyTime,
  type Following,
  modifiedTimeToCollision,
  requiredAcceleration,
  requiredDeceleration,
  stoppingTimeToCollision,
  timeHeadway,
  timeToCollision,
} from '#validate/metrics/index';
import { holds, number } from './property.js';

const pairs = fc.record({
  gap: number(0.5, 150),
  followerSpeed: number(0, 40),
  leaderSpeed: number(0, 40),
  followerAcceleration: number(-9, 4),
  leaderAcceleration: number(-9, 4),
});
/** Both brake, near each other, the follower faster. */
const braking = fc.record({
  gap: number(0.5, 30),
  followerSpeed: number(10, 30),
  leaderSpeed: number(1, 15),
  followerAcceleration: number(-9, -2),
  leaderAcceleration: number(-9, -0.5),
});
/** Gap after a time at constant accelerations. */
function gapAfter(f: Following, t: number): number {
  const da = (f.leaderAcceleration ?? 0) - (f.followerAcceleration ?? 0);
  return f.gap + (f.leaderSpeed - f.followerSpeed) * t + (da * t * t) / 2;
}
/** Gap after a time where who brakes stays at its standstill. */
function gapStopping(f: Following, t: number): number {
  const way = (v: number, a = 0): number => {
    const end = a < 0 ? Math.min(t, v / -a) : t;
    return v * end + (a * end * end) / 2;
  };
  return f.gap + way(f.leaderSpeed, f.leaderAcceleration) - way(f.followerSpeed, f.followerAcceleration);
}

describe('time to collision', () => {
  const still = { gap: 30, followerSpeed: 10, leaderSpeed: 10 };
  it('is never where nothing closes, and now in contact', () => {
    expect(timeToCollision(still)).toBe(Number.POSITIVE_INFINITY);
    expect(modifiedTimeToCollision(still)).toBe(Number.POSITIVE_INFINITY);
    expect(modifiedTimeToCollision({ ...still, leaderSpeed: 12, leaderAcceleration: 1 })).toBe(Number.POSITIVE_INFINITY);
    expect(timeToCollision({ ...still, gap: 0 })).toBe(0);
    expect(modifiedTimeToCollision({ ...still, gap: -1 })).toBe(0);
    expect(timeToCollision({ gap: 0.5, followerSpeed: 10.5, leaderSpeed: 10 })).toBe(1);
    expect(modifiedTimeToCollision({ gap: 0.5, followerSpeed: 10.5, leaderSpeed: 10 })).toBe(1);
    // Just slower behind, just faster: 0.3 t^2 / 2 - 0.1 t = 0.5.
    const gaining = { gap: 0.5, followerSpeed: 10, leaderSpeed: 10.1, followerAcceleration: 0.3 };
    expect(modifiedTimeToCollision(gaining)).toBeCloseTo((0.1 + Math.sqrt(0.31)) / 0.3, 12);
    // Brakes just enough: 0.6^2 - 2 * 0.4 * 0.5 is below zero.
    expect(modifiedTimeToCollision({ gap: 0.5, followerSpeed: 0.6, leaderSpeed: 0, followerAcceleration: -0.4 })).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(modifiedTimeToCollision({ gap: 0.5, followerSpeed: 0.8, leaderSpeed: 0, followerAcceleration: -0.4 })).toBeCloseTo(
      (0.8 - Math.sqrt(0.24)) / 0.4,
      12,
    );
  });
  it('closes the gap at constant accelerations, and not before', () => {
    holds(
      fc.property(pairs, (f) => {
        const t = modifiedTimeToCollision(f);
        if (!Number.isFinite(t) || t > 1e3) return;
        expect(Math.abs(gapAfter(f, t))).toBeLessThan(1e-6 * Math.max(1, t));
        for (const share of [0.1, 0.5, 0.9, 0.99]) expect(gapAfter(f, share * t)).toBeGreaterThan(-1e-9);
      }),
    );
  });
  it('keeps its digits however little the accelerations differ', () => {
    const f = { gap: 30, followerSpeed: 20, leaderSpeed: 10, followerAcceleration: 1e-14 };
    expect(modifiedTimeToCollision(f)).toBeCloseTo(3, 12);
    expect(modifiedTimeToCollision({ ...f, followerSpeed: 10, leaderSpeed: 12, followerAcceleration: 1e-6 })).toBeCloseTo(
      4000014.99994,
      4,
    );
  });
  it('has whom brakes stay where it stops', () => {
    const f = { gap: 30, followerSpeed: 10, leaderSpeed: 10, leaderAcceleration: -10 };
    // The leader stands after 5 m and 1 s; 35 m at 10 m/s.
    expect(stoppingTimeToCollision(f)).toBeCloseTo(3.5, 12);
    // The formula lets it run backwards.
    expect(modifiedTimeToCollision(f)).toBeCloseTo(Math.sqrt(6), 12);
    expect(stoppingTimeToCollision({ ...f, followerAcceleration: -5 })).toBe(Number.POSITIVE_INFINITY);
  });
  it('knows the follower that stands later, and the leader that stops after it', () => {
    // The leader stands after 0.5 s and 2.5 m; the follower has done 9 m by then and has 8.5 m left at 16 m/s, braking with 8 m/s^2.
    const f = { gap: 15, followerSpeed: 20, leaderSpeed: 10, followerAcceleration: -8, leaderAcceleration: -20 };
    expect(stoppingTimeToCollision(f)).toBeCloseTo(0.5 + (16 - Math.sqrt(256 - 16 * 8.5)) / 8, 12);
    const behind = { gap: 1, followerSpeed: 2, leaderSpeed: 6, followerAcceleration: -2, leaderAcceleration: -2 };
    expect(stoppingTimeToCollision(behind)).toBe(Number.POSITIVE_INFINITY);
    expect(stoppingTimeToCollision({ ...behind, followerSpeed: 0.5, followerAcceleration: 0.5, leaderSpeed: 0.5 })).toBeCloseTo(
      (-0.5 + Math.sqrt(0.25 + 1.0625)) / 0.5,
      9,
    );
  });
  it('closes the gap with standstills, and not before', () => {
    holds(
      fc.property(fc.oneof(pairs, braking), (f) => {
        const t = stoppingTimeToCollision(f);
        const until = Math.min(t, 60);
        for (let i = 0; i < 20; i++) expect(gapStopping(f, (i / 20) * until)).toBeGreaterThan(-1e-6);
        if (t < 60) expect(Math.abs(gapStopping(f, t))).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('deceleration', () => {
  it('makes speeds equal just as the gap closes', () => {
    holds(
      fc.property(pairs, ({ gap, followerSpeed, leaderSpeed }) => {
        fc.pre(followerSpeed > leaderSpeed + 0.01);
        const f = { gap, followerSpeed, leaderSpeed };
        const time = (followerSpeed - leaderSpeed) / requiredDeceleration(f);
        expect(gapAfter({ ...f, followerAcceleration: -requiredDeceleration(f) }, time)).toBeCloseTo(0, 6);
      }),
    );
  });
  it('is nothing where they do not close and endless where it is too late', () => {
    const apart = { gap: 30, followerSpeed: 10, leaderSpeed: 20 };
    expect([requiredDeceleration(apart), decelerationToSafetyTime(apart), brakeThreatNumber(apart, 8)]).toEqual([0, 0, 0]);
    const late = { gap: 0, followerSpeed: 20, leaderSpeed: 10 };
    expect(requiredDeceleration(late)).toBe(Number.POSITIVE_INFINITY);
    expect(decelerationToSafetyTime({ ...late, gap: 20 })).toBe(Number.POSITIVE_INFINITY);
    expect(timeHeadway({ ...late, followerSpeed: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(timeHeadway({ gap: 3, followerSpeed: 0.5, leaderSpeed: 0 })).toBe(6);
    const slow = { gap: 0.5, followerSpeed: 0.5, leaderSpeed: 0 };
    expect([requiredDeceleration(slow), decelerationToSafetyTime(slow)]).toEqual([0.25, 0.75]);
  });
  it('adds what the leader brakes, and never asks to accelerate', () => {
    const f = { gap: 30, followerSpeed: 20, leaderSpeed: 10 };
    expect(requiredAcceleration({ ...f, leaderAcceleration: -3 })).toBeCloseTo(-3 - 100 / 60, 12);
    expect(requiredAcceleration({ ...f, leaderAcceleration: 3 })).toBe(0);
    expect(requiredAcceleration(f)).toBeCloseTo(-100 / 60, 12);
  });
});
