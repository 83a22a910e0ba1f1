/** A body driven from outside: told at exact instants, obeyed in closed form, and nothing else about the run changes. */
import { describe, expect, it } from 'vitest';
import type { Run, Turn } from '#contracts/run';
import type { SutControl } from '#contracts/sut';
import { parseScenario } from '#scenario/index';
import { drawConcrete, inTurns, simulateConcrete } from '../../src/toolkit/scenarios.js';

const road = (more: string): string => `nearmiss: 1
title: A free road
hazard: None.
environment: {sun: {elevation: 50 deg}}
road: {layout: test-track, length: 300 m}
${more}
duration: 6 s
`;
const CAR = road(
  'ego: {kind: sedan, at: {lane: right, s: 20 m, speed: 10 m/s}, controller: constant, sensors: rigs/front-camera}',
);
const DRONE = road('ego: {kind: quadrotor, at: {x: 20 m, y: 0 m, z: 20 m}, sensors: rigs/drone-camera}');

function concreteOf(text: string) {
  const { scenario, diagnostics } = parseScenario(text, 'road.yaml');
  if (scenario === undefined) throw new Error(JSON.stringify(diagnostics));
  return drawConcrete(scenario, '1', 0).concrete;
}
function driven(text: string, rateHz: number, control: (turn: Turn) => SutControl): Run {
  const run = inTurns(concreteOf(text), {}, { rateHz });
  let step = run.next();
  while (step.done !== true) step = run.next(control(step.value));
  return step.value;
}
const at = (run: Run, seconds: number): readonly number[] =>
  run.trace.ticks.find(({ timeNs }) => Math.abs(timeNs - seconds * 1e9) < 1)?.bodies.ego ?? [];

describe('whoever drives', () => {
  it('is asked at its own instants, to the nanosecond, and told what is', () => {
    const seen: Turn[] = [];
    driven(CAR, 7, (turn) => {
      seen.push(turn);
      return {};
    });
    expect(seen.map(({ observation }) => observation.timeNs)).toEqual(
      Array.from({ length: 42 }, (_, k) => Math.round((k / 7) * 1e9)),
    );
    expect(seen[7]?.observation.ego).toMatchObject({ id: 'ego', class: 'car', speed: 10, acceleration: 0, heading: 0 });
    expect(seen[7]?.observation.ego.position[0]).toBeCloseTo((seen[0]?.observation.ego.position[0] ?? 0) + 10, 9);
    expect(seen[0]?.episode).toMatchObject({ ego: 'ego', kind: 'sedan', duration: 6, period: 1 / 7 });
  });

  it('and does nothing leaves the run of a car that keeps its speed', () => {
    const idle = driven(CAR, 20, () => ({}));
    const constant = simulateConcrete(concreteOf(CAR), false);
    for (const seconds of [1, 3, 6])
      at(constant, seconds).forEach((value, i) => {
        expect(at(idle, seconds)[i]).toBeCloseTo(value, 9);
      });
  });

  it.each([5, 20, 100])('brakes in closed form, whatever its rate: %d Hz', (rateHz) => {
    const run = driven(CAR, rateHz, ({ observation }) => ({ acceleration: observation.timeNs >= 1e9 ? -4 : 0 }));
    const [x0 = 0] = at(run, 0);
    // 10 m until the brakes, and v^2 / 2a after them.
    expect((at(run, 6)[0] ?? 0) - x0).toBeCloseTo(10 + 100 / 8, 6);
  });

  it('cannot brake harder than the road allows', () => {
    const run = driven(CAR, 20, () => ({ acceleration: -100 }));
    const [x0 = 0] = at(run, 0);
    expect((at(run, 6)[0] ?? 0) - x0).toBeCloseTo(100 / (2 * 9.81), 3);
  });

  it('goes sideways as fast as it says, and straight on after it', () => {
    const run = driven(CAR, 20, ({ observation }) => ({ lateralSpeed: observation.timeNs < 2e9 ? 0.5 : 0 }));
    const [, y0 = 0] = at(run, 0);
    expect((at(run, 2)[1] ?? 0) - y0).toBeCloseTo(1, 2);
    expect((at(run, 6)[1] ?? 0) - y0).toBeCloseTo(1, 2);
  });

  it('flies where it wants', () => {
    const run = driven(DRONE, 10, () => ({ velocity: [0, 3, 0] }));
    const [x0 = 0, y0 = 0, z0 = 0] = at(run, 0);
    const [x = 0, y = 0, z = 0, , , , , , vy = 0] = at(run, 6);
    expect(vy).toBeCloseTo(3, 1);
    expect(y - y0).toBeGreaterThan(12);
    expect(Math.abs(x - x0)).toBeLessThan(0.5);
    expect(Math.abs(z - z0)).toBeLessThan(0.5);
  });

  it('notes what it does as an event', () => {
    const run = driven(CAR, 10, ({ index }) => (index === 5 ? { note: 'wakes up' } : {}));
    expect(run.trace.events).toContainEqual({ name: 'wakes up', kind: 'controller', bodies: ['ego'], timeNs: 5e8 });
  });

  it('gets the same run for the same answers', () => {
    const wave = ({ index }: Turn): SutControl => ({ acceleration: Math.sin(index), lateralSpeed: Math.cos(index) / 4 });
    expect(driven(CAR, 20, wave).trace).toEqual(driven(CAR, 20, wave).trace);
  });
});
