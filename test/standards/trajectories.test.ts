/** Timed polylines as speeds along a path, against motions that are known in closed form. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathOf, stationAt, thinnedPoints } from '#standards/import/trajectories';

/** Sampled at 50 Hz: a speed held, then a rate until another speed, then that held. */
function sampled(v: number, rate: number, to: number): { x: number; y: number; time: number }[] {
  const lasts = Math.abs(to - v) / rate;
  const a = Math.sign(to - v) * rate;
  return Array.from({ length: 301 }, (_, i) => {
    const time = i / 50;
    const inside = Math.min(Math.max(time - 2, 0), lasts);
    const x = v * Math.min(time, 2) + v * inside + (a * inside * inside) / 2 + to * Math.max(time - 2 - lasts, 0);
    return { x, y: 0, time };
  });
}

describe('speeds along a path', () => {
  const speed = fc.double({ min: 0, max: 35, noNaN: true });
  it('give the way at all times to two centimetres, in few knots', () => {
    fc.assert(
      fc.property(speed, speed, fc.double({ min: 1, max: 9, noNaN: true }), (v, to, rate) => {
        const vertices = sampled(v, rate, to);
        const { knots } = pathOf(vertices, v);
        for (const { time, x } of vertices) expect(Math.abs(stationAt(knots, time) - x)).toBeLessThan(0.0201);
        expect(knots.length).toBeLessThan(12);
      }),
    );
  });
  it('do not with another rate: the check above can fail', () => {
    const { knots } = pathOf(sampled(20, 8, 0), 20);
    const other = sampled(20, 7.5, 0);
    expect(Math.max(...other.map(({ time, x }) => Math.abs(stationAt(knots, time) - x)))).toBeGreaterThan(0.5);
  });
  it('have no knots where a trajectory has no times', () => {
    expect(
      pathOf(
        [
          { x: 0, y: 0 },
          { x: 5, y: 0 },
        ],
        3,
      ),
    ).toEqual({ start: { x: 0, y: 0 }, points: [{ x: 5, y: 0 }], knots: [], off: 0 });
  });
});

it('keeps corners of a path and drops what lies between', () => {
  const line = [0, 1, 2, 3].map((x) => ({ x, y: 0 }));
  expect(thinnedPoints([...line, { x: 3, y: 4 }])).toEqual([
    { x: 0, y: 0 },
    { x: 3, y: 0 },
    { x: 3, y: 4 },
  ]);
});
