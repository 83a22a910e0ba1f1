/** Weather's formulas against the values of science.md 4.3 and 4.4. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Medium } from '#contracts/frame';
import { emptyHits } from '#contracts/rays';
import { IDENTITY_POSE, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { type Air, airOf, goodinExtinction, goodinNoise, rangeIn, twoWay } from '#sensors/lidar/air';
import { clutterIn } from '#sensors/lidar/clutter';
import { crossSection, DROP_GAIN, dropField } from '#sensors/lidar/drops';
import { fogPower, fogReturn } from '#sensors/lidar/fog-return';
import { lidarModel } from '#sensors/lidar/models/index';
import { gatherPoints } from '#sensors/lidar/points';
import { report } from '#sensors/lidar/returns';
import { emptyRays } from '#sensors/lidar/way';
import { opticalDepth, type Plume, plumeOnRay } from '#sensors/plumes';
import { numberAbove, rainDrops, rainExtinction, snowFlakes } from '#sensors/precipitation';
import { EXACT, lidarSensor } from './fixture.js';

const LN20 = Math.log(20);
const CLEAR: Air = { extinctionPerM: 0, fogBackscatter: 0, rainMmPerH: 0, snowMmPerH: 0, wetness: 0, goodin: false };

describe('light in air', () => {
  it('Beer and Lambert, there and back', () => {
    expect(twoWay(LN20 / 100, 50)).toBeCloseTo(0.05, 10);
    expect(10 * Math.log10(twoWay(LN20 / 100, 50))).toBeCloseTo(-13.01, 2);
    expect(twoWay(LN20 / 200, 50)).toBeCloseTo(0.2236, 4);
    expect(twoWay(LN20 / 50, 50)).toBeCloseTo(0.0025, 10);
    // Koschmieder, one way: a twentieth of the contrast at the MOR.
    expect(Math.sqrt(twoWay(LN20 / 100, 100))).toBeCloseTo(0.05, 10);
    expect(Math.sqrt(twoWay(LN20 / 100, 50))).toBeCloseTo(0.2236, 4);
  });

  it('farthest detection in fog by Lambert W: 23.893, 35.022, 48.420 m', () => {
    expect([50, 100, 200].map((mor) => rangeIn(LN20 / mor, 100).toFixed(3))).toEqual(['23.893', '35.022', '48.420']);
    expect(rangeIn(0, 100)).toBe(100);
  });

  it("Goodin's rain: 0.0398 per m at 10 mm/h, 0.0187 there and back at 50 m, 30.13 m instead of 100", () => {
    expect(goodinExtinction(10)).toBeCloseTo(0.0398, 4);
    expect(twoWay(goodinExtinction(10), 50)).toBeCloseTo(0.0187, 4);
    expect(rangeIn(goodinExtinction(10), 100)).toBeCloseTo(30.13, 2);
    expect(goodinNoise(50, 10)).toBeCloseTo(1, 3);
    expect(goodinNoise(50, 0)).toBe(0);
  });

  it("is the medium's own unless Goodin is asked for, who changes the rain's part alone", () => {
    const fog = 0.01;
    const medium = { extinctionPerM: fog + rainExtinction(10), rainMmPerH: 10, snowMmPerH: 0, wetness: 1 } as Medium;
    expect(airOf(medium, 'medium').extinctionPerM).toBe(medium.extinctionPerM);
    expect(airOf(medium, undefined).goodin).toBe(false);
    expect(airOf(medium, 'goodin').extinctionPerM).toBeCloseTo(fog + goodinExtinction(10), 12);
    // 0.046 / MOR of the fog in it.
    expect(airOf(medium, 'medium').fogBackscatter).toBeCloseTo((0.046 * fog) / LN20, 12);
  });
});

describe('what falls', () => {
  it('Marshall and Palmer at 1, 10, 50 mm/h: slope, number, number above 1 mm, water, reflectivity, extinction', () => {
    const rows = [1, 10, 50].map((rate) => {
      const { n0, slope } = rainDrops(rate);
      const extinction = (2 * Math.PI * n0 * 2) / (4 * slope ** 3) / 1e6;
      return [
        slope,
        n0 / slope,
        numberAbove({ n0, slope }, 1),
        (Math.PI * n0) / slope ** 4 / 1000,
        (n0 * 720) / slope ** 7,
        extinction,
      ];
    });
    const wanted = [
      [4.1, 1951.2, 32.3, 0.0889, 295.8, 3.647e-4],
      [2.528, 3164.5, 252.6, 0.6153, 8728, 1.556e-3],
      [1.803, 4437, 731.2, 2.3781, 92987, 4.288e-3],
    ];
    for (const [i, row] of rows.entries())
      for (const [k, value] of row.entries()) expect(Math.abs(value / (wanted[i]?.[k] as number) - 1)).toBeLessThan(0.0015);
  });

  it("the medium's rain is that extinction, to 1 %", () => {
    for (const rate of [1, 10, 50]) {
      const { n0, slope } = rainDrops(rate);
      expect(rainExtinction(rate) / ((Math.PI * n0) / slope ** 3 / 1e6)).toBeCloseTo(1, 1.9);
    }
  });

  it('snow: slope 22.9 R^-0.45 per cm', () => {
    expect(snowFlakes(1).slope).toBeCloseTo(2.29, 9);
    expect(snowFlakes(2).slope).toBeCloseTo(2.29 * 2 ** -0.45, 9);
  });
});

/** Ranges at which a surface of that reflectance straight on is still reported. */
function reported(air: Air, effective: number, ranges: readonly number[]): number[] {
  const model = lidarModel(lidarSensor({ ...EXACT, model: 'generic', rangeM: 100 }));
  const count = ranges.length;
  const rays = emptyRays(count);
  const hits = emptyHits(count);
  hits.distance.set(ranges);
  const directions = new Float64Array(3 * count).map((_, i) => (i % 3 === 0 ? 1 : 0));
  rays.directions.set(directions);
  const turn = { columns: count, rings: 1, directions, offsetsNs: new Float64Array(count), azimuthStep: 0 };
  const points = gatherPoints(count);
  const random = randomRoot(1);
  report(
    { turn, rays, hits, effective: new Float64Array(count).fill(effective) },
    model,
    air,
    clutterIn(air, [], model, random),
    random,
    points,
  );
  return Array.from(points.taken().xyz.filter((_, i) => i % 3 === 0));
}

describe('the sensor in that air', () => {
  const ranges = Array.from({ length: 12_000 }, (_, i) => 5 + i * 0.01);
  it('detects a tenth up to its range in clear air, and as far as Lambert W says in fog', () => {
    expect(Math.max(...reported(CLEAR, 0.1, ranges))).toBeCloseTo(100, 1);
    for (const mor of [50, 100, 200]) {
      const air = { ...CLEAR, extinctionPerM: LN20 / mor };
      expect(Math.abs(Math.max(...reported(air, 0.1, ranges)) - rangeIn(LN20 / mor, 100))).toBeLessThan(0.011);
    }
  });

  it('detects what sends back four times as much twice as far', () => {
    const half = lidarModel(lidarSensor({ model: 'generic' }));
    expect(half.windowM).toBeGreaterThan(2 * half.rangeM);
    expect(Math.max(...reported(CLEAR, 0.025, ranges))).toBeCloseTo(50, 1);
  });
});

describe("fog's own return", () => {
  const fog = (mor: number): Air => ({ ...CLEAR, extinctionPerM: LN20 / mor, fogBackscatter: 0.046 / mor });
  it('is beta times the pulse over exp(-2 alpha r) / r^2, by quadrature of another kind', () => {
    const [air, pulse, range] = [fog(100), 20e-9, 12];
    const tau = 20e-9;
    const c = 299_792_458;
    // Simpson over time, the echo of a surface at r standing at t = tau after its start.
    const n = 2000;
    let sum = 0;
    for (let i = 0; i <= n; i++) {
      const t = (2 * tau * i) / n;
      const r = range - (c * (t - tau)) / 2;
      const weight = i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2;
      sum += (weight * Math.sin((Math.PI * t) / (2 * tau)) ** 2 * Math.exp(-2 * air.extinctionPerM * r)) / (r * r);
    }
    const wanted = (Math.PI * air.fogBackscatter * sum * (c / 2) * 2 * tau) / n / 3;
    expect(fogPower(air, pulse, range) / wanted).toBeCloseTo(1, 3);
  });

  it('has its peak near by, and more of it in thicker fog', () => {
    const [thick, thin] = [fogReturn(fog(30), 6e-9, 0.5), fogReturn(fog(300), 6e-9, 0.5)];
    expect(thick.peakM).toBeLessThan(6);
    expect(thick.power).toBeGreaterThan(5 * thin.power);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.double({ min: 2, max: 20, noNaN: true }), (u, most) => {
        const range = thick.rangeFor(u, most);
        expect(range).toBeGreaterThanOrEqual(0.5);
        expect(range).toBeLessThanOrEqual(most + 0.051);
      }),
    );
  });
});

describe('drops in a beam', () => {
  const beam = { divergence: 3e-3, exitDiameterM: 0.011, threshold: 0.1 / 45 ** 2, minRangeM: 0.5 };
  const field = dropField({ sizes: rainDrops(25), gain: DROP_GAIN, swelling: 1 }, beam, 0);
  it('a beam is as wide as its exit and its angle make it', () => {
    expect(crossSection(beam, 10)).toBeCloseTo((Math.PI * 0.041 ** 2) / 4, 12);
  });
  it('are a Poisson process: chance of none is exp(-expected); more rain, more drops', () => {
    for (const range of [3, 8, 20]) expect(field.none(range)).toBeCloseTo(Math.exp(-field.expected(range)), 3);
    const drizzle = dropField({ sizes: rainDrops(1), gain: DROP_GAIN, swelling: 1 }, beam, 0);
    expect(field.expected(20)).toBeGreaterThan(3 * drizzle.expected(20));
  });
  it('give at least what is detected, before the surface', () => {
    const unit = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(unit, unit, fc.double({ min: 1, max: 20, noNaN: true }), (u, v, most) => {
        const { rangeM, power } = field.drop(u, v, most);
        expect(rangeM).toBeLessThanOrEqual(most);
        expect(power).toBeGreaterThanOrEqual(0.99 * beam.threshold);
      }),
    );
  });
});

describe('spray', () => {
  const plume: Plume = {
    matter: 'spray',
    worldFromPlume: { ...IDENTITY_POSE, position: [10, 1, 1] },
    spread: [3, 0.8, 0.6],
    extinctionPerM: 0.1,
  };
  it('has a closed optical depth along any ray: a sum over small steps', () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(part, part, fc.double({ min: 2, max: 30, noNaN: true }), (a, b, distance) => {
        const size = Math.hypot(1, a / 8, b / 8);
        const direction: Vec3 = [1 / size, a / 8 / size, b / 8 / size];
        const origin: Vec3 = [0, 0.5, 1];
        const seen = plumeOnRay(plume, origin, direction);
        let sum = 0;
        const n = 4000;
        for (let i = 0; i < n; i++) {
          const r = ((i + 0.5) / n) * distance;
          const off = [0, 1, 2].map(
            (k) => (origin[k as 0] + r * direction[k as 0] - plume.worldFromPlume.position[k as 0]) / plume.spread[k as 0],
          );
          sum += 0.1 * Math.exp(-off.reduce((s, v) => s + v * v, 0) / 2) * (distance / n);
        }
        expect(Math.abs((seen === undefined ? 0 : opticalDepth(seen, distance)) - sum)).toBeLessThan(1e-3 * Math.max(sum, 0.1));
      }),
      { numRuns: 30 },
    );
  });
  it('is not there for rays that pass by', () => {
    expect(plumeOnRay(plume, [0, 20, 1], [1, 0, 0])).toBeUndefined();
  });
});
