/** A tiny world for tests of what lies behind the renderer: two rectangles pass before a camera of 16 x 12 px. */
import type { CameraView } from '#contracts/camera';
import type { FrameState } from '#contracts/frame';
import type { DatasetPlan } from '#contracts/job';
import type { FrameAnnotations, LabelInput, ObjectAnnotation, Ontology } from '#contracts/label';
import { DEFAULT_LAYERS, type LayerSet, TRUTH_LAYERS } from '#contracts/layers';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import type { Run } from '#contracts/run';
import type { ConcreteScenario } from '#contracts/scenario';
import type { DatasetDefinition } from '#contracts/writer';
import { IDENTITY_POSE } from '#core/pose';
import type { Ports } from '#pipeline/index';
import { quarantineFrame, writers } from '#writers/index';

export const WIDTH = 16;
export const HEIGHT = 12;
const FRAMES = 3;
const BODIES = [
  { id: 'car-1', instance: 7, class: 'car', index: 2, top: 2 },
  { id: 'walker', instance: 300, class: 'person', index: 3, top: 6 },
] as const;

export const ontology: Ontology = {
  version: '1',
  classes: [
    { id: 'unlabeled', index: 0, thing: false, color: [0, 0, 0], about: '' },
    { id: 'road', index: 1, thing: false, color: [90, 90, 90], about: '' },
    { id: 'car', index: 2, thing: true, color: [0, 0, 200], about: '', coco: { id: 3, name: 'car' } },
    { id: 'person', index: 3, thing: true, color: [200, 0, 0], about: '', coco: { id: 1, name: 'person' } },
  ],
};

export const definition: DatasetDefinition = {
  ontology,
  layers: DEFAULT_LAYERS,
  keypoints: { person: { names: ['nose', 'left_eye'], skeleton: [[0, 1]] } },
  title: 'Two rectangles',
  samples: 3,
  writers: ['native', 'coco'],
};

export function fakePlan(changes: Partial<DatasetPlan> = {}): DatasetPlan {
  return {
    format: 1,
    scenarios: [{ path: 'a.yaml', sha256: '0'.repeat(64), text: 'a' }],
    catalogsSha256: '0'.repeat(64),
    seed: '5',
    count: 3,
    renderer: 'fake',
    layers: DEFAULT_LAYERS,
    writers: ['native', 'coco'],
    nearmissVersion: '0.0.0',
    ...changes,
  };
}

export function fakePorts(plan: DatasetPlan): Ports {
  return {
    draw: (scenario, draw) => ({ concrete: concrete(plan, scenario, draw), rejections: { attempts: 1, byConstraint: {} } }),
    simulate,
    cameraView: (sensor, worldFromBody, bodyId, seed) => view(sensor.id, worldFromBody, bodyId, seed),
    labelFrame,
    openAudit: () => ({ frame: () => [], observation: () => [] }),
    quarantine: quarantineFrame,
    openSensor: () => {
      throw new Error('there are cameras only');
    },
    definition: { ...definition, layers: plan.layers, writers: plan.writers },
    writers: writers.filter((writer) => plan.writers.includes(writer.name)),
  };
}

/** Counts what it drew; throws at that frame when told to. */
export function fakeSession(failAt = -1): RenderSession & { drawn: number } {
  return {
    drawn: 0,
    ahead: 1,
    info: { name: 'fake', backend: 'arithmetic', versions: {}, portableLayers: TRUTH_LAYERS },
    async render(request) {
      if (this.drawn++ === failAt) throw new Error('the fake renderer failed');
      return paint(request);
    },
    async close() {},
  };
}

/** Body b of draw d stands at column 2 + 3 d + frame, 4 px wide, 5 high; 300 covers 7 where they meet. */
export function paint({ frame, scene }: Pick<RenderRequest, 'frame' | 'scene'>): LayerSet {
  const size = WIDTH * HEIGHT;
  const layers = {
    width: WIDTH,
    height: HEIGHT,
    rgb: new Uint8Array(size * 3).map((_, i) => (i * 7 + frame.timeNs) & 255),
    depth: new Float32Array(size).map((_, i) => (i < size / 2 ? 0 : 1000 / (i + 1))),
    normal: new Uint8Array(size * 3).fill(127),
    semantic: new Uint8Array(size).map((_, i) => (i < size / 2 ? 0 : 1)),
    instance: new Uint16Array(size),
    flow: new Float32Array(size * 2).map((_, i) => (i % 5) - 2.25),
  };
  for (const body of BODIES) {
    const left = 2 + Math.round(frame.bodies[0]?.worldFromBody.position[0] ?? 0) + scene.place.seed;
    for (let y = body.top; y < body.top + 5; y++) {
      for (let x = Math.min(left, WIDTH - 4); x < Math.min(left + 4, WIDTH); x++) {
        layers.instance[y * WIDTH + x] = body.instance;
        layers.semantic[y * WIDTH + x] = body.index;
      }
    }
  }
  return layers;
}

export function concrete(plan: DatasetPlan, scenario: number, draw: number): ConcreteScenario {
  const sensor = { id: 'front', type: 'camera', width: WIDTH, height: HEIGHT, fx: 10, fy: 10, cx: 8, cy: 6 } as const;
  const rest = {
    near: 0.1,
    far: 100,
    position: [0, 0, 1],
    orientation: [0, 0, 0],
    gimbalReach: 0,
    latency: 0,
    rateHz: 10,
    exposure: 'auto',
  } as const;
  const ego = { id: 'ego', kind: 'sedan', role: 'ego', look: { asset: 'sedan', seed: 1, traits: {} } } as const;
  return {
    nearmiss: 1,
    name: `scenario-${scenario}`,
    title: 'Rectangles',
    hazard: '',
    sources: [],
    seed: plan.seed,
    draw,
    parameters: {},
    place: { layout: 'none', seed: draw, options: {} },
    environment: {} as ConcreteScenario['environment'],
    actors: [{ ...ego, start: { position: [0, 0, 0], heading: 0, speed: 1 }, sensors: [{ ...sensor, ...rest }] }],
    story: [],
    requirements: [],
    criteria: [],
    capture: { windows: [], maxFrames: FRAMES },
    duration: 1,
    step: 0.01,
  };
}

export function simulate(scenario: ConcreteScenario): Run {
  const frames = Array.from({ length: FRAMES + 1 }, (_, i) => frameAt(i));
  return {
    scenario,
    scene: { id: `scene-${scenario.draw}`, place: scenario.place, bodies: [], semanticIds: {} },
    trace: { scenario: scenario.name, seed: scenario.seed, draw: scenario.draw, stepNs: 1, ticks: [], events: [] },
    verdict: { outcome: 'pass', criteria: [], brokenRequirements: [], metrics: {} },
    observations: [],
    windows: [],
    leastGaps: {},
    spans: [],
    timeline: { endNs: FRAMES * 100_000_000, events: [], at: () => frames[0] as FrameState },
    captures: frames
      .slice(0, FRAMES)
      .map((frame, index) => ({ sensor: 'front', index, frame, next: frames[index + 1] as FrameState })),
  };
}

function frameAt(i: number): FrameState {
  const pose = { position: [i, 0, 0], orientation: [0, 0, 0, 1] } as const;
  const articulation = { gait: 'drive', phase: 0, speed: 1, channels: {} };
  const ego = { id: 'ego', worldFromBody: pose, velocity: [1, 0, 0], angularVelocity: [0, 0, 0], articulation } as const;
  return { timeNs: i * 100_000_000, bodies: [ego], medium: {} as FrameState['medium'], events: [], contacts: [] };
}

function view(sensor: string, worldFromBody: CameraView['worldFromCamera'], bodyId: string, seed: number): CameraView {
  const intrinsics = { width: WIDTH, height: HEIGHT, fx: 10, fy: 10, cx: 8, cy: 6 };
  return { sensor, intrinsics, worldFromCamera: worldFromBody, near: 0.1, far: 100, hides: [bodyId], exposure: 'auto', seed };
}

/** Tight boxes and counts from the instance map; the walker is hidden by night. */
export function labelFrame({ frame, index, view: camera, layers }: LabelInput): FrameAnnotations {
  const objects = BODIES.flatMap((body) => {
    const pixels = [...(layers.instance ?? [])].flatMap((id, i) => (id === body.instance ? [i] : []));
    return pixels.length === 0 ? [] : [objectOf(body, pixels)];
  });
  return {
    sensor: camera.sensor,
    frame: index,
    timeNs: frame.timeNs,
    arrivalNs: frame.timeNs + (camera.deliveryS ?? 0) * 1e9,
    view: camera,
    worldFromEgo: IDENTITY_POSE,
    objects,
    medium: frame.medium,
    bodies: [],
    events: [],
  };
}

function objectOf(body: (typeof BODIES)[number], pixels: readonly number[]): ObjectAnnotation {
  const xs = pixels.map((i) => i % WIDTH);
  const ys = pixels.map((i) => Math.floor(i / WIDTH));
  const box = {
    x: Math.min(...xs),
    y: Math.min(...ys),
    width: Math.max(...xs) - Math.min(...xs) + 1,
    height: Math.max(...ys) - Math.min(...ys) + 1,
  };
  const cuboid = { pose: IDENTITY_POSE, size: [1, 1, 1] } as const;
  const detectable = body.class !== 'person';
  const contrast = { air: 1, light: detectable ? 1 : 0.01, value: detectable ? 1 : 0.01, detectable };
  const points = [
    { name: 'nose', x: box.x + 1, y: box.y, visibility: 2 },
    { name: 'left_eye', x: 0, y: 0, visibility: 0 },
  ] as const;
  return {
    id: body.id,
    track: body.instance,
    class: body.class,
    box,
    amodalBox: box,
    amodalMask: { box, counts: [0, box.width * box.height] },
    visiblePixels: pixels.length,
    amodalPixels: 20,
    occlusion: 1 - pixels.length / 20,
    truncation: 0,
    cuboidInCamera: cuboid,
    cuboidInWorld: cuboid,
    ...(body.class === 'person' ? { keypoints: points } : {}),
    distance: 10,
    velocity: [1, 0, 0],
    contrast,
    contacts: [],
  };
}
