/** One small sample as writers get it: two cameras, one late and one on a gimbal, a lidar, three bodies of which one leaves. */
import type { FrameEvent, FrameState } from '#contracts/frame';
import { LAYER_NAMES } from '#contracts/layers';
import { bodyPoses, type ObservationOf, type ObservationRecord } from '#contracts/observation';
import type { CameraSensor, LidarSensor } from '#contracts/rig';
import type { SceneSpec } from '#contracts/scene';
import type { DatasetDefinition, FrameRecord, SampleFacts, SampleStart, Writer } from '#contracts/writer';
import type { Json } from '#core/hash';
import { BODY_FROM_CAMERA_AXES, compose, type Pose, quatFromHeading, quatFromHeadingPitchRoll } from '#core/pose';
import { memoryStore } from '#writers/index';
import { concrete, definition as fakeDefinition, fakePlan, HEIGHT, labelFrame, paint, WIDTH } from '../pipeline/fake-world.js';

export const SAMPLE = '000004';
export const FRAMES = 3;
const MOUNT = { gimbalReach: 0, rateHz: 10, latency: 0, position: [1.5, 0, 1.2], orientation: [0, 0, 0] } as const;
const PICTURE = { type: 'camera', width: WIDTH, height: HEIGHT, fx: 10, fy: 10, cx: 8, cy: 6 } as const;

export const FRONT: CameraSensor = { ...MOUNT, ...PICTURE, id: 'front', latency: 0.05, near: 0.1, far: 100, exposure: 'auto' };
export const BELLY: CameraSensor = { ...FRONT, id: 'belly', latency: 0, gimbalReach: 0.5, orientation: [0, 0.3, 0] };
export const TOP: LidarSensor = { ...MOUNT, type: 'lidar', id: 'top', model: 'VLP-16', position: [0, 0, 1.9] };

export const scene: SceneSpec = {
  id: 'scene',
  place: { layout: 'none', seed: 1, options: {} },
  semanticIds: { unlabeled: 0, road: 1, car: 2, person: 3 },
  bodies: (
    [
      ['ego', 1, 'car', 'ego'],
      ['car-1', 7, 'car', 'actor'],
      ['walker', 300, 'person', 'actor'],
    ] as const
  ).map(([id, instance, type, role]) => ({
    id,
    instance,
    class: type,
    role,
    look: { asset: 'sedan', seed: 1, traits: {} },
    box: { center: [0.2, 0, 0.75], size: [4, 1.8, 1.5] },
  })),
};

const plan = fakePlan();
const drawn = concrete(plan, 0, 1);
const [ego] = drawn.actors;
if (ego === undefined) throw new Error('no ego');
export const EVENTS: readonly FrameEvent[] = [
  { name: 'walk', timeNs: 40_000_000, kind: 'trigger', bodies: ['walker'], detail: { gap: 2.5 } },
  { name: 'ego hits car-1', timeNs: 250_000_000, kind: 'contact', bodies: ['ego', 'car-1'] },
];
const instants = (...sensors: readonly string[]) =>
  Array.from({ length: FRAMES }, (_, index) =>
    sensors.map((sensor) => ({ sensor, index, timeNs: index * 100_000_000 })),
  ).flat();

export const start: SampleStart = {
  sample: SAMPLE,
  scene,
  scenario: { ...drawn, actors: [{ ...ego, sensors: [FRONT, BELLY, TOP] }] },
  captures: instants('belly', 'front'),
  observations: instants('top'),
  events: EVENTS,
  verdict: {
    outcome: 'fail',
    criteria: [{ criterion: 'min-ttc of ego', passed: false, value: 0.5, limit: 1.5 }],
    brokenRequirements: ['the walker is seen'],
    metrics: { minGapM: 0.25 },
  },
  endNs: 300_000_000,
};

const MEDIUM: FrameState['medium'] = {
  extinctionPerM: 0.001,
  rainMmPerH: 2,
  snowMmPerH: 0,
  wetness: 0.5,
  snowCover: 0,
  frictionScale: 0.8,
  cloudCover: 0.75,
  sunDirection: [0, 0, 1],
  sunIlluminanceLx: 20_000,
  skyIlluminanceLx: 5000,
  windMPerS: [1, 0, 0],
  lampsOn: false,
};

/** The ego turns and nods, so that axes and signs show; the walker is gone from the third frame on. */
export function frameAt(index: number): FrameState {
  const articulation = { gait: 'drive', phase: 0, speed: 1, channels: {} };
  const body = (id: string, worldFromBody: Pose) => ({
    id,
    worldFromBody,
    velocity: [1, 0.5, 0] as const,
    angularVelocity: [0, 0, 0.1] as const,
    articulation,
  });
  return {
    timeNs: index * 100_000_000,
    bodies: [
      body('ego', { position: [index, 2, 0], orientation: quatFromHeadingPitchRoll(0.3 + 0.1 * index, 0.05, 0.02) }),
      body('car-1', { position: [20, 5, 0], orientation: quatFromHeading(1) }),
      ...(index < 2 ? [body('walker', { position: [12, -1 + index, 0], orientation: quatFromHeading(-1) })] : []),
    ],
    medium: MEDIUM,
    events: index === 1 ? EVENTS.slice(0, 1) : [],
    contacts: [],
  };
}

/** Screwed on; the gimbal's camera stays level. */
export function worldFromSensor(
  sensor: { position: Pose['position']; orientation: Pose['position']; gimbalReach: number },
  index: number,
): Pose {
  const body = (frameAt(index).bodies[0] as FrameState['bodies'][number]).worldFromBody;
  const held = sensor.gimbalReach > 0 ? quatFromHeading(0.3 + 0.1 * index) : body.orientation;
  const turned = compose(
    { position: [0, 0, 0], orientation: held },
    { position: [0, 0, 0], orientation: quatFromHeadingPitchRoll(...sensor.orientation) },
  );
  return {
    position: compose(body, { position: sensor.position, orientation: [0, 0, 0, 1] }).position,
    orientation: turned.orientation,
  };
}

export async function frameRecord(sensor: CameraSensor, index: number): Promise<FrameRecord> {
  const frame = frameAt(index);
  const layers = paint({ frame, scene });
  const { width, height, fx, fy, cx, cy, near, far, exposure } = sensor;
  const view = {
    sensor: sensor.id,
    intrinsics: { width, height, fx, fy, cx, cy },
    worldFromCamera: compose(worldFromSensor(sensor, index), { position: [0, 0, 0], orientation: BODY_FROM_CAMERA_AXES }),
    near,
    far,
    hides: ['ego'],
    exposure,
    deliveryS: sensor.latency,
    seed: 1,
  };
  const labels = await labelFrame({ scene, frame, index, view, layers });
  const worldFromEgo = (frame.bodies[0] as FrameState['bodies'][number]).worldFromBody;
  const annotations = { ...labels, worldFromEgo, bodies: bodyPoses(frame), events: frame.events };
  return { sample: SAMPLE, scene, annotations, layers };
}

export const POINTS = 4;
export function lidarRecord(index: number): ObservationRecord & { readonly observation: ObservationOf<'lidar'> } {
  const frame = frameAt(index);
  const timeNs = frame.timeNs;
  const column = (channels: number, of: (i: number) => number) => Array.from({ length: POINTS * channels }, (_, i) => of(i));
  return {
    sample: SAMPLE,
    scene,
    bodies: bodyPoses(frame),
    observation: {
      kind: 'lidar',
      sensor: 'top',
      index,
      timeNs,
      arrivalNs: timeNs + 50_000_000,
      worldFromSensor: worldFromSensor(TOP, index),
      worldFromEgo: (frame.bodies[0] as FrameState['bodies'][number]).worldFromBody,
      count: POINTS,
      columns: {
        xyz: Float32Array.from(column(3, (i) => i + index + 0.5)),
        intensity: Float32Array.from(column(1, (i) => i / 4)),
        ring: Uint8Array.from(column(1, (i) => i * 5)),
        time: Float32Array.from(column(1, (i) => (i - 2) / 100)),
        instance: Uint16Array.from(column(1, (i) => i * 300)),
        semantic: Uint8Array.from(column(1, (i) => i)),
        origin: Uint8Array.from(column(1, () => 0)),
        flow: Float32Array.from(column(3, (i) => -i)),
      },
      values: {},
    },
  };
}

export const definition: DatasetDefinition = { ...fakeDefinition, layers: LAYER_NAMES };
export const facts: SampleFacts = {
  scenario: start.scenario,
  scene,
  trace: {
    scenario: 'scenario-0',
    seed: '5',
    draw: 1,
    stepNs: 1,
    ticks: [],
    events: [...frameAt(1).events, { name: 'ego hits car-1', timeNs: 250_000_000, kind: 'contact', bodies: ['ego', 'car-1'] }],
  },
  verdict: { outcome: 'pass', criteria: [], brokenRequirements: [], metrics: {} },
};

/** All of it through a writer into memory. @param order of the frames: several are encoded at once, any may be first */
export async function writeSample(
  writer: Writer,
  {
    given = definition,
    order = [0, 1, 2, 3, 4, 5],
    more = [],
  }: {
    readonly given?: DatasetDefinition;
    readonly order?: readonly number[];
    readonly more?: readonly ObservationRecord[];
  } = {},
) {
  const store = memoryStore();
  const stage = await store.stage(SAMPLE);
  const sources = new Map<string, readonly string[]>();
  const put: typeof stage.put = (path, content, from) => {
    sources.set(path, from ?? []);
    return stage.put(path, content, from);
  };
  const sample = writer.open(given, start, { put });
  for (let index = 0; index < FRAMES; index++) await sample.observation?.(lidarRecord(index));
  for (const record of more) await sample.observation?.(record);
  await Promise.all(order.map(async (i) => sample.frame(await frameRecord(i % 2 === 0 ? FRONT : BELLY, Math.floor(i / 2)))));
  const fragment = await sample.end(facts);
  await stage.commit();
  const whole = await store.stage();
  const fragments = {
    async *[Symbol.asyncIterator]() {
      if (fragment !== null) yield { sample: SAMPLE, fragment: JSON.parse(JSON.stringify(fragment)) as Json };
    },
  };
  await writer.merge(given, fragments, whole);
  await whole.commit();
  return { store, files: store.files, fragment, sources };
}
