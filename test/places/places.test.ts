/** Every layout, by one suite: seeded, valid, drivable; and lanes that give back the point they were asked for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { Place, Vec2 } from '#contracts/place';
import { hashOf } from '#core/hash';
import { headingOf } from '#core/pose';
import { buildPlace, groundHeightOf, type Layout, laneOf, lanePoint, layouts, projectToLane } from '#places/index';

const placeOf = (layout: Layout, seed: number): Place => buildPlace({ layout: layout.name, seed, options: {} });

/** Corners of a box on the ground. */
function footprint([x, y]: readonly number[], heading: number, length: number, width: number): Vec2[] {
  const [c, s] = [Math.cos(heading), Math.sin(heading)];
  return [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(([i, j]): Vec2 => {
    const [along, across] = [((i as number) * length) / 2, ((j as number) * width) / 2];
    return [(x as number) + along * c - across * s, (y as number) + along * s + across * c];
  });
}
/** Separating axis theorem for two convex polygons. */
function overlap(a: readonly Vec2[], b: readonly Vec2[]): boolean {
  for (const polygon of [a, b]) {
    for (let i = 0; i < polygon.length; i++) {
      const [p, q] = [polygon[i] as Vec2, polygon[(i + 1) % polygon.length] as Vec2];
      const [nx, ny] = [q[1] - p[1], p[0] - q[0]];
      const along = (points: readonly Vec2[]): number[] => points.map(([x, y]) => x * nx + y * ny);
      if (Math.max(...along(a)) < Math.min(...along(b)) || Math.max(...along(b)) < Math.min(...along(a))) return false;
    }
  }
  return true;
}

describe.each(layouts.all.map((layout) => [layout.name, layout] as const))('%s', (_, layout) => {
  it('is the same for the same seed, and another for another', () => {
    const hash = (seed: number): string => hashOf(JSON.parse(JSON.stringify(placeOf(layout, seed))));
    expect(hash(7)).toBe(hash(7));
    const seeds = [1, 2, 3, 4].map(hash);
    // A test track is bare: nothing on it is drawn by chance but what stands around it.
    expect(new Set(seeds).size).toBe(seeds.length);
  });

  it('has the lanes and regions that it promises, and lanes give back where a point lies', () => {
    const place = placeOf(layout, 3);
    expect(layout.lanes.filter((id) => !place.lanes.some((lane) => lane.id === id))).toEqual([]);
    expect(layout.regions.filter((id) => !place.regions.some((region) => region.id === id))).toEqual([]);
    expect(laneOf(place, place.mainLane).kind === 'driving' || laneOf(place, place.mainLane).kind === 'air').toBe(true);
    const lane = fc.constantFrom(...place.lanes.map(({ id }) => id));
    const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    const left = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(lane, share, left, (id, t, offset) => {
        const s = t * lengthOf(laneOf(place, id).centerline);
        const back = projectToLane(place, id, lanePoint(place, id, s, offset).position);
        expect(Math.abs(back.s - s)).toBeLessThan(0.15);
        expect(Math.abs(back.offset - offset)).toBeLessThan(0.02);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps parked things off the driving lanes and off each other, for any seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const place = placeOf(layout, seed);
        const props = place.props.map(({ look, worldFromBody: { position, orientation } }) => {
          const { size } = bodyAssets.get(look.asset).box(look);
          return footprint(position, headingOf(orientation), size[0], size[1]);
        });
        props.forEach((prop, i) => {
          expect(props.slice(i + 1).some((other) => overlap(prop, other))).toBe(false);
        });
        const driven = place.lanes.filter(({ kind }) => kind === 'driving');
        for (const corner of props.flat()) {
          for (const { id, width } of driven) {
            const { s, offset } = projectToLane(place, id, corner);
            const on = s > 0 && s < lengthOf(laneOf(place, id).centerline);
            expect(on && Math.abs(offset) < width / 2 - 0.3, `${id} at ${s}`).toBe(false);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('lets nothing solid stand on a driving lane', () => {
    const place = placeOf(layout, 11);
    const driven = place.lanes.filter(({ kind }) => kind === 'driving');
    for (const { worldFromBox, size } of place.solids) {
      for (const corner of footprint(worldFromBox.position, headingOf(worldFromBox.orientation), size[0], size[1])) {
        for (const { id, width } of driven) {
          const { s, offset } = projectToLane(place, id, corner);
          if (s <= 0 || s >= lengthOf(laneOf(place, id).centerline)) continue;
          expect(Math.abs(offset), `${id} at ${s.toFixed(1)}`).toBeGreaterThan(width / 2 - 0.01);
        }
      }
    }
  });

  it('refuses an option it does not have, and a value out of range', () => {
    const built = (options: Record<string, number | string>) => () => buildPlace({ layout: layout.name, seed: 1, options });
    expect(built({ lenght: 100 })).toThrow(/no option "lenght"/);
    expect(built({ length: -5 })).toThrow(/length/);
  });
});

describe('a place', () => {
  it('of an unknown layout names the nearest', () => {
    expect(() => buildPlace({ layout: 'urban-stret', seed: 1, options: {} })).toThrow(/urban-stret/);
  });
});

function lengthOf(line: readonly Vec2[]): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Vec2, line[i] as Vec2];
    length += Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
  }
  return length;
}

describe('a ditch', () => {
  const height = (y: number, options: Readonly<Record<string, number>> = {}): number => {
    const place = buildPlace({ layout: 'rural-two-lane', seed: 1, options });
    const { position, heading } = lanePoint(place, 'right', 90, 0);
    // From the right lane's middle, 1.75 m right of the line, outwards.
    const across = y - 1.75;
    return groundHeightOf(place)(position[0] + Math.sin(heading) * across, position[1] - Math.cos(heading) * across);
  };
  /** Lane, shoulder and verge before it. */
  const NEAR = 3.5 + 0.5 + 4.5;

  it('is a trough beside the verge, straight and in bends, and nothing else beside the road is', () => {
    for (const curvature of [0, 0.008]) {
      for (const [y, z] of [
        [4, 0],
        [NEAR - 0.05, 0],
        [NEAR + 0.55, -0.21],
        [NEAR + 1.1, -0.42],
        [NEAR + 1.65, -0.21],
        [NEAR + 2.25, 0],
        [30, 0],
      ] as const)
        expect(height(y, { curvature }), `${y} m, ${curvature}`).toBeCloseTo(z, 2);
    }
  });

  it('has its plants on its slopes', () => {
    const place = buildPlace({ layout: 'rural-two-lane', seed: 1, options: {} });
    const ground = groundHeightOf(place);
    const sunk = place.features.filter(({ base = 0 }) => base < -0.05);
    expect(sunk.length).toBeGreaterThan(5);
    for (const { base, position } of place.features) expect(base).toBe(ground(...position));
  });
});
