/** A body whose parts have classes of their own: one instance, several classes, and an audit that knows which. */
import { beforeAll, expect, it } from 'vitest';
import { type LayerSet, TRUTH_LAYERS } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import { labelFrame, openAudit, semanticIds } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

let request: RenderRequest;
let layers: LayerSet;
let instance: number;

beforeAll(async () => {
  const run = await runOf(shippedScenarios.find((path) => path.includes('cyclist-from-behind-van')) as string);
  const session = await raycastRenderer.open({});
  instance = run.scene.bodies.find(({ id }) => id === 'cyclist')?.instance as number;
  for (const shot of run.captures) {
    request = requestOf(run, shot, { width: 320, height: 180 }, TRUTH_LAYERS);
    layers = await session.render(request);
    if (pixelsOf(layers).length > 150) break;
  }
});

/** Indices of the cyclist's pixels. */
function pixelsOf({ instance: mask }: LayerSet): number[] {
  return [...(mask ?? [])].flatMap((id, i) => (id === instance ? [i] : []));
}

function codesOf(looked: LayerSet): string[] {
  const { scene, frame, view, next } = request;
  const annotations = labelFrame({
    scene,
    frame,
    index: 0,
    view,
    next: { timeNs: next.frame.timeNs, worldFromCamera: next.view.worldFromCamera },
    layers: looked,
  });
  return openAudit()
    .frame({ sample: '000000', scene, annotations, layers: looked })
    .map(({ code }) => code);
}

it('draws a cyclist as rider and bicycle in one instance, the rider above', () => {
  const pixels = pixelsOf(layers);
  const rows = (type: string): number[] =>
    pixels.filter((i) => layers.semantic?.[i] === semanticIds[type]).map((i) => Math.floor(i / layers.width));
  const [rider, bicycle] = [rows('rider'), rows('bicycle')];
  expect(rider.length).toBeGreaterThan(50);
  expect(bicycle.length).toBeGreaterThan(20);
  expect(rider.length + bicycle.length).toBe(pixels.length);
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  expect(mean(rider)).toBeLessThan(mean(bicycle));
});

it('labels it as one cyclist, and the audit takes both classes', () => {
  expect(codesOf(layers)).toEqual([]);
});

it('would notice a pixel of it of any other class', () => {
  const semantic = Uint8Array.from(layers.semantic as Uint8Array);
  semantic[pixelsOf(layers)[0] as number] = semanticIds.car as number;
  expect(codesOf({ ...layers, semantic })).toContain('NA02');
});
