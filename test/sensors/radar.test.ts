/** Radars: science.md 4.5's figures, Swerling's first case, what moves on a body, what hides, what stands there anyway. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import { type ObservationOf, RETURN_ORIGIN } from '#contracts/observation';
import type { RadarSensor } from '#contracts/rig';
import type { Run } from '#contracts/run';
import { randomRoot } from '#core/random';
import { semanticIds } from '#labels/index';
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
import { movingSpots } from '#sensors/radar/spots';
import { rainCoefficients, specificAttenuation } from '#sensors/radar/weather';
import { actor, ego, event, scenario, walker } from '../world/fixture.js';
import { deviation, mean, observationsOf, report, rms, runOn, runWith, sensorOf, sessionOf } from './fixture.js';

const DEGREE = Math.PI / 180;
const SENSOR: RadarSensor = {
  type: 'radar',
  id: 'radar',
  position: [2, 0, 0.5],
  orientation: [0, 0, 0],
  gimbalReach: 0,
  rateHz: 20,
  latency: 0,
  rangeM: 200,
  fieldOfView: 120 * DEGREE,
  elevationField: 16 * DEGREE,
  beamwidth: 2 * DEGREE,
  elevationBeamwidth: 6 * DEGREE,
  rangeResolution: 0.3,
  speedResolution: 0.1,
  mostSpeed: 70,
  powerDbm: 10,
  gainDbi: 25,
  noiseFigureDb: 15,
  lossDb: 12,
  falseAlarms: 1,
};
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
    const bounce = bounceBetween([0, 0, 0.5], [20, 0, 1]);
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

type Scan = ObservationOf<'radar'>;
interface Row {
  readonly range: number;
  readonly rate: number;
  readonly overGround: number;
  readonly instance: number;
  readonly semantic: number;
  readonly origin: number;
  readonly azimuth: number;
}
function rowsOf({ columns, count }: Scan): readonly Row[] {
  return Array.from({ length: count }, (_, i) => ({
    range: columns.range[i] as number,
    rate: columns.radialVelocity[i] as number,
    overGround: columns.radialVelocityCompensated[i] as number,
    instance: columns.instance[i] as number,
    semantic: columns.semantic[i] as number,
    origin: columns.origin[i] as number,
    azimuth: columns.azimuth[i] as number,
  }));
}

describe('a walking person', () => {
  const SPEED = 1.4;
  const walking = runOn(
    scenario(
      [ego(0, 0), walker('walker', [16, 0, 0], Math.PI)],
      [event('go', 'walker', { type: 'cross', to: [4, 0], speed: SPEED, acceleration: 0 })],
      { duration: 6 },
    ),
    SENSOR,
  );
  const stateAt = (timeNs: number): BodyState => walking.timeline.at(timeNs).bodies[1] as BodyState;

  it('has a torso at its walking speed, and feet from 0 to more than twice that', () => {
    const model = bodyAssets.get('pedestrian-adult').build((walking.scene.bodies[1] as Run['scene']['bodies'][number]).look);
    const [torso, feet]: [number[], number[]] = [[], []];
    for (let timeNs = 2e9; timeNs < 3.5e9; timeNs += 10_000_000) {
      const state = stateAt(timeNs);
      for (const { position, velocity } of movingSpots(model, state, stateAt(timeNs + 5_000_000), 0.005)) {
        const [across, up] = [Math.abs(position[1] - state.worldFromBody.position[1]), position[2]];
        if (up > 1.05 && up < 1.4 && across < 0.12) torso.push(-velocity[0]);
        if (up < 0.16) feet.push(-velocity[0]);
      }
    }
    report('Radar: torso of a walker at 1.4 m/s, mean speed', SPEED, mean(torso));
    report('Radar: torso, standard deviation, m/s', '< 0.2', deviation(torso));
    feet.sort((a, b) => a - b);
    const quantile = (q: number) => feet[Math.min(feet.length - 1, Math.floor(q * feet.length))] as number;
    const spread = [0.05, 0.25, 0.75, 1].map((q) => quantile(q).toFixed(2)).join(', ');
    report('Radar: feet, 5 %, 25 %, 75 % and greatest speed, m/s', '0, 0, -, > 2.8', spread);
    expect(Math.abs(mean(torso) / SPEED - 1)).toBeLessThan(0.05);
    expect(deviation(torso)).toBeLessThan(0.2);
    expect(Math.abs(quantile(0.05))).toBeLessThan(0.1);
    expect(Math.abs(quantile(0.25))).toBeLessThan(0.1);
    expect(quantile(1)).toBeGreaterThan(2 * SPEED);
  });

  it('so detections of it spread: most at its speed, some near 0, some beyond twice', async () => {
    const scans = await observationsOf(walking, 'radar');
    const speeds = scans
      .filter(({ timeNs }) => timeNs > 2e9 && timeNs < 5e9)
      .flatMap((scan) => rowsOf(scan).filter(({ instance, origin }) => instance === 2 && origin === RETURN_ORIGIN.surface))
      .map(({ overGround }) => -overGround)
      .sort((a, b) => a - b);
    const middle = speeds[Math.floor(speeds.length / 2)] as number;
    report(
      'Radar: detected speeds of the walker: 2 %, median, 98 %',
      '< 0.4, 1.4, > 2.4',
      [0.02, 0.5, 0.98].map((q) => (speeds[Math.floor(q * speeds.length)] as number).toFixed(2)).join(', '),
    );
    expect(speeds.length).toBeGreaterThan(200);
    expect(Math.abs(middle - SPEED)).toBeLessThan(0.3);
    expect(speeds[0]).toBeLessThan(0.3);
    expect(speeds.at(-1)).toBeGreaterThan(2 * SPEED);
  });

  it('control: one that stands has no spread', async () => {
    const still = runOn(scenario([ego(0, 0), walker('walker', [10, 0, 0], Math.PI)], [], { duration: 1 }), SENSOR);
    const speeds = (await observationsOf(still, 'radar')).flatMap((scan) =>
      rowsOf(scan).filter(({ instance }) => instance === 2),
    );
    expect(speeds.length).toBeGreaterThan(10);
    expect(Math.max(...speeds.map(({ overGround }) => Math.abs(overGround)))).toBeLessThan(0.1);
  });
});

describe('wheels', () => {
  it('turn as they roll: 0 at the road, twice the speed at the top', () => {
    const sedan = actor('ego', { asset: 'sedan', seed: 1, traits: {} }, [0, 0, 0], 0, 10);
    const run = runOn(scenario([sedan], [], { duration: 1 }), SENSOR);
    const model = bodyAssets.get('sedan').build((run.scene.bodies[0] as Run['scene']['bodies'][number]).look);
    const speeds = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((k) => {
      const at = (timeNs: number) => run.timeline.at(timeNs).bodies[0] as BodyState;
      return movingSpots(model, at(k * 20e6), at(k * 20e6 + 500_000), 0.0005).map(({ velocity }) => velocity[0]);
    });
    report(
      'Radar: speeds on a car at 10 m/s',
      '0 to 20',
      `${Math.min(...speeds).toFixed(1)} to ${Math.max(...speeds).toFixed(1)}`,
    );
    expect(Math.min(...speeds)).toBeLessThan(2);
    expect(Math.min(...speeds)).toBeGreaterThan(-0.5);
    expect(Math.max(...speeds)).toBeGreaterThan(18);
    expect(Math.max(...speeds)).toBeLessThan(20.5);
  });
});

describe('what hides', () => {
  const behind = (blocker: 'van' | 'none') => {
    const van = actor('van', { asset: 'van', seed: 3, traits: {} }, [14, 0, 0], Math.PI / 2);
    const others = blocker === 'none' ? [] : [van];
    return runOn(scenario([ego(0, 0), walker('walker', [20, 0, 0], Math.PI), ...others], [], { duration: 2 }), SENSOR);
  };
  const of = async (run: Run) => (await observationsOf(run, 'radar')).flatMap(rowsOf).filter(({ instance }) => instance === 2);

  it('gives nothing straight from behind a van, and is there without it', async () => {
    const [hidden, open] = [await of(behind('van')), await of(behind('none'))];
    const straight = hidden.filter(({ origin }) => origin === RETURN_ORIGIN.surface).length;
    report(
      'Radar: straight detections of a walker in 40 scans: behind a van / in the open',
      '0 / > 30',
      `${straight} / ${open.length}`,
    );
    expect(straight).toBe(0);
    expect(open.filter(({ origin }) => origin === RETURN_ORIGIN.surface).length).toBeGreaterThan(30);
  });

  it('but comes by the ground from below a car, as a ghost a little farther off', async () => {
    const car = (id: string, x: number) => actor(id, { asset: 'suv', seed: 3, traits: {} }, [x, 0, 0]);
    const run = runOn(scenario([ego(0, 0), car('first', 14), car('second', 24)], [], { duration: 2 }), SENSOR);
    const second = (await observationsOf(run, 'radar')).flatMap(rowsOf).filter(({ instance }) => instance === 3);
    const ghosts = second.filter(({ origin }) => origin === RETURN_ORIGIN.ghost);
    report('Radar: a car hidden by a car, ghosts by the ground in 40 scans', '> 0', ghosts.length);
    expect(ghosts.length).toBeGreaterThan(0);
  });
});

describe('a street', () => {
  let run: Run;
  let scans: readonly Scan[];
  beforeAll(async () => {
    run = runWith('pedestrian/midblock-dash-night-rain.yaml', 'rigs/car-inertial');
    const sensor = sensorOf(run, 'radar');
    const session = sessionOf(run, sensor);
    scans = [0, 7, 14].map((index) => session.observe(index, index * 50_000_000) as Scan);
  });

  it('gives poles, kerbs and houses, which stand: their speed over the ground is 0, and the ego closes in on them', () => {
    const rows = scans.flatMap(rowsOf).filter(({ origin, instance }) => origin === RETURN_ORIGIN.surface && instance === 0);
    for (const name of ['pole', 'curb', 'building'])
      expect(
        rows.some(({ semantic }) => semantic === semanticIds[name]),
        name,
      ).toBe(true);
    const over = rms(rows.map(({ overGround }) => overGround));
    report('Radar: speed of clutter over the ground, rms m/s', '< 0.1', over);
    expect(over).toBeLessThan(0.1);
    const ahead = rows.filter(({ azimuth }) => Math.abs(azimuth) < 0.1);
    const speed = run.timeline.at(0).bodies[0]?.velocity[0] as number;
    report('Radar: rate of what is straight ahead, m/s', -speed, mean(ahead.map(({ rate }) => rate)));
    expect(mean(ahead.map(({ rate }) => rate))).toBeCloseTo(-speed, 0);
  });

  it('parked cars are detected as what they are', () => {
    const parked = runWith('pedestrian/cpnco-child-from-parked-cars.yaml', 'rigs/car-inertial');
    const sensor = sensorOf(parked, 'radar');
    const rows = rowsOf(sessionOf(parked, sensor).observe(0, 0) as Scan);
    const cars = parked.scene.bodies.filter(({ class: id }) => id === 'car').map(({ instance }) => instance);
    expect(
      rows.filter(({ instance, semantic }) => cars.includes(instance) && semantic === semanticIds.car).length,
    ).toBeGreaterThan(0);
  });

  it('a scan is the same whatever was scanned before it, and by range', () => {
    const alone = sessionOf(run, sensorOf(run, 'radar')).observe(14, 700_000_000) as Scan;
    expect(alone).toEqual(scans[2]);
    const ranges = [...alone.columns.range];
    expect(ranges).toEqual([...ranges].sort((a, b) => a - b));
    expect(Math.max(...ranges)).toBeLessThanOrEqual(200);
    for (const { about: _, ...column } of Object.values(alone.columns).map((values) => ({ values, about: '' })))
      expect(column.values.length % alone.count).toBe(0);
  });

  it('arrives half a dwell after the middle of its look', () => {
    const [first] = scans as [Scan];
    expect(first.arrivalNs - first.timeNs).toBe(Math.round((WAVELENGTH / 0.2 / 2) * 1e9));
  });
});
