/** Under a closed sky nothing throws a shadow, yet a car darkens the road beside it, and the truth of the road stays what it is. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { LayerSet } from '#contracts/layers';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import { threeRenderer } from '#renderers/three/host/index';
import { request, SIZE } from './renderer-suite.js';

const AHEAD = 9;
let session: RenderSession;
beforeAll(async () => {
  session = await threeRenderer.open({});
});
afterAll(() => session.close());

/** A saloon on the road ahead, side on, under cloud. */
function overcast(hides: string[]): RenderRequest {
  const asked = request([AHEAD, 0, 0], [AHEAD, 0, 0], hides);
  const look = { asset: 'sedan', seed: 3, traits: {} };
  const body = {
    id: 'crate',
    instance: 300,
    class: 'car',
    role: 'actor' as const,
    look,
    box: bodyAssets.get('sedan').box(look),
  };
  const frame = (state: typeof asked.frame) => ({
    ...state,
    medium: { ...state.medium, sunIlluminanceLx: 0, cloudCover: 1 },
    bodies: state.bodies.map((each) => ({ ...each, articulation: { gait: 'drive', phase: 0, speed: 0, channels: {} } })),
  });
  const view = { ...asked.view, exposure: { ev100: 11 } };
  return {
    ...asked,
    scene: { ...asked.scene, id: 'overcast', bodies: [body] },
    view,
    frame: frame(asked.frame),
    next: { frame: frame(asked.next.frame), view },
    layers: ['rgb', 'instance', 'semantic', 'depth'],
  };
}

/** Mean brightness of the road in a strip across, `left` m beside the middle of the lane and `ahead` m away. */
function roadAt({ rgb }: LayerSet, ahead: number, left: number): number {
  const x = Math.round(SIZE.cx - (SIZE.fx * left) / ahead);
  const y = Math.round(SIZE.cy + (SIZE.fy * 1.5) / ahead);
  const pixels = [-1, 0, 1].map((dx) => 3 * (y * SIZE.width + x + dx));
  return pixels.reduce((sum, i) => sum + (rgb?.[i + 1] as number), 0) / pixels.length;
}

it('is darker right beside the car, and as bright as ever some metres off', async () => {
  const [bare, stood] = [await session.render(overcast(['crate'])), await session.render(overcast([]))];
  const share = (left: number): number => roadAt(stood, AHEAD, left) / roadAt(bare, AHEAD, left);
  expect(share(1.25)).toBeLessThan(0.9);
  expect(share(4)).toBeGreaterThan(0.93);
  expect(share(1.25)).toBeLessThan(share(2));
  const road = (i: number): boolean => stood.instance?.[i] === 0;
  const same = Array.from({ length: SIZE.width * SIZE.height }, (_, i) => i).filter(road);
  expect(same.every((i) => stood.semantic?.[i] === bare.semantic?.[i] && stood.depth?.[i] === bare.depth?.[i])).toBe(true);
});
