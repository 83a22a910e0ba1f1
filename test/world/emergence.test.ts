/**
 * When a child steps out from behind an obstruction (science.md 3.5.4): camera x_c = 2 m behind the bumper on the ego's middle,
 * the obstruction's corner 1.9075 m to the side and 1.149 m before the child's path, its leading edge h_w ahead of its middle.
 */
import { describe, expect, it } from 'vitest';
import type { CameraSensor } from '#contracts/rig';
import type { Controller } from '#contracts/scenario';
import type { Vec3 } from '#core/pose';
import { driverCalled } from '#scenario/drivers';
import { R157 } from '#scenario/reference-drivers';
import { actor, ego, event, FRONT, kmh, NOON, run, scenario, walker } from './fixture.js';

const PATH = 100;
const IMPACT_TIME = 6;
const WALK = kmh(5);
const CORNER = { side: 1.9075, before: 1.149 };

const camera: CameraSensor = {
  id: 'front',
  type: 'camera',
  width: 1280,
  height: 720,
  fx: 700,
  fy: 700,
  cx: 640,
  cy: 360,
  near: 0.1,
  far: 300,
  position: [FRONT - 2, 0, 1],
  orientation: [0, 0, 0],
  gimbalReach: 0,
  latency: 0,
  rateHz: 10,
  exposure: 'auto',
};

function child(leading: number) {
  const traits = { height: 1.154, length: Math.max(0.01, 2 * leading), width: 0.01 };
  const start: Vec3 = [PATH, -WALK * IMPACT_TIME, 0];
  return actor('child', { asset: 'pedestrian-child', seed: 2, traits }, start, Math.PI / 2);
}
const VAN = { asset: 'van', seed: 1, traits: { length: 5, width: 2, height: 2 } };
/** Vans side by side, wide enough to hide the whole way of the child. */
const wall = [0, 1, 2, 3, 4, 5].map((i) => actor(`wall-${i}`, VAN, [PATH - CORNER.before - 2.5, -CORNER.side - 1 - 2 * i, 0]));
/** Nobody brakes: the ego's front and the child's middle meet on the path at IMPACT_TIME. */
function meeting(speed: number, leading: number, controller?: Controller) {
  const driver = { ...ego(PATH - speed * IMPACT_TIME, speed, controller), sensors: [camera] };
  return run(
    scenario(
      [driver, child(leading), ...wall],
      [
        event('walk', 'child', { type: 'cross', to: [PATH, 8], speed: WALK, acceleration: 0 }),
        event(
          'seen',
          'child',
          { type: 'speed', to: WALK, acceleration: 0 },
          { type: 'visible', actor: 'child', sensor: 'front', fraction: 0 },
        ),
      ],
      { duration: 8 },
    ),
  );
}
const timeOf = (result: ReturnType<typeof run>, name: string): number =>
  (result.trace.events.find((each) => each.name === name)?.timeNs ?? Number.NaN) / 1e9;

const TABLE: readonly (readonly [km: number, leading: number, ttc: number])[] = [
  [20, 0, 1.5411],
  [30, 0, 1.4922],
  [40, 0, 1.4655],
  [50, 0, 1.4486],
  [60, 0, 1.437],
  [20, 0.3555, 1.7766],
  [30, 0.3555, 1.7326],
  [40, 0.3555, 1.7089],
  [50, 0.3555, 1.6941],
  [60, 0.3555, 1.6839],
];

describe('emergence', () => {
  it.each(TABLE)('at %d km/h, leading edge %d m: %d s before they meet', (km, leading, ttc) => {
    const seen = timeOf(meeting(kmh(km), leading), 'seen');
    // The child's box is 1 cm deep, not a line: that is worth 4 ms at most.
    expect(Math.abs(IMPACT_TIME - seen - ttc)).toBeLessThan(0.006);
  });

  it('is when an AEB triggered by sight starts its clock', () => {
    const aeb: Controller = { type: 'aeb', latency: 0.5, deceleration: 8, jerk: 0, trigger: { visible: 'front' } };
    const result = meeting(kmh(50), 0.3555, aeb);
    expect(timeOf(result, 'aeb trigger')).toBeCloseTo(timeOf(result, 'seen'), 6);
    expect(timeOf(result, 'aeb brake')).toBeCloseTo(timeOf(result, 'seen') + 0.5, 6);
    expect(result.verdict.outcome).toBe('pass');
  });
});

describe('a careful and competent driver', () => {
  const driver = (more: Partial<Extract<Controller, { type: 'r157' }>>): Controller => ({
    type: 'r157',
    ...R157,
    release: 0,
    ...more,
  });
  const impactOf = (result: ReturnType<typeof run>): number => result.verdict.metrics.impactSpeedMPerS ?? 0;

  /** Science.md 3.5.5: 1.15 s, then 12.65 m/s^3 up to 7.593 m/s^2, from the instant of emergence. */
  it.each([
    [20, 4.54],
    [30, 20.35],
    [40, 31.81],
    [50, 42.53],
    [60, 52.97],
  ])('at %d km/h hits the child at %d km/h, since it comes into sight so late', (km, wanted) => {
    const result = meeting(kmh(km), 0.3555, driver({}));
    expect(timeOf(result, 'r157 conflict')).toBeCloseTo(timeOf(result, 'seen'), 2);
    expect(timeOf(result, 'r157 trigger')).toBeCloseTo(timeOf(result, 'seen') + 0.4, 2);
    expect(Math.abs(impactOf(result) - kmh(wanted))).toBeLessThan(Math.max(0.05, 0.01 * kmh(wanted)));
  });

  it('that looked through walls would react 2 s before, and hit it more slowly', () => {
    const { sight: _, ...blind } = driver({}) as Extract<Controller, { type: 'r157' }>;
    const [seeing, through] = [meeting(kmh(30), 0.3555, driver({})), meeting(kmh(30), 0.3555, blind)];
    expect(IMPACT_TIME - timeOf(through, 'r157 trigger')).toBeCloseTo(2, 2);
    expect(impactOf(through)).toBeLessThan(impactOf(seeing) - 1);
  });

  it('reacts at the same instant as ever where nothing hides the child', () => {
    const open = (controller: Controller) =>
      run(
        scenario(
          [{ ...ego(PATH - kmh(30) * IMPACT_TIME, kmh(30), controller), sensors: [camera] }, child(0.3555)],
          [event('walk', 'child', { type: 'cross', to: [PATH, 8], speed: WALK, acceleration: 0 })],
          { duration: 8 },
        ),
      );
    const { sight: _, ...all } = driver({}) as Extract<Controller, { type: 'r157' }>;
    expect(open(driver({})).trace).toEqual(open(all).trace);
  });

  it('sees nobody through thick fog until the air lets it', () => {
    const NOBODY_BEYOND = 30;
    const foggy = run(
      scenario([ego(0, kmh(60), driver({})), walker('target', [120, 0, 0])], [], {
        environment: { ...NOON, fogMorM: NOBODY_BEYOND },
        duration: 8,
      }),
    );
    const clear = run(scenario([ego(0, kmh(60), driver({})), walker('target', [120, 0, 0])], [], { duration: 8 }));
    // 2 s before in clear air; 30 m before the eye, which is 2 m behind the front, in the fog.
    const distanceAt = (result: ReturnType<typeof run>, event: string): number => 120 - kmh(60) * timeOf(result, event);
    expect(distanceAt(clear, 'r157 trigger')).toBeCloseTo(2 * kmh(60) + 0.25, 1);
    expect(distanceAt(foggy, 'r157 conflict')).toBeLessThan(NOBODY_BEYOND - 1.9);
    expect(distanceAt(foggy, 'r157 conflict')).toBeGreaterThan(NOBODY_BEYOND - 3);
  });
});

describe('every reference driver that reacts to what it sees', () => {
  it.each(['aeb', 'r157', 'idm', 'rss', 'fsm'])(
    '%s brakes later for a child behind a wall than if it saw through it',
    (name) => {
      const seeing = driverCalled(name, kmh(40));
      const { sight, ...through } = seeing as Extract<Controller, { type: 'r157' }>;
      expect(sight).toBe(true);
      const braked = (controller: Controller): number => {
        const { ticks } = meeting(kmh(40), 0.3555, controller).trace;
        const first = ticks.find(({ bodies }) => (bodies.ego?.[7] ?? 0) < kmh(40) - 0.2);
        return (first?.timeNs ?? 8e9) / 1e9;
      };
      const [late, early] = [braked(seeing), braked(through)];
      // An AEB waits for the path to be entered, when nobody can be hidden any more; a follower for the child to be in its lane.
      if (name === 'aeb' || name === 'idm') expect(late).toBeGreaterThanOrEqual(early);
      else expect(late).toBeGreaterThan(early + 0.1);
    },
  );
});
