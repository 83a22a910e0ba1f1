/** A street with cameras and lidar, made by the other rooms: boxes lie among their points and over their pixels. */
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { type Made, makeDataset } from '../made-dataset.js';
import { channelOf, checkNuscenes, get, type Row, readTables, rowsOf, type Tables, table } from './strict-reader.js';

const STREET = `
nearmiss: 1
title: A track for every sensor
hazard: none
sources: [made for tests]
road: {layout: test-track, length: 160 m}
environment: {sun: {elevation: 40 deg, azimuth: 100 deg}, cloud: 0 %}
ego:
  kind: sedan
  at: {lane: right, s: 40 m, speed: 8 m/s}
  sensors:
    front: {width: 96, height: 64, fov: 80 deg, forward: 0.5 m, up: 1.5 m, rate: 6 Hz}
    LEFT: {width: 96, height: 64, fov: 80 deg, left: 0.5 m, up: 1.5 m, heading: 70 deg, rate: 6 Hz}
    top: {type: lidar, up: 1.9 m, rate: 10 Hz}
    ahead: {type: radar, forward: 2.2 m, up: 0.5 m, rate: 13 Hz}
actors:
  walker: {kind: pedestrian-adult, at: {lane: right, s: 52 m, offset: 5 m}}
  oncoming: {kind: sedan, at: {lane: left, s: 70 m, speed: 8 m/s}}
  standing: {kind: sedan, at: {lane: right, s: 58 m, offset: -5 m, heading: 30 deg}}
  passed: {kind: sedan, at: {lane: right, s: 31 m, offset: 5 m}}
story:
  - name: step
    do: {walker: {cross: {to: {lane: right, s: 52 m, offset: -4 m}, speed: 1.5 m/s, over: 0.5 m}}}
duration: 1.1 s
`;

type Vec = readonly [number, number, number];
/** Rotation matrix of w, x, y, z, rows. */
function matrix([w = 0, x = 0, y = 0, z = 0]: readonly number[]): readonly Vec[] {
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
  ];
}
/** Coordinates in the frame whose pose the row tells, of a point given in the frame that the pose is told in. */
function into(row: Row | undefined, point: readonly number[]): Vec {
  const [rows, t] = [matrix(get(row, 'rotation')), get<number[]>(row, 'translation')];
  const d = point.map((v, i) => v - (t[i] as number));
  return [0, 1, 2].map((j) => rows.reduce((sum, r, i) => sum + (r[j] as number) * (d[i] as number), 0)) as unknown as Vec;
}
function out(row: Row | undefined, point: readonly number[]): Vec {
  const [rows, t] = [matrix(get(row, 'rotation')), get<number[]>(row, 'translation')];
  return rows.map((r, i) => r.reduce((sum, v, j) => sum + v * (point[j] as number), t[i] as number)) as unknown as Vec;
}

let made: Made;
let tables: Tables;
beforeAll(async () => {
  made = await makeDataset(STREET, { writers: ['nuscenes'] });
  tables = readTables(made.files);
});
const bytesOf = (row: Row): Uint8Array => made.files.get(`nuscenes/${get<string>(row, 'filename')}`) as Uint8Array;
const poseOf = (row: Row) => table(tables, 'ego_pose').get(get(row, 'ego_pose_token'));
const mountOf = (row: Row) => table(tables, 'calibrated_sensor').get(get(row, 'calibrated_sensor_token'));
const keysOf = (channel: string) =>
  rowsOf(tables, 'sample_data').filter((row) => get(row, 'is_key_frame') && channelOf(tables, row) === channel);
const annotationsAt = (row: Row) =>
  rowsOf(tables, 'sample_annotation').filter((each) => get(each, 'sample_token') === get(row, 'sample_token'));
const instanceOf = (annotation: Row) => table(tables, 'instance').get(get(annotation, 'instance_token'));

/** Points of a turn in the global frame. @param axes which of the file's numbers are taken for x, y, z */
function pointsOf(row: Row, axes: readonly number[] = [0, 1, 2]): readonly Vec[] {
  const values = new Float32Array(bytesOf(row).slice().buffer);
  return Array.from({ length: values.length / 5 }, (_, i) => {
    const own = axes.map((axis) => values[5 * i + axis] as number);
    return out(poseOf(row), out(mountOf(row), own));
  });
}
/** Points in the box made wider by `more` on every side, m. */
function inBox(annotation: Row, points: readonly Vec[], more: number): number {
  const [width = 0, length = 0, height = 0] = get<number[]>(annotation, 'size');
  const half = [length / 2, width / 2, height / 2];
  return points.filter((point) => into(annotation, point).every((v, i) => Math.abs(v) <= (half[i] as number) + more)).length;
}
/** Half a turn of 0.1 s at 8 m/s of the oncoming car, and limbs beside the box at rest. The ego's own 8 m/s are taken out. */
const MOTION = 0.05 * 8 + 0.1;

test('the strict reader has nothing to say', async () => {
  await checkNuscenes(made.files);
  expect(rowsOf(tables, 'sample')).toHaveLength(3);
  expect(rowsOf(tables, 'sensor').map((row) => get(row, 'channel'))).toEqual([
    'CAM_FRONT',
    'CAM_LEFT',
    'LIDAR_TOP',
    'RADAR_AHEAD',
  ]);
});

function compared(axes?: readonly number[]) {
  return keysOf('LIDAR_TOP').flatMap((row) => {
    const points = pointsOf(row, axes);
    return annotationsAt(row).map((annotation) => ({
      stated: get<number>(annotation, 'num_lidar_pts'),
      wide: inBox(annotation, points, MOTION),
    }));
  });
}
test('the points that a box is said to have lie in it, as far as nothing moves within the turn', () => {
  const all = compared();
  expect(all.reduce((sum, { stated }) => sum + stated, 0)).toBeGreaterThan(50);
  for (const { stated, wide } of all) expect(wide).toBeGreaterThanOrEqual(stated);
});
test('what stands behind the ego, where the turn begins and ends, lies in its box: the ego has not moved for its points', () => {
  const passed = rowsOf(tables, 'instance').find((row) => get(row, 'body') === 'passed');
  const seen = keysOf('LIDAR_TOP').flatMap((row) =>
    annotationsAt(row)
      .filter((each) => get(each, 'instance_token') === get(passed, 'token'))
      .map((each) => ({ stated: get<number>(each, 'num_lidar_pts'), narrow: inBox(each, pointsOf(row), 0.1) })),
  );
  expect(seen.reduce((sum, { stated }) => sum + stated, 0)).toBeGreaterThan(100);
  for (const { stated, narrow } of seen) expect(narrow).toBeGreaterThanOrEqual(stated);
});
test('which it would notice if the lidar were not turned', () => {
  expect(compared([1, 0, 2]).some(({ stated, wide }) => wide < stated)).toBe(true);
});

test('radar sees the oncoming car come at its speed, from where its box is', () => {
  const oncoming = rowsOf(tables, 'instance').find((row) => get(row, 'body') === 'oncoming');
  const seen = keysOf('RADAR_AHEAD').flatMap((row) => {
    const annotation = annotationsAt(row).find((each) => get(each, 'instance_token') === get(oncoming, 'token')) as Row;
    const [x, y] = into(mountOf(row), into(poseOf(row), get(annotation, 'translation')));
    // Along the line of sight: 8 m/s of each.
    const toward = (8 * x) / Math.hypot(x, y);
    const close = scanOf(row).filter((each) => Math.abs(each.x - x) < 3 && Math.abs(each.y - y) < 2);
    return close.map((each) => ({ over: each.over + toward, own: each.own + 2 * toward, dynamics: each.dynamics }));
  });
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.filter(({ dynamics }) => dynamics === 2).length).toBeGreaterThan(seen.length / 2);
  // Wheels have speeds of their own, from none to twice the car's.
  const middle = (of: (each: (typeof seen)[number]) => number) => seen.map(of).sort((a, b) => a - b)[seen.length >> 1];
  expect(Math.abs(middle(({ over }) => over) as number)).toBeLessThan(0.3);
  expect(Math.abs(middle(({ own }) => own) as number)).toBeLessThan(0.3);
  const [first] = rowsOf(tables, 'sample_annotation').filter((row) => get(row, 'instance_token') === get(oncoming, 'token'));
  expect(get<number>(first, 'num_radar_pts')).toBeGreaterThan(0);
});

/** A scan's rows of 43 bytes: position, what moves, speed along the line of sight with the sensor's and without. */
function scanOf(row: Row) {
  const bytes = bytesOf(row);
  const start = new TextDecoder('latin1').decode(bytes).indexOf('DATA binary\n') + 12;
  const data = new DataView(bytes.slice(start).buffer);
  return Array.from({ length: Math.floor((data.byteLength - 1) / 43) }, (_, i) => {
    const float = (at: number): number => data.getFloat32(43 * i + at, true);
    const [x, y] = [float(0), float(4)];
    const along = (vx: number, vy: number): number => Math.sign(vx * x + vy * y) * Math.hypot(vx, vy);
    return { x, y, dynamics: data.getInt8(43 * i + 12), own: along(float(19), float(23)), over: along(float(27), float(31)) };
  });
}

/** Pixels at the projected middles of boxes that are near, within the picture and mostly seen: share in the body's colour. */
async function colourShare(offset = 0): Promise<{ share: number; count: number }> {
  const colours = JSON.parse(new TextDecoder().decode(made.files.get('nuscenes/v1.0-nearmiss/colormap.json'))) as Record<
    string,
    number[]
  >;
  let [hits, count] = [0, 0];
  for (const row of [...keysOf('CAM_FRONT'), ...keysOf('CAM_LEFT')]) {
    const { data, info } = await sharp(bytesOf(row)).raw().toBuffer({ resolveWithObject: true });
    const k = get<number[][]>(mountOf(row), 'camera_intrinsic');
    for (const annotation of annotationsAt(row).filter((each) => get(each, 'visibility_token') === '4')) {
      const [x, y, z] = into(mountOf(row), into(poseOf(row), get(annotation, 'translation')));
      const u = Math.round((k[0]?.[0] as number) * (x / z) + (k[0]?.[2] as number)) + offset;
      const v = Math.round((k[1]?.[1] as number) * (y / z) + (k[1]?.[2] as number));
      if (z < 1 || u < 1 || v < 1 || u >= info.width - 1 || v >= info.height - 1) continue;
      const category = table(tables, 'category').get(get(instanceOf(annotation), 'category_token'));
      const wanted = colours[get<string>(category, 'name')];
      count++;
      if (wanted?.every((value, i) => data[3 * (v * info.width + u) + i] === value)) hits++;
    }
  }
  return { share: hits / count, count };
}
test('a box in a picture has its body at its middle', async () => {
  const { share, count } = await colourShare();
  expect(count).toBeGreaterThanOrEqual(6);
  expect(share).toBe(1);
});
test('which it would notice if boxes were ten pixels beside', async () => {
  expect((await colourShare(10)).share).toBeLessThan(1);
});

test('the oncoming car moves at its speed, as the devkit takes velocity from a chain', () => {
  const instance = rowsOf(tables, 'instance').find((row) => get(row, 'body') === 'oncoming') as Row;
  const at = (token: string) => {
    const row = table(tables, 'sample_annotation').get(token);
    const sample = table(tables, 'sample').get(get(row, 'sample_token'));
    return { x: get<number[]>(row, 'translation')[0] as number, t: get<number>(sample, 'timestamp') / 1e6 };
  };
  const [first, last] = [at(get(instance, 'first_annotation_token')), at(get(instance, 'last_annotation_token'))];
  expect((last.x - first.x) / (last.t - first.t)).toBeCloseTo(-8, 5);
});
