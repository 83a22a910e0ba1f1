/** PCD and PLY: golden bytes, and read back by three.js's loaders, which are others' work. */
import fc from 'fast-check';
import { PCDLoader } from 'three/examples/jsm/loaders/PCDLoader.js';
import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js';
import { expect, test } from 'vitest';
import type { ObservationOf } from '#contracts/observation';
import { pcd, ply } from '../../src/writers/pointcloud/index.js';
import { encodePcd } from '../../src/writers/pointcloud/pcd.js';
import { encodePly } from '../../src/writers/pointcloud/ply.js';
import { madeText, madeTurn, writeMade } from './made-sample.js';

const hex = (bytes: Uint8Array | undefined, header: string) =>
  Buffer.from(bytes ?? [])
    .subarray(header.length)
    .toString('hex');
const headerOf = (bytes: Uint8Array | undefined, end: string) => {
  const text = Buffer.from(bytes ?? []).toString('latin1');
  return text.slice(0, text.indexOf(end) + end.length);
};

test('PCD: header and rows', async () => {
  const files = await writeMade(pcd);
  expect([...files.keys()].sort()).toMatchInlineSnapshot(`
    [
      "pcd/000001/clouds.jsonl",
      "pcd/000001/top/000000.pcd",
      "pcd/000001/top/000001.pcd",
      "pcd/classes.json",
    ]
  `);
  const file = files.get('pcd/000001/top/000001.pcd');
  const header = headerOf(file, 'DATA binary\n');
  expect(header).toMatchInlineSnapshot(`
    "# .PCD v0.7 - Point Cloud Data file format
    VERSION 0.7
    FIELDS x y z intensity ring time instance semantic origin flow_x flow_y flow_z
    SIZE 4 4 4 4 1 4 2 1 1 4 4 4
    TYPE F F F F U F U U U F F F
    COUNT 1 1 1 1 1 1 1 1 1 1 1 1
    WIDTH 2
    HEIGHT 1
    VIEWPOINT 2 0 2 1 0 0 0
    POINTS 2
    DATA binary
    "
  `);
  expect(hex(file, header)).toMatchInlineSnapshot(
    `"000020410000003f0000c0bf0000003f0300000000020010000000803f000000400000404000000000000000c10000803e0000a03fc8cdccccbc409c0002000000000000000000000000"`,
  );
  expect(madeText(files, 'pcd/000001/clouds.jsonl')).toMatchInlineSnapshot(`
    "{"count":2,"file":"top/000000.pcd","index":0,"kind":"lidar","sensor":"top","timeNs":0,"worldFromEgo":{"orientation":[0,0,0,1],"position":[0,0,0]},"worldFromSensor":{"orientation":[0,0,0,1],"position":[1,0,2]}}
    {"count":2,"file":"top/000001.pcd","index":1,"kind":"lidar","sensor":"top","timeNs":100000000,"worldFromEgo":{"orientation":[0,0,0,1],"position":[1,0,0]},"worldFromSensor":{"orientation":[0,0,0,1],"position":[2,0,2]}}
    "
  `);
});

test('PLY: header and rows', async () => {
  const files = await writeMade(ply);
  const file = files.get('ply/000001/top/000001.ply');
  const header = headerOf(file, 'end_header\n');
  expect(header).toMatchInlineSnapshot(`
    "ply
    format binary_little_endian 1.0
    comment sensor top
    comment time_ns 100000000
    comment world_from_sensor 2 0 2 0 0 0 1
    comment world_from_ego 1 0 0 0 0 0 1
    element vertex 2
    property float x
    property float y
    property float z
    property float intensity
    property uchar ring
    property float time
    property int instance
    property uchar semantic
    property uchar origin
    property float flow_x
    property float flow_y
    property float flow_z
    end_header
    "
  `);
  expect(hex(file, header)).toMatchInlineSnapshot(
    `"000020410000003f0000c0bf0000003f03000000000200000010000000803f000000400000404000000000000000c10000803e0000a03fc8cdccccbc409c00000002000000000000000000000000"`,
  );
});

const float = fc.float({ noNaN: true, noDefaultInfinity: true });
const turn = fc.nat(20).chain((count) => {
  const floats = (channels: number) => fc.array(float, { minLength: channels * count, maxLength: channels * count });
  const whole = (max: number) => fc.array(fc.nat(max), { minLength: count, maxLength: count });
  return fc
    .record({
      xyz: floats(3),
      intensity: floats(1),
      ring: whole(255),
      time: floats(1),
      instance: whole(65535),
      semantic: whole(255),
      origin: whole(6),
      flow: floats(3),
    })
    .map(
      (c): ObservationOf<'lidar'> => ({
        ...(madeTurn(0).observation as ObservationOf<'lidar'>),
        count,
        columns: {
          xyz: Float32Array.from(c.xyz),
          intensity: Float32Array.from(c.intensity),
          ring: Uint8Array.from(c.ring),
          time: Float32Array.from(c.time),
          instance: Uint16Array.from(c.instance),
          semantic: Uint8Array.from(c.semantic),
          origin: Uint8Array.from(c.origin),
          flow: Float32Array.from(c.flow),
        },
      }),
    );
});
const bufferOf = (bytes: Uint8Array | undefined) => (bytes as Uint8Array).slice().buffer as ArrayBuffer;

test('PCD reads back: places bit for bit, intensities, what three.js calls labels aside', () => {
  fc.assert(
    fc.property(turn, (observation) => {
      const points = new PCDLoader().parse(bufferOf(encodePcd(observation)));
      const { position, intensity } = points.geometry.attributes;
      expect([...(position?.array ?? [])]).toEqual([...observation.columns.xyz]);
      expect([...(intensity?.array ?? [])]).toEqual([...observation.columns.intensity]);
    }),
  );
});

test('PLY reads back: every property', () => {
  fc.assert(
    fc.property(turn, (observation) => {
      const loader = new PLYLoader();
      loader.setCustomPropertyNameMapping({
        more: ['intensity', 'ring', 'time', 'instance', 'semantic', 'origin', 'flow_x', 'flow_y', 'flow_z'],
      });
      const { position, more } = loader.parse(bufferOf(encodePly(observation))).attributes;
      const { xyz, intensity, ring, time, instance, semantic, origin, flow } = observation.columns;
      expect([...(position?.array ?? [])]).toEqual([...xyz]);
      const rows = Array.from({ length: observation.count }, (_, i) => [
        ...[intensity[i], ring[i], time[i], instance[i], semantic[i], origin[i]],
        ...flow.subarray(3 * i, 3 * i + 3),
      ]);
      expect([...(more?.array ?? [])]).toEqual(rows.flat());
    }),
  );
});
