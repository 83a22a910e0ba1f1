/** Distances between distributions, and what is looked at in a segment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { domainReport } from '#diffusion/measure/domain';
import { energyDistance } from '#diffusion/measure/energy';
import { type SegmentLook, segmentLooks } from '#diffusion/measure/segments';

const normals = (count: number, middle: number, seed: number): readonly (readonly number[])[] => {
  const random = randomRoot(seed);
  return Array.from({ length: count }, () => [middle + random.normal()]);
};

describe('energy distance', () => {
  it('of two points each is its closed form', () => {
    // 2 E|X - Y| - E|X - X'| - E|Y - Y'| with X in {0, 1} and Y in {d, d + 1}, pairs of one point with itself left out.
    fc.assert(
      fc.property(fc.double({ min: 1, max: 50, noNaN: true }), (d) => {
        expect(energyDistance([[0], [1]], [[d], [d + 1]])).toBeCloseTo(2 * d - 2, 9);
      }),
    );
  });

  it('grows with the distance and is about nothing within one distribution', () => {
    expect(Math.abs(energyDistance(normals(400, 0, 1), normals(400, 0, 2)))).toBeLessThan(0.02);
    const [near, far] = [0.5, 1.5].map((middle) => energyDistance(normals(400, 0, 1), normals(400, middle, 2)));
    expect(near).toBeGreaterThan(0.05);
    expect(far).toBeGreaterThan(4 * (near as number));
  });
});

describe('a style domain', () => {
  const looks = (count: number, middle: number, inside: number, seed: number): readonly SegmentLook[] =>
    normals(count, middle, seed).map(([x]) => ({ group: 'road', mean: [x as number, 0, 0, 0], inside, cells: 9 }));

  it('is reached by its own kind, and not by what is left as it was', () => {
    const domain = [looks(100, 2, 0.3, 1), looks(100, 2, 0.3, 5)];
    const untouched = looks(200, 0, 0.2, 2);
    expect(domainReport(looks(200, 2, 0.3, 3), untouched, domain).ratio).toBeLessThan(0.05);
    const nothing = domainReport(untouched, untouched, domain);
    expect(nothing.ratio).toBeCloseTo(1, 9);
    expect(nothing.inside).toBeCloseTo(0.2 / 0.3, 9);
    expect(nothing.floor).toBeLessThan(0.05);
    expect(domainReport(untouched, untouched, [looks(100, 1, 0.3, 1), looks(100, 3, 0.3, 5)]).floor).toBeGreaterThan(0.4);
  });
});

describe('segments', () => {
  it('have the means of their cells, and those of few cells are left out', () => {
    const segment = Uint32Array.from([...new Array(8).fill(5), ...new Array(3).fill(6)]);
    const plane = Float32Array.from({ length: 11 }, (_, i) => i);
    const [only, ...others] = segmentLooks(
      { segment, group: new Uint8Array(11).fill(1) },
      { light: [plane, plane, plane], contrast: plane },
    );
    expect(others).toEqual([]);
    expect(only).toMatchObject({ group: 'road', mean: [3.5, 3.5, 3.5, 3.5], cells: 8 });
    expect(only?.inside).toBeCloseTo(Math.sqrt(5.25), 9);
  });
});
