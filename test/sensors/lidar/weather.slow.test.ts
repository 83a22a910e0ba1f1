/** What weather does to clouds of points: extinction read back from intensities, clutter with its origin, fewer points, wet ground. */
import { describe, expect, it } from 'vitest';
import { RETURN_ORIGIN } from '#contracts/observation';
import { actor, ego } from '../../world/fixture.js';
import { bytesOf, type Cloud, EXACT, flow, length, point, rowsOf, runOf, scan } from './fixture.js';

const AT = 1e9;
const LN20 = Math.log(20);
const SOLIDS = [
  actor('near', { asset: 'van', seed: 1, traits: {} }, [9, 3, 0]),
  actor('far', { asset: 'truck', seed: 1, traits: {} }, [28, -4, 0]),
];
const count = (cloud: Cloud, origin: number): number => rowsOf(cloud, (row) => cloud.columns.origin[row] === origin).length;

describe('extinction out of intensities', () => {
  const clear = runOf([ego(0, 0), ...SOLIDS], { fogMorM: 1e9 });
  /** Intensity over that in clear air, for the same shot, against the way there and back: its slope is the extinction. */
  function fitted(
    mor: number,
    intensity: (value: number, range: number) => number,
  ): { alpha: number; points: number; span: number } {
    const options = { model: 'OS1-128', dropout: 0, divergence: 0 } as const;
    const before = scan(clear, AT, options);
    const after = scan(runOf([ego(0, 0), ...SOLIDS], { fogMorM: mor }), AT, options, {}, 2);
    const known = new Map(
      rowsOf(before, () => true).map((row) => [`${before.columns.time[row]} ${before.columns.ring[row]}`, row]),
    );
    let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
    let far = 0;
    for (const row of rowsOf(after, (each) => after.columns.origin[each] === RETURN_ORIGIN.surface)) {
      const was = known.get(`${after.columns.time[row]} ${after.columns.ring[row]}`);
      if (was === undefined || (before.columns.intensity[was] as number) >= 1) continue;
      const range = length(point(after, row));
      const x = 2 * range;
      const y = Math.log(intensity(after.columns.intensity[row] as number, range) / (before.columns.intensity[was] as number));
      far = Math.max(far, range);
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
    return { alpha: -(n * sxy - sx * sy) / (n * sxx - sx * sx), points: n, span: far };
  }

  it.each([100, 300])('agrees with the declared one to 3 in 100 at a MOR of %d m', (mor) => {
    const { alpha, points, span } = fitted(mor, (value) => value);
    expect(points).toBeGreaterThan(5000);
    expect(span).toBeGreaterThan(20);
    expect(Math.abs(alpha / (LN20 / mor) - 1)).toBeLessThan(0.03);
  });

  it('and would not, were light attenuated one way only', () => {
    const { alpha } = fitted(100, (value, range) => value * Math.exp((LN20 / 100) * range));
    expect(Math.abs(alpha / (LN20 / 100) - 1)).toBeGreaterThan(0.3);
  });
});

describe('clutter', () => {
  const run = runOf([ego(0, 0), ...SOLIDS]);
  const clear = scan(run, AT);
  const dense = scan(run, AT, {}, { extinctionPerM: LN20 / 30 });
  const rain = scan(run, AT, {}, { rainMmPerH: 50, extinctionPerM: 5e-3 });
  const snow = scan(run, AT, {}, { snowMmPerH: 3, extinctionPerM: 1e-2 });

  it('there is none in clear air', () => {
    expect(count(clear, RETURN_ORIGIN.surface)).toBe(clear.count);
  });

  it('is fog in fog, rain in rain, snow in snow, and belongs to nothing', () => {
    for (const [cloud, origin] of [
      [dense, RETURN_ORIGIN.fog],
      [rain, RETURN_ORIGIN.rain],
      [snow, RETURN_ORIGIN.snow],
    ] as const) {
      const rows = rowsOf(cloud, (row) => cloud.columns.origin[row] === origin);
      expect(rows.length).toBeGreaterThan(20);
      expect(rows.length + count(cloud, RETURN_ORIGIN.surface)).toBe(cloud.count);
      for (const row of rows) {
        expect([cloud.columns.instance[row], cloud.columns.semantic[row], length(flow(cloud, row))]).toEqual([0, 0, 0]);
        expect(length(point(cloud, row))).toBeLessThan(26);
      }
    }
  });

  it('fog loses what is far, and leaves what is near', () => {
    const surfaces = (cloud: Cloud, from: number, to: number): number =>
      rowsOf(
        cloud,
        (row) => cloud.columns.origin[row] === 0 && length(point(cloud, row)) >= from && length(point(cloud, row)) < to,
      ).length;
    expect(surfaces(dense, 20, 200)).toBeLessThan(0.5 * surfaces(clear, 20, 200));
    expect(surfaces(dense, 0, 9)).toBeGreaterThan(0.9 * surfaces(clear, 0, 9));
  });

  it('Goodin takes far more than the medium of the same rain', () => {
    const medium = { rainMmPerH: 10, extinctionPerM: 1.6e-3 };
    const surfaces = (rainModel: 'medium' | 'goodin') => count(scan(run, AT, { rainModel }, medium), RETURN_ORIGIN.surface);
    expect(surfaces('goodin')).toBeLessThan(0.9 * surfaces('medium'));
  });

  it('spray stands behind what drives fast on a wet road, and nowhere on a dry one', () => {
    const driving = runOf([ego(0, 25), actor('van', { asset: 'van', seed: 1, traits: {} }, [22, 0, 0], 0, 25)]);
    const rows = (wetness: number): readonly number[] => {
      const cloud = scan(driving, AT, { model: 'OS1-128' }, { wetness });
      const spray = rowsOf(cloud, (row) => cloud.columns.origin[row] === RETURN_ORIGIN.spray);
      for (const row of spray) expect(point(cloud, row)[0]).toBeLessThan(22);
      return spray;
    };
    expect(rows(0)).toHaveLength(0);
    expect(rows(1).length).toBeGreaterThan(10);
  });
});

describe('intensity', () => {
  const run = runOf([ego(0, 0), ...SOLIDS]);
  const road = (cloud: Cloud): readonly number[] =>
    rowsOf(cloud, (row) => cloud.columns.semantic[row] === run.scene.semanticIds.road);
  const mean = (cloud: Cloud): number =>
    road(cloud).reduce((sum, row) => sum + (cloud.columns.intensity[row] as number), 0) / road(cloud).length;

  it('is within 0 and 1, and of a wet road half that of a dry one', () => {
    const dry = scan(run, AT, EXACT);
    for (const value of dry.columns.intensity) expect(value > 0 && value <= 1).toBe(true);
    expect(
      mean(scan(run, AT, { ...EXACT, rangeM: 200 }, { wetness: 1 })) / mean(scan(run, AT, { ...EXACT, rangeM: 200 })),
    ).toBeCloseTo(0.5, 2);
  });

  it('does not fall with range in clear air: the same slant, the same intensity', () => {
    const bright = scan(run, AT, { ...EXACT, rangeM: 400 }, { extinctionPerM: 0 });
    // By ring the slant on flat ground is the same all round; by height it changes the range alone.
    const low = scan(run, AT, { ...EXACT, rangeM: 400, position: [0, 0, 1.2] }, { extinctionPerM: 0 });
    const of = (cloud: Cloud): number =>
      cloud.columns.intensity[road(cloud).find((row) => cloud.columns.ring[row] === 2) as number] as number;
    expect(of(low) / of(bright)).toBeCloseTo(1, 5);
  });
});

describe('a session', () => {
  const run = runOf([ego(0, 10), ...SOLIDS]);
  const medium = { rainMmPerH: 20, wetness: 1, extinctionPerM: 0.03 };
  it('repeats itself to the byte, and another seed changes chance alone', () => {
    const [one, same, other] = [1, 1, 2].map((seed) => scan(run, AT, {}, medium, seed)) as [Cloud, Cloud, Cloud];
    expect(bytesOf(same) === bytesOf(one)).toBe(true);
    expect(bytesOf(other) === bytesOf(one)).toBe(false);
    expect(Math.abs(other.count - one.count)).toBeLessThan(0.02 * one.count);
    expect(bytesOf(scan(run, AT, EXACT, {}, 2)) === bytesOf(scan(run, AT, EXACT, {}, 1))).toBe(true);
  });
  it('loses the share of points that it is told to, and scatters ranges as it is told to', () => {
    const [all, half] = [scan(run, AT, EXACT), scan(run, AT, { ...EXACT, dropout: 0.5 })];
    expect(half.count / all.count).toBeCloseTo(0.5, 1.5);
    const noisy = scan(run, AT, { ...EXACT, rangeNoiseM: 0.05, rangeM: 1000 });
    const exact = scan(run, AT, { ...EXACT, rangeM: 1000 });
    const key = (cloud: Cloud, row: number): string => `${cloud.columns.time[row]} ${cloud.columns.ring[row]}`;
    const found = new Map(rowsOf(noisy, () => true).map((row) => [key(noisy, row), length(point(noisy, row))]));
    // Near by, where there is plenty of light.
    const near = rowsOf(exact, (row) => exact.columns.origin[row] === 0 && length(point(exact, row)) < 15);
    const off = near.map((row) => (found.get(key(exact, row)) as number) - length(point(exact, row)));
    const sd = Math.sqrt(off.reduce((sum, v) => sum + v * v, 0) / off.length);
    expect(sd / 0.05).toBeCloseTo(1, 1);
  });
});
