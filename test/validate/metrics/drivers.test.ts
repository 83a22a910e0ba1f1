/** Closed forms of braking and of reference drivers against stepwise integration. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  avoidableSpeed,
  type Braking,
  CAREFUL_DRIVER,
  CPNCO,
  carefulDriverAvoids,
  carefulDriverGap,
  clearanceNeeded,
  emergenceImpactSpeed,
  emergenceTime,
  IDM_ORIGINAL,
  idmAcceleration,
  idmEquilibriumGap,
  impactSpeed,
  r152MaxImpactSpeed,
  requiredLateralAcceleration,
  steerThreatNumber,
  stopDistance,
} from '#validate/metrics/index';
import { holds, number } from './property.js';

const brakes = fc.record({ delay: number(0, 1.5), deceleration: number(3, 10), jerk: number(5, 50), release: number(0, 1) });

/** Stepwise: way to standstill, or the speed at a distance. */
function drive(speed: number, { delay, deceleration, jerk = 1e9, release = 0 }: Braking, distance = Number.POSITIVE_INFINITY) {
  const dt = 2e-4;
  let [v, way] = [speed, 0];
  for (let t = dt / 2; v > 0 && way < distance; t += dt) {
    const a = t < delay ? release : Math.min(deceleration, release + jerk * (t - delay));
    way += Math.max(0, v * dt - (a * dt * dt) / 2);
    v -= a * dt;
  }
  return { way, speed: Math.max(0, v) };
}

describe('braking with a jerk', () => {
  it('stops where stepwise integration does, even before the ramp ends', () => {
    holds(
      fc.property(number(0.2, 40), brakes, (speed, braking) => {
        expect(Math.abs(stopDistance(speed, braking) - drive(speed, braking).way)).toBeLessThan(0.01);
      }),
      40,
    );
  });
  it('hits with the speed of stepwise integration, in each phase', () => {
    holds(
      fc.property(number(1, 40), number(0.05, 1.2), brakes, (speed, share, braking) => {
        const distance = share * stopDistance(speed, braking);
        const [found, wanted] = [impactSpeed(speed, distance, braking), drive(speed, braking, distance).speed];
        // A root: squares compare well near standstill.
        expect(Math.abs(found * found - wanted * wanted)).toBeLessThan(0.2);
        if (share >= 1) expect(found).toBeLessThan(1e-5);
      }),
      60,
    );
  });
  it('stops within its ramp, its delay or after', () => {
    // v = j t^2 / 2 after 1 s: 5 - 10 / 6 m.
    expect(stopDistance(5, { delay: 0, jerk: 10, deceleration: 20 })).toBeCloseTo(5 - 10 / 6, 12);
    expect(impactSpeed(5, 5 - 10 / 6 - 1e-9, { delay: 0, jerk: 10, deceleration: 20 })).toBeLessThan(1e-3);
    // Within the delay by the release alone.
    expect(stopDistance(0.5, { delay: 2, release: 1, jerk: 10, deceleration: 8 })).toBeCloseTo(0.125, 12);
    // No ramp where the release is all there is.
    expect(stopDistance(4, { delay: 0, release: 2, jerk: 1, deceleration: 2 })).toBeCloseTo(4, 12);
  });
  it('without any way left hits with the speed it has', () => {
    expect(impactSpeed(10, 0, CAREFUL_DRIVER)).toBe(10);
    expect(impactSpeed(10, 5, { delay: 0.5, deceleration: 8 })).toBe(10);
    expect(impactSpeed(0, 5, { delay: 0.5, deceleration: 8, jerk: 10 })).toBe(0);
  });
  it('finds the boundary of avoidance by bisection, too', () => {
    holds(
      fc.property(number(1, 150), number(0, 2), number(2, 10), (distance, delay, deceleration) => {
        let [low, high] = [0, 100];
        for (let i = 0; i < 60; i++) {
          const middle = (low + high) / 2;
          if (impactSpeed(middle, distance, { delay, deceleration }) > 0) high = middle;
          else low = middle;
        }
        expect(avoidableSpeed(distance, { delay, deceleration })).toBeCloseTo(low, 6);
      }),
    );
  });
});

describe('IDM', () => {
  it('neither speeds up nor slows down at its equilibrium', () => {
    holds(
      fc.property(number(0, 33), (v) => {
        expect(idmAcceleration(IDM_ORIGINAL, v, 0, idmEquilibriumGap(IDM_ORIGINAL, v))).toBeCloseTo(0, 9);
      }),
    );
    expect(idmEquilibriumGap(IDM_ORIGINAL, 34)).toBe(Number.POSITIVE_INFINITY);
  });
  it('comes to it behind a leader, within a thousandth', () => {
    let [gap, v] = [60, 25];
    for (let t = 0; t < 400; t += 0.05) {
      const a = idmAcceleration(IDM_ORIGINAL, v, v - 20, gap);
      gap += (20 - v) * 0.05;
      v += a * 0.05;
    }
    expect(gap / idmEquilibriumGap(IDM_ORIGINAL, 20)).toBeCloseTo(1, 3);
  });
  it('wants no less than its least gap from a leader that runs away', () => {
    expect(idmAcceleration(IDM_ORIGINAL, 10, -100, 2)).toBeCloseTo(-0.73 * (10 / (120 / 3.6)) ** 4, 12);
  });
});

describe('regulations', () => {
  it('the careful driver cannot avoid from a closing speed of about 55 km/h on, whatever the gap', () => {
    expect(carefulDriverAvoids(1000, 55 / 3.6)).toBe(true);
    expect(carefulDriverAvoids(1000, 58 / 3.6)).toBe(false);
    // Where its gap's TTC is 2 s, by bisection.
    let [low, high] = [10, 20];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (carefulDriverGap(middle) / middle < 2) low = middle;
      else high = middle;
    }
    expect(low * 3.6).toBeCloseTo(56.85, 1);
    expect([low - 1e-6, high + 1e-6].map((v) => carefulDriverAvoids(1000, v))).toEqual([true, false]);
    expect([carefulDriverAvoids(0.01, 0.5), carefulDriverGap(-3)]).toEqual([false, 0]);
    expect(carefulDriverAvoids(carefulDriverGap(10), 10)).toBe(true);
    expect(carefulDriverAvoids(carefulDriverGap(10) - 1e-9, 10)).toBe(false);
    expect(carefulDriverAvoids(0, -1)).toBe(true);
  });
  it('R152 takes the next higher listed speed, and asks nothing outside its range', () => {
    const at = (series: 'original' | '01', kmh: number) => r152MaxImpactSpeed(series, kmh / 3.6)?.valueOf();
    expect(at('original', 31)).toBeCloseTo(20 / 3.6, 12);
    expect(at('01', 40.1)).toBeCloseTo(10 / 3.6, 12);
    for (const [series, listed, next] of [
      ['original', 30, 20],
      ['original', 35, 25],
      ['original', 40, 30],
      ['original', 45, 35],
      ['original', 50, 40],
      ['original', 55, 45],
      ['01', 42, 15],
      ['01', 45, 25],
      ['01', 50, 30],
      ['01', 55, 35],
    ] as const) {
      expect(at(series, listed + 0.01)).toBeCloseTo(next / 3.6, 12);
    }
    expect([at('original', 19.9), at('01', 60.1)]).toEqual([undefined, undefined]);
    for (let kmh = 20; kmh <= 60; kmh += 0.5) expect(at('01', kmh)).toBeLessThanOrEqual(at('original', kmh) as number);
  });
});

describe('coming out from behind', () => {
  it('is when the line of sight over the corner meets the leading edge', () => {
    holds(
      fc.property(number(3, 30), number(0.5, 3), number(0, 0.5), (speed, cameraBehindFront, leadingEdge) => {
        const o = { ...CPNCO, cameraBehindFront, leadingEdge };
        const t = emergenceTime(speed, o);
        // Everything as seen from the camera: the path ahead, the corner before it.
        const toPath = speed * t + cameraBehindFront;
        const across = o.pedestrianSpeed * t - leadingEdge;
        expect(across / toPath).toBeCloseTo(o.cornerAcross / (toPath - o.cornerBefore), 9);
      }),
    );
  });
  it('brakes for what it saw', () => {
    const braking = { delay: 1, deceleration: 7 };
    const v = 50 / 3.6;
    expect(emergenceImpactSpeed(v, CPNCO, braking)).toBe(impactSpeed(v, v * emergenceTime(v, CPNCO), braking));
  });
});

describe('steering aside', () => {
  it('covers the clearance in the time', () => {
    expect((requiredLateralAcceleration(1.2, 2) * 4) / 2).toBeCloseTo(1.2, 12);
    expect(requiredLateralAcceleration(1, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(requiredLateralAcceleration(0.5, 0.5)).toBe(4);
    expect(steerThreatNumber(0, 0, 8)).toBe(0);
    expect(steerThreatNumber(1, Number.POSITIVE_INFINITY, 8)).toBe(0);
    expect([clearanceNeeded(-0.5, 1.8, 0.6), clearanceNeeded(3, 1.8, 0.6)]).toEqual([0.7, 0]);
  });
});
