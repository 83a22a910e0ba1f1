/** Wheel odometry, barometers and rangefinders: figures as declared, and what goes wrong in weather. */
import { describe, expect, it } from 'vitest';
import type { ObservationOf } from '#contracts/observation';
import type { BarometerSensor, OdometrySensor, RangefinderSensor } from '#contracts/rig';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { densityAt, pressureAltitude, pressureAt } from '#sensors/barometer/air';
import { axleOf, slipOf } from '#sensors/odometry/wheels';
import { actor, ego, event, NOON, scenario } from '../world/fixture.js';
import { deviation, mean, observationsOf, report, rms, runOn, runWith, sensorOf, sessionOf } from './fixture.js';

const MOUNT = { orientation: [0, 0, 0] as Vec3, gimbalReach: 0, rateHz: 50, latency: 0 };

const ODOMETRY: OdometrySensor = {
  ...MOUNT,
  type: 'odometry',
  id: 'odometry',
  position: [0, 0, 0],
  scaleError: 0,
  ticksPerTurn: 96,
  speedNoise: 0,
  slipStiffness: 0,
};

const bent = (text: string) =>
  text.replace('road: {layout: rural-two-lane', 'road: {layout: rural-two-lane, curvature: 0.004 1/m');

describe('odometry', () => {
  it('counts every edge of a wheel that rolls straight', async () => {
    const run = runOn(scenario([ego(10, 12)], [], { duration: 5 }), ODOMETRY);
    const last = (await observationsOf(run, 'odometry')).at(-1) as ObservationOf<'odometry'>;
    const [tick] = last.values.metresPerTick as [number];
    report('Odometry: distance after 4.98 s at 12 m/s, m', 12 * 4.98, last.values.distance[0] as number);
    expect(last.values.trueDistance[0]).toBeCloseTo(12 * 4.98, 9);
    expect(Math.abs((last.values.distance[0] as number) - 12 * 4.98)).toBeLessThanOrEqual(tick);
    expect(last.values.ticks[0]).toBe(Math.floor((12 * 4.98) / tick + 1e-9));
    expect(last.values.speed[0]).toBeCloseTo(12, 9);
    expect(last.values.yawRate[0]).toBeCloseTo(0, 9);
  });

  it('tells a turn by the difference of both wheels, as the road bends', async () => {
    const run = runWith('wildlife/deer-pair-at-dusk.yaml', 'rigs/car-inertial', 'test', bent);
    const all = await observationsOf(run, 'odometry', { speedNoise: 0, scaleError: 0 });
    const worst = Math.max(
      ...all.map(({ values }) => Math.abs((values.yawRate[0] as number) - (values.trueYawRate[0] as number))),
    );
    const most = Math.max(...all.map(({ values }) => Math.abs(values.trueYawRate[0] as number)));
    report('Odometry: noise-free yaw rate error on a bending road, rad/s', `< ${(0.1 * most).toExponential(1)}`, worst);
    expect(most).toBeGreaterThan(0.005);
    expect(worst).toBeLessThan(0.1 * most);
  });

  it('has the scale errors and the noise that are declared', () => {
    const run = runOn(scenario([ego(10, 20)], [], { duration: 1 }), ODOMETRY);
    const sensor = { ...ODOMETRY, scaleError: 0.01, speedNoise: 0.05 };
    const firsts = Array.from(
      { length: 4000 },
      (_, k) => sessionOf(run, sensor, { random: randomRoot(k) }).observe(0, 0) as ObservationOf<'odometry'>,
    );
    const left = firsts.map(({ values }) => values.wheelSpeed[0] as number);
    const wanted = Math.sqrt((20 * 0.01) ** 2 + 0.05 ** 2);
    report('Odometry: sd of a wheel speed at 20 m/s over 4000 vehicles, m/s', wanted, deviation(left));
    expect(Math.abs(deviation(left) / wanted - 1)).toBeLessThan(0.05);
  });

  it('slips under braking: behind the truth, more so on a slippery road', async () => {
    expect(slipOf(-8, 15, 1)).toBeCloseTo(-8 / (9.81 * 15), 12);
    expect(slipOf(-3, 0, 0.4)).toBe(0);
    const brakes = event('brake', 'ego', { type: 'brake', deceleration: 6, jerk: 0 }, { type: 'time', after: 0.5 });
    const run = runOn(scenario([ego(10, 20)], [brakes], { duration: 5 }), ODOMETRY);
    const slipping = await observationsOf(run, 'odometry', { slipStiffness: 15 });
    const gripping = await observationsOf(run, 'odometry');
    const end = (all: typeof slipping) => all.at(-1)?.values as ObservationOf<'odometry'>['values'];
    // Braking from 20 m/s at 6 m/s^2 takes 33.3 m, and a slip of 6 / (15 g) leaves out that share of it.
    const wanted = ((20 * 20) / 12) * (6 / (15 * 9.81));
    const lost = (end(gripping).distance[0] as number) - (end(slipping).distance[0] as number);
    report('Odometry: distance lost by slip while braking, m', wanted, lost);
    expect(Math.abs(lost - wanted)).toBeLessThan(0.1);
    expect(Math.abs((end(gripping).distance[0] as number) - (end(gripping).trueDistance[0] as number))).toBeLessThan(0.05);
  });

  it('is refused on what has no wheels', () => {
    const drone = actor('ego', { asset: 'quadrotor', seed: 1, traits: {} }, [0, 0, 20]);
    const run = runOn(scenario([drone], [], { duration: 1 }), ODOMETRY);
    expect(() => sessionOf(run, ODOMETRY)).toThrow(/no wheels/);
    expect(axleOf(runOn(scenario([ego(0, 0)]), ODOMETRY).scene.bodies[0] as never).track).toBeGreaterThan(1.3);
  });
});

const BAROMETER: BarometerSensor = {
  ...MOUNT,
  type: 'barometer',
  id: 'barometer',
  position: [0, 0, 0],
  groundHeight: 500,
  seaLevelPressure: 101_325,
  noise: 0,
  drift: 0,
  driftTime: 600,
  windShare: 0,
};

describe('a barometer', () => {
  /** ISO 2533 / US Standard Atmosphere 1976. */
  it("keeps the standard atmosphere's table", () => {
    const table = [
      [0, 101_325],
      [1000, 89_874.6],
      [5000, 54_019.9],
      [11_000, 22_632.1],
    ] as const;
    for (const [height, wanted] of table) {
      report(`Barometer: pressure at ${height} m, Pa`, wanted, pressureAt(height));
      expect(Math.abs(pressureAt(height) / wanted - 1)).toBeLessThan(1e-5);
      expect(pressureAltitude(pressureAt(height))).toBeCloseTo(height, 6);
    }
    expect(densityAt(0)).toBeCloseTo(1.225, 4);
  });

  const hover = (z: number) => actor('ego', { asset: 'quadrotor', seed: 1, traits: {} }, [0, 0, z]);

  it('shows the height over the sea without errors, and less pressure higher up', () => {
    const [low, high] = [20, 30].map((z) => {
      const run = runOn(scenario([hover(z)], [], { duration: 1 }), BAROMETER);
      return sessionOf(run, BAROMETER).observe(0, 0) as ObservationOf<'barometer'>;
    }) as [ObservationOf<'barometer'>, ObservationOf<'barometer'>];
    expect(low.values.altitude[0]).toBeCloseTo(520, 6);
    expect(low.values.trueHeight[0]).toBe(520);
    report(
      'Barometer: 10 m up, Pa (rho g h)',
      -10 * densityAt(525) * 9.80665,
      (high.values.pressure[0] as number) - (low.values.pressure[0] as number),
    );
    expect((high.values.pressure[0] as number) - (low.values.pressure[0] as number)).toBeCloseTo(
      -10 * densityAt(525) * 9.80665,
      1,
    );
  });

  it('has the noise and the drift that are declared', () => {
    const run = runOn(scenario([hover(20)], [], { duration: 1 }), BAROMETER);
    const sensor = { ...BAROMETER, noise: 2, drift: 15 };
    const firsts = Array.from(
      { length: 4000 },
      (_, k) => sessionOf(run, sensor, { random: randomRoot(k) }).observe(0, 0) as ObservationOf<'barometer'>,
    );
    const errors = firsts.map(({ values }) => (values.pressure[0] as number) - (values.truePressure[0] as number));
    report('Barometer: sd of error, Pa', Math.sqrt(4 + 225), deviation(errors));
    expect(Math.abs(deviation(errors) / Math.sqrt(229) - 1)).toBeLessThan(0.04);
    expect(Math.abs(mean(errors))).toBeLessThan(1);
  });

  it('takes in its share of the wind: q = rho v^2 / 2', () => {
    const windy = scenario([hover(20)], [], { duration: 1, environment: { ...NOON, windSpeed: 10 } });
    const sensor = { ...BAROMETER, windShare: -0.1 };
    const first = sessionOf(runOn(windy, sensor), sensor).observe(0, 0) as ObservationOf<'barometer'>;
    report('Barometer: error in a wind of 10 m/s, Pa', -0.1 * 0.5 * densityAt(520) * 100, first.values.windError[0] as number);
    expect(first.values.windError[0]).toBeCloseTo(-0.1 * 0.5 * densityAt(520) * 100, 6);
  });

  it('flies along in the rig of the catalogue', async () => {
    const run = runWith('drone/delivery-gust-at-corner.yaml', 'rigs/drone-full');
    const all = await observationsOf(run, 'barometer');
    expect(all.length).toBeGreaterThan(500);
    const errors = all.map(({ values }) => (values.pressure[0] as number) - (values.truePressure[0] as number));
    expect(rms(errors)).toBeLessThan(4 * sensorOf(run, 'barometer').drift);
  });
});

const RANGEFINDER: RangefinderSensor = {
  ...MOUNT,
  type: 'rangefinder',
  id: 'rangefinder',
  position: [0, 0, 0],
  orientation: [0, Math.PI / 2, 0],
  rangeM: 100,
  nearM: 0.1,
  noise: 0,
  noiseShare: 0,
  resolution: 0,
};

describe('a rangefinder', () => {
  const over = (z: number, more: Partial<RangefinderSensor> = {}, environment = NOON) => {
    const drone = actor('ego', { asset: 'quadrotor', seed: 1, traits: {} }, [5, 0, z]);
    const sensor = { ...RANGEFINDER, ...more };
    return { run: runOn(scenario([drone], [], { duration: 1, environment }), sensor), sensor };
  };
  const firstOf = ({ run, sensor }: ReturnType<typeof over>, seed: number | string = 1) =>
    (sessionOf(run, sensor, { random: randomRoot(seed) }).observe(0, 0) as ObservationOf<'rangefinder'>).values;

  it('measures the way down, and along a slant when it is tilted', () => {
    report('Rangefinder: over the road at 20 m, m', 20, firstOf(over(20)).range[0] as number);
    expect(firstOf(over(20)).range[0]).toBeCloseTo(20, 6);
    expect(firstOf(over(20, { orientation: [0, Math.PI / 3, 0] })).range[0]).toBeCloseTo(20 / Math.sin(Math.PI / 3), 6);
    expect(firstOf(over(20, { orientation: [0, 0, 0] })).valid[0]).toBe(0);
  });

  it('hears no farther than its range: asphalt is dark', () => {
    const reach = [20, 40, 60, 80, 99, 140].filter((z) => firstOf(over(z)).valid[0] === 1);
    report('Rangefinder: heights over asphalt that are heard (rated 100 m for 20 %)', 'some, not 140', reach.join(' '));
    expect(reach).toContain(20);
    expect(reach).not.toContain(140);
    const none = firstOf(over(140));
    expect([none.range[0], none.trueRange[0]]).toEqual([0, 140]);
  });

  it('hears less far in fog', () => {
    const fog = { ...NOON, fogMorM: 50 };
    expect(firstOf(over(40, {}, fog)).valid[0]).toBe(0);
    expect(firstOf(over(40)).valid[0]).toBe(1);
    expect(firstOf(over(10, {}, fog)).valid[0]).toBe(1);
  });

  it('has the noise and the steps that are declared', () => {
    const { run, sensor } = over(20, { noise: 0.02, noiseShare: 0.001 });
    const session = sessionOf(run, sensor);
    const errors = Array.from({ length: 1000 }, (_, k) => {
      const { values } = session.observe(k, 0) as ObservationOf<'rangefinder'>;
      return (values.range[0] as number) - 20;
    });
    report('Rangefinder: sd at 20 m, m', 0.04, deviation(errors));
    expect(Math.abs(deviation(errors) / 0.04 - 1)).toBeLessThan(0.07);
    const stepped = firstOf(over(20.004, { resolution: 0.01 })).range[0] as number;
    expect(stepped).toBeCloseTo(20, 9);
  });

  it('looks down unless told otherwise in the rig of the catalogue, and says what it meets', async () => {
    const run = runWith('drone/delivery-gust-at-corner.yaml', 'rigs/drone-full');
    const sensor = sensorOf(run, 'rangefinder');
    expect(sensor.orientation[1]).toBeCloseTo(Math.PI / 2, 12);
    const session = sessionOf(run, sensor);
    const { values, worldFromSensor } = session.observe(0, 0) as ObservationOf<'rangefinder'>;
    expect(values.valid[0]).toBe(1);
    expect(Math.abs((values.range[0] as number) - worldFromSensor.position[2])).toBeLessThan(0.3);
    expect(values.semantic[0]).toBeGreaterThan(0);
  });
});
