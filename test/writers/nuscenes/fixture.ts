/** A sample written straight through the writer: ego at 10 m/s, a child that walks, a parked car, a far car; three channels. */
import type { FrameAnnotations, ObjectAnnotation, Ontology } from '#contracts/label';
import type { BodyPose, ObservationOf } from '#contracts/observation';
import type { CameraSensor, LidarSensor, Mount } from '#contracts/rig';
import type { ConcreteScenario } from '#contracts/scenario';
import type { BodySpec, SceneSpec } from '#contracts/scene';
import type { DatasetDefinition, SampleFacts, Writer } from '#contracts/writer';
import type { Json } from '#core/hash';
import { NO_ROTATION, type Pose, type Vec3 } from '#core/pose';
import { memoryStore } from '#writers/index';

const mount: Mount = { id: '', position: [0, 0, 0], orientation: [0, 0, 0], gimbalReach: 0, rateHz: 10, latency: 0 };
export const camera: CameraSensor = {
  ...mount,
  id: 'front',
  type: 'camera',
  position: [0.5, 0, 1.5],
  width: 16,
  height: 12,
  fx: 10,
  fy: 10,
  cx: 8,
  cy: 6,
  near: 0.1,
  far: 100,
  exposure: 'auto',
};
export const lidar: LidarSensor = { ...mount, id: 'roof', type: 'lidar', model: 'VLP-16', position: [0, 0, 2], rateHz: 5 };

export const ontology: Ontology = {
  version: '1',
  classes: [
    { id: 'unlabeled', index: 0, thing: false, color: [0, 0, 0], about: 'nothing' },
    { id: 'road', index: 1, thing: false, color: [90, 90, 90], about: 'road', nuscenes: 'flat.driveable_surface' },
    { id: 'lane-marking', index: 2, thing: false, color: [90, 90, 90], about: 'paint', nuscenes: 'flat.driveable_surface' },
    { id: 'terrain', index: 3, thing: false, color: [0, 90, 0], about: 'grass', nuscenes: 'flat.terrain' },
    { id: 'car', index: 4, thing: true, color: [0, 0, 200], about: 'cars', nuscenes: 'vehicle.car' },
    { id: 'person', index: 5, thing: true, color: [200, 0, 0], about: 'people', nuscenes: 'human.pedestrian.adult' },
    { id: 'drone', index: 6, thing: true, color: [200, 200, 0], about: 'drones' },
  ],
};
export const definition: DatasetDefinition = {
  ontology,
  layers: ['depth', 'semantic', 'instance'],
  keypoints: {},
  title: 'A fixture',
  samples: 2,
  writers: ['nuscenes'],
};

const spec = (id: string, instance: number, kind: string, asset: string, role: BodySpec['role'], size: Vec3): BodySpec => ({
  id,
  instance,
  class: kind,
  role,
  look: { asset, seed: 1, traits: {} },
  box: { center: [0, 0, size[2] / 2], size },
});
export const scene: SceneSpec = {
  id: 'fixture',
  place: { layout: 'test-track', seed: 1, options: {} },
  bodies: [
    spec('ego', 1, 'car', 'sedan', 'ego', [4.6, 1.8, 1.4]),
    spec('child', 2, 'person', 'pedestrian-child', 'actor', [0.6, 0.3, 1.2]),
    spec('parked', 3, 'car', 'sedan', 'prop', [4.6, 1.8, 1.4]),
    spec('far', 4, 'car', 'sedan', 'actor', [4.6, 1.8, 1.4]),
    spec('drone', 5, 'drone', 'quadrotor', 'actor', [0.4, 0.4, 0.2]),
  ],
  semanticIds: {},
};

export const scenario = {
  nearmiss: 1,
  name: 'fixture',
  title: 'A fixture',
  seed: '1',
  draw: 0,
  actors: [{ id: 'ego', kind: 'sedan', role: 'ego', sensors: [camera, lidar] }],
} as unknown as ConcreteScenario;

const at = (x: number, y: number, z = 0): Pose => ({ position: [x, y, z], orientation: NO_ROTATION });
export function bodiesAt(timeNs: number): readonly BodyPose[] {
  const t = timeNs / 1e9;
  const still = { angularVelocity: [0, 0, 0] as Vec3 };
  return [
    { id: 'ego', worldFromBody: at(10 * t, 0), velocity: [10, 0, 0], ...still },
    { id: 'child', worldFromBody: at(20, 4 - t), velocity: [0, -1, 0], ...still },
    { id: 'parked', worldFromBody: at(15, -3), velocity: [0, 0, 0], ...still },
    { id: 'far', worldFromBody: at(155 + 4 * t, 0), velocity: [4, 0, 0], ...still },
    { id: 'drone', worldFromBody: at(10, 0, 5), velocity: [0, 0, 0], ...still },
  ];
}

/** The child is a quarter hidden; the parked car three quarters. */
export function annotationsAt(sensor: CameraSensor, frame: number, timeNs: number): FrameAnnotations {
  const bodies = bodiesAt(timeNs);
  const worldFromEgo = bodies[0]?.worldFromBody as Pose;
  const object = (track: number, occlusion: number) => ({ track, occlusion }) as ObjectAnnotation;
  const { id, width, height, fx, fy, cx, cy } = sensor;
  const view = { sensor: id, intrinsics: { width, height, fx, fy, cx, cy }, worldFromCamera: worldFromEgo };
  return {
    sensor: sensor.id,
    frame,
    timeNs,
    arrivalNs: timeNs,
    view: view as unknown as FrameAnnotations['view'],
    worldFromEgo,
    objects: [object(2, 0.25), object(3, 0.75)],
    bodies,
    events: [],
  } as unknown as FrameAnnotations;
}

/** Two points on the child, one on the parked car, one on the road. */
export function turnAt(index: number, timeNs: number): ObservationOf<'lidar'> {
  const worldFromEgo = bodiesAt(timeNs)[0]?.worldFromBody as Pose;
  return {
    kind: 'lidar',
    sensor: lidar.id,
    index,
    timeNs,
    arrivalNs: timeNs,
    worldFromSensor: { ...worldFromEgo, position: [worldFromEgo.position[0], 0, 2] },
    worldFromEgo,
    count: 4,
    columns: {
      xyz: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
      intensity: Float32Array.of(0, 0.5, 1, 0.25),
      ring: Uint8Array.of(0, 1, 15, 31),
      time: new Float32Array(4),
      instance: Uint16Array.of(2, 2, 3, 0),
      semantic: Uint8Array.of(5, 5, 4, 1),
      origin: new Uint8Array(4),
      flow: new Float32Array(12),
    },
    values: {},
  };
}

/** Both samples of a dataset, with frames out of order where wanted. */
export async function writeFixture(writer: Writer, inOrder = false): Promise<ReadonlyMap<string, Uint8Array>> {
  const seconds = 1.2;
  const store = memoryStore();
  const fragments: { sample: string; fragment: Json }[] = [];
  for (const [draw, sample] of ['000000', '000001'].entries()) {
    const stage = await store.stage(sample);
    const captures = instants(camera.id, camera.rateHz, seconds);
    const observations = instants(lidar.id, lidar.rateHz, seconds);
    const own = { ...scenario, draw };
    const verdict = { outcome: 'pass', criteria: [], brokenRequirements: [], metrics: {} } as const;
    const start = { sample, scenario: own, scene, captures, observations, events: [], verdict, endNs: 0 };
    const open = writer.open(definition, start, stage);
    const layers = { width: 16, height: 12, semantic: new Uint8Array(192).map((_, i) => (i % 6) as number) };
    for (const { index, timeNs } of inOrder ? captures : captures.toReversed()) {
      await open.frame({ sample, scene, annotations: annotationsAt(camera, index, timeNs), layers });
    }
    for (const { index, timeNs } of observations) {
      await open.observation?.({ sample, scene, observation: turnAt(index, timeNs), bodies: bodiesAt(timeNs) });
    }
    fragments.push({ sample, fragment: await open.end({ scenario: own, scene } as SampleFacts) });
    await stage.commit();
  }
  const stage = await store.stage();
  const again = {
    [Symbol.asyncIterator]: async function* () {
      yield* fragments;
    },
  };
  await writer.merge(definition, again, stage);
  await stage.commit();
  return store.files;
}

export function instants(sensor: string, rateHz: number, seconds: number) {
  const count = Math.ceil(seconds * rateHz - 1e-9);
  return Array.from({ length: count }, (_, index) => ({ sensor, index, timeNs: Math.round((index / rateHz) * 1e9) }));
}
