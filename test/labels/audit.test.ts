/** The audit finds nothing in a good frame, and each seeded corruption by exactly the invariant that it breaks. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FrameAnnotations, ObjectAnnotation, RunMask } from '#contracts/label';
import { type LayerSet, TRUTH_LAYERS } from '#contracts/layers';
import type { ObservationOf } from '#contracts/observation';
import type { SceneSpec } from '#contracts/scene';
import { lensOf, unproject } from '#core/lens';
import { IDENTITY_POSE, invert, scale, transformPoint } from '#core/pose';
import { invariants, labelFrame, openAudit } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { requestOf, runOf, shippedScenarios } from '../conformance/shipped.js';

interface Case {
  readonly annotations: FrameAnnotations;
  readonly layers: LayerSet;
  /** Of a lidar at the time of this frame. */
  readonly points?: ObservationOf<'lidar'>;
}
let scene: SceneSpec;
let frames: readonly [Case, Case];

beforeAll(async () => {
  const run = await runOf(shippedScenarios.find((path) => path.includes('crossing-late-runner')) as string);
  const session = await raycastRenderer.open({});
  scene = run.scene;
  const made: Case[] = [];
  for (const shot of run.captures.slice(30, 32)) {
    const request = requestOf(run, shot, { width: 240, height: 136 }, TRUTH_LAYERS);
    const layers = await session.render(request);
    const next = { timeNs: shot.next.timeNs, worldFromCamera: request.next.view.worldFromCamera };
    const annotations = labelFrame({ scene, frame: shot.frame, index: shot.index, view: request.view, next, layers });
    made.push({ annotations, layers, points: pointsOf(annotations, layers) });
  }
  frames = made as [Case, Case];
});

/** Points where the picture sees surfaces, as a lidar in the camera's place would measure them. */
function pointsOf(
  { view, timeNs }: FrameAnnotations,
  { depth, instance, semantic, width, height }: LayerSet,
): ObservationOf<'lidar'> {
  const lens = lensOf(view.intrinsics);
  const picked: number[] = [];
  for (let y = 3; y < height; y += 4)
    for (let x = 3; x < width; x += 4) if ((depth?.[y * width + x] ?? 0) > 0) picked.push(y * width + x);
  const xyz = picked.flatMap((i) => {
    const ray = unproject(lens, (i % width) + 0.5, Math.floor(i / width) + 0.5) as readonly [number, number, number];
    return transformPoint(view.worldFromCamera, scale(ray, (depth?.[i] as number) / ray[2]));
  });
  const count = picked.length;
  return {
    kind: 'lidar',
    sensor: 'top',
    index: 0,
    timeNs,
    arrivalNs: timeNs,
    worldFromSensor: IDENTITY_POSE,
    worldFromEgo: IDENTITY_POSE,
    count,
    columns: {
      xyz: Float32Array.from(xyz),
      intensity: new Float32Array(count),
      ring: new Uint8Array(count),
      time: new Float32Array(count),
      instance: Uint16Array.from(picked.map((i) => instance?.[i] as number)),
      semantic: Uint8Array.from(picked.map((i) => semantic?.[i] as number)),
      origin: new Uint8Array(count),
      flow: new Float32Array(3 * count),
    },
    values: {},
  };
}

/** Codes that the second frame breaks after the first. */
function codesOf(second: Case, first: Case = frames[0]): string[] {
  const audit = openAudit();
  const look = ({ annotations, layers, points }: Case) => {
    if (points !== undefined) audit.observation({ sample: '000000', scene, observation: points, bodies: [] });
    return audit.frame({ sample: '000000', scene, annotations, layers });
  };
  expect(look(first)).toEqual([]);
  return [...new Set(look(second).map(({ code }) => code))];
}

const good = (): Case => frames[1];
const objects = (): readonly ObjectAnnotation[] => good().annotations.objects;
function withObject(old: ObjectAnnotation, change: Partial<ObjectAnnotation>): Case {
  const changed = objects().map((object) => (object === old ? { ...object, ...change } : object));
  return { ...good(), annotations: { ...good().annotations, objects: changed } };
}
function withLayers(change: Partial<LayerSet>): Case {
  return { ...good(), layers: { ...good().layers, ...change } };
}
/** Layers of a copy in which pixels of an object are changed. */
function mapped<T extends Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>>(
  layer: T | undefined,
  track: number,
  change: (value: number) => number,
): T {
  return (layer as T).map((value, i) => (good().layers.instance?.[i] === track ? change(value) : value)) as T;
}
function swapped(a: ObjectAnnotation, b: ObjectAnnotation): Case {
  const other = (id: number): number => (id === a.track ? b.track : id === b.track ? a.track : id);
  const instance = (good().layers.instance as Uint16Array).map(other);
  const relabelled = objects().map((object) => ({ ...object, track: other(object.track) }));
  const layers = { ...good().layers, instance };
  const annotations = { ...good().annotations, objects: relabelled };
  return { annotations, layers };
}
function grown({ box, counts }: RunMask, by: number): RunMask {
  const [width, height] = [box.width + 2 * by, box.height + 2 * by];
  expect(counts.length).toBeGreaterThan(0);
  return { box: { x: box.x - by, y: box.y - by, width, height }, counts: [0, width * height] };
}

/** One way to break each; it may pick any object that can be broken so, and how much. */
const corruptions: Readonly<
  Record<string, (pick: (can: (o: ObjectAnnotation) => boolean) => ObjectAnnotation, size: number) => Case>
> = {
  NA01: () => withLayers({ depth: (good().layers.depth as Float32Array).slice(1) }),
  /** Points would name the class that was there before. */
  NA02: (pick) => {
    const { track } = pick(() => true);
    const semantic = mapped<Uint8Array<ArrayBuffer>>(good().layers.semantic, track, () => scene.semanticIds.bird as number);
    return { annotations: good().annotations, layers: { ...good().layers, semantic } };
  },
  NA03: (pick) => {
    const gone = pick(() => true);
    return { ...good(), annotations: { ...good().annotations, objects: objects().filter((object) => object !== gone) } };
  },
  NA04: (pick) => {
    const object = pick(({ box }) => box.width > 3);
    return withObject(object, { box: { ...object.box, x: object.box.x + 1, width: object.box.width - 1 } });
  },
  NA05: (pick) => {
    const object = pick(({ visiblePixels, amodalPixels }) => visiblePixels < amodalPixels);
    const visiblePixels = object.visiblePixels + 1;
    return withObject(object, { visiblePixels, occlusion: 1 - visiblePixels / object.amodalPixels });
  },
  NA06: (pick, size) => {
    const object = pick(({ box, truncation }) => box.width > 12 && truncation === 0);
    const by = 2 + 2 * size;
    return withObject(object, { amodalBox: { ...object.box, x: object.box.x + by, width: object.box.width - 2 * by } });
  },
  NA07: (pick) => {
    const object = pick(({ box, occlusion }) => box.height > 8 && occlusion < 0.3);
    const { box } = object.amodalMask;
    const half = { ...box, height: Math.floor(box.height / 2) };
    return withObject(object, { amodalMask: { box: half, counts: [0, half.width * half.height] }, ...inside(object, half) });
  },
  NA08: (pick, size) => {
    const object = pick(({ cuboidInCamera, truncation }) => cuboidInCamera.pose.position[2] > 8 && truncation === 0);
    const amodalMask = grown(object.amodalMask, 6 + Math.round(10 * size));
    return withObject(object, { amodalMask, ...inside(object, amodalMask.box) });
  },
  NA09: (pick, size) =>
    withLayers({
      depth: mapped(good().layers.depth, pick(({ visiblePixels }) => visiblePixels > 4).track, (d) => d + 6 + 10 * size),
    }),
  NA10: (_, size) =>
    withLayers({ backwardFlow: (good().layers.backwardFlow as Float32Array).map((value) => value + 0.7 + size) }),
  NA11: (_, size) =>
    withLayers({
      flow: (good().layers.flow as Float32Array).map((value, i) =>
        good().layers.instance?.[i >> 1] === 0 ? value + 0.5 + size : value,
      ),
    }),
  NA12: (pick) => {
    const object = pick(({ occlusion }) => occlusion < 0.8);
    return withObject(object, { occlusion: object.occlusion + 0.1 });
  },
  NA13: (pick) => {
    const object = pick(() => true);
    return withObject(object, { contrast: { ...object.contrast, detectable: !object.contrast.detectable } });
  },
  NA14: (pick) => {
    const { points } = good();
    if (points === undefined) throw new Error('there are no points');
    const { track } = pick(({ track: id }) => points.columns.instance.filter((each) => each === id).length > 6);
    const instance = points.columns.instance.map((id) => (id === track ? 0 : id));
    return { ...good(), points: { ...points, columns: { ...points.columns, instance } } };
  },
  NA15: (pick) => {
    const object = pick(({ keypoints }) => keypoints !== undefined);
    const keypoints = (object.keypoints ?? []).map((point, i) =>
      i === 0 ? { ...point, x: 1, y: 1, visibility: 2 as const } : point,
    );
    return withObject(object, { keypoints });
  },
  NA16: (pick) => {
    const a = pick(({ class: type }) => objects().filter((object) => object.class === type).length > 1);
    return swapped(a, objects().find((object) => object.class === a.class && object !== a) as ObjectAnnotation);
  },
};
/** Counts that go with another amodal mask, so that only its shape is wrong. */
function inside(object: ObjectAnnotation, { width, height }: { width: number; height: number }) {
  const amodalPixels = Math.max(object.amodalPixels, width * height);
  return { amodalPixels, occlusion: 1 - object.visiblePixels / amodalPixels };
}

/** Surfaces of no labelled body as far as a pixel covers more than 0.1 m, or as near: all of them lane markings. */
function markings(far: boolean): Case {
  const { points, annotations, layers } = good();
  if (points === undefined) throw new Error('there are no points');
  const { worldFromCamera, intrinsics } = annotations.view;
  const cameraFromWorld = invert(worldFromCamera);
  const semantic = points.columns.semantic.map((type, i) => {
    const place = [...points.columns.xyz.subarray(3 * i, 3 * i + 3)] as [number, number, number];
    const beyond = transformPoint(cameraFromWorld, place)[2] / intrinsics.fx > 0.1;
    return points.columns.instance[i] === 0 && beyond === far ? 2 : type;
  });
  return { annotations, layers, points: { ...points, columns: { ...points.columns, semantic } } };
}

describe('the audit', () => {
  it('finds nothing in frames as they are made', () => {
    expect(objects().length).toBeGreaterThanOrEqual(5);
    expect(codesOf(good())).toEqual([]);
  });

  it('does not ask for markings where they are thinner than a pixel', () => {
    expect(markings(true)).not.toEqual(good());
    expect(codesOf(markings(true))).toEqual([]);
    expect(codesOf(markings(false))).toEqual(['NA14']);
  });

  it('has a corruption for every invariant', () => {
    expect(Object.keys(corruptions)).toEqual(invariants.map(({ code }) => code));
  });

  it.each(Object.keys(corruptions))('%s is found by itself alone, whatever object it strikes', (code) => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (n, size) => {
        const pick = (can: (o: ObjectAnnotation) => boolean): ObjectAnnotation => {
          const able = objects().filter(can);
          expect(able.length, 'objects that can be broken so').toBeGreaterThan(0);
          return able[n % able.length] as ObjectAnnotation;
        };
        expect(codesOf((corruptions[code] as (typeof corruptions)[string])(pick, size))).toEqual([code]);
      }),
      { numRuns: 8, seed: 20 },
    );
  });

  it('finds a body that jumped between two frames', () => {
    const object = objects()[0] as ObjectAnnotation;
    const { pose } = object.cuboidInWorld;
    const moved = {
      ...object.cuboidInWorld,
      pose: { ...pose, position: [pose.position[0] + 40, pose.position[1], 0] as const },
    };
    expect(codesOf(withObject(object, { cuboidInWorld: moved }))).toEqual(['NA16']);
  });
});
