/** Roads fall to their sides: closed forms across every layout's road, and the very same heights in its triangles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlaceBatches } from '#assets/index';
import type { Mesh } from '#contracts/model';
import type { Place, Strip, Vec2 } from '#contracts/place';
import { buildPlace, groundHeightOf, riseOf } from '#places/index';
import { offsetOf, type ReferenceLine, referenceLine, stationOf } from '../../src/places/line.js';

const FALL = 0.025;
type Options = Record<string, number | string>;
const placeOf = (layout: string, options: Options = {}, seed = 4): Place => buildPlace({ layout, seed, options });
const lineOf = ({ curvature = 0 }: Place): ReferenceLine => referenceLine(curvature);
type Point = readonly [offset: number, height: number];
const profileOf = ({ camber }: Place): readonly Point[] => camber?.profile ?? [];
const heightAt = (place: Place, s: number, offset: number): number =>
  groundHeightOf(place)(...lineOf(place).at(s, offset).position);

const CASES: readonly (readonly [layout: string, options: Options])[] = [
  ['rural-two-lane', {}],
  ['rural-two-lane', { curvature: 0.01 }],
  ['rural-two-lane', { curvature: -0.01 }],
  ['urban-street', {}],
  ['urban-canyon', {}],
  ['motorway', {}],
  ['motorway', { curvature: 0.002 }],
  ['town', { crossing: 'yes', junction: 'yes', works: 'yes' }],
  ['town', { curvature: -0.012, crossing: 'yes', junction: 'yes' }],
];

describe('across the road', () => {
  it.each([
    ['rural-two-lane', 4],
    ['urban-street', 5.45],
    ['urban-canyon', 6.6],
  ])('of a %s the middle is higher by 2.5 %% of its half width, %d m, and the edges are at 0', (layout, half) => {
    const place = placeOf(layout);
    fc.assert(
      fc.property(
        fc.double({ min: -0.999, max: 0.999, noNaN: true }),
        fc.double({ min: 5, max: 45, noNaN: true }),
        (share, s) => {
          expect(heightAt(place, s, share * half)).toBeCloseTo(FALL * half * (1 - Math.abs(share)), 9);
        },
      ),
    );
    for (const edge of [-half, half]) expect(heightAt(place, 30, edge * (1 - 1e-9))).toBeLessThan(1e-9);
  });

  it.each([0.01, -0.01, 0.003])('it is the same in a bend of %d 1/m', (curvature) => {
    const place = placeOf('rural-two-lane', { curvature });
    for (const [offset, z] of [
      [0, 0.1],
      [2, 0.05],
      [-2, 0.05],
      [4, 0],
      [-4, 0],
      [6, 0],
    ] as const)
      for (const s of [-50, 0, 90, 300]) expect(heightAt(place, s, offset)).toBeCloseTo(z, 9);
  });

  it('a motorway falls outwards from its median, which lies level between', () => {
    const place = placeOf('motorway');
    const median = FALL * 14.45;
    for (const [offset, z] of [
      [-10, 0],
      [-1.875, FALL * 8.125],
      [4.45, median],
      [5.9, median],
      [7.45, median],
      [21.9, 0],
    ] as const)
      expect(heightAt(place, 200, offset)).toBeCloseTo(z, 9);
    const rails = place.features.filter(({ kind }) => kind === 'guard-rail');
    expect(new Set(rails.map(({ base = 0 }) => base.toFixed(6)))).toEqual(new Set(['0.000000', median.toFixed(6)]));
    expect(place.features.find(({ kind }) => kind === 'gantry')?.base).toBeCloseTo(0, 9);
  });

  it('a town street is highest half-way between its kerbs; a proving ground is flat', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const place = placeOf('town', {}, seed);
      const [right, middle, left] = profileOf(place) as readonly [Point, Point, Point];
      expect(middle[0]).toBeCloseTo((left[0] + right[0]) / 2, 9);
      expect(middle[1]).toBeCloseTo((FALL * (left[0] - right[0])) / 2, 9);
      expect(heightAt(place, 20, left[0] + 0.05)).toBeGreaterThanOrEqual(0.08);
    }
    const track = placeOf('test-track');
    expect([-11, 0, 2, 12].map((offset) => heightAt(track, 50, offset))).toEqual([0, 0, 0, 0]);
  });

  it('what stands on a road that is dug up stands on its fall', () => {
    const place = placeOf('town', { works: 'yes' });
    const works = place.features.filter(({ kind }) => kind === 'cone' || kind === 'works-barrier');
    expect(works.length).toBeGreaterThan(5);
    for (const { base, position } of works) expect(base).toBeCloseTo(groundHeightOf(place)(...position), 12);
    expect(works.some(({ base = 0 }) => base > 0.01)).toBe(true);
  });
});

describe('station and offset', () => {
  it('give back the point that a line gives for them, once round an arc at most', () => {
    const curvature = fc.constantFrom(0, 0.012, -0.012, 0.002);
    fc.assert(
      fc.property(
        curvature,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.double({ min: -60, max: 60, noNaN: true }),
        (k, t, off) => {
          const line = referenceLine(k);
          const s = -50 + t * Math.min(2000, k === 0 ? 2000 : (2 * Math.PI) / Math.abs(k));
          const [x, y] = line.at(s, off).position;
          expect(offsetOf(line, x, y)).toBeCloseTo(off, 8);
          expect(stationOf(line, x, y, -50.001)).toBeCloseTo(s, 6);
        },
      ),
    );
  });
});

describe.each(CASES)('the triangles of a %s %o', (layout, options) => {
  const place = placeOf(layout, options);

  it('meet without a gap: no strip lies across a bend of the height', () => {
    expect(worstChord(place, place.strips)).toBeLessThan(1e-9);
  });

  it('are as high as the ground is said to be', () => {
    const triangles = ground(place);
    const [[from], [to]] = [profileOf(place)[0], profileOf(place).at(-1)] as readonly [Point, Point];
    const spot = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 0.99, noNaN: true }));
    fc.assert(
      fc.property(spot, ([t, share]) => {
        const [x, y] = lineOf(place).at(-30 + t * (place.length + 60), from + share * (to - from)).position;
        const z = highestAt(triangles, x, y);
        if (z === undefined) return;
        // Chords of an arc: a bend of 0.012 1/m in steps of 4 m is 2.4 cm off its line, and that is 0.6 mm of height.
        expect(Math.abs(z - groundHeightOf(place)(x, y))).toBeLessThan(0.0007);
      }),
      { numRuns: 40 },
    );
  });
});

it('control: a strip across the middle of the road would cut its top off', () => {
  const place = placeOf('urban-street');
  const wide: Strip = {
    class: 'road',
    surface: 'asphalt',
    z: 0,
    left: [
      [0, 5],
      [9, 5],
    ],
    right: [
      [0, -5],
      [9, -5],
    ],
  };
  expect(worstChord(place, [wide])).toBeGreaterThan(0.1);
});

/** The most that the height half-way across a strip differs from the mean of its edges', m. */
function worstChord(place: Place, strips: readonly Strip[]): number {
  const rise = riseOf(place);
  const line = lineOf(place);
  const paved = strips.filter((strip) => strip.class === 'road' || strip.class === 'lane-marking');
  return Math.max(
    ...paved.flatMap(({ left, right }) =>
      left.map((to, i) => {
        const from = right[i] as Vec2;
        const [a, b] = [from, to].map(([x, y]) => rise(x, y)) as [number, number];
        const [p, q] = [offsetOf(line, ...from), offsetOf(line, ...to)];
        return Math.max(
          ...[0.25, 0.5, 0.75].map((t) => {
            const s = stationOf(line, ...from, -200);
            const middle = line.at(s, p + t * (q - p)).position;
            return Math.abs(rise(...middle) - (a + t * (b - a)));
          }),
        );
      }),
    ),
  );
}

/** Triangles of the ground and the kerbs, nine numbers each. */
function ground(place: Place): Float64Array[] {
  return buildPlaceBatches(place)
    .filter(({ name }) => /^(road|lane-marking|terrain)\//.test(name))
    .flatMap(({ mesh }) => trianglesOf(mesh));
}
function trianglesOf({ positions, indices }: Mesh): Float64Array[] {
  return Array.from({ length: indices.length / 3 }, (_, t) =>
    Float64Array.from(
      [0, 1, 2].flatMap((k) => [0, 1, 2].map((axis) => positions[3 * (indices[3 * t + k] as number) + axis] as number)),
    ),
  );
}
function highestAt(triangles: readonly Float64Array[], x: number, y: number): number | undefined {
  let highest: number | undefined;
  for (const [ax, ay, az, bx, by, bz, cx, cy, cz] of triangles as unknown as readonly number[][] as readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ][]) {
    const whole = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const u = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / whole;
    const v = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / whole;
    // Some have no area.
    if (!(u >= 0 && v >= 0 && u + v <= 1)) continue;
    const z = az + u * (bz - az) + v * (cz - az);
    if (highest === undefined || z > highest) highest = z;
  }
  return highest;
}
