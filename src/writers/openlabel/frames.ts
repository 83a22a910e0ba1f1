/** Frames: all pictures of one instant, and the lidar turn nearest to it. */
import type { FrameEvent } from '#contracts/frame';
import type { FrameAnnotations, ObjectAnnotation, PixelBox } from '#contracts/label';
import type { Observation } from '#contracts/observation';
import type { DatasetDefinition, SampleStart } from '#contracts/writer';
import { canonicalJson, type Json } from '#core/hash';
import type { Pose } from '#core/pose';
import { frameName, layerPath } from '../paths.js';
import { seeing, transformOf, WORLD } from './rig.js';

type Attributes = Readonly<Record<string, readonly { readonly name: string; readonly val: Json }[]>>;
export interface Datum {
  readonly name: string;
  readonly val: Json;
  readonly coordinate_system?: string;
  readonly attributes?: Attributes;
}
export type ObjectData = Readonly<Record<string, readonly Datum[]>>;

export interface OpenFrame {
  readonly number: number;
  readonly objects: ReadonlyMap<
    number,
    { readonly track: number; readonly name: string; readonly type: string; readonly data: ObjectData }
  >;
  /** By the event's number in the file. */
  readonly events: ReadonlyMap<string, FrameEvent>;
  readonly json: Json;
}

/** Numbered by the instants at which cameras were to take pictures; an instant whose pictures were all kept apart is missing. */
export function cameraFrames(
  definition: DatasetDefinition,
  start: SampleStart,
  pictures: readonly FrameAnnotations[],
  clouds: readonly Observation[],
): readonly OpenFrame[] {
  const instants = [...new Set(start.captures.map(({ timeNs }) => timeNs))].sort((a, b) => a - b);
  let eventsSoFar = 0;
  return instants.flatMap((timeNs, number): OpenFrame[] => {
    const here = pictures.filter((each) => each.timeNs === timeNs).sort((a, b) => (a.sensor < b.sensor ? -1 : 1));
    if (here.length === 0) return [];
    const objects = objectsOf(here);
    const distinct = new Map(here.flatMap(({ events }) => events).map((event) => [canonicalJson(event), event]));
    const events = new Map([...distinct.values()].map((event) => [String(eventsSoFar++), event]));
    const json = {
      frame_properties: {
        timestamp: timeNs / 1e9,
        streams: {
          ...Object.fromEntries(here.map((each) => [each.sensor, pictureStream(definition, start, each)])),
          ...cloudStreams(start, clouds, timeNs, definition),
        },
        transforms: transformsOf(start, here),
      },
      objects: Object.fromEntries([...objects].map(([track, { data }]) => [String(track), { object_data: data }])),
      events: Object.fromEntries([...events].map(([key, event]) => [key, { event_data: eventData(event) }])),
    };
    return [{ number, objects, events, json: json as unknown as Json }];
  });
}

function objectsOf(pictures: readonly FrameAnnotations[]): OpenFrame['objects'] {
  const all = new Map<number, { track: number; name: string; type: string; data: Record<string, Datum[]> }>();
  for (const { sensor, objects } of pictures) {
    for (const object of objects) {
      const { track, id, class: type } = object;
      const known = all.get(track) ?? { track, name: id, type, data: onceAFrame(object) };
      known.data.bbox = [...(known.data.bbox ?? []), ...boxes(sensor, object)];
      const points = keypoints(sensor, object);
      if (points.length > 0) known.data.point2d = [...(known.data.point2d ?? []), ...points];
      all.set(track, known);
    }
  }
  return all;
}

/** What does not depend on who looks. */
function onceAFrame({ cuboidInWorld: { pose, size }, velocity }: ObjectAnnotation): Record<string, Datum[]> {
  return {
    cuboid: [{ name: 'cuboid', coordinate_system: WORLD, val: [...pose.position, ...pose.orientation, ...size] }],
    vec: [{ name: 'velocity', coordinate_system: WORLD, val: velocity }],
  };
}

function boxes(sensor: string, object: ObjectAnnotation): readonly Datum[] {
  const { occlusion, truncation, distance, visiblePixels, contrast } = object;
  const num = Object.entries({ occlusion, truncation, distance, visible_pixels: visiblePixels, contrast: contrast.value });
  const attributes = {
    num: num.map(([name, val]) => ({ name, val })),
    boolean: [{ name: 'detectable', val: contrast.detectable }],
  };
  return [
    { name: `bbox_${sensor}`, coordinate_system: sensor, val: centred(object.box), attributes },
    { name: `amodal_bbox_${sensor}`, coordinate_system: sensor, val: centred(object.amodalBox) },
  ];
}
function centred({ x, y, width, height }: PixelBox): readonly number[] {
  return [x + width / 2, y + height / 2, width, height];
}

function keypoints(sensor: string, { keypoints: points = [] }: ObjectAnnotation): readonly Datum[] {
  return points
    .filter(({ visibility }) => visibility > 0)
    .map(({ name, x, y, visibility }) => ({
      ...{ name: `${name}_${sensor}`, coordinate_system: sensor, val: [x, y] },
      attributes: { boolean: [{ name: 'visible', val: visibility === 2 }] },
    }));
}

function pictureStream(
  definition: DatasetDefinition,
  { sample }: SampleStart,
  { sensor, frame, timeNs }: FrameAnnotations,
): Json {
  const written = definition.writers.includes('native') && definition.layers.includes('rgb');
  const uri = written ? { uri: `../../${layerPath(sample, sensor, 'rgb', frame, 'png')}` } : {};
  return { ...uri, stream_properties: { frame_stream: frame, timestamp: timeNs / 1e9 } };
}

/** Of each lidar the turn nearest in time, the earlier of two. */
function cloudStreams(
  { sample }: SampleStart,
  clouds: readonly Observation[],
  atNs: number,
  { writers }: DatasetDefinition,
): Record<string, Json> {
  const nearest = new Map<string, Observation>();
  for (const cloud of clouds) {
    const best = nearest.get(cloud.sensor);
    if (best === undefined || Math.abs(cloud.timeNs - atNs) < Math.abs(best.timeNs - atNs)) nearest.set(cloud.sensor, cloud);
  }
  return Object.fromEntries(
    [...nearest].map(([sensor, { index, timeNs }]): [string, Json] => {
      const format = (['pcd', 'ply'] as const).find((name) => writers.includes(name));
      const uri = format === undefined ? {} : { uri: `../../${format}/${sample}/${sensor}/${frameName(index)}.${format}` };
      return [sensor, { ...uri, stream_properties: { frame_stream: index, timestamp: timeNs / 1e9 } }];
    }),
  );
}

/** Where carriers are, and cameras, which a gimbal may have turned. */
function transformsOf({ scenario }: SampleStart, pictures: readonly FrameAnnotations[]): Record<string, Json> {
  const to = (src: string, pose: Pose): [string, Json] => [
    `${src}_to_${WORLD}`,
    { src, dst: WORLD, transform_src_to_dst: transformOf(pose) },
  ];
  const carriers = scenario.actors.filter(({ sensors }) => seeing(sensors).length > 0).map(({ id }) => id);
  const bodies = (pictures[0]?.bodies ?? []).filter(({ id }) => carriers.includes(id));
  return Object.fromEntries([
    ...bodies.map(({ id, worldFromBody }) => to(id, worldFromBody)),
    ...pictures.map(({ sensor, view }) => to(sensor, view.worldFromCamera)),
  ]);
}

function eventData({ timeNs, bodies }: FrameEvent): Json {
  return {
    num: [{ name: 'time', val: timeNs / 1e9 }],
    text: bodies.map((id, i) => ({ name: `body_${i}`, val: id })),
  };
}
