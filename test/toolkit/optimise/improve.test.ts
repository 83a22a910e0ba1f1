/** Looking for a route where the answer is known: round a wall of wind, not at all where there is none; and what is compared is compared on the same draws. */
import { describe, expect, it } from 'vitest';
import type { ConcreteActor } from '#contracts/scenario';
import { hashOf } from '#core/hash';
import { norm, sub, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { parseScenario } from '#scenario/index';
import { type Delivery, deliveryOf, type Flight, flownBy } from '../../../src/toolkit/optimise/delivery.js';
import { improved, leastRuns } from '../../../src/toolkit/optimise/index.js';
import { lengthOf, origin, type Route, routeAt, straightRoute } from '../../../src/toolkit/optimise/route.js';
import { drawConcrete, type LoadedScenario } from '../../../src/toolkit/scenarios.js';

const STRAIGHT = { start: [0, 0, 20] as Vec3, goal: [100, 0, 20] as Vec3, speed: 10 };
const REQUEST = {
  seed: '0',
  runs: 3000,
  bends: 2,
  weights: { time: 1, energy: 1, risk: 10 },
  signal: new AbortController().signal,
};
/** How far to the left it flies, half way. */
const leftOf = ({ waypoints }: Route): number => {
  const [a, b] = waypoints as [Vec3, Vec3];
  return (a[1] + b[1]) / 2;
};

/** Half of all days a wall of wind stands there, up to so far to the left of the line: who flies into it fails, the deeper the likelier. */
function fake(windAt: (left: number) => number): Delivery & { readonly flown: string[] } {
  const flown: string[] = [];
  return {
    straight: STRAIGHT,
    flown,
    fly(route, seed, draw): Flight {
      flown.push(`${seed}/${draw}`);
      const gust = randomRoot(seed).child(draw).uniform() * windAt(route.waypoints.length === 1 ? 0 : leftOf(route));
      const time = lengthOf(route, STRAIGHT.start) / route.speed;
      return { time, energy: time / 20, failed: gust > 0.5, danger: 1 / (1 + Math.exp((0.5 - gust) / 0.1)) };
    },
  };
}
const wallOnTheLeft = (left: number): number => Math.min(1, Math.max(0, (left + 5) / 5));

describe('a better route', () => {
  it('is found on the other side of a wall of wind, and not far beyond what it takes', async () => {
    const report = await improved(fake(wallOnTheLeft), REQUEST);
    expect(report.better).toBe(true);
    const left = leftOf(report.found as Route);
    expect(left).toBeLessThan(-1.5);
    expect(left).toBeGreaterThan(-8);
    expect(report.risk.before).toBeGreaterThan(0.4);
    expect(report.risk.after).toBeLessThan(0.1);
    expect(report.risk.relative?.interval[1]).toBeLessThan(-0.6);
    expect(report.risk.mcNemar).toBeLessThan(1e-6);
    expect(report.time.after).toBeGreaterThan(report.time.before);
  });
  it('is found to the left where the wall is on the right (control)', async () => {
    const report = await improved(
      fake((left) => wallOnTheLeft(-left)),
      REQUEST,
    );
    expect(leftOf(report.found as Route)).toBeGreaterThan(1.5);
  });
  it('is not found without wind, nor where it is the same everywhere', async () => {
    for (const wind of [0, 1]) {
      const report = await improved(
        fake(() => wind),
        { ...REQUEST, runs: 1000 },
      );
      expect(report.better).toBe(false);
      expect(report.cost.difference).toBeGreaterThanOrEqual(0);
    }
  });
  it('is not looked for at any price: where risk weighs nothing, the straight line stays', async () => {
    const report = await improved(fake(wallOnTheLeft), { ...REQUEST, runs: 1000, weights: { time: 1, energy: 1, risk: 0 } });
    expect(report.better).toBe(false);
  });
});

describe('draws', () => {
  it('are the same for both routes, others for each stage, and as many as asked at most', async () => {
    const delivery = fake(wallOnTheLeft);
    const { runs, draws } = await improved(delivery, REQUEST);
    expect(runs.search + runs.choice + runs.measured).toBe(delivery.flown.length);
    expect(delivery.flown.length).toBeLessThanOrEqual(REQUEST.runs);
    expect(runs.measured).toBe(2 * draws);
    const measured = delivery.flown.slice(-2 * draws);
    expect(measured.slice(0, draws)).toEqual(measured.slice(draws));
    expect(measured.every((draw) => draw.startsWith('0/measure/'))).toBe(true);
    expect(delivery.flown.filter((draw) => draw.startsWith('0/measure/'))).toHaveLength(2 * draws);
  });
  it('again give the same report', async () => {
    const request = { ...REQUEST, runs: leastRuns(2) };
    expect(await improved(fake(wallOnTheLeft), request)).toEqual(await improved(fake(wallOnTheLeft), request));
  });
  const text = `nearmiss: 1
title: A flight
hazard: Wind.
parameters: {wind: {uniform: [2 m/s, 8 m/s]}}
environment: {wind: {speed: $wind, gusts: 1 m/s}}
road: {layout: test-track, length: 100 m}
ego:
  kind: quadrotor
  at: {x: 0 m, y: 0 m, z: 20 m}
  controller: {route: {waypoints: [{x: 40 m, y: 0 m, z: 20 m}], speed: 10 m/s, corridor: 2 m}}
  sensors: rigs/drone-camera
pass: [stay in corridor]
duration: 8 s
`;
  const loaded = (more = text): LoadedScenario => {
    const { scenario, diagnostics } = parseScenario(more, 'flight.yaml');
    if (scenario === undefined) throw new Error(JSON.stringify(diagnostics));
    return { ...scenario, manifests: [] } as unknown as LoadedScenario;
  };
  it('differ in nothing but the route', () => {
    const { concrete } = drawConcrete(loaded(), '0', 3);
    const straight = { start: concrete.actors[0]?.start.position as Vec3, goal: [40, 0, 20] as Vec3, speed: 10 };
    const [a, b] = [straightRoute(straight), routeAt([1, 0.5, -1], straight)].map((route) => flownBy(concrete, route));
    const without = (one: typeof concrete | undefined): string =>
      hashOf({ ...one, actors: one?.actors.map(({ controller: _, ...rest }: ConcreteActor) => rest) } as never);
    expect(without(a)).toBe(without(b));
    expect(hashOf(a as never)).not.toBe(hashOf(b as never));
  });
  it('of a real flight agree with its scenario: it arrives in the time of its way, and a bend costs time', () => {
    const delivery = deliveryOf(loaded(), '0');
    const straight = delivery.fly(straightRoute(delivery.straight), '0', 0);
    const bent = delivery.fly(routeAt([2, 0, 0], delivery.straight), '0', 0);
    expect(straight).toMatchObject({ failed: false });
    expect(straight.time).toBeGreaterThan(4);
    expect(bent.time).toBeGreaterThan(straight.time);
    expect(delivery.fly(straightRoute(delivery.straight), '0', 0)).toEqual(straight);
  });
  it('that move the goal, and a scenario that asks nothing, are refused', () => {
    const drawn = text.replace('speed: 10 m/s', 'speed: $wind');
    expect(() => deliveryOf(loaded(drawn), '0')).toThrow(/differ from draw to draw/);
    expect(() => deliveryOf(loaded(text.replace('pass: [stay in corridor]\n', '')), '0')).toThrow(/must hold/);
    const hovers = text.replace(/ {2}controller.*\n/, '');
    expect(() => deliveryOf(loaded(hovers), '0')).toThrow(/flies no route/);
  });
});

it('routes: the origin is the straight line, coordinates are metres aside, and no route is faster than declared', () => {
  const { waypoints, speed } = routeAt(origin(3), STRAIGHT);
  expect(waypoints.every(([, y, z]) => y === 0 && z === 20)).toBe(true);
  expect(lengthOf({ waypoints, speed }, STRAIGHT.start)).toBeCloseTo(100, 9);
  const moved = routeAt([1, 0, 0, 1, 5], STRAIGHT);
  expect(moved.waypoints[0]?.[1]).toBe(4);
  expect(moved.waypoints[1]?.[2]).toBe(24);
  expect(moved.speed).toBe(10);
  expect(routeAt([0, 0, -100], STRAIGHT).speed).toBe(3);
  expect(norm(sub(moved.waypoints.at(-1) as Vec3, STRAIGHT.goal))).toBe(0);
});
