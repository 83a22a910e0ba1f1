/** Town streets: everything stands where it belongs, whatever the seed draws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlaceBatches } from '#assets/index';
import type { Feature, Place } from '#contracts/place';
import { buildPlace, groundHeightOf, projectToLane, stepHeightOf } from '#places/index';
import { STYLES } from '../../src/places/town/style.js';

const town = (seed: number, options: Record<string, number | string> = {}): Place =>
  buildPlace({ layout: 'town', seed, options });

/** Classes that a street data set needs from the place itself (the rest are bodies). */
const WANTED = [
  'building',
  'curb',
  'fence',
  'lane-marking',
  'pole',
  'road',
  'sidewalk',
  'terrain',
  'traffic-light',
  'traffic-sign',
  'vegetation',
  'wall',
];

describe('a town street', () => {
  it('has every class of a street data set in a dozen seeds', () => {
    const classes = new Set(
      Array.from({ length: 12 }, (_, seed) => seed).flatMap((seed) => buildPlaceBatches(town(seed)).map((b) => b.class)),
    );
    expect(WANTED.filter((name) => !classes.has(name))).toEqual([]);
  });

  it('keeps furniture off the road and houses off the pavement', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(...Object.keys(STYLES)), (seed, style) => {
        const place = town(seed, { style });
        const onRoad = place.features.filter(
          (feature) =>
            !feature.kind.startsWith('cone') && !feature.kind.startsWith('works') && lies(place, feature, 'driving', 0.05),
        );
        expect(onRoad.map(({ kind }) => kind)).toEqual([]);
        const houses = place.features.filter(({ kind }) => kind.startsWith('building'));
        for (const house of houses) {
          for (const front of frontCorners(house)) {
            for (const id of ['left-sidewalk', 'right-sidewalk']) {
              const lane = place.lanes.find((each) => each.id === id) as Place['lanes'][number];
              const { s, offset } = projectToLane(place, id, front);
              if (s > 0 && s < place.length)
                expect(Math.abs(offset), `${house.kind} at ${s}`).toBeGreaterThan(lane.width / 2 - 0.25);
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('says how high its ground is: the kerb over the road', () => {
    const place = town(5, { style: 'high-street', curvature: 0.004 });
    const [height, step] = [groundHeightOf(place), stepHeightOf(place)];
    for (const [id, raised] of [
      ['own', false],
      ['oncoming', false],
      ['right-sidewalk', true],
      ['left-sidewalk', true],
    ] as const) {
      const lane = place.lanes.find((each) => each.id === id) as Place['lanes'][number];
      const [x, y] = lane.centerline[3] as readonly [number, number];
      expect(step(x, y) > 0, id).toBe(raised);
      // Lanes lie on the road's fall.
      expect(height(x, y) > step(x, y), id).toBe(!raised);
    }
    for (const feature of place.features.filter(({ kind }) => kind === 'lamp-post'))
      expect(feature.base).toBe(height(...feature.position));
  });

  it('honours what the author states', () => {
    expect(town(3, { parked: 'none' }).props.filter(({ id }) => id.startsWith('parked'))).toEqual([]);
    expect(town(3, { streetLights: 'off' }).lamps).toEqual([]);
    const winter = town(9, { style: 'suburb', season: 'winter' }).features.filter(({ kind }) => /^(tree|bush)/.test(kind));
    expect(winter.length).toBeGreaterThan(0);
    expect(winter.filter(({ kind }) => !kind.endsWith('.winter'))).toEqual([]);
    for (const yes of [1, 2, 3])
      expect(town(yes, { junction: 'yes' }).regions.find(({ id }) => id === 'junction')?.polygon.length).toBeGreaterThan(2);
  });

  it('differs from seed to seed in what it measures', () => {
    const widths = Array.from(
      { length: 40 },
      (_, seed) => town(seed).lanes.find(({ id }) => id === 'right-sidewalk')?.width ?? 0,
    );
    expect(Math.max(...widths) / Math.min(...widths)).toBeGreaterThan(3);
  });
});

function lies(place: Place, { position }: Feature, kind: string, margin: number): boolean {
  return place.lanes
    .filter((lane) => lane.kind === kind)
    .some((lane) => {
      const { s, offset } = projectToLane(place, lane.id, position);
      return s > 0 && s < place.length && Math.abs(offset) < lane.width / 2 - margin;
    });
}
function frontCorners({ position, heading, size }: Feature): [number, number][] {
  const [c, s] = [Math.cos(heading), Math.sin(heading)];
  return [-1, 1].map((side) => {
    const [x, y] = [size[0] / 2, (side * size[1]) / 2];
    return [position[0] + c * x - s * y, position[1] + s * x + c * y];
  });
}
