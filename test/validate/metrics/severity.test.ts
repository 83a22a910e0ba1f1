/** Injury risk: curves have names, rise with speed, and pass through what their sources say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  INJURY_CURVES,
  type InjuryCurveId,
  injuryRisk,
  plasticDeltaV,
  rosenSanderByAge,
  speedAtRisk,
} from '#validate/metrics/index';
import { holds, number } from './property.js';

const ids = Object.keys(INJURY_CURVES) as InjuryCurveId[];
const kmh = (speed: number): number => speed / 3.6;

describe.each(ids)('%s', (id) => {
  it('names itself and its outcome', () => {
    expect(injuryRisk(id, 10)).toMatchObject({ curve: id, outcome: INJURY_CURVES[id].outcome, speed: 10 });
    expect(INJURY_CURVES[id].source).toMatch(/\(20\d\d\)/);
  });
  it('rises with speed, between 0 and 1, and its inverse is its inverse', () => {
    holds(
      fc.property(number(0, 40), (v) => {
        const risk = injuryRisk(id, v).probability;
        expect(risk).toBeGreaterThan(0);
        expect(risk).toBeLessThan(1);
        expect(injuryRisk(id, v + 0.1).probability).toBeGreaterThan(risk);
        expect(speedAtRisk(id, risk)).toBeCloseTo(v, 6);
      }),
    );
  });
  it('says where it goes beyond its source', () => {
    const [low, high] = INJURY_CURVES[id].covered;
    expect([low, high].map((v) => injuryRisk(id, v).extrapolated)).toEqual([false, false]);
    expect(injuryRisk(id, high + 0.01).extrapolated).toBe(true);
  });
});

describe('risk', () => {
  it('passes through the published points', () => {
    const mph = 1609.344 / 3600;
    [24.1, 32.5, 40.6, 48, 54.6].forEach((v, i) => {
      expect(injuryRisk('tefft-2013-death', v * mph).probability).toBeCloseTo([0.1, 0.25, 0.5, 0.75, 0.9][i] as number, 12);
    });
    [17.1, 24.9, 33, 40.8, 48.1].forEach((v, i) => {
      expect(injuryRisk('tefft-2013-ais4', v * mph).probability).toBeCloseTo([0.1, 0.25, 0.5, 0.75, 0.9][i] as number, 12);
    });
  });
  it('keeps what the abstract of Rosen and Sander says: at 50 km/h more than twice that at 40 and five times that at 30', () => {
    const at = (v: number): number => injuryRisk('rosen-sander-2009', kmh(v)).probability;
    expect(at(50) / at(40)).toBeGreaterThan(2);
    expect(at(50) / at(30)).toBeGreaterThan(5);
    expect(at(50) / at(30)).toBeCloseTo(5.6, 1);
  });
  it('differs by curve at 50 km/h, so that a figure without its curve says little', () => {
    const [rosen, tefft] = [injuryRisk('rosen-sander-2009', kmh(50)), injuryRisk('tefft-2013-death', kmh(50))];
    expect(tefft.probability / rosen.probability).toBeGreaterThan(2);
  });
  it('is extrapolated beyond 80 km/h, and beyond 10 and 90 %', () => {
    const beyond = (id: InjuryCurveId, v: number): boolean => injuryRisk(id, kmh(v)).extrapolated;
    expect([0, 79.9, 80.1].map((v) => beyond('rosen-sander-2009', v))).toEqual([false, false, true]);
    expect([38.7, 38.9, 87.8, 87.9].map((v) => beyond('tefft-2013-death', v))).toEqual([true, false, false, true]);
  });
  it('grows with age', () => {
    expect(rosenSanderByAge(kmh(50), 70)).toBeGreaterThan(rosenSanderByAge(kmh(50), 20));
    // 9.1 - 0.095 * 50 - 0.04 * 50 = 2.35
    expect(rosenSanderByAge(kmh(50), 50)).toBeCloseTo(1 / (1 + Math.exp(2.35)), 12);
  });
  it('is nobody known for a probability that no speed has', () => {
    expect(speedAtRisk('rosen-sander-2009', 1e-6)).toBeNaN();
  });
});

describe('delta-v', () => {
  it('keeps momentum: both go on with the same speed', () => {
    holds(
      fc.property(
        fc.tuple(...[20, 20, 1, 1].map((max) => fc.double({ min: 0.5, max: 100 * max, noNaN: true }))),
        ([m, n, v, w]) => {
          const closing = (v as number) - (w as number);
          const first = (v as number) - plasticDeltaV(m as number, n as number, closing);
          const second = (w as number) + plasticDeltaV(n as number, m as number, closing);
          expect(first).toBeCloseTo(second, 8);
        },
      ),
    );
  });
});
