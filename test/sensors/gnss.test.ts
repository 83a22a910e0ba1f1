/** Satellite receivers: the ellipsoid, the sky, walls, and errors as declared. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservationOf } from '#contracts/observation';
import type { Solid } from '#contracts/place';
import type { GnssSensor } from '#contracts/rig';
import { norm, normalize, sub, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import {
  axesAt,
  ecefFromEnu,
  ecefFromGeodetic,
  enuFromEcef,
  enuFromWorld,
  geodeticFromEcef,
  WGS84,
  worldFromEnu,
} from '#sensors/gnss/earth';
import { dilution, solve } from '#sensors/gnss/fix';
import { envelope } from '#sensors/gnss/signals';
import { skyOver } from '#sensors/gnss/sky';
import { wallsOf } from '#sensors/gnss/walls';
import { actor, ego, event, scenario } from '../world/fixture.js';
import { deviation, mean, observationsOf, report, rms, runOn, runWith, sensorOf, sessionOf } from './fixture.js';

const DEGREE = Math.PI / 180;
const latitude = fc.double({ min: -89.999, max: 89.999, noNaN: true });
const longitude = fc.double({ min: -179.999, max: 179.999, noNaN: true });
const height = fc.double({ min: -400, max: 9000, noNaN: true });

describe('WGS84', () => {
  it('keeps the ellipsoid: closed forms at the equator and a pole', () => {
    const b = WGS84.a * (1 - WGS84.f);
    expect(ecefFromGeodetic({ latitude: 0, longitude: 0, height: 0 })).toEqual([6378137, 0, 0]);
    const pole = ecefFromGeodetic({ latitude: Math.PI / 2, longitude: 0, height: 100 });
    report('GNSS: earth-centred z at the pole, 100 m up, m', 6356752.314245 + 100, pole[2]);
    expect(pole[2]).toBeCloseTo(6356752.314245 + 100, 5);
    expect(b).toBeCloseTo(6356752.314245, 5);
  });

  it('comes back from earth-centred coordinates to 1e-9 deg and a micrometre', () => {
    let [worst, high] = [0, 0];
    fc.assert(
      fc.property(latitude, longitude, height, (lat, lon, h) => {
        const back = geodeticFromEcef(ecefFromGeodetic({ latitude: lat * DEGREE, longitude: lon * DEGREE, height: h }));
        worst = Math.max(worst, Math.abs(back.latitude / DEGREE - lat), Math.abs(back.longitude / DEGREE - lon));
        high = Math.max(high, Math.abs(back.height - h));
      }),
      { numRuns: 2000 },
    );
    report('GNSS: geodetic round trip, worst deg over 2000 points', '< 1e-9', worst);
    report('GNSS: geodetic round trip, worst height, m', '< 1e-6', high);
    expect(worst).toBeLessThan(1e-9);
    expect(high).toBeLessThan(1e-6);
  });

  it('a metre north or east is a metre over the radii of curvature', () => {
    const [phi, h] = [48 * DEGREE, 500];
    const axes = axesAt({ latitude: phi, longitude: 11 * DEGREE, height: h });
    const e2 = WGS84.f * (2 - WGS84.f);
    const w = Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
    const [meridian, normal] = [(WGS84.a * (1 - e2)) / w ** 3, WGS84.a / w];
    const north = geodeticFromEcef(ecefFromEnu(axes, [0, 1, 0]));
    const east = geodeticFromEcef(ecefFromEnu(axes, [1, 0, 0]));
    expect((north.latitude - phi) * (meridian + h)).toBeCloseTo(1, 6);
    expect((east.longitude - 11 * DEGREE) * (normal + h) * Math.cos(phi)).toBeCloseTo(1, 6);
    expect(geodeticFromEcef(ecefFromEnu(axes, [0, 0, 7])).height).toBeCloseTo(h + 7, 7);
    expect(norm(sub(enuFromEcef(axes, ecefFromEnu(axes, [120, -340, 25])), [120, -340, 25]))).toBeLessThan(1e-8);
  });

  it('turns the world to north: what lies along north is north, what is clockwise of it is east', () => {
    const heading = 0.7;
    const along: Vec3 = [Math.cos(heading), Math.sin(heading), 0];
    const right: Vec3 = [Math.sin(heading), -Math.cos(heading), 0];
    expect(norm(sub(enuFromWorld(along, heading), [0, 1, 0]))).toBeLessThan(1e-15);
    expect(norm(sub(enuFromWorld(right, heading), [1, 0, 0]))).toBeLessThan(1e-15);
    expect(norm(sub(worldFromEnu(enuFromWorld([3, 4, 5], heading), heading), [3, 4, 5]))).toBeLessThan(1e-14);
  });
});

describe('the sky', () => {
  const axes = axesAt({ latitude: 48 * DEGREE, longitude: 11 * DEGREE, height: 500 });
  const skies = Array.from({ length: 60 }, (_, seed) => skyOver(axes, randomRoot(seed)));

  it('has 30 satellites, of which 8 to 13 stand over an open horizon as a rule', () => {
    const above = skies.map((sky) => sky(0).filter(({ direction }) => direction[2] > Math.sin(5 * DEGREE)).length);
    expect(skies[0]?.(0)).toHaveLength(30);
    report('GNSS: satellites above 5 deg, mean of 60 skies', '8 to 13', mean(above));
    expect(mean(above)).toBeGreaterThan(8);
    expect(mean(above)).toBeLessThan(13);
    expect(Math.min(...above)).toBeGreaterThanOrEqual(5);
  });

  it('has a hole to the north, where no orbit inclined by 55 degrees passes at this latitude', () => {
    const low = skies.flatMap((sky) => sky(0).filter(({ direction: [e, n, u] }) => u > 0.1 && u < 0.5 && n > 3 * Math.abs(e)));
    const south = skies.flatMap((sky) =>
      sky(0).filter(({ direction: [e, n, u] }) => u > 0.1 && u < 0.5 && -n > 3 * Math.abs(e)),
    );
    expect(low.length).toBeLessThan(south.length / 4);
  });

  it('moves as satellites do: about half a degree a minute', () => {
    const [now, later] = [skies[0]?.(0) ?? [], skies[0]?.(60) ?? []];
    const turned = now.map(({ direction }, i) => norm(sub(direction, later[i]?.direction as Vec3)) / DEGREE);
    expect(Math.max(...turned)).toBeLessThan(0.8);
    expect(Math.min(...turned)).toBeGreaterThan(0.1);
  });
});

describe('walls', () => {
  /** Its face is the plane y = 10, seen from the origin; 100 m long, 30 m high. */
  const wall: Solid = { worldFromBox: { position: [0, 15, 15], orientation: [0, 0, 0, 1] }, size: [100, 10, 30] };
  const from: Vec3 = [0, 0, 2];
  const towards = (azimuth: number, elevation: number): Vec3 => [
    Math.cos(elevation) * Math.cos(azimuth),
    Math.cos(elevation) * Math.sin(azimuth),
    Math.sin(elevation),
  ];

  it('block what is behind them up to their edge', () => {
    const walls = wallsOf([wall]);
    const edge = Math.atan2(28, 10);
    expect(walls.blocked(from, towards(Math.PI / 2, edge - 0.01))).toBe(true);
    expect(walls.blocked(from, towards(Math.PI / 2, edge + 0.01))).toBe(false);
    expect(walls.blocked(from, towards(-Math.PI / 2, 0.2))).toBe(false);
  });

  it('turn back what comes from the other side, 2 d cos(elevation) later', () => {
    const elevation = 0.6;
    const [reflection] = wallsOf([wall]).reflections(from, towards(-Math.PI / 2, elevation));
    report('GNSS: detour by a wall 10 m off at 0.6 rad elevation, m', 20 * Math.cos(elevation), reflection?.excess as number);
    expect(reflection?.excess).toBeCloseTo(20 * Math.cos(elevation), 10);
    expect(norm(sub(reflection?.direction as Vec3, towards(Math.PI / 2, elevation)))).toBeLessThan(1e-12);
  });

  it('do not turn back over their edge, nor from behind, nor past another wall', () => {
    const walls = wallsOf([wall]);
    expect(walls.reflections(from, towards(-Math.PI / 2, 1.3))).toHaveLength(0);
    expect(walls.reflections(from, towards(Math.PI / 2, 0.3))).toHaveLength(0);
    const other: Solid = { worldFromBox: { position: [0, 5, 4], orientation: [0, 0, 0, 1] }, size: [100, 1, 8] };
    expect(
      wallsOf([wall, other])
        .reflections(from, towards(-Math.PI / 2, 0.2))
        .some(({ excess }) => excess > 15),
    ).toBe(false);
  });

  it('an error grows with the detour, stays, and is gone beyond a chip and a bit', () => {
    expect(envelope(0, 0.3)).toBe(0);
    expect(envelope(10, 0.3)).toBeCloseTo((0.3 * 10) / Math.SQRT2, 10);
    expect(envelope(100, 0.3)).toBeCloseTo((0.3 * 29.305) / Math.SQRT2, 10);
    expect(envelope(330, 0.3)).toBe(0);
  });
});

describe('a fix', () => {
  const zenith: Vec3 = [0, 0, 1];
  const horizon = [0, 1, 2].map((k): Vec3 => [Math.cos((2 * k * Math.PI) / 3), Math.sin((2 * k * Math.PI) / 3), 0]);

  it('from one satellite overhead and three on the horizon: dilutions sqrt(3), sqrt(8/3), sqrt(4/3), sqrt(4/3)', () => {
    const dop = dilution([zenith, ...horizon]);
    report('GNSS: GDOP of the textbook four', Math.sqrt(3), dop?.geometric as number);
    report('GNSS: HDOP of the textbook four', Math.sqrt(4 / 3), dop?.horizontal as number);
    expect(dop?.geometric).toBeCloseTo(Math.sqrt(3), 12);
    expect(dop?.position).toBeCloseTo(Math.sqrt(8 / 3), 12);
    expect(dop?.horizontal).toBeCloseTo(Math.sqrt(4 / 3), 12);
    expect(dop?.vertical).toBeCloseTo(Math.sqrt(4 / 3), 12);
  });

  it('an error that all ranges share is the clock; one that a shift explains is that shift', () => {
    const directions = [zenith, ...horizon, normalize([1, 2, 3] as Vec3)];
    const shared = solve(directions.map((direction) => ({ direction, error: 5, sigma: 1 })));
    expect(norm(shared?.error as Vec3)).toBeLessThan(1e-12);
    const shift: Vec3 = [1, -2, 3];
    const shifted = solve(
      directions.map((direction) => ({
        direction,
        error: -(direction[0] * shift[0] + direction[1] * shift[1] + direction[2] * shift[2]),
        sigma: 2,
      })),
    );
    expect(norm(sub(shifted?.error as Vec3, shift))).toBeLessThan(1e-12);
  });

  it('there is none from three', () => {
    expect(solve(horizon.map((direction) => ({ direction, error: 0, sigma: 1 })))).toBeUndefined();
    expect(dilution(horizon)).toBeUndefined();
  });
});

const SENSOR: GnssSensor = {
  type: 'gnss',
  id: 'gnss',
  position: [0, 0, 1.5],
  orientation: [0, 0, 0],
  gimbalReach: 0,
  rateHz: 10,
  latency: 0.05,
  reference: { latitude: 48 * DEGREE, longitude: 11 * DEGREE, height: 500 },
  mask: 10 * DEGREE,
  rangeNoise: 0.4,
  rangeBias: 1.2,
  rangeBiasTime: 600,
  rateNoise: 0.05,
  reflection: 0.3,
  multipathTime: 5,
};
type Gnss = ObservationOf<'gnss'>;
const errorOf = ({ values }: Gnss): Vec3 => sub(values.enu as unknown as Vec3, values.trueEnu as unknown as Vec3);

describe('on an open road', () => {
  const run = runOn(scenario([ego(10, 15)], [], { duration: 3 }), SENSOR);
  const firsts = Array.from(
    { length: 2000 },
    (_, k) => sessionOf(run, SENSOR, { random: randomRoot(k) }).observe(0, 0) as Gnss,
  );

  it("errors are what is declared: their covariance is the receiver's own", () => {
    const told = firsts[0]?.values.covariance as readonly number[];
    for (const k of [0, 1, 2] as const) {
      const found = rms(firsts.map((each) => errorOf(each)[k]));
      report(`GNSS open road: sd of error ${'ENU'[k]} over 2000 receivers, m`, Math.sqrt(told[4 * k] as number), found);
      expect(Math.abs(found / Math.sqrt(told[4 * k] as number) - 1)).toBeLessThan(0.05);
      expect(Math.abs(mean(firsts.map((each) => errorOf(each)[k])))).toBeLessThan(0.15);
    }
    const range = Math.sqrt(0.4 * 0.4 + 1.2 * 1.2);
    const horizontal = (firsts as [Gnss])[0].values.dop[2];
    const flat = Math.sqrt(mean(firsts.map((each) => errorOf(each)[0] ** 2 + errorOf(each)[1] ** 2)));
    report('GNSS open road: horizontal error rms, m (range sd x HDOP)', range * (horizontal as number), flat);
    expect(Math.abs(flat / (range * (horizontal as number)) - 1)).toBeLessThan(0.05);
  });

  it('velocity errors too', () => {
    const told = firsts[0]?.values.velocityCovariance as readonly number[];
    const found = rms(firsts.map(({ values }) => (values.velocity[0] as number) - (values.trueVelocity[0] as number)));
    report('GNSS open road: sd of east velocity, m/s', Math.sqrt(told[0] as number), found);
    expect(Math.abs(found / Math.sqrt(told[0] as number) - 1)).toBeLessThan(0.05);
  });

  it('most of an error stays from one position to the next, and fades by its correlation time', () => {
    const still = runOn(scenario([ego(10, 0)], [], { duration: 1 }), SENSOR);
    const pairs = Array.from({ length: 1500 }, (_, k) => {
      const session = sessionOf(still, { ...SENSOR, rangeNoise: 0, rangeBiasTime: 1 }, { random: randomRoot(k) });
      const [a, b] = [session.observe(0, 0) as Gnss, session.observe(5, 500_000_000) as Gnss];
      return [errorOf(a)[0], errorOf(b)[0]] as const;
    });
    const product = mean(pairs.map(([a, b]) => a * b));
    const kept = product / (deviation(pairs.map(([a]) => a)) * deviation(pairs.map(([, b]) => b)));
    report('GNSS: correlation of errors half a correlation time apart', Math.exp(-0.5), kept);
    expect(Math.abs(kept - Math.exp(-0.5))).toBeLessThan(0.05);
  });

  it('latitude, longitude and east-north-up say the same place; it drives north as the scenario says', () => {
    const [first] = firsts as [Gnss];
    const axes = axesAt(SENSOR.reference);
    const [lat, lon, h] = first.values.position as unknown as Vec3;
    const back = enuFromEcef(axes, ecefFromGeodetic({ latitude: lat * DEGREE, longitude: lon * DEGREE, height: h }));
    expect(norm(sub(back, first.values.enu as unknown as Vec3))).toBeLessThan(1e-6);
    // North is the world's +y here, so +x is east.
    expect(first.values.trueVelocity[0]).toBeCloseTo(15, 9);
    expect(first.values.trueEnu[0]).toBeCloseTo(first.worldFromSensor.position[0], 9);
    expect(first.arrivalNs - first.timeNs).toBe(50_000_000);
  });
});

describe('between towers', () => {
  const seeds = ['a', 'b', 'c', 'd', 'e'];
  /** The same flight at the same height, between towers or over a country road. */
  const low = (text: string) =>
    text.replaceAll('altitude: 18 m', 'altitude: 6 m').replaceAll('altitude: 22 m', 'altitude: 6 m');
  const open = (text: string) =>
    low(text)
      .replace(/road: .*/, 'road: {layout: test-track, length: 260 m}')
      .replaceAll(/lane: corridor/g, 'lane: right')
      .replace(/ {2}- name: corner\n {4}when: .*\n {4}do: .*\n/, '  - {name: corner, when: {time: {after: 5 s}}}\n')
      .replace('pass: [no collision, stay in corridor]', 'pass: [no collision]');
  const flown = (change: (text: string) => string) =>
    seeds.map((seed) => {
      const run = runWith('drone/delivery-gust-at-corner.yaml', 'rigs/drone-full', seed, change);
      return observationsOf(run, 'gnss');
    });

  it('fewer satellites, larger errors, and stretches without a fix', async () => {
    const [towers, fields] = [(await Promise.all(flown(low))).flat(), (await Promise.all(flown(open))).flat()];
    const figures = (all: readonly Gnss[]) => {
      const fixed = all.filter(({ values }) => values.fix[0] === 3);
      return {
        used: mean(all.map(({ values }) => (values.satellites[0] as number) - (values.satellites[1] as number))),
        lost: 1 - fixed.length / all.length,
        error: rms(fixed.map((each) => norm(errorOf(each)))),
      };
    };
    const [canyon, clear] = [figures(towers), figures(fields)];
    report('GNSS satellites in sight: open / canyon', `${clear.used.toFixed(1)}`, canyon.used);
    report('GNSS 3D error rms, m: open / canyon', `${clear.error.toFixed(2)}`, canyon.error);
    report('GNSS share without fix: open / canyon', `${clear.lost}`, canyon.lost);
    expect(clear.lost).toBe(0);
    expect(canyon.lost).toBeGreaterThan(0);
    expect(canyon.lost).toBeLessThan(0.9);
    expect(canyon.used).toBeLessThan(0.7 * clear.used);
    expect(canyon.error).toBeGreaterThan(2 * clear.error);
  });

  it('gives zeros without a fix, and the truth all the same', async () => {
    const all = (await Promise.all(flown(low))).flat();
    const none = all.find(({ values }) => values.fix[0] === 0) as Gnss;
    expect(none.values.position).toEqual([0, 0, 0]);
    expect(norm(none.values.trueEnu as unknown as Vec3)).toBeGreaterThan(1);
  });
});

describe('a story that denies positioning', () => {
  it('gives no fix from its event on, for as long as it says', async () => {
    const drone = actor('ego', { asset: 'quadrotor', seed: 1, traits: {} }, [0, 0, 20]);
    const lost = event('jammed', 'ego', { type: 'gnss-loss', duration: 2, drift: 1 }, { type: 'time', after: 1 });
    const run = runOn(scenario([drone], [{ type: 'serial', name: 'all', children: [lost] }], { duration: 5 }), SENSOR);
    const all = await observationsOf(run, 'gnss');
    const without = all.filter(({ values }) => values.fix[0] === 0).map(({ timeNs }) => timeNs / 1e9);
    report('GNSS denied from 1 s for 2 s: first and last second without fix', '1 to 2.9', `${without[0]} to ${without.at(-1)}`);
    expect([without[0], without.at(-1), without.length]).toEqual([1, 2.9, 20]);
    expect(all.filter(({ values }) => values.denied[0] === 1)).toHaveLength(20);
  });
});

describe('as the rig says', () => {
  it('rigs of the catalogue carry it, with a reference of their own where stated', () => {
    const run = runWith('pedestrian/midblock-dash-night-rain.yaml', 'rigs/car-inertial');
    const sensor = sensorOf(run, 'gnss');
    expect(sensor.reference.latitude / DEGREE).toBeCloseTo(48, 12);
    expect(sensor.position).toEqual([-0.6, 0, 1.5]);
    const stated = runWith('pedestrian/midblock-dash-night-rain.yaml', 'rigs/car-inertial', 'test', (text) =>
      text.replace(
        'sensors: rigs/car-inertial',
        'sensors: {g: {type: gnss, reference: {latitude: -33.9 deg, longitude: 151.2 deg}}}',
      ),
    );
    expect(sensorOf(stated, 'gnss').reference.latitude / DEGREE).toBeCloseTo(-33.9, 12);
  });
});
