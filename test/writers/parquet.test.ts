/** Parquet read back by hyparquet; DuckDB reads real output among the slow checks of others. */
import { createHash } from 'node:crypto';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { beforeAll, expect, test } from 'vitest';
import { parquetFile } from '../../src/writers/parquet/file.js';
import { parquet } from '../../src/writers/parquet/index.js';
import type { Table } from '../../src/writers/parquet/tables.js';
import { madeObservation } from './made-observation.js';
import { BELLY, FRONT, frameRecord, SAMPLE, scene, start, writeSample } from './recorded-sample.js';

const more = [{ sample: SAMPLE, scene, bodies: [], observation: madeObservation('imu') }] as const;
let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  ({ files } = await writeSample(parquet, { more: more as never }));
});
const bytesOf = (name: string) => (files.get(`parquet/${name}.parquet`) as Uint8Array).slice().buffer;
// biome-ignore lint/suspicious/noExplicitAny: rows of whatever table
const rowsOf = async (name: string): Promise<readonly any[]> => parquetReadObjects({ file: bytesOf(name) });

test('the same bytes as ever, and whatever the order in which frames were labelled', async () => {
  const other = await writeSample(parquet, { order: [4, 1, 0, 5, 3, 2], more: more as never });
  const hashes = [files, other.files].map((all) =>
    [...all].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex').slice(0, 16)]),
  );
  expect(hashes[1]).toEqual(hashes[0]);
  expect(hashes[0]).toMatchInlineSnapshot(`
    [
      [
        "parquet/samples.parquet",
        "fd9879e3391a8a4b",
      ],
      [
        "parquet/frames.parquet",
        "302f0ed278fbc2ad",
      ],
      [
        "parquet/objects.parquet",
        "f5c080bfc131331e",
      ],
      [
        "parquet/imu.parquet",
        "2374126b3a15dd64",
      ],
    ]
  `);
});

test('a row an object and frame, with all that its label says', async () => {
  const rows = await rowsOf('objects');
  const records = [];
  for (const sensor of [BELLY, FRONT])
    for (const index of [0, 1, 2]) records.push((await frameRecord(sensor, index)).annotations);
  const labels = records.flatMap((frame) => frame.objects.map((object) => ({ frame, object })));
  expect(rows).toHaveLength(labels.length);
  for (const [i, { frame, object }] of labels.entries()) {
    const row = rows[i];
    expect([row.sample, row.scenario, row.draw, row.sensor, row.frame]).toEqual([
      SAMPLE,
      start.scenario.name,
      start.scenario.draw,
      frame.sensor,
      frame.frame,
    ]);
    expect(row.time_ns).toBe(BigInt(frame.timeNs));
    expect([row.object, row.track, row.class]).toEqual([object.id, object.track, object.class]);
    expect([row.box_x, row.box_y, row.box_width, row.box_height]).toEqual(Object.values(object.box));
    expect([row.occlusion, row.distance, row.contrast, row.detectable]).toEqual([
      object.occlusion,
      object.distance,
      object.contrast.value,
      object.contrast.detectable,
    ]);
    expect([row.velocity_x, row.velocity_y, row.velocity_z]).toEqual(object.velocity);
    expect(row.keypoints ?? undefined).toEqual(object.keypoints);
    expect(row.contacts).toEqual(object.contacts);
  }
});

test('frames have calibration, poses and weather', async () => {
  const [row] = await rowsOf('frames');
  const { view, worldFromEgo } = (await frameRecord(BELLY, 0)).annotations;
  expect([row.fx, row.cx, row.width, row.lens]).toEqual([view.intrinsics.fx, view.intrinsics.cx, view.intrinsics.width, null]);
  const quaternion = [row.camera_qx, row.camera_qy, row.camera_qz, row.camera_qw];
  expect(quaternion).toEqual(view.worldFromCamera.orientation);
  expect([row.ego_x, row.ego_y, row.ego_z]).toEqual(worldFromEgo.position);
  expect([row.rain, row.lamps_on, row.objects]).toEqual([2, false, 2]);
});

test('samples have parameters, verdict and events', async () => {
  const [row] = await rowsOf('samples');
  expect(row).toMatchObject({ sample: SAMPLE, outcome: 'pass', parameters: {}, metrics: {} });
  expect(row.events).toEqual(start.events);
});

test('sensors that give values have a table a kind; kinds that nobody carries have none', async () => {
  const [row] = await rowsOf('imu');
  const { values } = madeObservation('imu');
  expect([row.specific_force_x, row.specific_force_y, row.specific_force_z]).toEqual(
    (values as { specificForce: number[] }).specificForce,
  );
  expect(row).toMatchObject({ sensor: 's', index: 0, time_ns: 1_500_000_000n, arrival_ns: 1_600_000_000n });
  expect([...files.keys()].sort()).toEqual(['frames', 'imu', 'objects', 'samples'].map((name) => `parquet/${name}.parquet`));
});

test('the file says what its columns are, and who made it', () => {
  const { key_value_metadata: about, created_by } = parquetMetadata(bytesOf('objects'));
  expect(created_by).toBe('nearmiss');
  const { columns } = JSON.parse(about?.find(({ key }) => key === 'nearmiss')?.value ?? '{}');
  expect(columns.distance).toBe('from the camera to the centre of the box, m');
});

test('more rows than fit one group', async () => {
  const table: Table = {
    about: '',
    columns: [
      { name: 'i', type: 'INT64', about: '', of: () => 0 },
      { name: 'half', type: 'DOUBLE', about: '', of: () => 0 },
      { name: 'name', type: 'STRING', about: '', of: () => '' },
    ],
  };
  const rows = async function* () {
    for (let i = 0; i < 25; i++) yield [i, i / 2, `row ${i % 3}`];
  };
  const pieces = [];
  for await (const piece of parquetFile(table, rows(), 10)) pieces.push(piece);
  expect(pieces).toHaveLength(4);
  const file = new Uint8Array(Buffer.concat(pieces)).buffer;
  expect(parquetMetadata(file).row_groups.map(({ num_rows }) => num_rows)).toEqual([10n, 10n, 5n]);
  const read = await parquetReadObjects({ file });
  expect(read).toEqual(Array.from({ length: 25 }, (_, i) => ({ i: BigInt(i), half: i / 2, name: `row ${i % 3}` })));
});

test('the reader notices a flipped byte', async () => {
  const broken = new Uint8Array(bytesOf('frames'));
  broken[20] = (broken[20] as number) ^ 0xff;
  const before = await rowsOf('frames');
  const after = await parquetReadObjects({ file: broken.buffer }).catch(() => 'unreadable');
  expect(after).not.toEqual(before);
});
