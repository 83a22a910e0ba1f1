/** The browser's truth against the oracle's, on every shipped scenario: ids but for silhouettes, depth within 1e-3. */
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LayerSet } from '#contracts/layers';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { RenderSession } from '#contracts/renderer';
import { auditFrame, labelFrame } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { threeRenderer } from '#renderers/three/host/index';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 320, height: 180 };
let three: RenderSession;
let rays: RenderSession;
beforeAll(async () => {
  three = await threeRenderer.open({});
  rays = await raycastRenderer.open({});
});
afterAll(async () => {
  await three?.close();
  await rays?.close();
});

/** Pixels where a neighbour (8) has another id, class or a depth more than 1 % away: silhouettes, one pixel wide to each side. */
function silhouettes({ instance, semantic, depth, width, height }: LayerSet): Uint8Array {
  const edge = new Uint8Array(width * height);
  const differs = (i: number, j: number): boolean => {
    const [a, b] = [depth?.[i] ?? 0, depth?.[j] ?? 0];
    return instance?.[i] !== instance?.[j] || semantic?.[i] !== semantic?.[j] || Math.abs(a - b) > 0.01 * Math.max(a, b);
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [u, v] = [x + dx, y + dy];
          if (u >= 0 && v >= 0 && u < width && v < height && differs(y * width + x, v * width + u)) edge[y * width + x] = 1;
        }
      }
    }
  }
  return edge;
}

describe.each(shippedScenarios.map((path) => [basename(path, '.yaml'), path] as const))('%s', (_, path) => {
  it('agrees with the oracle, and its labels with its layers', async () => {
    const run = await runOf(path);
    expect(run.captures.length).toBeGreaterThan(0);
    const shot = run.captures[Math.floor(run.captures.length * 0.5)];
    if (shot === undefined) return;
    const request = requestOf(run, shot, SIZE, TRUTH_LAYERS);
    const [a, b] = [await three.render(request), await rays.render(request)];
    const edge = silhouettes(b);
    let [ids, idsInside, depths] = [0, 0, 0];
    for (let i = 0; i < SIZE.width * SIZE.height; i++) {
      const differs = a.instance?.[i] !== b.instance?.[i];
      if (differs) ids++;
      if (edge[i] === 1) continue;
      if (differs) idsInside++;
      const [p, q] = [a.depth?.[i] ?? 0, b.depth?.[i] ?? 0];
      if (Math.abs(p - q) > 1e-3 * Math.max(p, q)) depths++;
    }
    expect(ids / (SIZE.width * SIZE.height)).toBeLessThanOrEqual(0.005);
    expect(idsInside).toBe(0);
    // Subpixel gaps between leaves and blades can put one ray through and the other not.
    expect(depths / (SIZE.width * SIZE.height)).toBeLessThanOrEqual(0.0005);
    for (const layers of [a, b]) {
      const annotations = labelFrame({ scene: run.scene, frame: shot.frame, index: shot.index, view: request.view, layers });
      expect(auditFrame(annotations, layers, run.scene)).toEqual([]);
    }
  });
});

describe('the browser renderer', () => {
  it('gives the same bytes for the same request, whatever was drawn before', async () => {
    const [one, two] = await Promise.all([runOf(shippedScenarios[0] as string), runOf(shippedScenarios[5] as string)]);
    const ask = (run: typeof one) =>
      requestOf(run, run.captures[3] as NonNullable<(typeof run.captures)[number]>, { width: 160, height: 90 }, [
        'rgb',
        ...TRUTH_LAYERS,
      ]);
    const first = await three.render(ask(one));
    await three.render(ask(two));
    const again = await three.render(ask(one));
    for (const name of ['rgb', ...TRUTH_LAYERS] as const)
      expect(
        Buffer.compare(Buffer.from(first[name]?.buffer as ArrayBuffer), Buffer.from(again[name]?.buffer as ArrayBuffer)),
        name,
      ).toBe(0);
  });
});
