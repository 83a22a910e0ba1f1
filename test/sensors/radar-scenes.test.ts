/** Radars in scenes: what moves on a body, what hides, what stands there anyway. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { BodyState } from '#contracts/frame';
import { type ObservationOf, RETURN_ORIGIN } from '#contracts/observation';
import type { Run } from '#contracts/run';
import { semanticIds } from '#labels/index';
import { WAVELENGTH } from '#sensors/radar/equation';
import { movingSpots } from '#sensors/radar/spots';
import { actor, ego, event, scenario, walker } from '../world/fixture.js';
import { deviation, mean, observationsOf, report, rms, runOn, runWith, sensorOf, sessionOf } from './fixture.js';
import { RADAR as SENSOR } from './radar-fixture.js';

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

  it.each([
    ['flat', { layout: 'test-track', seed: 1, options: { length: 300 } }],
    ['crowned', { layout: 'rural-two-lane', seed: 1, options: {} }],
  ])('but comes by %s ground from below a car, as a ghost a little farther off', async (name, place) => {
    const car = (id: string, x: number) => actor(id, { asset: 'suv', seed: 3, traits: {} }, [x, 0, 0]);
    const run = runOn(scenario([ego(0, 0), car('first', 14), car('second', 24)], [], { duration: 2, place }), SENSOR);
    const second = (await observationsOf(run, 'radar')).flatMap(rowsOf).filter(({ instance }) => instance === 3);
    const ghosts = second.filter(({ origin }) => origin === RETURN_ORIGIN.ghost);
    report(`Radar: a car hidden by a car, ghosts by ${name} ground in 40 scans`, '> 0', ghosts.length);
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
