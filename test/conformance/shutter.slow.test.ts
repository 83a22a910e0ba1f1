/** The browser's rolling shutter against the oracle's, and its motion blur against pictures of the instants it is made of. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Look, RenderRequest, RenderSession } from '#contracts/renderer';
import type { Run } from '#contracts/run';
import { raycastRenderer } from '#renderers/raycast/index';
import { threeRenderer } from '#renderers/three/host/index';
import { cameraView } from '#sensors/camera';
import { slicesOf } from '../../src/pipeline/shutter.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 240, height: 136 };
let three: RenderSession;
let run: Run;
let base: RenderRequest;
beforeAll(async () => {
  three = await threeRenderer.open({});
  run = await runOf(shippedScenarios.find((path) => path.includes('lost-load')) as string);
  base = requestOf(run, run.captures[12] as (typeof run.captures)[number], SIZE, ['depth', 'instance', 'flow', 'luminance']);
});
afterAll(() => three?.close());

function lookAt(timeNs: number): Look {
  const frame = run.timeline.at(timeNs);
  const ego = run.scenario.actors[0] as (typeof run.scenario.actors)[number];
  const sensor = ego.sensors.find(({ type }) => type === 'camera');
  if (sensor?.type !== 'camera') throw new Error('the ego has no camera');
  const body = frame.bodies.find(({ id }) => id === ego.id) as (typeof frame.bodies)[number];
  return { frame, view: cameraView(sensor, body.worldFromBody, ego.id, 7, SIZE) };
}
function sliced(shutter: Parameters<typeof slicesOf>[0]): RenderRequest {
  const { timeNs } = base.frame;
  const instants = { timeNs, periodNs: base.next.frame.timeNs - timeNs, hasBefore: true };
  return { ...base, slices: slicesOf(shutter, SIZE.height, instants, lookAt) };
}

it('rows of their own instants agree with the oracle', async () => {
  const request = {
    ...sliced({ exposureS: 0, readoutS: 0.04, slices: 17, samples: 1 }),
    layers: ['depth', 'instance', 'flow'] as const,
  };
  const a = await three.render(request);
  const b = await (await raycastRenderer.open({})).render(request);
  const plain = await three.render({ ...base, layers: ['depth'] });
  const pixels = SIZE.width * SIZE.height;
  let [ids, flows, changed, same] = [0, 0, 0, 0];
  for (let i = 0; i < pixels; i++) {
    if (a.instance?.[i] !== b.instance?.[i]) ids++;
    if (Math.abs((a.depth?.[i] ?? 0) - (plain.depth?.[i] ?? 0)) > 1e-3 * (a.depth?.[i] ?? 0)) changed++;
    if (Math.abs((a.depth?.[i] ?? 0) - (b.depth?.[i] ?? 0)) > 1e-3 * (b.depth?.[i] ?? 0)) continue;
    same++;
    const off = Math.max(...[0, 1].map((k) => Math.abs((a.flow?.[2 * i + k] ?? 0) - (b.flow?.[2 * i + k] ?? 0))));
    if (off > 0.05 + 2e-3 * Math.abs(b.flow?.[2 * i] ?? 0)) flows++;
  }
  expect(ids / pixels).toBeLessThan(0.005);
  expect(same / pixels).toBeGreaterThan(0.97);
  expect(flows / same).toBeLessThan(0.001);
  // The road looks the same from a metre farther on; what stands on it does not.
  expect(changed / pixels).toBeGreaterThan(0.02);
});

it('a blurred picture is the mean of the instants it gathers', async () => {
  const request = { ...sliced({ exposureS: 0.03, readoutS: 0, slices: 1, samples: 5 }), layers: ['luminance'] as const };
  const blurred = (await three.render(request)).luminance as Float32Array;
  const instants = request.slices?.[0]?.exposures ?? [];
  expect(instants).toHaveLength(5);
  const mean = new Float32Array(blurred.length);
  const { scene } = base;
  for (const instant of instants) {
    const { luminance } = await three.render({ scene, ...instant, next: instant, layers: ['luminance'] });
    for (const [i, value] of (luminance as Float32Array).entries()) mean[i] = (mean[i] as number) + value / instants.length;
  }
  const still = (await three.render({ scene, ...lookAt(base.frame.timeNs), next: base.next, layers: ['luminance'] })).luminance;
  let [off, moved] = [0, 0];
  for (const [i, value] of blurred.entries()) {
    const wanted = mean[i] as number;
    // Half floats keep three digits.
    off = Math.max(off, Math.abs(value - wanted) / Math.max(1, wanted));
    if (Math.abs(value - (still?.[i] ?? 0)) > 0.02 * wanted) moved++;
  }
  expect(off).toBeLessThan(0.005);
  expect(moved).toBeGreaterThan(200);
});
