/** Aircraft near each other: nothing is lost between samples. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '#core/pose';
import {
  closestApproach,
  isLost,
  leastSeparation,
  lossesOf,
  NEAR_MID_AIR_COLLISION,
  riskRatio,
  totalTime,
  WELL_CLEAR,
} from '#validate/metrics/index';
import { holds, number } from './property.js';

const vector = (size: number) => fc.tuple(number(-size, size), number(-size, size), number(-size, size));
const at = (r: Vec3, v: Vec3, t: number): Vec3 => [r[0] + v[0] * t, r[1] + v[1] * t, r[2] + v[2] * t];

describe('closest approach', () => {
  it('is nearer than any other instant to come', () => {
    holds(
      fc.property(vector(500), vector(40), number(0, 100), (r, v, t) => {
        const { distance, horizontal, vertical } = closestApproach(r, v);
        expect(distance).toBeLessThanOrEqual(Math.hypot(...at(r, v, t)) + 1e-9);
        expect(Math.hypot(horizontal, vertical)).toBeCloseTo(distance, 9);
      }),
    );
  });
  it('comes slowly, too', () => {
    expect(closestApproach([1, 0, 0], [-0.125, 0, 0])).toMatchObject({ time: 8, distance: 0 });
  });
  it('is now where they go apart or keep their distance', () => {
    expect(closestApproach([3, 4, 0], [1, 1, 0])).toEqual({ time: 0, distance: 5, horizontal: 5, vertical: 0 });
    expect(closestApproach([3, 4, -12], [0, 0, 0])).toEqual({ time: 0, distance: 13, horizontal: 5, vertical: 12 });
  });
});

describe('losses of separation', () => {
  it('last as long as the way through the cylinder takes, between two samples', () => {
    // 20 m/s past at 91.44 m: half a chord of 121.92 m in a circle of 152.4 m.
    const samples = [
      { time: 0, position: [-1000, 91.44, 10] as Vec3 },
      { time: 100, position: [1000, 91.44, 10] as Vec3 },
    ];
    const [loss, ...more] = lossesOf(samples, NEAR_MID_AIR_COLLISION);
    expect(more).toEqual([]);
    expect(loss?.from).toBeCloseTo(50 - 121.92 / 20, 9);
    expect(loss?.to).toBeCloseTo(50 + 121.92 / 20, 9);
    // Control: at the samples there is none.
    expect(samples.some(({ position }) => isLost(position, NEAR_MID_AIR_COLLISION))).toBe(false);
  });
  it('need both distances at once', () => {
    const samples = [-1000, 1000].map((x, i) => ({ time: i, position: [x, 0, 31] as Vec3 }));
    expect(lossesOf(samples, NEAR_MID_AIR_COLLISION)).toEqual([]);
    expect(lossesOf(samples, WELL_CLEAR)).toHaveLength(1);
    expect(isLost([0, 152.4, 0], NEAR_MID_AIR_COLLISION)).toBe(false);
    expect(isLost([0, 152.3, 30.4], NEAR_MID_AIR_COLLISION)).toBe(true);
  });
  it('are one across samples, and as long as a fine count', () => {
    holds(
      fc.property(fc.array(vector(250), { minLength: 2, maxLength: 6 }), (positions) => {
        const samples = positions.map((position, time) => ({ time, position }));
        let count = 0;
        for (const [i, p] of positions.entries()) {
          const q = positions[i + 1];
          for (let k = 0; q !== undefined && k < 2000; k++) {
            const share = (k + 0.5) / 2000;
            if (
              isLost(
                [0, 1, 2].map((d) => (p[d] as number) * (1 - share) + (q[d] as number) * share) as unknown as Vec3,
                WELL_CLEAR,
              )
            )
              count++;
          }
        }
        expect(Math.abs(totalTime(lossesOf(samples, WELL_CLEAR)) - count / 2000)).toBeLessThan(2e-3 * positions.length);
      }),
      40,
    );
    const through = [-700, -300, 0, 300, 700].map((x, time) => ({ time, position: [x, 0, 0] as Vec3 }));
    const [loss, ...more] = lossesOf(through, WELL_CLEAR);
    expect(more).toEqual([]);
    // 609.6 m before and after: 400 m/s in the outer steps.
    expect(loss?.from).toBeCloseTo(1 - 309.6 / 400, 12);
    expect(loss?.to).toBeCloseTo(3 + 309.6 / 400, 12);
  });
  it('last as long as the way through the height takes', () => {
    const sinking = [100, -100].map((z, i) => ({ time: 10 * i, position: [50, 0, z] as Vec3 }));
    const [loss] = lossesOf(sinking, NEAR_MID_AIR_COLLISION);
    expect(loss?.from).toBeCloseTo((100 - 30.48) / 20, 9);
    expect(loss?.to).toBeCloseTo((100 + 30.48) / 20, 9);
  });
  it('of one that stays where it is', () => {
    const stay = [0, 5].map((time) => ({ time, position: [100, 0, 0] as Vec3 }));
    expect(lossesOf(stay, NEAR_MID_AIR_COLLISION)).toEqual([{ from: 0, to: 5 }]);
    expect(lossesOf(stay, { horizontal: 100, vertical: 10 })).toEqual([]);
  });
  it('have the least distance between samples, too', () => {
    const samples = [-1000, 1000].map((x, i) => ({ time: 100 * i, position: [x, 30, -40] as Vec3 }));
    expect(leastSeparation(samples)).toEqual({ time: 50, distance: 50, horizontal: 30, vertical: 40 });
    expect(leastSeparation([{ time: 3, position: [3, 4, 0] }])).toMatchObject({ time: 3, distance: 5 });
    expect(leastSeparation([])).toBeUndefined();
    const after = [0, 1, 2].map((i) => ({ time: 10 + 4 * i, position: [5 - i, 0, 0] as Vec3 }));
    expect(leastSeparation(after)).toEqual({ time: 18, distance: 3, horizontal: 3, vertical: 0 });
    const ties = [4, 5, 4].map((x, time) => ({ time, position: [x, 0, 0] as Vec3 }));
    expect(leastSeparation(ties)?.time).toBe(0);
  });
});

it('risk ratio is of probabilities, not of counts', () => {
  expect(riskRatio({ events: 3, encounters: 1000 }, { events: 30, encounters: 2000 })).toBeCloseTo(0.2, 12);
  expect(riskRatio({ events: 0, encounters: 10 }, { events: 0, encounters: 10 })).toBeNaN();
});
