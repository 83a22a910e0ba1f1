/** What an OSI message is made of: weather by its limits, kinds, wheels and accelerations. */
import { describe, expect, test } from 'vitest';
import type { BodySpec } from '#contracts/scene';
import { PI } from '#core/math';
import { ontology } from '#labels/ontology';
import { accelerationsAt } from '../../src/writers/osi/acceleration.js';
import { environmentOf } from '../../src/writers/osi/environment.js';
import { KINDS, OBJECT } from '../../src/writers/osi/kinds.js';
import { vehicleAttributesOf } from '../../src/writers/osi/wheels.js';
import { frameAt } from './recorded-sample.js';

describe('levels begin at their limits', () => {
  const { medium } = frameAt(0);
  const LN20 = 2.995732273553991;
  test.each([
    [0, 2],
    [0.0099, 2],
    [0.01, 3],
    [1, 4],
    [3, 5],
    [10, 6],
    [20, 7],
    [400, 8],
    [1000, 9],
    [9999, 9],
    [10_000, 10],
    [200_000, 10],
  ])('%d lx', (skyIlluminanceLx, level) => {
    expect(environmentOf({ ...medium, sunIlluminanceLx: 0, skyIlluminanceLx }).ambient_illumination).toBe(level);
  });
  test.each([
    [0, 2],
    [0.1, 3],
    [0.5, 4],
    [1.9, 5],
    [8.1, 6],
    [34, 7],
    [149, 8],
  ])('%d mm/h', (rate, level) => {
    expect(environmentOf({ ...medium, rainMmPerH: 0, snowMmPerH: rate }).precipitation).toBe(level);
    if (rate > 0) expect(environmentOf({ ...medium, rainMmPerH: rate * 0.999 }).precipitation).toBe(level - 1);
  });
  test.each([
    [49, 9],
    [51, 8],
    [201, 7],
    [1001, 6],
    [2001, 5],
    [4001, 4],
    [10_001, 3],
    [40_001, 2],
  ])('%d m', (visibility, level) => {
    expect(environmentOf({ ...medium, extinctionPerM: LN20 / visibility }).fog).toBe(level);
  });
  test('air that takes nothing', () => expect(environmentOf({ ...medium, extinctionPerM: 0 }).fog).toBe(2));
  test('a sun in the east, above +x, three quarters of a turn from +y', () => {
    const { sun } = environmentOf({ ...medium, sunDirection: [Math.SQRT1_2, 0, Math.SQRT1_2] });
    expect(sun?.azimuth).toBeCloseTo(1.5 * PI, 12);
    expect(sun?.elevation).toBeCloseTo(PI / 4, 12);
  });
});

test('every class of things has a kind; vehicles and nobody else a type of vehicle', () => {
  const things = ontology.classes.filter(({ thing }) => thing).map(({ id }) => id);
  expect(Object.keys(KINDS).sort()).toEqual([...things].sort());
  for (const { type, vehicle } of Object.values(KINDS)) expect(vehicle !== undefined).toBe(type === OBJECT.vehicle);
});

const bodyLike = (asset: string): BodySpec =>
  ({ look: { asset, seed: 1, traits: {} }, box: { center: [0.1, 0, 0.8], size: [1, 1, 1] } }) as unknown as BodySpec;
test.each([
  // Published wheelbases and tyres: as in the designs of the bodies.
  ['sedan', 4, -1.3, 1.4, 0.318],
  ['truck', 6, -2.2, 3, 0.448],
  ['cyclist', 2, -0.55, 0.55, 0.345],
])('wheels of a %s', (asset, wheels, rear, front, radius) => {
  const found = vehicleAttributesOf(bodyLike(asset));
  expect(found?.number_wheels).toBe(wheels);
  expect(found?.bbcenter_to_rear?.x).toBeCloseTo(rear - 0.1, 9);
  expect(found?.bbcenter_to_front?.x).toBeCloseTo(front - 0.1, 9);
  for (const { y, z } of [found?.bbcenter_to_rear ?? {}, found?.bbcenter_to_front ?? {}]) {
    expect(y).toBeCloseTo(0, 9);
    expect(z).toBeCloseTo(radius - 0.8, 9);
  }
});

test('a deer has no wheels', () => expect(vehicleAttributesOf(bodyLike('white-tailed-deer'))).toBeUndefined());

test('accelerations are means over the step of the trace that the instant is in', () => {
  const state = (vx: number) => [0, 0, 0, 0, 0, 0, 1, vx, 0, 0];
  const ticks = [10, 10, 9, 8.5].map((vx, k) => ({ timeNs: k * 20_000_000, bodies: k < 3 ? { ego: state(vx) } : {} }));
  const at = (timeNs: number) => accelerationsAt({ ticks }, timeNs)('ego')?.[0];
  expect(at(0)).toBeCloseTo(0, 9);
  expect(at(20_000_000)).toBeCloseTo(0, 9);
  expect(at(30_000_000)).toBeCloseTo(-50, 9);
  expect(at(40_000_000)).toBeCloseTo(-50, 9);
  // It has left; the trace is over; there is none.
  expect([at(50_000_000), at(70_000_000), accelerationsAt({ ticks: [] }, 0)('ego')]).toEqual([undefined, undefined, undefined]);
});
