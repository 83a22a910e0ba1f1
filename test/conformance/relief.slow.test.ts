/** Relief of textures in the picture: a low sun brings it out, one overhead does not; no truth ever sees it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LayerSet, TRUTH_LAYERS } from '#contracts/layers';
import type { RenderRequest, RenderSession } from '#contracts/renderer';
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { semanticIds } from '#labels/index';
import { threeRenderer } from '#renderers/three/host/index';
import { request } from './renderer-suite.js';

const SIZE = { width: 320, height: 240, fx: 300, fy: 300, cx: 160, cy: 60 };
const AWAY: Vec3 = [0, 0, -50];
let session: RenderSession;
beforeAll(async () => {
  session = await threeRenderer.open({});
});
afterAll(() => session.close());

/** The bare road, in light from a sun at that elevation, rad, on the left. @param contrast of its texture */
function road(elevation: number, contrast: number): RenderRequest {
  const asked = request(AWAY, AWAY);
  const sun: Vec3 = [0, cos(elevation), sin(elevation)];
  const frame = { ...asked.frame, medium: { ...asked.frame.medium, sunDirection: sun } };
  const view = { ...asked.view, intrinsics: SIZE };
  const textures = { exchange: 0, size: [1, 1], contrast: [contrast, contrast] } as const;
  const scene = { ...asked.scene, id: `contrast ${contrast}`, appearance: { seed: 1, textures } };
  return {
    ...asked,
    scene,
    frame,
    view,
    next: { frame, view },
    layers: [...TRUTH_LAYERS.filter((l) => !/back|Occ/.test(l)), 'luminance', 'rgb'],
  };
}

async function draw(elevation: number, contrast: number): Promise<LayerSet> {
  const layers = await session.render(road(elevation, contrast));
  const kept = Object.entries(layers).map(([name, data]) => [name, typeof data === 'number' ? data : data.slice()]);
  session.giveBack?.(layers);
  return Object.fromEntries(kept) as LayerSet;
}

/** A grain of the asphalt's texture, in pixels of the near road. */
const GRAIN = 4;
/** How much the near road differs from grain to grain in what `light` has of `reference`, mean relative step: colours cancel. */
function unevenness({ luminance: light, semantic }: LayerSet, { luminance: reference }: LayerSet): number {
  const share = (i: number): number => (light?.[i] as number) / (reference?.[i] as number);
  const steps: number[] = [];
  for (let i = 150 * SIZE.width; i + GRAIN < SIZE.width * SIZE.height; i++)
    if (semantic?.[i] === semanticIds.road && semantic?.[i + GRAIN] === semanticIds.road)
      steps.push(Math.abs(share(i + GRAIN) / share(i) - 1));
  expect(steps.length).toBeGreaterThan(5000);
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}

it('shows in a low sun, beside one overhead, and is gone with the contrast of the texture', async () => {
  const [above, high, low] = [await draw(1.57, 1), await draw(1, 1), await draw(0.2, 1)];
  const flat = unevenness(await draw(0.2, 1e-6), await draw(1.57, 1e-6));
  expect(unevenness(low, above)).toBeGreaterThan(0.02);
  expect(unevenness(low, above)).toBeGreaterThan(4 * unevenness(high, above));
  // What is left without relief: sheen, which does not follow the colour, so that it does not cancel.
  expect(flat).toBeLessThan(unevenness(low, above) / 5);
});

it('does not make the road brighter or darker as a whole', async () => {
  const mean = ({ luminance, semantic }: LayerSet): number => {
    const lit = [...(luminance ?? [])].filter((_, i) => semantic?.[i] === semanticIds.road);
    return lit.reduce((sum, l) => sum + l, 0) / lit.length;
  };
  for (const elevation of [0.05, 0.2, 1]) {
    const [rough, plain] = [await draw(elevation, 1), await draw(elevation, 1e-6)];
    // By albedo textures differ from plain ones by a few percent, whatever the light.
    const above = mean(await draw(1.57, 1)) / mean(await draw(1.57, 1e-6));
    expect(Math.abs(mean(rough) / mean(plain) / above - 1)).toBeLessThan(0.02);
  }
});

it('leaves every truth layer what it was, to the byte', async () => {
  const [rough, plain] = [await draw(0.2, 1), await draw(0.2, 1e-6)];
  for (const layer of TRUTH_LAYERS) expect(rough[layer], layer).toEqual(plain[layer]);
  expect(rough.rgb).not.toEqual(plain.rgb);
});

it('is the same every time', async () => {
  expect((await draw(0.2, 1)).rgb).toEqual((await draw(0.2, 1)).rgb);
});
