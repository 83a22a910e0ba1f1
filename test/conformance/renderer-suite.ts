/** What every renderer owes, on closed forms: a flat road, a body that moves, a hidden carrier. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import { LAYERS, type LayerName, type LayerSet, TRUTH_LAYERS } from '#contracts/layers';
import type { Renderer, RenderRequest, RenderSession } from '#contracts/renderer';
import { depthOf, lensOf, project, unproject } from '#core/lens';
import { focalForField } from '#core/lens/field';
import { BODY_FROM_CAMERA_AXES, NO_ROTATION, type Vec3 } from '#core/pose';
import { semanticIds } from '#labels/index';
import { LENSES } from './lenses.js';

export const HEIGHT = 1.5;
export const SIZE = { width: 64, height: 48, fx: 60, fy: 60, cx: 32, cy: 24 };
export const look = { asset: 'lost-load', seed: 1, traits: { shape: 'crate' } };
const medium = {
  extinctionPerM: 1e-4,
  rainMmPerH: 0,
  snowMmPerH: 0,
  wetness: 0,
  snowCover: 0,
  frictionScale: 1,
  cloudCover: 0,
  sunDirection: [0, 0, 1] as Vec3,
  sunIlluminanceLx: 1e5,
  skyIlluminanceLx: 1e4,
  windMPerS: [0, 0, 0] as Vec3,
  lampsOn: false,
};

/** A crate on a bare road, seen from 1.5 m above the ground. */
export function request(crateAt: Vec3, crateNext: Vec3, hides: string[] = []): RenderRequest {
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

/** @param agrees how far depth, m, and flow, px, may be off the closed form */
export function rendererSuite(renderer: Renderer, agrees: { readonly depth: number; readonly flow: number }): void {
  describe(`${renderer.name}, as a renderer`, () => {
    let session: RenderSession;
    beforeAll(async () => {
      session = await renderer.open({});
    });
    afterAll(() => session.close());
    const near: Vec3 = [10, 0, HEIGHT];

    it('sees the plane at the depth that height over slope gives', async () => {
      const { depth, semantic, normal } = await session.render(request([0, 0, -50], [0, 0, -50]));
      for (const [x, y] of [
        [32, 40],
        [10, 47],
        [60, 44],
      ] as const) {
        const i = y * SIZE.width + x;
        const slope = (y + 0.5 - SIZE.cy) / SIZE.fy;
        expect(Math.abs((depth?.[i] as number) - HEIGHT / slope)).toBeLessThan(agrees.depth);
        expect([semanticIds.road, semanticIds['lane-marking']]).toContain(semantic?.[i]);
        // Up is -y in the camera: bytes 128, 0, 128 around.
        expect(normal?.[3 * i + 1]).toBe(0);
      }
    });

    it.each(LENSES)(
      'sees plane and crate through a lens where its formula puts them: $name',
      async ({ lens: distortion, field }) => {
        const frame = { ...SIZE, width: 160, height: 120, cx: 80, cy: 60 };
        const focal = focalForField(frame, distortion, (field * Math.PI) / 180) as number;
        const intrinsics = { ...frame, fx: focal, fy: focal, lens: distortion };
        const lens = lensOf(intrinsics);
        const [from, to]: [Vec3, Vec3] = [
          [8, 3, HEIGHT],
          [8, 2.5, HEIGHT],
        ];
        const asked = request(from, to);
        const view = { ...asked.view, intrinsics };
        const drawn = await session.render({ ...asked, view, next: { ...asked.next, view } });
        let planes = 0;
        for (let i = 0; i < frame.width * frame.height; i++) {
          const [u, v] = [(i % frame.width) + 0.5, Math.floor(i / frame.width) + 0.5];
          const ray = unproject(lens, u, v);
          const road = [semanticIds.road, semanticIds['lane-marking']].includes(drawn.semantic?.[i] ?? 0);
          if (ray === undefined || !road) continue;
          const onPlane = HEIGHT / ray[1];
          if (!(onPlane > 0 && onPlane < 20)) continue;
          planes++;
          const depth = depthOf(lens, [ray[0] * onPlane, ray[1] * onPlane, ray[2] * onPlane]);
          expect(Math.abs((drawn.depth?.[i] as number) - depth)).toBeLessThan(agrees.depth);
          // Up is -y in the camera.
          expect(drawn.normal?.slice(3 * i, 3 * i + 3)[1]).toBe(0);
        }
        expect(planes).toBeGreaterThan(1000);
        // The middle of the crate's front, to the left and half a metre to the right of there at the next instant.
        const front = 8 - bodyAssets.get('lost-load').box(look).size[0] / 2;
        const [u, v] = project(lens, [-3, 0, front]) as readonly [number, number];
        const i = Math.floor(v) * frame.width + Math.floor(u);
        expect(drawn.instance?.[i]).toBe(300);
        const ray = unproject(lens, Math.floor(u) + 0.5, Math.floor(v) + 0.5) as Vec3;
        const far = (drawn.depth?.[i] as number) / depthOf(lens, ray);
        const next = project(lens, [ray[0] * far + 0.5, ray[1] * far, ray[2] * far]) as readonly [number, number];
        expect(Math.abs((drawn.flow?.[2 * i] as number) - (next[0] - Math.floor(u) - 0.5))).toBeLessThan(agrees.flow);
        expect(Math.abs((drawn.flow?.[2 * i + 1] as number) - (next[1] - Math.floor(v) - 0.5))).toBeLessThan(agrees.flow);
      },
    );

    it('leaves the sky empty but for its class, and lets it flow with the camera alone', async () => {
      const { depth, semantic, instance, normal, flow } = await session.render(request(near, near));
      expect(semantic?.[2]).toBe(semanticIds.sky);
      expect([depth?.[2], instance?.[2], normal?.[6], normal?.[7], normal?.[8]]).toEqual([0, 0, 0, 0, 0]);
      expect(Math.abs(flow?.[4] as number)).toBeLessThan(agrees.flow);
    });

    it('sees a crate where it is, and its flow where it goes', async () => {
      const front = 10 - bodyAssets.get('lost-load').box(look).size[0] / 2;
      const { depth, instance, semantic, flow } = await session.render(request(near, [10, -0.5, HEIGHT]));
      const middle = 24 * SIZE.width + 32;
      expect(instance?.[middle]).toBe(300);
      expect(semantic?.[middle]).toBe(semanticIds['lost-load']);
      expect(Math.abs((depth?.[middle] ?? 0) - front)).toBeLessThan(0.06);
      // Half a metre to the right at that depth.
      expect(Math.abs((flow?.[2 * middle] as number) - (SIZE.fx * 0.5) / (depth?.[middle] ?? 1))).toBeLessThan(agrees.flow);
      expect(Math.abs(flow?.[2 * middle + 1] as number)).toBeLessThan(agrees.flow);
    });

    it('leaves out what the camera is mounted on, and repeats itself exactly', async () => {
      const seen = await session.render(request(near, near));
      const hidden = await session.render(request(near, near, ['crate']));
      expect(seen.instance?.includes(300)).toBe(true);
      expect(hidden.instance?.includes(300)).toBe(false);
      expect(bytesOf(await session.render(request(near, near)))).toEqual(bytesOf(seen));
    });

    it('gives the layers asked for and no other, at any size, in any order', async () => {
      const whole = await session.render(request(near, near));
      for (const layers of [['semantic'], ['flow', 'instance'], ['normal', 'depth']] as LayerName[][]) {
        const got = await session.render({ ...request(near, near), layers });
        expect(Object.keys(got).sort()).toEqual(['height', 'width', ...layers].sort());
        for (const name of layers) expect(got[name]).toEqual(whole[name]);
      }
      const odd = { ...SIZE, width: 37, height: 23 };
      const asked = request(near, near);
      const drawn = await session.render({ ...asked, view: { ...asked.view, intrinsics: odd } });
      for (const name of TRUTH_LAYERS) {
        expect(drawn[name]).toBeInstanceOf(LAYERS[name].array);
        expect(drawn[name]).toHaveLength(37 * 23 * LAYERS[name].channels);
      }
    });

    it('answers requests that are under way at once in order, each with its own picture', async () => {
      const places: Vec3[] = [near, [15, 1, HEIGHT], [20, -2, HEIGHT], [30, 0, HEIGHT]];
      const order: number[] = [];
      const together = await Promise.all(
        places.map(async (at, i) => {
          const drawn = await session.render(request(at, at));
          order.push(i);
          return bytesOf(drawn);
        }),
      );
      expect(order).toEqual([0, 1, 2, 3]);
      for (const [i, at] of places.entries()) expect(bytesOf(await session.render(request(at, at)))).toEqual(together[i]);
    });

    it('draws the same into memory that was given back, and leaves alone what was not', async () => {
      const away: Vec3 = [30, 2, HEIGHT];
      const [kept, returned] = await Promise.all([near, away].map((at) => session.render(request(at, at))));
      const [keptBytes, returnedBytes] = [bytesOf(kept as LayerSet), bytesOf(returned as LayerSet)];
      for (const _ of [1, 2]) session.giveBack?.(returned as LayerSet);
      const again = await Promise.all([away, near].map((at) => session.render(request(at, at))));
      expect(again.map(bytesOf)).toEqual([returnedBytes, keptBytes]);
      expect(bytesOf(kept as LayerSet)).toEqual(keptBytes);
    });
  });
}

function bytesOf(set: LayerSet): Record<string, string> {
  return Object.fromEntries(
    TRUTH_LAYERS.map((name) => {
      const layer = set[name] as Uint8Array;
      return [name, Buffer.from(layer.buffer, layer.byteOffset, layer.byteLength).toString('base64')];
    }),
  );
}
