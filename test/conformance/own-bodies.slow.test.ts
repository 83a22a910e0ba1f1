/** Bodies of the author's own in the browser and by rays: the same ids, depths and flow, labels without contradiction, the picture where its uvs put it. */
import { beforeAll, expect, it } from 'vitest';
import { bodyAssets, withImported } from '#assets/index';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { Run } from '#contracts/run';
import { auditFrame, labelFrame, semanticIds } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { threeRenderer } from '#renderers/three/host/index';
import { drawScenario, parseScenario } from '#scenario/index';
import { simulate } from '#world/simulate';
import { boxCar, CAR_ENTRY } from '../gltf/models.js';
import { bodyOf, testBodies, testLibrary } from '../gltf/read.js';
import { disagreement } from './agreement.js';
import { bothRenderers } from './both-renderers.js';
import { requestOf } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const TEXT = `nearmiss: 1
title: Bodies of one's own
hazard: none
environment: {sun: {elevation: 40 deg, azimuth: 180 deg}, cloud: 0 %}
road: {layout: test-track, length: 200 m}
ego: {kind: box-car, at: {lane: right, s: 5 m, speed: 2 m/s}, sensors: rigs/front-camera}
actors:
  car: {kind: box-car, at: {x: 14 m, y: -2 m, heading: 0.6 rad, speed: 3 m/s}}
  robot: {kind: robot, at: {x: 13 m, y: 2 m, heading: -1.2 rad, speed: 1.3 m/s}}
  box: {kind: my-crate, at: {x: 12 m, y: -0.2 m, heading: 3.1415926 rad}}
capture: {rate: 10 Hz, from: {at: 0 s}, for: 0.8 s}
duration: 1.5 s
`;
const bodies = await testLibrary();
const both = bothRenderers({ bodies });
let run: Run;
beforeAll(async () => {
  const { scenario, diagnostics } = parseScenario(TEXT, 'own.yaml', bodies);
  expect(diagnostics).toEqual([]);
  const { concrete } = drawScenario(scenario as NonNullable<typeof scenario>, { seed: 'own', draw: 0 });
  run = simulate(concrete, { traceHz: 10, semanticIds, withCaptures: true, bodies });
});

it.each([0, 3, 6])('picture %i: the browser agrees with the rays, and labels with both', async (index) => {
  const shot = run.captures[index] as Run['captures'][number];
  const request = requestOf(run, shot, SIZE, TRUTH_LAYERS);
  const [a, b] = [await both.three.render(request), await both.rays.render(request)];
  for (const instance of [2, 3, 4]) expect(b.instance?.includes(instance)).toBe(true);
  const { ids, idsInside, depths, flows } = disagreement(a, b);
  expect(ids).toBeLessThanOrEqual(0.005);
  expect([idsInside, flows]).toEqual([0, 0]);
  // As for the shipped scenarios: blades of grass.
  expect(depths).toBeLessThanOrEqual(0.0005);
  for (const layers of [a, b]) {
    const annotations = labelFrame({
      scene: run.scene,
      frame: shot.frame,
      index: shot.index,
      view: request.view,
      layers,
      bodies,
    });
    expect(annotations.objects.map(({ id }) => id)).toEqual(['car', 'robot', 'box']);
    expect(annotations.objects[1]?.keypoints?.map(({ name }) => name)).toEqual(['head', 'left_hip', 'right_hip', 'left_foot']);
    expect(auditFrame(annotations, layers, run.scene)).toEqual([]);
  }
});

it('tells a body of another shape: the measure can fail', async () => {
  const [, robot, crate] = await testBodies();
  const longer = await bodyOf(boxCar, `${CAR_ENTRY}  scale: 1.1\n`, 'box-car');
  const others = withImported(bodyAssets, [longer, robot, crate] as Parameters<typeof withImported>[1]);
  const odd = await raycastRenderer.open({ bodies: others });
  const request = requestOf(run, run.captures[3] as Run['captures'][number], SIZE, TRUTH_LAYERS);
  const { idsInside, depths } = disagreement(await both.three.render(request), await odd.render(request));
  await odd.close();
  expect(idsInside).toBeGreaterThan(0);
  expect(depths).toBeGreaterThan(0);
});

it('draws the picture as the file has it: each face red where u is below a half, else blue', async () => {
  const request = requestOf(run, run.captures[0] as Run['captures'][number], SIZE, [
    'albedo',
    'instance',
    'depth',
    'semantic',
    'rgb',
  ]);
  const { albedo, instance } = await both.three.render(request);
  const colours = new Map<string, number>();
  for (const [i, id] of (instance ?? []).entries()) {
    if (id !== 4) continue;
    const [r, g, b] = [albedo?.[3 * i], albedo?.[3 * i + 1], albedo?.[3 * i + 2]] as [number, number, number];
    const colour = g === 0 && r > 0.99 * 255 && b === 0 ? 'red' : g === 0 && b > 0.99 * 255 && r === 0 ? 'blue' : 'between';
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  const [red = 0, blue = 0, between = 0] = ['red', 'blue', 'between'].map((name) => colours.get(name));
  expect(red).toBeGreaterThan(300);
  expect(Math.abs(red - blue) / (red + blue)).toBeLessThan(0.15);
  // A texel of 16 either side of the middle, and of the edges, where the picture repeats.
  expect(between / (red + blue + between)).toBeLessThan(0.35);
});

it('gives the same bytes from a fresh browser', async () => {
  const again = await threeRenderer.open({ bodies: await testLibrary() });
  const request = requestOf(run, run.captures[3] as Run['captures'][number], SIZE, ['rgb', ...TRUTH_LAYERS]);
  const [one, two] = [await both.three.render(request), await again.render(request)];
  await again.close();
  for (const name of ['rgb', ...TRUTH_LAYERS] as const)
    expect(
      Buffer.from(one[name]?.slice().buffer as ArrayBuffer).equals(Buffer.from(two[name]?.slice().buffer as ArrayBuffer)),
      name,
    ).toBe(true);
});
