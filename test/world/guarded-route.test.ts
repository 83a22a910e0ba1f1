/** A drone that keeps its fence: it stops before it at every speed, reads the wind off its tilt, and gives up as declared; an unguarded one does not. */
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import type { ConcreteActor, Controller, Geofence, WindGuard } from '#contracts/scenario';
import { GUARD, windGuardFor } from '#scenario/drone-figures';
import { actor, last, NOON, run, scenario } from './fixture.js';

const FENCE: Geofence = {
  polygon: [
    [-20, -40],
    [120, -40],
    [120, 40],
    [-20, 40],
  ],
  floor: 5,
  ceiling: 60,
};
const NO_WIND_LIMIT: WindGuard = { limit: 1e6, time: 1, response: 'hold' };
const route = (speed: number): Extract<Controller, { type: 'route' }> => ({
  type: 'route',
  waypoints: [[200, 0, 30]],
  speed,
  corridorRadius: 5,
  arrivalRadius: 2,
});
const guarded = (speed: number, wind: WindGuard = NO_WIND_LIMIT): Controller => ({
  ...route(speed),
  type: 'guarded-route',
  ...GUARD,
  wind,
});
const drone = (controller: Controller, more: Partial<ConcreteActor> = {}): ConcreteActor =>
  actor('ego', { asset: 'quadrotor', seed: 1, traits: {} }, [0, 0, 30], 0, 0, { controller, geofence: FENCE, ...more });
const flown = (controller: Controller, windSpeed = 0, windFrom = 0, duration = 30, more: Partial<ConcreteActor> = {}): Run =>
  run(
    scenario([drone(controller, more)], [], {
      criteria: [{ type: 'geofence', of: 'ego' }],
      environment: { ...NOON, windSpeed, windFrom },
      duration,
    }),
  );
const eventsOf = ({ trace }: Run): string[] => trace.events.map(({ name }) => name);
/** With `northHeading` pi / 2 this blows along +x. */
const FROM_BEHIND = -Math.PI / 2;

describe('a fence', () => {
  it.each([2, 3.5, 5, 8, 10, 12, 15])('is never crossed at %d m/s, and the drone stands near it', (speed) => {
    const result = flown(guarded(speed), 0, 0, 14 + 110 / speed);
    console.log(speed, result.verdict.metrics.geofenceMarginM, last(result)[0]);
    expect(result.verdict.outcome).toBe('pass');
    expect(result.verdict.metrics.geofenceMarginM).toBeGreaterThanOrEqual(0);
  });
  it.each([4, 8])('nor in %d m/s of tail wind', (wind) => {
    const result = flown(guarded(12), wind, FROM_BEHIND);
    console.log(wind, result.verdict.metrics.geofenceMarginM, last(result)[0]);
    expect(result.verdict.metrics.geofenceMarginM).toBeGreaterThanOrEqual(0);
  });
  it('is crossed without the guard (control)', () => {
    const result = flown(route(8));
    console.log(result.verdict.metrics, eventsOf(result));
    expect(result.verdict.outcome).toBe('fail');
  });
});
describe('wind', () => {
  it.each(['hold', 'return', 'land'] as const)('%s', (response) => {
    const result = flown(guarded(8, { limit: 6, time: 1, response }), 9, 0, 20);
    console.log(result.trace.events, last(result).slice(0, 3));
  });
  it('default', () => {
    const result = flown(guarded(8, windGuardFor(GUARD.tilt)), 9, 0, 20);
    console.log(eventsOf(result), result.verdict.metrics, windGuardFor(GUARD.tilt));
  });
});
