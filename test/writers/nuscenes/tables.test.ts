/** A hand-made sample through the nuScenes writer: golden bytes, numbers in nuScenes' frames, a strict reader and what it notices. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { nuscenes } from '../../../src/writers/nuscenes/index.js';
import { writeFixture } from './fixture.js';
import {
  channelOf,
  checkNuscenes,
  type Files,
  get,
  type Row,
  readTables,
  rowsOf,
  type Tables,
  table,
} from './strict-reader.js';

let files: Files;
let tables: Tables;
beforeAll(async () => {
  files = await writeFixture(nuscenes);
  tables = readTables(files);
});
const named = (name: string, field: string, value: unknown): readonly Row[] =>
  rowsOf(tables, name).filter((row) => get(row, field) === value);
const keysOf = (channel: string) =>
  rowsOf(tables, 'sample_data').filter((row) => channelOf(tables, row) === channel && get(row, 'is_key_frame'));
const annotationsOf = (body: string) =>
  named('sample_annotation', 'instance_token', get(named('instance', 'body', body)[0], 'token'));

test('the bytes are what they always were', () => {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(path).update(bytes);
  expect([files.size, hash.digest('hex')]).toMatchInlineSnapshot(`
    [
      60,
      "027009c1a632c72af7185b94092ee8962f52c2691b9122fa9b8a0270d1a495b6",
    ]
  `);
});

test('the order in which frames are done does not show', async () => {
  expect(await writeFixture(nuscenes, true)).toEqual(files);
});

test('the strict reader has nothing to say', async () => {
  await checkNuscenes(files);
  expect(table(tables, 'scene').size).toBe(2);
});

test('key frames are the half seconds, lidar first; the rest are sweeps', () => {
  const [first] = rowsOf(tables, 'scene');
  const times = named('sample', 'scene_token', get(first, 'token')).map(
    (row) => get<number>(row, 'timestamp') - 1_577_836_800_000_000,
  );
  // Turns come at 0, 0.2, 0.4, 0.6, ...: 0.4 and 0.6 are equally near to 0.5.
  expect(times).toEqual([0, 400_000, 1_000_000]);
  expect(rowsOf(tables, 'sample_data')).toHaveLength(2 * (12 + 6));
  expect(keysOf('LIDAR_TOP')).toHaveLength(2 * 3);
  expect(keysOf('CAM_FRONT')).toHaveLength(2 * 3);
});

test('lidar points are x right, y forward, z up, intensity to 255', () => {
  const bytes = files.get(`nuscenes/${get<string>(keysOf('LIDAR_TOP')[0], 'filename')}`) as Uint8Array;
  const values = new Float32Array(bytes.slice().buffer);
  expect([...values.slice(0, 10)]).toEqual([-2, 1, 3, 0, 0, -5, 4, 6, 127.5, 1]);
});

test("points have nuScenes-lidarseg's labels, by their body where they have one", () => {
  const rows = JSON.parse(new TextDecoder().decode(files.get('nuscenes/v1.0-nearmiss/lidarseg.json'))) as Row[];
  expect(rows).toHaveLength(2 * 3);
  const labels = files.get(`nuscenes/${get<string>(rows[0], 'filename')}`) as Uint8Array;
  const names = [...labels].map((label) => get(named('category', 'index', label)[0], 'name'));
  const child = 'human.pedestrian.child';
  expect(names).toEqual([child, child, 'vehicle.car', 'flat.driveable_surface']);
});

test('sensors stand where they are mounted: cameras look along z, the lidar along y', () => {
  const of = (channel: string) => {
    const [row] = named('calibrated_sensor', 'sensor_token', get(named('sensor', 'channel', channel)[0], 'token'));
    return { at: get(row, 'translation'), q: get<number[]>(row, 'rotation'), k: get(row, 'camera_intrinsic') };
  };
  expect(of('CAM_FRONT')).toEqual({
    at: [0.5, 0, 1.5],
    q: [0.5, -0.5, 0.5, -0.5],
    k: [
      [10, 0, 7.5],
      [0, 10, 5.5],
      [0, 0, 1],
    ],
  });
  const [w, x, y, z] = of('LIDAR_TOP').q as [number, number, number, number];
  expect(of('LIDAR_TOP')).toMatchObject({ at: [0, 0, 2], k: [] });
  expect([w, x, y, z].map((v) => v.toFixed(6))).toEqual(['0.707107', '0.000000', '0.000000', '-0.707107']);
});

test('boxes are centres in the map frame, width before length; the far car is there once the ego is near', () => {
  const origin = get<number[]>(named('log', 'logfile', 'nearmiss-000000')[0], 'world_from_global');
  const [child] = annotationsOf('child');
  expect(get(child, 'size')).toEqual([0.3, 0.6, 1.2]);
  expect(get(child, 'translation')).toEqual([20 - (origin[0] as number), 4 - (origin[1] as number), 0.6]);
  expect(annotationsOf('far').map((row) => get<number[]>(row, 'translation')[0])).toEqual([155 + 4 - (origin[0] as number)]);
  expect(named('instance', 'body', 'ego')).toEqual([]);
});

test('categories, attributes, visibility and points of each', () => {
  const facts = (body: string) => {
    const [row] = annotationsOf(body);
    const [instance] = named('instance', 'body', body);
    return [
      get(table(tables, 'category').get(get(instance, 'category_token')), 'name'),
      get<string[]>(row, 'attribute_tokens').map((each) => get(table(tables, 'attribute').get(each), 'name')),
      get(table(tables, 'visibility').get(get(row, 'visibility_token')), 'level'),
      get(row, 'num_lidar_pts'),
    ];
  };
  expect(facts('child')).toEqual(['human.pedestrian.child', ['pedestrian.moving'], 'v60-80', 2]);
  expect(facts('parked')).toEqual(['vehicle.car', ['vehicle.parked'], 'v0-40', 1]);
  expect(facts('drone')).toEqual(['nearmiss.drone', [], 'v0-40', 0]);
  const index = (name: string) => get(named('category', 'name', name)[0], 'index');
  expect(['noise', 'vehicle.car', 'flat.driveable_surface', 'static.manmade'].map(index)).toEqual([0, 17, 24, 28]);
  expect(['static.vegetation', 'static.other', 'vehicle.ego', 'nearmiss.drone'].map(index)).toEqual([29, 30, 31, 32]);
});

test('the map is white where the road is, read as the devkit reads it', async () => {
  const [map] = rowsOf(tables, 'map');
  const { data, info } = await sharp(files.get(`nuscenes/${get<string>(map, 'filename')}`))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [pose] = rowsOf(tables, 'ego_pose');
  const [x = 0, y = 0] = get<number[]>(pose, 'translation');
  const at = (dx: number, dy: number) =>
    data[info.channels * (Math.round(info.height - (y + dy) * 10) * info.width + Math.round((x + dx) * 10))];
  expect([at(0, 0), at(20, 1), at(0, 60), at(0, -60)]).toEqual([255, 255, 0, 0]);
});

test('splits have names that the devkit does not know already', () => {
  const splits = JSON.parse(new TextDecoder().decode(files.get('nuscenes/v1.0-nearmiss/splits.json'))) as Record<
    string,
    string[]
  >;
  expect(Object.keys(splits)).toEqual(['nearmiss_test', 'nearmiss_train', 'nearmiss_val']);
  expect(Object.values(splits).flat().sort()).toEqual(['scene-000000', 'scene-000001']);
});

describe('the strict reader notices', () => {
  /** The table with one row of it changed. */
  const withRow = (name: string, change: (row: Row) => object, which = 0): Tables => {
    const rows = rowsOf(tables, name).map((row, i) => (i === which ? { ...row, ...change(row) } : row)) as Row[];
    return { ...tables, [name]: new Map(rows.map((row) => [get<string>(row, 'token'), row])) };
  };
  test.each<[string, () => Tables, string]>([
    ['a lost sample', () => withRow('sample_data', () => ({ sample_token: 'x' })), 'no sample x'],
    ['a chain cut', () => withRow('sample_data', () => ({ next: '' })), 'the chain has 1'],
    ['a chain bent', () => withRow('sample_annotation', () => ({ prev: '' }), 4), 'prev'],
    ['a count', () => withRow('scene', () => ({ nbr_samples: 4 })), 'nbr_samples'],
    [
      'nanoseconds',
      () => withRow('sample', (row) => ({ timestamp: get<number>(row, 'timestamp') * 1000 })),
      'next is not later',
    ],
    ['an ego pose of another time', () => withRow('ego_pose', () => ({ timestamp: 5 })), "sample_data's time"],
    ['a key frame called a sweep', () => withRow('sample_data', () => ({ is_key_frame: false })), 'lacks a channel'],
    ['a lost file', () => withRow('sample_data', () => ({ filename: 'samples/x.png' })), 'samples/x.png is missing'],
    ['a picture of another size', () => withRow('sample_data', () => ({ width: 17 })), 'width and height'],
    ['a log without map', () => withRow('map', () => ({ log_tokens: [] })), 'no map'],
    ['an ego off its map', () => withRow('ego_pose', () => ({ translation: [0, 0, 0] })), 'rim'],
  ])('%s', async (_, changed, message) => {
    await expect(checkNuscenes(files, changed())).rejects.toThrow(message);
  });
});
