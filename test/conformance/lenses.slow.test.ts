/** The browser's pictures through lenses against the oracle's, and their labels, on every shipped scenario. */
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { RenderSession } from '#contracts/renderer';
import { auditFrame, labelFrame } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { threeRenderer } from '#renderers/three/host/index';
import { disagreement } from './agreement.js';
import { fitted, LENSES } from './lenses.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const LAYERS = TRUTH_LAYERS.filter((name) => name !== 'backwardFlow' && name !== 'flowOcclusion');
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

describe.each(shippedScenarios.map((path) => [basename(path, '.yaml'), path] as const))('%s', (name, path) => {
  it.each([{ name: 'pinhole' }, ...LENSES])('$name', async (lens) => {
    const run = await runOf(path);
    const shot = run.captures[Math.floor(run.captures.length * 0.5)] as (typeof run.captures)[number];
    const request = requestOf(run, shot, SIZE, LAYERS, 'lens' in lens ? fitted(lens) : undefined);
    const [a, b] = [await three.render(request), await rays.render(request)];
    const d = disagreement(a, b);
    console.log('MEASURED', name, lens.name, JSON.stringify(d));
    for (const layers of [a, b]) {
      const annotations = labelFrame({ scene: run.scene, frame: shot.frame, index: shot.index, view: request.view, layers });
      const found = auditFrame(annotations, layers, run.scene);
      if (found.length) console.log('AUDIT', name, lens.name, layers === a ? 'three' : 'rays', JSON.stringify(found));
    }
  });
});
