/** Fences, batteries and routes of drones in the language: drawn in SI units, refused where they make no sense. */
import { describe, expect, it } from 'vitest';
import { parseScenario, withRoute } from '#scenario/index';
import { combine, quantities, sameDimension } from '#scenario/units';
import { drawConcrete, type LoadedScenario } from '../../src/toolkit/scenarios.js';

const text = ({ kind = 'quadrotor', more = '', pass = '[no collision]' } = {}): string => `nearmiss: 1
title: A flight
hazard: None.
road: {layout: test-track, length: 200 m}
ego:
  kind: ${kind}
  at: {x: 0 m, y: 0 m, z: 20 m}
${more}  sensors: rigs/drone-camera
pass: ${pass}
`;
const FENCE = '  geofence: {polygon: [{x: 0 m, y: -5 m}, {x: 9 m, y: -5 m}, {x: 9 m, y: 5 m}], ceiling: 30 m}\n';
const BATTERY = '  battery: {capacity: 180 kJ, charge: 80 %}\n';
const GUARDED = `  controller:
    guardedRoute: {waypoints: [{x: 50 m, y: 0 m, z: 20 m}], speed: 8 m/s, wind: {do: land}} # the straight line
`;
const problems = (source: string): string[] =>
  parseScenario(source, 'flight.yaml').diagnostics.map(({ code, line }) => `${code} line ${line}`);
const ego = (source: string) => {
  const { scenario, diagnostics } = parseScenario(source, 'flight.yaml');
  expect(diagnostics).toEqual([]);
  return drawConcrete(scenario as unknown as LoadedScenario, '0', 0).concrete;
};

describe('what a drone has', () => {
  it('is drawn in SI units and Wh, with its defaults', () => {
    const { actors, criteria } = ego(
      text({
        more: FENCE + BATTERY + GUARDED,
        pass: '[stay in geofence, {energy left: {above: 20 %}}, {maximum tilt: {below: 30 deg}}]',
      }),
    );
    expect(actors[0]?.geofence).toEqual({
      polygon: [
        [0, -5],
        [9, -5],
        [9, 5],
      ],
      floor: 0,
      ceiling: 30,
    });
    expect(actors[0]?.battery).toEqual({ capacityWh: 50, charge: 0.8, efficiency: 0.75 });
    expect(actors[0]?.controller).toMatchObject({
      type: 'guarded-route',
      speed: 8,
      margin: 1,
      reaction: 0.5,
      arrivalRadius: 2,
      wind: { time: 1, response: 'land' },
    });
    expect(criteria).toEqual([
      { type: 'geofence', of: 'ego' },
      { type: 'energy-left', of: 'ego', above: 0.2 },
      { type: 'max-tilt', of: 'ego', below: expect.closeTo(0.5236, 4) },
    ]);
  });
  it('is needed for what judges it', () => {
    expect(problems(text({ pass: '[stay in geofence]' }))).toHaveLength(1);
    expect(problems(text({ pass: '[{energy left: {above: 20 %}}]' }))).toEqual(['NM2041 line 9']);
    expect(problems(text({ more: BATTERY + FENCE, pass: '[stay in geofence, {energy left: {above: 20 %}}]' }))).toEqual([]);
  });
  it('is for drones', () => {
    for (const more of [FENCE, BATTERY, GUARDED]) expect(problems(text({ kind: 'sedan', more }))[0]).toMatch(/^NM2042/);
    expect(problems(text({ more: GUARDED.replace('50 m', '50 kg') }))[0]).toMatch(/^NM2005/);
  });
});

it('energy is no other quantity: watt-hours do not add to metres', () => {
  const { energy, length, speed } = quantities;
  expect(sameDimension(energy.dimension, length.dimension)).toBe(false);
  // Over its mass it is a speed squared.
  const perMass = combine(energy.dimension, [0, 0, 0, 0, 0, 1], -1);
  expect(sameDimension(perMass, combine(speed.dimension, speed.dimension, 1))).toBe(true);
});

it('another route stands where the old one stood, comments kept, and is what is flown', () => {
  const changed = withRoute(text({ more: GUARDED }), {
    waypoints: [
      [25.5, -3, 18],
      [50, 0, 20],
    ],
    speed: 7.25,
  });
  expect(changed).toContain('# the straight line');
  const { actors } = ego(changed);
  expect(actors[0]?.controller).toMatchObject({
    waypoints: [
      [25.5, -3, 18],
      [50, 0, 20],
    ],
    speed: 7.25,
    wind: { response: 'land' },
  });
});
