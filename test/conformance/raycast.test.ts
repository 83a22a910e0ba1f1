/** The oracle against closed forms: a flat road, a body that moves, a hidden carrier. */
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import { BODY_FROM_CAMERA_AXES, NO_ROTATION, type Vec3 } from '#core/pose';
import { semanticIds } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';

const HEIGHT = 1.5;
const SIZE = { width: 64, height: 48, fx: 60, fy: 60, cx: 32, cy: 24 };
const look = { asset: 'lost-load', seed: 1, traits: { shape: 'crate' } };
const medium = {
  extinctionPerM: 1e-4,
  rainMmPerH: 0,
  snowMmPerH: 0,
  wetness: 0,
  frictionScale: 1,
  cloudCover: 0,
  sunDirection: [0, 0, 1] as Vec3,
  sunIlluminanceLx: 1e5,
  skyIlluminanceLx: 1e4,
  windMPerS: [0, 0, 0] as Vec3,
  lampsOn: false,
};

function request(crateAt: Vec3, crateNext: Vec3, hides: string[] = []): RenderRequest {
  const frame = (at: Vec3) => ({
    timeNs: 0,
    medium,
    events: [],
    contacts: [],
    bodies: [
      {
        id: 'crate',
        worldFromBody: { position: at, orientation: NO_ROTATION },
        velocity: [0, 0, 0] as Vec3,
        angularVelocity: [0, 0, 0] as Vec3,
        articulation: { gait: 'rest', phase: 0, speed: 0, channels: {} },
      },
    ],
  });
  const view = {
    sensor: 'front',
    intrinsics: SIZE,
    worldFromCamera: { position: [0, 0, HEIGHT] as Vec3, orientation: BODY_FROM_CAMERA_AXES },
    near: 0.1,
    far: 500,
    hides,
    exposure: 'auto' as const,
    seed: 0,
  };
  const box = bodyAssets.get('lost-load').box(look);
  const scene = {
    id: 'closed-form',
    place: { layout: 'test-track', seed: 1, options: {} },
    bodies: [{ id: 'crate', instance: 300, class: 'lost-load', role: 'actor' as const, look, box }],
    semanticIds,
  };
  return { scene, frame: frame(crateAt), view, next: { frame: frame(crateNext), view }, layers: TRUTH_LAYERS };
}

describe('raycast', () => {
  it('sees the plane at the depth that height over slope gives', async () => {
    const session = await raycastRenderer.open({});
    const { depth, semantic, normal } = await session.render(request([0, 0, -50], [0, 0, -50]));
    for (const [x, y] of [
      [32, 40],
      [10, 47],
      [60, 44],
    ] as const) {
      const i = y * SIZE.width + x;
      const slope = (y + 0.5 - SIZE.cy) / SIZE.fy;
      expect(depth?.[i]).toBeCloseTo(HEIGHT / slope, 4);
      expect([semanticIds.road, semanticIds['lane-marking']]).toContain(semantic?.[i]);
      // Up is -y in the camera: bytes 128, 0, 128 around.
      expect(normal?.[3 * i + 1]).toBe(0);
    }
    expect(semantic?.[2]).toBe(semanticIds.sky);
    expect(depth?.[2]).toBe(0);
  });

  it('sees a crate where it is, and its flow where it goes', async () => {
    const session = await raycastRenderer.open({});
    const front = 10 - bodyAssets.get('lost-load').box(look).size[0] / 2;
    const { depth, instance, flow } = await session.render(request([10, 0, HEIGHT], [10, -0.5, HEIGHT]));
    const middle = 24 * SIZE.width + 32;
    expect(instance?.[middle]).toBe(300);
    expect(Math.abs((depth?.[middle] ?? 0) - front)).toBeLessThan(0.06);
    // Half a metre to the right at that depth.
    expect(flow?.[2 * middle]).toBeCloseTo((SIZE.fx * 0.5) / (depth?.[middle] ?? 1), 3);
    expect(flow?.[2 * middle + 1]).toBeCloseTo(0, 3);
  });

  it('leaves out what the camera is mounted on, and repeats itself exactly', async () => {
    const session = await raycastRenderer.open({});
    const seen = await session.render(request([10, 0, HEIGHT], [10, 0, HEIGHT]));
    const hidden = await session.render(request([10, 0, HEIGHT], [10, 0, HEIGHT], ['crate']));
    expect(seen.instance?.includes(300)).toBe(true);
    expect(hidden.instance?.includes(300)).toBe(false);
    expect(await session.render(request([10, 0, HEIGHT], [10, 0, HEIGHT]))).toEqual(seen);
  });

  it('refuses colour', async () => {
    const session = await raycastRenderer.open({});
    await expect(session.render({ ...request([10, 0, 1], [10, 0, 1]), layers: ['rgb'] })).rejects.toThrow('draws no rgb');
  });
});
