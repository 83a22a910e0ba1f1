/** A drone that keeps its fence: it stops before it at every speed, reads the wind off its tilt, and gives up as declared; an unguarded one does not. */
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import type { ConcreteActor, Controller, Geofence, WindGuard } from '#contracts/scenario';
import { degrees } from '#core/math';
import { GUARD, windGuardFor } from '#scenario/drone-figures';
import { steadyTilt, windLimit } from '#validate/metrics/flight';
import { hoverPower } from '#validate/metrics/power';
import { actor, last, NOON, run, scenario } from './fixture.js';

const fenceAt = (x: number): Geofence => ({
  polygon: [
    [-20, -40],
    [x, -40],
    [x, 40],
    [-20, 40],
  ],
  floor: 5,
  ceiling: 60,
});
const NEVER: WindGuard = { limit: 1e6, time: 1, response: 'hold' };
const route = (speed: number): Extract<Controller, { type: 'route' }> => ({
  type: 'route',
  waypoints: [[300, 0, 30]],
  speed,
  corridorRadius: 5,
  arrivalRadius: 2,
});
const guarded = (speed: number, wind: WindGuard = NEVER): Controller => ({
  ...route(speed),
  type: 'guarded-route',
  ...GUARD,
  wind,
});
interface Air {
  readonly windSpeed: number;
  /** With `northHeading` pi / 2 the wind from -pi / 2 blows along +x. */
  readonly windFrom: number;
}
const BEHIND = -Math.PI / 2;
const STILL: Air = { windSpeed: 0, windFrom: 0 };
function flown(
  more: Partial<ConcreteActor>,
  duration: number,
  air: Air = STILL,
  criteria: Parameters<typeof scenario>[2] = {},
): Run {
  const drone = actor('ego', { asset: 'quadrotor', seed: 1, traits: {} }, [0, 0, 30], 0, 0, more);
  return run(
    scenario([drone], [], {
      criteria: [{ type: 'geofence', of: 'ego' }],
      environment: { ...NOON, ...air },
      duration,
      ...criteria,
    }),
  );
}
const eventsOf = ({ trace }: Run): string[] => trace.events.map(({ name }) => name);
const fastest = ({ trace }: Run): number => Math.max(...trace.ticks.map(({ bodies }) => bodies.ego?.[7] ?? 0));

describe('a fence', () => {
  it.each([2, 5, 8, 12, 15])('is kept at %d m/s by its margin, and the drone ends at it', (speed) => {
    const wall = 20 + 5 * speed;
    const result = flown({ controller: guarded(speed), geofence: fenceAt(wall) }, wall / speed + 9);
    expect(result.verdict.outcome).toBe('pass');
    expect(fastest(result)).toBeGreaterThan(0.9 * speed);
    expect(result.verdict.metrics.geofenceMarginM).toBeGreaterThanOrEqual(0);
    expect(last(result)[0]).toBeGreaterThan(wall - 1.3);
    expect(eventsOf(result)).toEqual(['geofence: slows down']);
  });
  it('is kept with the wind from behind', () => {
    const result = flown({ controller: guarded(12), geofence: fenceAt(80) }, 16, { windSpeed: 8, windFrom: BEHIND });
    expect(result.verdict.metrics.geofenceMarginM).toBeGreaterThanOrEqual(0);
  });
  it('is crossed without the guard, at the instant that its speed gives to a millisecond (control)', () => {
    const result = flown({ controller: route(8), geofence: fenceAt(60) }, 10);
    expect(result.verdict.criteria[0]).toMatchObject({ passed: false, limit: 0 });
    const breach = result.verdict.metrics.geofenceBreachS as number;
    const tick = result.trace.ticks.findLast(({ timeNs }) => timeNs < (breach - 0.2) * 1e9);
    const [x, v] = [tick?.bodies.ego?.[0] as number, tick?.bodies.ego?.[7] as number];
    expect(Math.abs(v - 8)).toBeLessThan(0.1);
    expect(Math.abs((tick?.timeNs as number) / 1e9 + (60 - x) / v - breach)).toBeLessThan(1e-3);
  });
  it('is not kept by a guard that believes a wrong position', () => {
    const loss = {
      type: 'event' as const,
      name: 'lost',
      actions: [{ actor: 'ego', action: { type: 'gnss-loss' as const, duration: 30, drift: 1 } }],
    };
    const result = flown(
      { controller: guarded(8), geofence: fenceAt(60) },
      25,
      { windSpeed: 1, windFrom: BEHIND },
      { story: [loss] },
    );
    expect(result.verdict.outcome).toBe('fail');
  });
});

describe('wind', () => {
  const air: Air = { windSpeed: 9, windFrom: 0 };
  const inWind = (response: WindGuard['response'], limit: number, duration: number): Run =>
    flown({ controller: guarded(8, { limit, time: 1, response }), geofence: fenceAt(400) }, duration, air);
  it('above its limit makes it wait, measured within 3 % of what blows', () => {
    const result = inWind('hold', 6, 12);
    const [event] = result.trace.events;
    expect(event?.name).toBe('wind limit: hold');
    expect(Math.abs(Number(event?.detail?.windMPerS) / 9 - 1)).toBeLessThan(0.03);
    expect(Math.abs(last(result)[7] as number)).toBeLessThan(0.2);
    expect(last(result)[0]).toBeLessThan(15);
  });
  it('makes it fly back to where it started', () => {
    const [x = 0, y = 0, z = 0] = last(inWind('return', 6, 14));
    expect(Math.sqrt(x * x + y * y + (z - 30) * (z - 30))).toBeLessThan(0.5);
  });
  it('makes it come down where it is', () => {
    const [x, , z] = last(inWind('land', 6, 14)) as readonly [number, number, number];
    expect(x).toBeLessThan(10);
    expect(z).toBeLessThan(20);
  });
  it('below its limit does not stop it (control)', () => {
    const result = inWind('hold', 11, 12);
    expect(eventsOf(result)).toEqual([]);
    expect(last(result)[0]).toBeGreaterThan(60);
  });
  it('limits by default at what takes all of its tilt', () => {
    const { limit } = windGuardFor(GUARD.tilt);
    expect(limit).toBeCloseTo(windLimit(GUARD.tilt, 1.5, 0.03), 12);
    expect(steadyTilt(limit, 1.5, 0.03)).toBeCloseTo(GUARD.tilt, 12);
  });
});

describe('figures', () => {
  const battery = { capacityWh: 10, charge: 0.5, efficiency: 0.75 };
  it('energy of a hover is its power times its time, and what is left follows', () => {
    const { verdict } = flown({ battery }, 10, STILL, { criteria: [{ type: 'energy-left', of: 'ego', above: 0.4 }] });
    const wanted = (hoverPower(0.75) * 10) / 3600;
    expect(Math.abs((verdict.metrics.energyUsedWh as number) / wanted - 1)).toBeLessThan(1e-3);
    expect(verdict.metrics.energyLeftPercent).toBeCloseTo(100 * (0.5 - (verdict.metrics.energyUsedWh as number) / 10), 9);
    expect(verdict.outcome).toBe('pass');
  });
  it('a hover in wind leans by the steady tilt; a criterion of it can fail (control)', () => {
    const air: Air = { windSpeed: 10, windFrom: 0 };
    const tilt = (limit: number): Run => flown({}, 12, air, { criteria: [{ type: 'max-tilt', of: 'ego', below: limit }] });
    const result = tilt(0.3);
    const up = result.trace.ticks.at(-1)?.bodies.ego as readonly number[];
    const [qx = 0, qy = 0] = [up[3], up[4]];
    expect(degrees(Math.acos(1 - 2 * (qx * qx + qy * qy)))).toBeCloseTo(7.118, 1);
    expect(result.verdict.outcome).toBe('pass');
    expect(tilt(0.1).verdict.outcome).toBe('fail');
  });
  it('nothing is worked out where nobody asks', () => {
    const { verdict } = flown({}, 1, STILL, { criteria: [{ type: 'no-collision', of: 'ego' }] });
    expect(Object.keys(verdict.metrics)).not.toContain('energyUsedWh');
  });
});
