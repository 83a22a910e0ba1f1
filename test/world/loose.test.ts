/** What is loose slides as Coulomb has it and falls through air: closed forms, at two step sizes where that matters. */
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { Vec3 } from '#core/pose';
import { dragOn } from '#world/drag';
import { actor, ego, event, NOON, run, scenario } from './fixture.js';

const look = { asset: 'lost-load', seed: 1, traits: { shape: 'crate' } };
const box = bodyAssets.get('lost-load').box(look);
const MASS = 20;
const G = 9.81;
/** Drag per mass and squared speed, 1/m: rho Cd A / (2 m) with A a quarter of the surface. */
const K = (() => {
  const [l, w, h] = box.size;
  return (1.225 * 1.05 * ((l * w + w * h + h * l) / 2)) / 2 / MASS;
})();

/** Positions of a crate let go at 1 s, at 100 Hz. */
function thrown(height: number, velocity: Vec3, duration: number, environment = NOON): Vec3[] {
  const load = actor('load', look, [0, 30, height], 0, 0);
  const release = event('drop', 'load', { type: 'release', velocity, spin: [0, 0, 0] }, { type: 'time', after: 1 });
  const { trace } = run(scenario([ego(-60, 0), load], [release], { duration: 1 + duration, environment }));
  return trace.ticks.slice(100).map(({ bodies }) => (bodies.load ?? []).slice(0, 3) as unknown as Vec3);
}

describe('a crate that slides', () => {
  it.each([5, 10, 20])('from %d m/s stops where friction and air have it', (speed) => {
    const path = thrown(box.size[2] / 2, [speed, 0, 0], 6);
    const friction = 0.65 * G;
    const expected = Math.log(1 + (K * speed * speed) / friction) / (2 * K);
    const [x] = path.at(-1) as Vec3;
    expect(Math.abs(x / expected - 1)).toBeLessThan(0.02);
  });

  it('slides further where it is wet', () => {
    const dry = thrown(box.size[2] / 2, [10, 0, 0], 5).at(-1) as Vec3;
    const wet = thrown(box.size[2] / 2, [10, 0, 0], 5, { ...NOON, wetness: 1 }).at(-1) as Vec3;
    expect(wet[0]).toBeGreaterThan(dry[0] * 1.25);
  });
});

describe('a crate that falls', () => {
  it('falls v_t^2 / g ln cosh(g t / v_t)', () => {
    const terminal = Math.sqrt(G / K);
    const path = thrown(120, [0, 0, 0], 4);
    for (const t of [0.5, 1, 2, 4]) {
      const fallen = 120 - (path[Math.round(t * 100)] as Vec3)[2];
      const expected = ((terminal * terminal) / G) * Math.log(Math.cosh((G * t) / terminal));
      expect(Math.abs(fallen / expected - 1)).toBeLessThan(0.01);
    }
  });

  it('is carried along by the wind', () => {
    const [x, y] = thrown(60, [0, 0, 0], 3, { ...NOON, windSpeed: 12, windFrom: NOON.northHeading }).at(-1) as Vec3;
    expect(Math.hypot(x, y - 30)).toBeGreaterThan(2);
  });
});

it('drag points against the airspeed and grows with its square', () => {
  const one = dragOn(box, [10, 0, 0], [0, 0, 0]);
  const two = dragOn(box, [20, 0, 0], [0, 0, 0]);
  expect(one[0]).toBeCloseTo(-K * MASS * 100, 9);
  expect(two[0] / one[0]).toBeCloseTo(4, 9);
  expect(dragOn(box, [7, -3, 1], [7, -3, 1])).toEqual([0, 0, 0]);
});
