/** MCAP read back: every frame of reference reachable, projections that meet, order and bytes whatever the order of encoding. */
import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { Distortion } from '#core/lens';
import { compose, IDENTITY_POSE, invert, type Pose, transformPoint, type Vec3 } from '#core/pose';
import { memoryStore } from '#writers/index';
import { calibration } from '../../src/writers/foxglove/camera.js';
import { mcap } from '../../src/writers/mcap/index.js';
import { type ReadMessage, readMcap } from './read-mcap.js';
import {
  BELLY,
  definition,
  FRAMES,
  FRONT,
  frameRecord,
  lidarRecord,
  POINTS,
  SAMPLE,
  start,
  worldFromSensor,
  writeSample,
} from './recorded-sample.js';

const EPOCH_NS = 1_577_836_800_000_000_000n;
const PATH = `mcap/${SAMPLE}.mcap`;
let bytes: Uint8Array;
let messages: readonly ReadMessage[];
let reader: Awaited<ReturnType<typeof readMcap>>['reader'];
beforeAll(async () => {
  const written = await writeSample(mcap);
  bytes = written.files.get(PATH) as Uint8Array;
  ({ reader, messages } = await readMcap(bytes));
});
const on = (topic: string) => messages.filter((message) => message.topic === topic);
const nsOf = ({ seconds, nanos }: { seconds: number; nanos: number }) => BigInt(seconds) * 1_000_000_000n + BigInt(nanos);

test('the same bytes as ever, and whatever the order in which frames were encoded', async () => {
  // Without colour, whose PNGs are tied to a version of libvips.
  const given = { ...definition, layers: TRUTH_LAYERS };
  const hashes = [];
  for (const order of [
    [0, 1, 2, 3, 4, 5],
    [4, 1, 0, 5, 3, 2],
  ]) {
    const { files } = await writeSample(mcap, { given, order });
    hashes.push(
      createHash('sha256')
        .update(files.get(PATH) as Uint8Array)
        .digest('hex'),
    );
  }
  expect(hashes[1]).toBe(hashes[0]);
  expect(hashes[0]).toMatchInlineSnapshot(`"34268c7dfd3a6876d1aef7f37af2763228cbca2fe78970507655505abfb77dd4"`);
});

test('chunks are indexed and packed with zstd; every message is counted', () => {
  expect(reader.header).toMatchObject({ profile: '', library: 'nearmiss' });
  expect(reader.chunkIndexes.map(({ compression }) => compression)).toEqual(['zstd']);
  expect(reader.statistics?.messageCount).toBe(BigInt(messages.length));
  expect([...reader.schemasById.values()].map(({ name, encoding }) => `${name} ${encoding}`).sort()).toEqual([
    'foxglove.CameraCalibration protobuf',
    'foxglove.CompressedImage protobuf',
    'foxglove.FrameTransforms protobuf',
    'foxglove.ImageAnnotations protobuf',
    'foxglove.Log protobuf',
    'foxglove.PointCloud protobuf',
    'foxglove.SceneUpdate protobuf',
    'nearmiss.Verdict protobuf',
  ]);
});

test('messages stand in the order of their arrival; their stamps say when they were measured', () => {
  const times = messages.map(({ logTimeNs }) => logTimeNs);
  expect(times).toEqual([...times].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  expect(on('/front/image').map(({ logTimeNs, body }) => logTimeNs - nsOf(body.timestamp))).toEqual(
    Array(FRAMES).fill(50_000_000n),
  );
  expect(on('/belly/image').map(({ body }) => nsOf(body.timestamp) - EPOCH_NS)).toEqual([0n, 100_000_000n, 200_000_000n]);
  expect(on('/tf').map(({ logTimeNs }) => logTimeNs - EPOCH_NS)).toEqual([0n, 100_000_000n, 200_000_000n]);
});

test('every frame id is reachable from map when its first message is there', () => {
  const parents = new Map<string, string>();
  const used = new Set<string>();
  for (const { schema, body } of messages) {
    for (const one of body.transforms ?? []) {
      expect(parents.get(one.child_frame_id) ?? one.parent_frame_id).toBe(one.parent_frame_id);
      parents.set(one.child_frame_id, one.parent_frame_id);
    }
    const ids =
      schema === 'foxglove.SceneUpdate' ? body.entities.map((e: { frame_id: string }) => e.frame_id) : [body.frame_id];
    for (const id of ids.filter(Boolean) as string[]) {
      let at = id;
      while (at !== 'map') {
        expect(parents.has(at), `${at} on the way from ${id}`).toBe(true);
        at = parents.get(at) as string;
      }
      used.add(id);
    }
  }
  expect([...used].sort()).toEqual(['ego/belly_optical', 'ego/front_optical', 'ego/top', 'map']);
});

/** Pose of a frame in the world at a time, from the file's transforms alone. */
function worldFrom(id: string, timeNs: number): Pose {
  if (id === 'map') return IDENTITY_POSE;
  const transforms = messages
    .flatMap(({ body }) => body.transforms ?? [])
    .filter((one: { child_frame_id: string }) => one.child_frame_id === id);
  const last = transforms.filter((one) => nsOf(one.timestamp) - EPOCH_NS <= BigInt(timeNs)).at(-1);
  const { translation: t, rotation: r } = last;
  return compose(worldFrom(last.parent_frame_id, timeNs), { position: [t.x, t.y, t.z], orientation: [r.x, r.y, r.z, r.w] });
}

test.each([FRONT, BELLY])('K of $id projects a point of the world to where the camera sees it', async (sensor) => {
  for (let index = 0; index < FRAMES; index++) {
    const { view } = (await frameRecord(sensor, index)).annotations;
    const world: Vec3 = [18, 6, 1];
    const [x, y, z] = transformPoint(invert(view.worldFromCamera), world);
    const image = on(`/${sensor.id}/image`)[index]?.body;
    const [X, Y, Z] = transformPoint(invert(worldFrom(image.frame_id, index * 100_000_000)), world);
    for (const [a, b] of [
      [X, x],
      [Y, y],
      [Z, z],
    ] as const)
      expect(a).toBeCloseTo(b, 9);
    const { K, P, D, R, distortion_model } = on(`/${sensor.id}/calibration`)[index]?.body ?? {};
    // OpenCV counts from the middle of the first pixel.
    const u = (K[0] * X) / Z + K[2] + 0.5;
    expect(u).toBeCloseTo((view.intrinsics.fx * x) / z + view.intrinsics.cx, 9);
    expect(P).toEqual([K[0], 0, K[2], 0, 0, K[4], K[5], 0, 0, 0, 1, 0]);
    expect([D, R, distortion_model]).toEqual([[0, 0, 0, 0, 0], [1, 0, 0, 0, 1, 0, 0, 0, 1], 'plumb_bob']);
  }
});

test('pictures are the PNGs of the frames', async () => {
  const { default: sharp } = await import('sharp');
  for (const { body } of on('/front/image')) expect(body.format).toBe('png');
  const { layers } = await frameRecord(FRONT, 2);
  const pixels = await sharp(on('/front/image')[2]?.body.data).raw().toBuffer();
  expect(new Uint8Array(pixels)).toEqual(layers.rgb);
});

test('points unpack to what the lidar gave', () => {
  const { body } = on('/top/points')[1] as ReadMessage;
  const { observation } = lidarRecord(1);
  const view = new DataView(body.data.buffer, body.data.byteOffset);
  const readers: Record<number, (at: number) => number> = {
    1: (at) => view.getUint8(at),
    3: (at) => view.getUint16(at, true),
    7: (at) => view.getFloat32(at, true),
  };
  const column = (name: string) => {
    const field = body.fields.find((one: { name: string }) => one.name === name);
    return Array.from({ length: POINTS }, (_, i) => readers[field.type]?.(i * body.point_stride + field.offset));
  };
  expect(body.data.length).toBe(POINTS * body.point_stride);
  expect(body.fields.map(({ name }: { name: string }) => name).slice(0, 4)).toEqual(['x', 'y', 'z', 'intensity']);
  expect(column('y')).toEqual([...observation.columns.xyz].filter((_, i) => i % 3 === 1));
  for (const name of ['intensity', 'ring', 'time', 'instance', 'semantic', 'origin'] as const)
    expect(column(name)).toEqual([...observation.columns[name]]);
  expect(worldFrom(body.frame_id, 100_000_000).position).toEqual(observation.worldFromSensor.position);
});

test('boxes stand around the bodies for as long as they are there', () => {
  const [first, , last] = on('/bodies').map(({ body }) => body);
  expect(first.entities.map(({ id }: { id: string }) => id)).toEqual(['ego', 'car-1', 'walker']);
  expect(last.deletions.map(({ id, type }: { id: string; type: number }) => [id, type])).toEqual([['walker', 0]]);
  const [, car] = first.entities;
  expect(car).toMatchObject({ frame_id: 'map', lifetime: { seconds: 0, nanos: 0 } });
  expect(car.cubes[0].size).toEqual({ x: 4, y: 1.8, z: 1.5 });
  const { x, y, z } = car.cubes[0].pose.position;
  // The box's centre lies 0.2 m ahead of the origin and 0.75 m above it; the car's heading is 1 rad.
  expect([x, y, z]).toEqual([20 + 0.2 * Math.cos(1), 5 + 0.2 * Math.sin(1), 0.75].map((value) => expect.closeTo(value, 12)));
});

test('each event is told once, those after the last picture too', () => {
  expect(
    on('/events').map(({ body, logTimeNs }) => [Number(logTimeNs - EPOCH_NS) / 1e9, body.level, body.name, body.message]),
  ).toEqual([
    [0.04, 2, 'trigger', 'walk walker gap 2.5'],
    [0.25, 3, 'contact', 'ego hits car-1 ego car-1'],
  ]);
});

test('the verdict is told when the run is over', () => {
  expect(on('/verdict').map(({ body, logTimeNs }) => [Number(logTimeNs - EPOCH_NS) / 1e9, body])).toEqual([
    [
      0.3,
      {
        timestamp: { seconds: 1_577_836_800, nanos: 300_000_000 },
        outcome: 'fail',
        criteria: [{ key: 'min-ttc of ego', value: 'fail 0.5 (limit 1.5)' }],
        metrics: [{ key: 'minGapM', value: '0.25' }],
        broken_requirements: ['the walker is seen'],
      },
    ],
  ]);
});

test('labels are drawn at the pixels of their boxes', async () => {
  const { annotations } = await frameRecord(FRONT, 0);
  const { body } = on('/front/annotations')[0] as ReadMessage;
  const box = annotations.objects[0]?.box ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(body.points[0].points[2]).toEqual({ x: box.x + box.width, y: box.y + box.height });
});

test('a gimbal is told apart from what is screwed on', () => {
  expect(on('/tf_static')[0]?.body.transforms.map((one: { child_frame_id: string }) => one.child_frame_id)).toEqual([
    'ego/front',
    'ego/front_optical',
    'ego/belly_optical',
    'ego/top',
  ]);
  const level = worldFrom('ego/belly', 100_000_000).orientation;
  for (const [i, value] of worldFromSensor(BELLY, 1).orientation.entries()) expect(level[i]).toBeCloseTo(value, 12);
});

test('a frame that was kept apart is missing, nothing else', async () => {
  const { files } = await writeSample(mcap, { order: [0, 1, 3, 5, 4] });
  const rest = (await readMcap(files.get(PATH) as Uint8Array)).messages;
  const told = (all: readonly ReadMessage[]) => all.map(({ topic, logTimeNs }) => `${topic} ${logTimeNs}`);
  const apart = told(messages).filter((line) => !(line.startsWith('/front') && line.endsWith(String(EPOCH_NS + 150_000_000n))));
  expect(told(rest)).toEqual(apart);
});

test.each<[Distortion | undefined, string, readonly number[]]>([
  [undefined, 'plumb_bob', [0, 0, 0, 0, 0]],
  [{ model: 'brown-conrady', k1: 1, k2: 2, p1: 3, p2: 4, k3: 5 }, 'plumb_bob', [1, 2, 3, 4, 5]],
  [{ model: 'brown-conrady', k1: 1, k2: 2, p1: 3, p2: 4, k3: 5, k5: 7 }, 'rational_polynomial', [1, 2, 3, 4, 5, 0, 7, 0]],
  [{ model: 'fisheye', k1: 1, k2: 2, k3: 3, k4: 4 }, 'kannala_brandt', [1, 2, 3, 4]],
])('the lens %j is %s', (lens, model, D) => {
  const picture = { width: 16, height: 12, fx: 10, fy: 10, cx: 8, cy: 6 };
  const message = calibration(0, 'x', lens === undefined ? picture : { ...picture, lens });
  expect(message).toMatchObject({ distortionModel: model, D, K: [10, 0, 7.5, 0, 10, 5.5, 0, 0, 1] });
});

test('a sample that is given up leaves no open file', async () => {
  const store = memoryStore();
  const stage = await store.stage(SAMPLE);
  const sample = mcap.open(definition, start, stage);
  await sample.frame(await frameRecord(FRONT, 0));
  await sample.abandon?.();
  await stage.commit();
  expect(await store.list()).toEqual([]);
});

test('the reader notices a flipped byte', async () => {
  const broken = bytes.slice();
  const at = Math.floor(broken.length / 3);
  broken[at] = (broken[at] as number) ^ 1;
  await expect(readMcap(broken)).rejects.toThrow();
});
