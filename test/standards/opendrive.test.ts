/** Places as OpenDRIVE: a reader of the file finds lanes where the place has them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlaceSpec } from '#contracts/scene';
import { buildPlace } from '#places/index';
import { onRoad, projected, roadsOf } from '#standards/import/roads';
import { exportOpenDrive } from '#standards/index';
import { roadLineOf } from '#standards/opendrive/road-line';
import { readXml } from '#standards/xml/read';
import { DATE, find, number, one } from './fixture.js';

const SPECS: readonly PlaceSpec[] = [
  { layout: 'test-track', seed: 1, options: {} },
  { layout: 'rural-two-lane', seed: 1, options: { curvature: 0.008, length: 300 } },
  { layout: 'rural-two-lane', seed: 2, options: { curvature: -0.01, laneWidth: 2.8, length: 120 } },
  { layout: 'motorway', seed: 3, options: { curvature: 0.002 } },
  { layout: 'urban-street', seed: 4, options: {} },
  { layout: 'urban-canyon', seed: 5, options: {} },
  { layout: 'town', seed: 6, options: { curvature: -0.012 } },
  { layout: 'town', seed: 7, options: { hand: 'left' } },
];

describe.each(SPECS)('$layout with seed $seed', (spec) => {
  const place = buildPlace(spec);
  const root = readXml(exportOpenDrive(place, { name: 'case', date: DATE }));
  const [road] = roadsOf(root);
  if (road === undefined) throw new Error('no road');

  it('has the lanes of the place, where and as wide as they are', () => {
    const along = place.lanes.filter(({ kind }) => kind !== 'air' && kind !== 'crossing');
    for (const { id, centerline, width } of along) {
      const lane = road.lanes.find(({ exported }) => exported === id);
      if (lane === undefined) throw new Error(`no lane ${id}`);
      expect(lane.to - lane.from).toBeCloseTo(width, 6);
      for (const [x, y] of centerline) expect(projected(road, x, y).t).toBeCloseTo((lane.from + lane.to) / 2, 5);
    }
  });

  it('has traffic go the way the lanes go', () => {
    for (const { id, direction } of place.lanes.filter(({ kind }) => kind === 'driving')) {
      const lane = road.lanes.find(({ exported }) => exported === id);
      expect((lane?.id ?? 0) < 0 !== road.leftHand).toBe(direction === 1);
    }
  });

  it('numbers lanes outwards without gaps, from left to right', () => {
    const ids = find(root, 'lane').map((lane) => number(lane, 'id'));
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(ids.length);
    expect((ids[0] as number) - (ids.at(-1) as number)).toBe(ids.length - 1);
  });

  it('has pieces that meet, in place and in heading', () => {
    for (const piece of road.pieces.slice(1)) {
      const [before, after] = [onRoad(road, piece.s - 1e-6, 0), onRoad(road, piece.s, 0)];
      expect(Math.hypot(before.x - after.x, before.y - after.y)).toBeLessThan(1e-5);
      expect(before.heading - after.heading).toBeCloseTo(0, 6);
    }
    expect(number(one(root, 'road'), 'length')).toBeCloseTo(
      road.pieces.reduce((sum, { length }) => sum + length, 0),
      6,
    );
  });
});

describe('the reference line', () => {
  it('finds station and offset of what it placed', () => {
    const numbers = fc.tuple(
      fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      fc.double({ min: 0, max: 800, noNaN: true }),
      fc.double({ min: -20, max: 20, noNaN: true }),
    );
    fc.assert(
      fc.property(numbers, ([bend, s, t]) => {
        const line = roadLineOf({ length: 250, curvature: Math.abs(bend) < 1e-5 ? 0 : bend });
        const { position } = line.at(s, t);
        const found = line.project(position[0], position[1]);
        expect(found.s).toBeCloseTo(s, 6);
        expect(found.t).toBeCloseTo(t, 6);
      }),
    );
  });

  it('is not another bend: the check above can fail', () => {
    const { position } = roadLineOf({ length: 150, curvature: 0.01 }).at(160, 3);
    const found = roadLineOf({ length: 150, curvature: 0.0101 }).project(position[0], position[1]);
    expect(Math.abs(found.t - 3)).toBeGreaterThan(0.1);
  });
});
