/** Radars: science.md 4.5's figures, weather, Swerling's first case, cells and thresholds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import { RETURN_ORIGIN } from '#contracts/observation';
import { randomRoot } from '#core/random';
import { cellsOf, type Detection, detect, folded, meanPower, type Receiver } from '#sensors/radar/cells';
import type { Echo } from '#sensors/radar/echo';
import {
  dopplerOf,
  dwellFor,
  noiseDbm,
  rangeResolution,
  ratioOf,
  receivedDbm,
  speedResolution,
  WAVELENGTH,
} from '#sensors/radar/equation';
import { cellCount, falseAlarms, thresholdFor } from '#sensors/radar/false-alarms';
import { bounceBetween, bounceShare } from '#sensors/radar/ground';
import { meanRcs } from '#sensors/radar/rcs';
import { rainCoefficients, specificAttenuation } from '#sensors/radar/weather';
import { deviation, mean, report, rms } from './fixture.js';
import { RADAR as SENSOR } from './radar-fixture.js';

const DEGREE = Math.PI / 180;
const RECEIVER: Receiver = {
  sensor: SENSOR,
  noise: ratioOf(noiseDbm(dwellFor(0.1), 15, 12)),
  threshold: thresholdFor(SENSOR),
  attenuation: 0,
};
const ECHO: Echo = { range: 50, azimuth: 0, elevation: 0, rate: 0, rcs: 10, instance: 1, semantic: 1, origin: 0 };

describe('the radar equation', () => {
  it("gives science.md's figures", () => {
    const figures: readonly (readonly [string, number, number, number])[] = [
      ['wavelength at 77 GHz, mm', 3.8934, WAVELENGTH * 1000, 5e-5],
      ['Doppler, Hz per m/s', 513.69, dopplerOf(1), 5e-3],
      ['power from 10 dBsm at 50 m, dBm', -79.128, receivedDbm(10, 25, 10, 50), 5e-4],
      ['power from 10 dBsm at 100 m, dBm', -91.17, receivedDbm(10, 25, 10, 100), 1e-3],
      ['a doubled range, dB', 12.041, receivedDbm(10, 25, 10, 50) - receivedDbm(10, 25, 10, 100), 5e-4],
      ['range resolution of 1 GHz, m', 0.1499, rangeResolution(1e9), 5e-5],
      ['speed resolution of 20 ms, m/s', 0.0973, speedResolution(0.02), 5e-5],
      ['dwell for 0.0973 m/s, ms', 20, dwellFor(speedResolution(0.02)) * 1000, 1e-9],
    ];
    for (const [what, wanted, found, within] of figures) {
      report(`Radar: ${what}`, wanted, found);
      expect(Math.abs(found - wanted), what).toBeLessThan(within);
    }
  });

  it('a cell has the noise of 1 / dwell: kTB at 290 K in 50 Hz', () => {
    expect(noiseDbm(0.02, 0, 0)).toBeCloseTo(-173.975 + 10 * Math.log10(50), 6);
  });
});

describe('weather', () => {
  /** ITU-R P.838-3, table 5. */
  it('rain takes what ITU-R P.838-3 tabulates', () => {
    const table = [
      [10e9, 'horizontal', 0.01217, 1.2571],
      [10e9, 'vertical', 0.01129, 1.2156],
      [80e9, 'horizontal', 1.1704, 0.7115],
      [80e9, 'vertical', 1.1668, 0.7021],
    ] as const;
    for (const [frequency, polarisation, k, alpha] of table) {
      const found = rainCoefficients(frequency, polarisation);
      report(
        `Radar: P.838-3 k, alpha at ${frequency / 1e9} GHz ${polarisation}`,
        `${k}, ${alpha}`,
        `${found.k.toFixed(5)}, ${found.alpha.toFixed(4)}`,
      );
      expect(Math.abs(found.k / k - 1)).toBeLessThan(2e-3);
      expect(Math.abs(found.alpha - alpha)).toBeLessThan(2e-3);
    }
  });

  it('is taken twice, and fog and snow take little', () => {
    const air = { extinctionPerM: 3 / 20_000, rainMmPerH: 0, snowMmPerH: 0 };
    const gamma = specificAttenuation({ ...air, rainMmPerH: 25 });
    const [wet, dry] = [{ ...RECEIVER, attenuation: gamma }, RECEIVER];
    const lost = 10 * Math.log10(meanPower(dry, { ...ECHO, range: 150 }) / meanPower(wet, { ...ECHO, range: 150 }));
    report('Radar: rain of 25 mm/h, dB/km one way', '10.9 (k 25^alpha)', gamma);
    report('Radar: the same over 150 m and back, dB', 0.3 * gamma, lost);
    expect(lost).toBeCloseTo(0.3 * gamma, 9);
    const { k, alpha } = rainCoefficients(77e9, 'vertical');
    expect(gamma).toBeCloseTo(k * 25 ** alpha, 9);
    const fog = specificAttenuation({ ...air, extinctionPerM: 3 / 50 });
    report('Radar: fog of MOR 50 m, dB/km', 'about 1.5', fog);
    expect(fog).toBeLessThan(2);
    expect(specificAttenuation({ ...air, snowMmPerH: 2 })).toBeLessThan(1);
    expect(specificAttenuation(air)).toBeLessThan(0.01);
  });
});

describe('detection', () => {
  const many = 20_000;
  const seen = (echo: Echo, receiver = RECEIVER): readonly (Detection | undefined)[] => {
    const random = randomRoot('swerling');
    return Array.from({ length: many }, (_, k) => detect(receiver, [echo], random.child(k))[0]);
  };

  it('fluctuates as Swerling I: exponential cross-section with the mean it should have', () => {
    const rcs = seen(ECHO).flatMap((found) => (found === undefined ? [] : [ratioOf(found.rcs)]));
    report('Radar: mean RCS over 20,000 scans, m^2', 10, mean(rcs));
    report('Radar: its standard deviation, m^2 (exponential: the mean)', 10, deviation(rcs));
    const above = rcs.filter((value) => value > 10).length / many;
    report('Radar: share above the mean (1 / e)', Math.exp(-1), above);
    expect(Math.abs(mean(rcs) / 10 - 1)).toBeLessThan(0.03);
    expect(Math.abs(deviation(rcs) / 10 - 1)).toBeLessThan(0.05);
    expect(Math.abs(above - Math.exp(-1))).toBeLessThan(0.01);
  });

  it('is as likely as Swerling I says: Pd = exp(-T / (1 + SNR))', () => {
    for (const db of [8, 13, 20]) {
      const rcs = (10 * ratioOf(db) * RECEIVER.noise) / meanPower(RECEIVER, ECHO);
      const wanted = Math.exp(-RECEIVER.threshold / (1 + ratioOf(db)));
      const found = seen({ ...ECHO, rcs }).filter((each) => each !== undefined).length / many;
      report(`Radar: Pd at ${db} dB`, wanted, found);
      expect(Math.abs(found - wanted)).toBeLessThan(4 * Math.sqrt((wanted * (1 - wanted)) / many));
    }
  });

  it('has errors of resolution / sqrt(2 SNR)', () => {
    const found = seen({ ...ECHO, rcs: 0.05 }).flatMap((each) => (each === undefined ? [] : [each]));
    const scaled = (of: (each: Detection) => number, resolution: number) =>
      rms(found.map((each) => (of(each) / resolution) * Math.sqrt(2 * ratioOf(each.snr))));
    const [range, rate] = [scaled((each) => each.range - 50, 0.3), scaled((each) => each.rate, 0.1)];
    const azimuth = scaled((each) => each.azimuth, SENSOR.beamwidth / 1.6);
    report(
      'Radar: errors over their declared sd: range, speed, azimuth',
      '1, 1, 1',
      [range, rate, azimuth].map((v) => v.toFixed(3)).join(', '),
    );
    for (const value of [range, rate, azimuth]) expect(Math.abs(value - 1)).toBeLessThan(0.03);
  });

  it('makes as many false alarms as declared, anywhere it looks', () => {
    const random = randomRoot('noise');
    const scans = Array.from({ length: 4000 }, (_, k) =>
      falseAlarms({ ...RECEIVER, sensor: { ...SENSOR, falseAlarms: 3 } }, random.child(k)),
    );
    const counts = scans.map((scan) => scan.length);
    report(
      'Radar: false alarms a scan, mean and variance (Poisson)',
      '3, 3',
      `${mean(counts).toFixed(3)}, ${(deviation(counts) ** 2).toFixed(3)}`,
    );
    expect(Math.abs(mean(counts) - 3)).toBeLessThan(0.1);
    expect(Math.abs(deviation(counts) ** 2 - 3)).toBeLessThan(0.25);
    expect(scans.flat().every(({ origin, instance }) => origin === RETURN_ORIGIN.falseAlarm && instance === 0)).toBe(true);
    expect(mean(scans.flat().map(({ range }) => range))).toBeCloseTo(100, -1);
  });

  it('the threshold is that of the declared rate: cells x exp(-T)', () => {
    expect(cellCount(SENSOR) * Math.exp(-thresholdFor(SENSOR))).toBeCloseTo(1, 9);
    report(
      'Radar: threshold for one false alarm a scan, dB',
      10 * Math.log10(Math.log(cellCount(SENSOR))),
      10 * Math.log10(RECEIVER.threshold),
    );
  });

  it('tells apart what is a resolution apart in range, speed or azimuth, and nothing else', () => {
    const pair = (change: Partial<Echo>) =>
      cellsOf(SENSOR, [
        { echo: ECHO, power: 2 },
        { echo: { ...ECHO, ...change }, power: 1 },
      ]).length;
    expect(pair({ range: 50.31 })).toBe(2);
    expect(pair({ rate: 0.11 })).toBe(2);
    expect(pair({ azimuth: 2.1 * DEGREE })).toBe(2);
    expect(pair({ range: 50.29, rate: 0.09, azimuth: 1.9 * DEGREE, elevation: 0.5 })).toBe(1);
  });

  it('every echo is in one cell, whose strongest resolves none of it; order does not matter', () => {
    const one = fc.record({
      range: fc.double({ min: 10, max: 14, noNaN: true }),
      rate: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
      azimuth: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
      power: fc.double({ min: 0.1, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (all) => {
        const strong = all.map(({ power, ...rest }) => ({ echo: { ...ECHO, ...rest }, power }));
        const cells = cellsOf(SENSOR, strong);
        expect(cells.flat()).toHaveLength(strong.length);
        expect(new Set(cells.flat()).size).toBe(strong.length);
        for (const cell of cells) {
          const head = cell.reduce((best, each) => (each.power > best.power ? each : best));
          for (const { echo } of cell) {
            expect(Math.abs(echo.range - head.echo.range)).toBeLessThan(0.3);
            expect(Math.abs(echo.rate - head.echo.rate)).toBeLessThan(0.1);
          }
        }
        const sums = (list: typeof cells) => list.map((cell) => cell.reduce((sum, { power }) => sum + power, 0)).sort();
        const back = sums(cellsOf(SENSOR, [...strong].reverse()));
        for (const [i, sum] of sums(cells).entries()) expect(back[i]).toBeCloseTo(sum, 9);
      }),
    );
  });

  it('speeds beyond what is told apart come back at the other end', () => {
    expect(folded(RECEIVER, { ...ECHO, rate: -75 }).rate).toBeCloseTo(65, 9);
    expect(folded(RECEIVER, { ...ECHO, rate: 69 }).rate).toBe(69);
  });
});

describe('the ground as a mirror', () => {
  it('has the way of the mirrored antenna, and takes more the steeper it is met', () => {
    const bounce = bounceBetween([0, 0, 0.5], [20, 0, 1], () => 0);
    report('Radar: way by the ground, 0.5 m to 1 m over 20 m', Math.sqrt(400 + 2.25), bounce?.length as number);
    expect(bounce?.length).toBeCloseTo(Math.sqrt(400 + 1.5 * 1.5), 12);
    expect(bounce?.at[0]).toBeCloseTo(20 / 3, 12);
    expect(bounceShare(1e-4)).toBeGreaterThan(0.99);
    expect(bounceShare(0.05)).toBeGreaterThan(bounceShare(0.3));
    expect(bounceShare(1)).toBeLessThan(0.1);
  });
});

describe('cross-sections', () => {
  it('stay in the ranges of science.md 4.5 at every aspect', () => {
    const ranges = { 'pedestrian-adult': [-10, 0], sedan: [10, 20], truck: [15, 30], cyclist: [-5, 5] } as const;
    for (const [asset, [low, high]] of Object.entries(ranges)) {
      const look = { asset, seed: 1, traits: {} };
      const spec = {
        id: 'x',
        instance: 1,
        class: bodyAssets.get(asset).class,
        role: 'actor',
        look,
        box: bodyAssets.get(asset).box(look),
      } as const;
      for (let aspect = -Math.PI; aspect <= Math.PI; aspect += 0.1) {
        expect(meanRcs(spec, aspect), asset).toBeGreaterThanOrEqual(low);
        expect(meanRcs(spec, aspect), asset).toBeLessThanOrEqual(high);
      }
    }
  });

  it('a bird gives less than a dog, a dog less than a moose', () => {
    const of = (asset: string) => {
      const look = { asset, seed: 1, traits: {} };
      return meanRcs(
        { id: 'x', instance: 1, class: bodyAssets.get(asset).class, role: 'actor', look, box: bodyAssets.get(asset).box(look) },
        0,
      );
    };
    report(
      'Radar: bird, dog, moose from the front, dBsm',
      'rising',
      ['bird', 'dog', 'moose'].map((name) => of(name).toFixed(1)).join(', '),
    );
    expect(of('bird')).toBeLessThan(of('dog'));
    expect(of('dog')).toBeLessThan(of('moose'));
  });
});
