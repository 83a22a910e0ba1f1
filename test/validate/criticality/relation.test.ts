/** Criticality of two bodies' states: the world's own time to collision, symmetries, and controls that show a wrong figure to be seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRY_ROAD } from '#validate/criticality/ahead';
import { criticalityOf } from '#validate/criticality/instant';
import { type Mover, relate } from '#validate/criticality/relation';
import { createTally } from '#validate/criticality/tally';
import { collisionTtc } from '../../../src/world/geometry/conflict.js';
import type { Kinematics } from '../../../src/world/snapshot.js';

const angle = fc.double({ min: -3.1, max: 3.1, noNaN: true });
const mover = fc
  .record({
    x: fc.double({ min: -60, max: 60, noNaN: true }),
    y: fc.double({ min: -20, max: 20, noNaN: true }),
    heading: angle,
    course: angle,
    speed: fc.integer({ min: 0, max: 40_000 }).map((mm) => mm / 1000),
    acceleration: fc.double({ min: -9, max: 4, noNaN: true }),
  })
  .map(({ x, y, heading, course, speed, acceleration }): Mover => {
    const box = {
      x,
      y,
      cosine: Math.cos(heading),
      sine: Math.sin(heading),
      halfLength: 2.2,
      halfWidth: 0.9,
      low: 0,
      high: 1.5,
    };
    return { box, velocity: [speed * Math.cos(course), speed * Math.sin(course), 0], acceleration };
  });
const moved = ({ box, ...rest }: Mover, turn: number, by: number): Mover => {
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const turned = (x: number, y: number): [number, number] => [c * x - s * y, s * x + c * y];
  const [x, y] = turned(box.x, box.y);
  const [cosine, sine] = turned(box.cosine, box.sine);
  const [vx, vy] = turned(rest.velocity[0], rest.velocity[1]);
  return { ...rest, velocity: [vx, vy, 0], box: { ...box, x: x + by, y: y - by, cosine, sine } };
};
const around = { available: DRY_ROAD, flies: false };
const of = (me: Mover, them: Mover) => criticalityOf(me, [{ mover: them, inert: false, flies: false }], around);

describe('two bodies', () => {
  it('have the time to collision that the world goes by', () => {
    fc.assert(
      fc.property(mover, mover, (a, b) => {
        const [told, known] = [relate(a, b).ttc, collisionTtc(a as Kinematics, b as Kinematics)];
        if (Number.isFinite(known)) expect(told).toBeCloseTo(known, 9);
        else expect(told).toBe(known);
      }),
      { numRuns: 500 },
    );
  });

  it('are as critical wherever they are on the map, and whichever way it is turned', () => {
    fc.assert(
      fc.property(mover, mover, angle, fc.double({ min: -500, max: 500, noNaN: true }), (a, b, turn, by) => {
        const [here, there] = [of(a, b), of(moved(a, turn, by), moved(b, turn, by))];
        // On the edge of being in the way, rounding decides.
        const { sideGap, gap } = relate(a, b);
        fc.pre(Math.abs(sideGap) > 1e-6 && Math.abs(gap) > 1e-6 && Number.isFinite(here.ttc) === Number.isFinite(there.ttc));
        for (const key of ['ttc', 'headway', 'drac', 'brakeThreat'] as const)
          if (Number.isFinite(here[key]))
            expect(there[key] / Math.max(1, here[key])).toBeCloseTo(here[key] / Math.max(1, here[key]), 5);
        expect(there.safe?.margin ?? 0).toBeCloseTo(here.safe?.margin ?? 0, 4);
      }),
      { numRuns: 300 },
    );
  });

  it('are never less critical for a third', () => {
    fc.assert(
      fc.property(mover, mover, mover, (a, b, c) => {
        const others = [b, c].map((each) => ({ mover: each, inert: false, flies: false }));
        const [two, three] = [of(a, b), criticalityOf(a, others, around)];
        expect(three.ttc).toBeLessThanOrEqual(two.ttc);
        expect(three.drac).toBeGreaterThanOrEqual(two.drac);
        expect(three.safe?.margin ?? Infinity).toBeLessThanOrEqual(two.safe?.margin ?? Infinity);
      }),
      { numRuns: 200 },
    );
  });
});

describe('controls', () => {
  const car = (x: number, speed: number, left = 0): Mover => ({
    box: { x, y: left, cosine: 1, sine: 0, halfLength: 2.2, halfWidth: 0.9, low: 0, high: 1.5 },
    velocity: [speed, 0, 0],
    acceleration: 0,
  });

  it('a gap from middle to middle, or widths forgotten, would be seen', () => {
    const { gap, sideGap } = relate(car(0, 20), car(34.4, 10, 2));
    expect(gap).toBeCloseTo(30, 12);
    expect(sideGap).toBeCloseTo(0.2, 12);
    expect(of(car(0, 20), car(34.4, 10)).ttc).not.toBeCloseTo(34.4 / 10, 1);
  });

  it('a body overhead, beside or behind requires nothing', () => {
    const bridge = { ...car(34.4, 0), box: { ...car(34.4, 0).box, low: 5, high: 6 } };
    for (const other of [bridge, car(34.4, 0, 2), car(-34.4, 30)]) expect(of(car(0, 20), other).drac).toBe(0);
    expect(of(car(0, 20), car(34.4, 0)).drac).toBeCloseTo(400 / 60, 12);
  });

  it('a parked car beside the way is no danger from 0.225 m on, one that somebody drives is', () => {
    const beside = (free: number, inert: boolean): boolean | undefined =>
      criticalityOf(car(0, 15), [{ mover: car(3, 0, 1.8 + free), inert, flies: false }], around).safe?.dangerous;
    expect(beside(0.23, true)).toBe(false);
    expect(beside(0.22, true)).toBe(true);
    expect(beside(0.7, false)).toBe(true);
    expect(beside(0.73, false)).toBe(false);
  });

  it('asks nothing of a car that stands, nor for one behind', () => {
    expect(of(car(0, 0), car(5, 0)).safe).toBeUndefined();
    expect(of(car(0, 20), car(-10, 30)).safe).toBeUndefined();
  });

  it('counts a sum once, however finely it is looked at', () => {
    const exposed = (steps: number): number => {
      const tally = createTally();
      for (let i = 0; i < steps; i++) tally.see((4 * i) / steps, of(car(0, 10), car(4.4 + 40 - (40 * i) / steps, 0)));
      tally.touch(4);
      return tally.figures().tetS?.value ?? 0;
    };
    expect(exposed(8)).toBeCloseTo(1.5, 9);
    expect(exposed(400)).toBeCloseTo(1.5, 9);
  });
});
