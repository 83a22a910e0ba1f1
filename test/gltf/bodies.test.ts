/** Models of the test's own making come out as the bodies that they describe. */
import { describe, expect, it } from 'vitest';
import { importedAsset, packBody, unpackBody } from '#assets/index';
import { applyPose, boundsOf } from '#assets/mesh/rigid';
import type { ImportedBody } from '#contracts/imported';
import type { Model, PartPose } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { bodySuite } from '../assets/body-suite.js';
import {
  boxCar,
  CAR,
  CAR_ENTRY,
  CRATE_ENTRY,
  glbOf,
  SKATER_ENTRY,
  SKATER_STRIDE,
  skater,
  texturedCrate,
  WALKER,
  WALKER_ENTRY,
  WALKER_STRIDE,
  walker,
} from './models.js';
import { bodyOf, readBuilt, testBodies } from './read.js';

const bodies = await testBodies();
const [car, robot, crate] = bodies as [ImportedBody, ImportedBody, ImportedBody];
const modelOf = (body: ImportedBody): Model => importedAsset(body).build({ asset: body.name, seed: 0, traits: {} });

describe.each(bodies.map((body) => [body.name, body] as const))('%s', (_, body) => {
  bodySuite(importedAsset(body), { triangles: [10, 1000], licence: 'CC0-1.0' });

  it('is the same after it has travelled', () => {
    const travelled = unpackBody(packBody(body));
    expect(travelled).toEqual(body);
    expect(packBody(travelled)).toEqual(packBody(body));
  });
});

describe('a box car', () => {
  const half = CAR.length / 2 + 0.02;
  it('looks ahead along x, stands on the ground, and keeps its size', () => {
    expect(car.box.size.map((v) => Number(v.toFixed(6)))).toEqual([2 * half, 1.92, CAR.height]);
    expect(car.box.center.map((v) => Number(v.toFixed(6)))).toEqual([0, 0, CAR.height / 2]);
    const head = car.parts.find(({ material }) => material.emission?.lamp === 'head');
    const xs = (head?.mesh.positions ?? []).filter((_, i) => i % 3 === 0);
    expect(Math.max(...xs)).toBeCloseTo(half, 6);
  });

  it('rolls its wheels as far as it goes, and steers the front ones', () => {
    const model = modelOf(car);
    const asset = importedAsset(car);
    expect(asset.stride('drive', 5, { asset: 'box-car', seed: 0, traits: {} })).toBeCloseTo(2 * Math.PI * CAR.wheel, 6);
    const quarter = (Math.PI / 2) * CAR.wheel;
    const pose = model.pose({ gait: 'drive', phase: 0, speed: 0, channels: { wheel: quarter, steer: 0.3 } });
    const wheels = model.parts.flatMap(({ name }, p) =>
      name.startsWith('tyre-') ? [[Number(name.slice(5)), pose.parts[p] as PartPose] as const] : [],
    );
    expect(wheels.length).toBe(4);
    for (const [number, wheel] of wheels) {
      // The manifest names the front ones first.
      const heading = number < 2 ? 0.3 : 0;
      // What was on top (z) goes ahead after a quarter turn.
      const m = wheel.kind === 'rigid' ? wheel.matrix : new Float64Array();
      for (const [k, v] of [Math.cos(heading), Math.sin(heading), 0].entries()) expect(m[2 + 4 * k]).toBeCloseTo(v, 6);
    }
  });

  it('lights the road from both its lamps', () => {
    const lamps = modelOf(car).headlamps ?? [];
    expect(lamps.map(({ position }) => position.map((v) => Number(v.toFixed(6))))).toEqual([
      [2, 0.6, 0.65],
      [2, -0.6, 0.65],
    ]);
  });

  it('is turned and scaled as the manifest says', async () => {
    const turned = await bodyOf(boxCar, `${CAR_ENTRY}  scale: 0.5\n  forward: +x\n  up: +y\n`, 'turned');
    expect(turned.box.size.map((v) => Number(v.toFixed(6)))).toEqual([0.96, half, CAR.height / 2]);
    const upright = await bodyOf(boxCar, `${CAR_ENTRY}  forward: +y\n  up: -z\n`, 'upright');
    expect(upright.box.size.map((v) => Number(v.toFixed(6)))).toEqual([CAR.height, 1.92, 2 * half]);
  });
});

describe('a walker', () => {
  const model = modelOf(robot);
  const foot = model.keypoints.indexOf('left_foot');
  const footAt = (phase: number): Vec3 => model.pose({ gait: 'walk', phase, speed: 1, channels: {} }).keypoints[foot] as Vec3;

  it('knows its gaits by speed', () => {
    const asset = importedAsset(robot);
    expect(asset.gaits).toEqual(['stand', 'walk']);
    expect([0, 0.04, 0.06, 5].map((speed) => asset.gaitFor(speed))).toEqual(['stand', 'stand', 'walk', 'walk']);
    expect(asset.stride('walk', 1, { asset: 'robot', seed: 0, traits: {} })).toBeCloseTo(WALKER_STRIDE, 6);
  });

  it('swings its legs by the clip, in turn, and repeats', () => {
    const reach = WALKER.leg * Math.sin(WALKER.swing);
    // A turn about x by a positive angle takes what hangs down backwards.
    expect(footAt(0)[0]).toBeCloseTo(reach, 5);
    expect(footAt(0.25)[0]).toBeCloseTo(0, 5);
    expect(footAt(0.5)[0]).toBeCloseTo(-reach, 5);
    expect(footAt(7.5)).toEqual(footAt(0.5));
    expect(footAt(1 / 8)[0]).toBeCloseTo(WALKER.leg * Math.sin(WALKER.swing / 2), 5);
  });

  it('takes its skin along: the sole is where the foot is, and rigid at every phase', () => {
    for (const phase of [0, 0.2, 0.5, 0.9]) {
      const pose = model.pose({ gait: 'walk', phase, speed: 1, channels: {} });
      const skin = pose.parts[0] as Extract<PartPose, { kind: 'skinned' }>;
      const [x, , z] = footAt(phase);
      const distances = Array.from({ length: skin.positions.length / 3 }, (_, v) =>
        Math.hypot((skin.positions[3 * v] as number) - x, (skin.positions[3 * v + 2] as number) - z),
      );
      // Four corners of the sole, each on three faces, are half a shoe (9 cm) from its middle.
      expect(distances.filter((d) => Math.abs(d - 0.09) < 1e-5).length).toBeGreaterThanOrEqual(12);
      for (let v = 0; v < skin.normals.length; v += 3) expect(Math.hypot(...skin.normals.subarray(v, v + 3))).toBeCloseTo(1, 5);
    }
  });

  it('sets its foot on the ground at its lowest', () => {
    const lows = Array.from({ length: 12 }, (_, i) => lowestAt(model, 'walk', i / 12));
    expect(Math.min(...lows)).toBeCloseTo(0, 6);
    expect(lowestAt(model, 'stand', 0)).toBeCloseTo(0, 6);
  });

  it('is drawn on the spot where its clip carries it along, and takes its stride from that', async () => {
    const carried = await bodyOf(
      async (document) => {
        await walker(document);
        const clip = document.getRoot().listAnimations()[0];
        const hips = document
          .getRoot()
          .listNodes()
          .find((node) => node.getName() === 'Hips');
        if (clip === undefined || hips === undefined) throw new Error('no clip');
        const buffer = document.getRoot().listBuffers()[0] ?? null;
        const times = document
          .createAccessor()
          .setType('SCALAR')
          .setArray(new Float32Array([0, 1.2]))
          .setBuffer(buffer);
        const values = document
          .createAccessor()
          .setType('VEC3')
          .setArray(new Float32Array([0, 0.8, 0, 0, 0.8, 1.5]))
          .setBuffer(buffer);
        const sampler = document.createAnimationSampler().setInput(times).setOutput(values);
        clip
          .addSampler(sampler)
          .addChannel(document.createAnimationChannel().setTargetNode(hips).setTargetPath('translation').setSampler(sampler));
      },
      WALKER_ENTRY.replace(/, stride: [\d.]+ m/, ''),
      'carried',
    );
    expect(carried.gaits.map(({ name, strideM }) => [name, Number(strideM.toFixed(5))])).toEqual([
      ['stand', 0],
      ['walk', 1.5],
    ]);
    const head = modelOf(carried).keypoints.indexOf('head');
    for (const phase of [0, 0.3, 0.8])
      expect((modelOf(carried).pose({ gait: 'walk', phase, speed: 1, channels: {} }).keypoints[head] as Vec3)[0]).toBeCloseTo(
        0,
        5,
      );
  });
});

describe('a skater without bones', () => {
  it('has parts that go with their nodes, and the stride that its feet go', async () => {
    const body = await bodyOf(skater, SKATER_ENTRY, 'skater');
    expect(Math.abs((body.gaits[0]?.strideM as number) / SKATER_STRIDE - 1)).toBeLessThan(0.001);
    const model = modelOf(body);
    expect(body.parts.map(({ motion }) => motion.kind)).toEqual(['still', 'node', 'node']);
    const cornersAt = (phase: number): Vec3[] => {
      const pose = model.pose({ gait: 'skate', phase, speed: 1, channels: {} });
      return [1, 2].map((p) => applyPose(pose.parts[p] as PartPose, (model.parts[p] as Model['parts'][number]).mesh, 0));
    };
    const [from, to] = [cornersAt(0.1), cornersAt(0.3)] as [[Vec3, Vec3], [Vec3, Vec3]];
    // Over a fifth of the cycle the body goes on by a fifth of the stride; the foot on the ground stays where it is.
    expect(to[0][0] - from[0][0]).toBeCloseTo(-SKATER_STRIDE / 5, 3);
    expect(to[0][2]).toBeCloseTo(from[0][2], 6);
    expect(to[1][0] - from[1][0]).toBeGreaterThan(0.1);
    expect(to[1][2] - to[0][2]).toBeCloseTo(0.25, 5);
  });
});

describe('a crate with a picture', () => {
  it('has the picture, its mean as its colour, and no other', () => {
    const [part] = crate.parts;
    const { picture, baseColor } = part?.material ?? {};
    expect(picture).toMatchObject({ width: 16, height: 16, wrap: ['repeat', 'repeat'] });
    expect([...(picture?.pixels ?? [])].slice(0, 4)).toEqual([255, 0, 0, 255]);
    expect(baseColor?.map((v) => Number(v.toFixed(6)))).toEqual([0.5, Number((1 / 1024).toFixed(6)), 0.5]);
  });
});

describe('reading', () => {
  it.each([
    ['car', boxCar, CAR_ENTRY],
    ['robot', walker, WALKER_ENTRY],
    ['my-crate', texturedCrate, CRATE_ENTRY],
  ] as const)('gives the same bytes every time: %s', async (name, build, entry) => {
    const bytes = await glbOf(build);
    const [one, two] = [await readBuilt(bytes, entry, name), await readBuilt(bytes, entry, name)];
    expect(packBody(one.body as ImportedBody)).toEqual(packBody(two.body as ImportedBody));
  });
});

function lowestAt(model: Model, gait: string, phase: number): number {
  const pose = model.pose({ gait, phase, speed: 1, channels: {} });
  const heights = model.parts.flatMap(({ mesh }, p) =>
    Array.from({ length: mesh.positions.length / 3 }, (_, v) => applyPose(pose.parts[p] as PartPose, mesh, v)[2]),
  );
  return Math.min(...heights);
}

it('the box of what is at rest is the box that is stated', () => {
  for (const body of bodies) {
    const { center, size } = boundsOf(modelOf(body), () => true, importedAsset(body).gaits[0] as string);
    for (const k of [0, 1, 2] as const) {
      expect(size[k]).toBeCloseTo(body.box.size[k], 5);
      expect(center[k]).toBeCloseTo(body.box.center[k], 5);
    }
  }
});
