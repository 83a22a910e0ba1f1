/** A sample made by hand, for goldens of writers: one camera, one lidar, two objects that can be told, two that can't be scored. */
import type { FrameAnnotations, ObjectAnnotation, Ontology } from '#contracts/label';
import type { ObservationOf, ObservationRecord } from '#contracts/observation';
import type { CameraSensor, LidarSensor } from '#contracts/rig';
import type { ConcreteScenario } from '#contracts/scenario';
import type { DatasetDefinition, FrameRecord, SampleFacts, SampleStart, Writer } from '#contracts/writer';
import { PI } from '#core/math';
import { BODY_FROM_CAMERA_AXES, compose, NO_ROTATION, type Pose, quatFromHeading, type Vec3 } from '#core/pose';
import { memoryStore } from '#writers/index';

export const madeOntology: Ontology = {
  version: '1',
  classes: [
    { id: 'unlabeled', index: 0, thing: false, color: [0, 0, 0], about: '' },
    { id: 'car', index: 16, thing: true, color: [0, 0, 142], about: 'cars', kitti: 'Car' },
    { id: 'person', index: 23, thing: true, color: [220, 20, 60], about: 'people', kitti: 'Pedestrian' },
    { id: 'ghost', index: 40, thing: true, color: [1, 2, 3], about: 'of no class that others know' },
  ],
};

export function madeDefinition(writer: string, samples = 3): DatasetDefinition {
  return {
    ontology: madeOntology,
    layers: ['rgb', 'depth', 'semantic', 'instance'],
    keypoints: {},
    title: 'Made',
    samples,
    writers: [writer],
  };
}

const MOUNT = { orientation: [0, 0, 0], gimbalReach: 0, latency: 0, rateHz: 10 } as const;
const camera: CameraSensor = {
  ...{ ...MOUNT, id: 'front', type: 'camera', position: [1.5, 0, 1.25] },
  ...{ width: 8, height: 4, fx: 6, fy: 6, cx: 4, cy: 2, near: 0.1, far: 100, exposure: 'auto' },
};
const lidar: LidarSensor = { ...MOUNT, id: 'top', type: 'lidar', position: [1, 0, 2], model: 'made' };

export const madeStart: SampleStart = {
  sample: '000001',
  scenario: {
    name: 'made',
    seed: '1',
    draw: 1,
    actors: [{ id: 'ego', kind: 'sedan', role: 'ego', sensors: [camera, lidar] }],
  } as unknown as ConcreteScenario,
  scene: {
    id: 'made',
    place: { layout: 'none', seed: 1, options: {} },
    bodies: [],
    semanticIds: {},
  },
  captures: [0, 1].map((index) => ({ sensor: 'front', index, timeNs: index * 100_000_000 })),
  observations: [0, 1].map((index) => ({ sensor: 'top', index, timeNs: index * 100_000_000 })),
  events: [],
  verdict: { outcome: 'pass', criteria: [], brokenRequirements: [], metrics: {} },
  endNs: 100_000_000,
};

/** The ego drives 1 m a frame. */
const worldFromEgo = (frame: number): Pose => ({ position: [frame, 0, 0], orientation: NO_ROTATION });
const egoFromCamera: Pose = { position: camera.position, orientation: BODY_FROM_CAMERA_AXES };
const bodiesAt = (frame: number) => [
  { id: 'ego', worldFromBody: worldFromEgo(frame), velocity: [10, 0, 0] as Vec3, angularVelocity: [0, 0, 0] as Vec3 },
];

/** @param at body origin in the ego's frame, on the ground */
export function madeObject(changes: Partial<ObjectAnnotation> & { at: Vec3; heading: number; size: Vec3 }): ObjectAnnotation {
  const { at, heading, size, ...rest } = changes;
  const egoFromBox: Pose = { position: [at[0], at[1], at[2] + size[2] / 2], orientation: quatFromHeading(heading) };
  const cameraFromEgo = { position: [0, 1.25, -1.5] as Vec3, orientation: [0.5, -0.5, 0.5, 0.5] as const };
  return {
    id: 'thing',
    track: 1,
    class: 'car',
    box: { x: 2, y: 1, width: 3, height: 2 },
    amodalBox: { x: 2, y: 1, width: 4, height: 2 },
    visiblePixels: 6,
    amodalMask: { box: { x: 2, y: 1, width: 4, height: 2 }, counts: [0, 8] },
    amodalPixels: 8,
    occlusion: 0.25,
    truncation: 0,
    cuboidInCamera: { pose: compose(cameraFromEgo, egoFromBox), size },
    cuboidInWorld: { pose: egoFromBox, size },
    distance: 10,
    velocity: [0, 0, 0],
    contrast: { air: 1, light: 1, value: 1, detectable: true },
    contacts: [],
    ...rest,
  };
}

const OBJECTS = [
  madeObject({ id: 'car', track: 2, at: [20, 3, 0], heading: 0, size: [4.4, 1.8, 1.5] }),
  madeObject({
    id: 'child',
    track: 3,
    class: 'person',
    occlusion: 0.6,
    truncation: 0.2,
    at: [12, -2, 0],
    heading: PI / 2,
    size: [0.5, 0.5, 1.2],
  }),
  madeObject({
    id: 'dim',
    track: 4,
    class: 'person',
    at: [50, 0, 0],
    heading: 1,
    size: [0.5, 0.5, 1.8],
    contrast: { air: 0.01, light: 1, value: 0.01, detectable: false },
  }),
  madeObject({ id: 'ghost', track: 5, class: 'ghost', at: [30, 0, 0], heading: 1, size: [1, 1, 1] }),
];

export function madeFrame(frame: number, objects: readonly ObjectAnnotation[] = OBJECTS): FrameRecord {
  const { width, height, fx, fy, cx, cy } = camera;
  const annotations: FrameAnnotations = {
    sensor: 'front',
    frame,
    timeNs: frame * 100_000_000,
    arrivalNs: frame * 100_000_000,
    view: {
      sensor: 'front',
      intrinsics: { width, height, fx, fy, cx, cy },
      worldFromCamera: compose(worldFromEgo(frame), egoFromCamera),
      ...{ near: 0.1, far: 100, hides: ['ego'], exposure: 'auto', seed: 1 },
    },
    worldFromEgo: worldFromEgo(frame),
    medium: {} as FrameAnnotations['medium'],
    objects,
    bodies: bodiesAt(frame),
    events: [],
  };
  const rgb = new Uint8Array(3 * width * height).map((_, i) => i);
  return { sample: madeStart.sample, scene: madeStart.scene, annotations, layers: { width, height, rgb } };
}

export function madeTurn(index: number): ObservationRecord {
  const observation: ObservationOf<'lidar'> = {
    kind: 'lidar',
    sensor: 'top',
    index,
    timeNs: index * 100_000_000,
    arrivalNs: index * 100_000_000,
    worldFromSensor: compose(worldFromEgo(index), { position: lidar.position, orientation: NO_ROTATION }),
    worldFromEgo: worldFromEgo(index),
    count: 2,
    columns: {
      xyz: Float32Array.of(10, 0.5, -1.5, 0, -8, 0.25),
      intensity: Float32Array.of(0.5, 1.25),
      ring: Uint8Array.of(3, 200),
      time: Float32Array.of(0, -0.025),
      instance: Uint16Array.of(2, 40_000),
      semantic: Uint8Array.of(16, 0),
      origin: Uint8Array.of(0, 2),
      flow: Float32Array.of(1, 2, 3, 0, 0, 0),
    },
    values: {},
  };
  return { sample: madeStart.sample, scene: madeStart.scene, observation, bodies: bodiesAt(index) };
}

export interface MadeRun {
  readonly start?: SampleStart;
  readonly frames?: readonly FrameRecord[];
  readonly turns?: readonly ObservationRecord[];
  readonly samples?: number;
}

/** Frames in the order given, turns after; then the end and the merge. All files, by path. */
export async function writeMade(writer: Writer, run: MadeRun = {}): Promise<ReadonlyMap<string, Uint8Array>> {
  const { start = madeStart, frames = [madeFrame(0), madeFrame(1)], turns = [madeTurn(0), madeTurn(1)] } = run;
  const definition = madeDefinition(writer.name, run.samples);
  const store = memoryStore();
  const stage = await store.stage(start.sample);
  const open = writer.open(definition, start, stage);
  for (const frame of frames) await open.frame(frame);
  for (const turn of turns) await open.observation?.(turn);
  const fragment = await open.end({ scenario: start.scenario, scene: start.scene } as SampleFacts);
  await stage.commit();
  const merged = await store.stage();
  const fragments = async function* () {
    yield { sample: start.sample, fragment };
  };
  await writer.merge(definition, { [Symbol.asyncIterator]: fragments }, merged);
  await merged.commit();
  return store.files;
}

export function madeText(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`no ${path} among ${[...files.keys()].join(', ')}`);
  return new TextDecoder().decode(bytes);
}
