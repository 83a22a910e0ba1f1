/** Points of what moves while the sensor turns and moves itself, against closed forms. */
import { describe, expect, it } from 'vitest';
import type { Run } from '#contracts/run';
import { NO_ROTATION, type Pose, type Vec3 } from '#core/pose';
import { createRayCaster } from '#renderers/raycast/index';
import { actor, ego, walker } from '../../world/fixture.js';
import { type Cloud, EXACT, flow, length, point, rowsOf, runOf, scan, worldOf } from './fixture.js';

const AT = 1e9;
const CAR = { asset: 'sedan', seed: 3, traits: {} };
const instanceOf = (run: Run, id: string): number => run.scene.bodies.find((spec) => spec.id === id)?.instance as number;

/** Where the sensor is when a row is fired: its carrier keeps straight on along x. */
function sensorAt(cloud: Cloud, row: number, speed: number): Pose {
  const [x, y, z] = cloud.worldFromSensor.position;
  return { position: [x + speed * (cloud.columns.time[row] as number), y, z], orientation: NO_ROTATION };
}

/** How far each row's range is off that of a ray into the world that `frameAt` gives. @param shift of the ray's origin */
function errors(
  run: Run,
  cloud: Cloud,
  rows: readonly number[],
  speed: number,
  frameNs: (row: number) => number,
  shift: (row: number) => Vec3,
): number[] {
  const caster = createRayCaster();
  return rows.map((row) => {
    const from = sensorAt(cloud, row, speed);
    const local = point(cloud, row);
    const range = length(local);
    const [dx, dy, dz] = shift(row);
    const origin: Vec3 = [from.position[0] + dx, from.position[1] + dy, from.position[2] + dz];
    const world = caster.stand({
      scene: run.scene,
      frame: run.timeline.at(frameNs(row)),
      eye: cloud.worldFromSensor.position,
      hides: ['ego'],
    });
    const hit = world.cast(origin, [local[0] / range, local[1] / range, local[2] / range], 0.1, 200);
    return hit === undefined ? Number.POSITIVE_INFINITY : Math.abs(hit.distance - range);
  });
}

describe('a car that passes at 30 m/s', () => {
  const run = runOf([ego(0, 0), actor('car', CAR, [-22, 4, 0], 0, 30)]);
  const cloud = scan(run, AT, EXACT);
  // All but the wheels, which turn besides.
  const rows = rowsOf(cloud, (row) => cloud.columns.instance[row] === instanceOf(run, 'car') && point(cloud, row)[2] > -1.2);

  it('is hit where it is when each shot is fired, within 2 cm', () => {
    expect(rows.length).toBeGreaterThan(100);
    // In the car's own frame at the turn's middle: the sensor moves back by what the car has moved on.
    const off = errors(
      run,
      cloud,
      rows,
      0,
      () => AT,
      (row) => [-30 * (cloud.columns.time[row] as number), 0, 0],
    );
    expect(Math.max(...off)).toBeLessThan(0.02);
  });

  it('which a picture of one instant would not be: up to 1.5 m off', () => {
    const off = errors(
      run,
      cloud,
      rows,
      0,
      () => AT,
      () => [0, 0, 0],
    );
    expect(Math.max(...off.filter(Number.isFinite))).toBeGreaterThan(0.2);
  });

  it('flows on by what it drives in a turn, and the rest of the world not at all', () => {
    for (const row of rows)
      expect(length([flow(cloud, row)[0] - 3, flow(cloud, row)[1], flow(cloud, row)[2]])).toBeLessThan(1e-3);
    for (const row of rowsOf(cloud, (each) => cloud.columns.instance[each] === 0)) expect(length(flow(cloud, row))).toBe(0);
  });
});

describe('a sensor that moves at 30 m/s', () => {
  const run = runOf([ego(0, 30), actor('parked', CAR, [40, 4, 0])]);
  const cloud = scan(run, AT, EXACT);

  it('gives points in its frame at their own times', () => {
    const rows = rowsOf(cloud, (row) => row % 7 === 0);
    expect(
      Math.max(
        ...errors(
          run,
          cloud,
          rows,
          30,
          () => AT,
          () => [0, 0, 0],
        ),
      ),
    ).toBeLessThan(0.002);
  });

  it('which puts the ground at height 0, and points apart where its motion is left out', () => {
    const ground = rowsOf(cloud, (row) => cloud.columns.semantic[row] === run.scene.semanticIds.road);
    for (const row of ground) expect(Math.abs(worldOf(sensorAt(cloud, row, 30), point(cloud, row))[2])).toBeLessThan(0.1);
    const parked = rowsOf(cloud, (row) => cloud.columns.instance[row] === instanceOf(run, 'parked'));
    expect(parked.length).toBeGreaterThan(20);
    expect(
      Math.max(
        ...errors(
          run,
          cloud,
          parked,
          30,
          () => AT,
          () => [0, 0, 0],
        ),
      ),
    ).toBeLessThan(0.002);
    expect(
      Math.max(
        ...errors(
          run,
          cloud,
          parked,
          0,
          () => AT,
          () => [0, 0, 0],
        ),
      ),
    ).toBeGreaterThan(0.1);
  });
});

describe('someone who walks', () => {
  const run = runOf(
    [ego(0, 0), walker('adult', [6, -2, 0])].map((each) =>
      each.id === 'adult' ? { ...each, start: { ...each.start, speed: 1.6 } } : each,
    ),
  );
  const cloud = scan(run, AT, { ...EXACT, model: 'OS1-128' });
  const rows = rowsOf(cloud, (row) => cloud.columns.instance[row] === instanceOf(run, 'adult'));

  it('is hit with limbs as they stand at most 2.5 ms off: 2 cm', () => {
    expect(rows.length).toBeGreaterThan(200);
    const off = errors(
      run,
      cloud,
      rows,
      0,
      (row) => AT + (cloud.columns.time[row] as number) * 1e9,
      () => [0, 0, 0],
    );
    // A silhouette's edge may just be passed by.
    const sorted = off.sort((a, b) => a - b);
    expect(sorted[Math.floor(0.98 * sorted.length)]).toBeLessThan(0.02);
  });

  it('flows with the walk', () => {
    const mean = rows.reduce((sum, row) => sum + flow(cloud, row)[1], 0) / rows.length;
    expect(mean).toBeGreaterThan(0.1);
    expect(mean).toBeLessThan(0.22);
  });
});
