/** OpenLABEL: golden JSON of a sample made by hand, and what its parts must say of each other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '#core/hash';
import { compose, invert, type Pose, transformPoint, type Vec3 } from '#core/pose';
import { openlabel } from '../../src/writers/openlabel/index.js';
import { intervalsOf } from '../../src/writers/openlabel/intervals.js';
import { madeFrame, madeStart, madeText, writeMade } from './made-sample.js';

interface Transform {
  readonly quaternion: Pose['orientation'];
  readonly translation: Vec3;
}
interface Datum {
  readonly name: string;
  readonly val: readonly number[];
  readonly coordinate_system?: string;
}
interface Frame {
  readonly frame_properties: { readonly transforms: Readonly<Record<string, { readonly transform_src_to_dst: Transform }>> };
  readonly objects: Readonly<Record<string, { readonly object_data: Readonly<Record<string, readonly Datum[]>> }>>;
}
interface OpenLabel {
  readonly coordinate_systems: Readonly<
    Record<string, { readonly parent: string; readonly children: readonly string[]; readonly pose_wrt_parent?: Transform }>
  >;
  readonly streams: Readonly<Record<string, unknown>>;
  readonly frame_intervals: unknown;
  readonly objects: Readonly<
    Record<
      string,
      {
        readonly frame_intervals: unknown;
        readonly object_data_pointers: Readonly<Record<string, { readonly type: string; readonly frame_intervals: unknown }>>;
      }
    >
  >;
  readonly events: Readonly<Record<string, unknown>>;
  readonly frames: Readonly<Record<string, Frame>>;
}
const read = (files: ReadonlyMap<string, Uint8Array>) =>
  (JSON.parse(madeText(files, 'openlabel/000001/openlabel.json')) as { openlabel: OpenLabel }).openlabel;
const poseOf = ({ quaternion, translation }: Transform): Pose => ({ position: translation, orientation: quaternion });

test('the file, part by part', async () => {
  const files = await writeMade(openlabel);
  expect([...files.keys()].sort()).toEqual(['openlabel/000001/openlabel.json', 'openlabel/ontology.json']);
  const { frames, objects, ...rest } = read(files);
  const parts = { ...rest, object: objects[2], frame: frames[1]?.frame_properties, seen: frames[1]?.objects[2] };
  expect(Object.entries(parts).map(([name, part]) => `${name}: ${canonicalJson(part)}`)).toMatchInlineSnapshot(`
    [
      "coordinate_systems: {"ego":{"children":["front","top"],"parent":"world","type":"local_cs"},"front":{"children":[],"parent":"ego","pose_wrt_parent":{"quaternion":[-0.5,0.5,-0.5,0.5],"translation":[1.5,0,1.25]},"type":"sensor_cs"},"top":{"children":[],"parent":"ego","pose_wrt_parent":{"quaternion":[0,0,0,1],"translation":[1,0,2]},"type":"sensor_cs"},"world":{"children":["ego"],"parent":"","type":"scene_cs"}}",
      "events: {}",
      "frame_intervals: [{"frame_end":1,"frame_start":0}]",
      "metadata: {"annotator":"nearmiss","comment":"simulated; m, s, px from the corner of the picture","name":"made 000001","schema_version":"1.0.0"}",
      "ontologies: {"0":{"uri":"../ontology.json"}}",
      "streams: {"front":{"description":"10 Hz","stream_properties":{"intrinsics_pinhole":{"camera_matrix":[6,0,4,0,0,6,2,0,0,0,1,0],"distortion_coeffs":[0,0,0,0,0],"height_px":4,"width_px":8}},"type":"camera"},"top":{"description":"10 Hz","type":"lidar"}}",
      "object: {"frame_intervals":[{"frame_end":1,"frame_start":0}],"name":"car","object_data_pointers":{"amodal_bbox_front":{"frame_intervals":[{"frame_end":1,"frame_start":0}],"type":"bbox"},"bbox_front":{"attribute_pointers":{"contrast":"num","detectable":"boolean","distance":"num","occlusion":"num","truncation":"num","visible_pixels":"num"},"frame_intervals":[{"frame_end":1,"frame_start":0}],"type":"bbox"},"cuboid":{"frame_intervals":[{"frame_end":1,"frame_start":0}],"type":"cuboid"},"velocity":{"frame_intervals":[{"frame_end":1,"frame_start":0}],"type":"vec"}},"type":"car"}",
      "frame: {"streams":{"front":{"stream_properties":{"frame_stream":1,"timestamp":0.1}},"top":{"stream_properties":{"frame_stream":1,"timestamp":0.1}}},"timestamp":0.1,"transforms":{"ego_to_world":{"dst":"world","src":"ego","transform_src_to_dst":{"quaternion":[0,0,0,1],"translation":[1,0,0]}},"front_to_world":{"dst":"world","src":"front","transform_src_to_dst":{"quaternion":[-0.5,0.5,-0.5,0.5],"translation":[2.5,0,1.25]}}}}",
      "seen: {"object_data":{"bbox":[{"attributes":{"boolean":[{"name":"detectable","val":true}],"num":[{"name":"occlusion","val":0.25},{"name":"truncation","val":0},{"name":"distance","val":10},{"name":"visible_pixels","val":6},{"name":"contrast","val":1}]},"coordinate_system":"front","name":"bbox_front","val":[3.5,2,3,2]},{"coordinate_system":"front","name":"amodal_bbox_front","val":[4,2,4,2]}],"cuboid":[{"coordinate_system":"world","name":"cuboid","val":[20,3,0.75,0,0,0,1,4.4,1.8,1.5]}],"vec":[{"coordinate_system":"world","name":"velocity","val":[0,0,0]}]}}",
    ]
  `);
});

test('boxes are centre and size, quaternions have their scalar last', async () => {
  const { frames } = read(await writeMade(openlabel));
  const { bbox = [], cuboid = [] } = (frames[0] as Frame).objects[3]?.object_data ?? {};
  // Pixels 2..4 and 1..2.
  expect(bbox[0]).toMatchObject({ name: 'bbox_front', coordinate_system: 'front', val: [3.5, 2, 3, 2] });
  // A child 12 m ahead, heading left.
  const [x, y, z, qx, qy, qz, qw, ...size] = cuboid[0]?.val ?? [];
  expect([x, y, z, qx, qy, ...size]).toEqual([12, -2, 0.6, 0, 0, 0.5, 0.5, 1.2]);
  expect(qz).toBeCloseTo(Math.SQRT1_2, 12);
  expect(qw).toBeCloseTo(Math.SQRT1_2, 12);
});

test('coordinate systems lead from the camera to the world as the picture says', async () => {
  const { coordinate_systems: systems, frames } = read(await writeMade(openlabel));
  for (const [name, { parent, children }] of Object.entries(systems)) {
    if (parent !== '') expect(systems[parent]?.children).toContain(name);
    for (const child of children) expect(systems[child]?.parent).toBe(name);
  }
  const transforms = frames[1]?.frame_properties.transforms;
  const worldFromEgo = poseOf(transforms?.ego_to_world?.transform_src_to_dst as Transform);
  const egoFromCamera = poseOf(systems.front?.pose_wrt_parent as Transform);
  const { worldFromCamera } = madeFrame(1).annotations.view;
  const gap = compose(invert(worldFromCamera), compose(worldFromEgo, egoFromCamera));
  for (const point of [
    [0, 0, 0],
    [1, 2, 3],
  ] as Vec3[]) {
    for (const [i, value] of transformPoint(gap, point).entries()) expect(value).toBeCloseTo(point[i] as number, 12);
  }
});

test('pointers and frames say the same', async () => {
  const { objects, frames } = read(await writeMade(openlabel));
  const said = Object.entries(objects).flatMap(([key, { object_data_pointers: pointers }]) =>
    Object.entries(pointers).map(([name, { type }]) => `${key} ${type} ${name}`),
  );
  const there = Object.values(frames).flatMap((frame) =>
    Object.entries(frame.objects).flatMap(([key, { object_data }]) =>
      Object.entries(object_data).flatMap(([type, items]) => items.map(({ name }) => `${key} ${type} ${name}`)),
    ),
  );
  expect([...new Set(there)].sort()).toEqual(said.sort());
});

test('a picture that was kept apart leaves a gap', async () => {
  const captures = [0, 1, 2].map((index) => ({ sensor: 'front', index, timeNs: index * 100_000_000 }));
  const start = { ...madeStart, captures };
  const { frame_intervals, objects, frames } = read(
    await writeMade(openlabel, { start, frames: [madeFrame(2), madeFrame(0)] }),
  );
  const gap = [
    { frame_start: 0, frame_end: 0 },
    { frame_start: 2, frame_end: 2 },
  ];
  expect(Object.keys(frames)).toEqual(['0', '2']);
  expect([frame_intervals, objects[2]?.frame_intervals]).toEqual([gap, gap]);
});

test('intervals hold just the numbers that they are of', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(30)), (numbers) => {
      const ascending = numbers.sort((a, b) => a - b);
      const intervals = intervalsOf(ascending);
      const inside = intervals.flatMap(({ frame_start: a, frame_end: b }) =>
        Array.from({ length: b - a + 1 }, (_, i) => a + i),
      );
      expect(inside).toEqual(ascending);
      for (const [i, { frame_start }] of intervals.slice(1).entries()) {
        expect(frame_start).toBeGreaterThan((intervals[i]?.frame_end ?? Number.NaN) + 1);
      }
    }),
  );
});
