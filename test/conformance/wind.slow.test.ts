/** Plants in the wind: both renderers, rays and flow see the very same moved triangles; in still air nothing is there to see. */
import { describe, expect, it } from 'vitest';
import { buildPlaceBatches, copyIsThere, swayerIn } from '#assets/index';
import type { Medium } from '#contracts/frame';
import { TRUTH_LAYERS } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { CameraSensor } from '#contracts/rig';
import { lensOf, project, unproject } from '#core/lens';
import { invert, rotate, transformPoint, type Vec3 } from '#core/pose';
import { auditFrame, labelFrame, openAudit } from '#labels/index';
import { buildPlace } from '#places/index';
import { createRayCaster } from '#renderers/raycast/rays';
import { disagreement, disagreementBeside } from './agreement.js';
import { bothRenderers } from './both-renderers.js';
import { FISHEYE, fitted } from './lenses.js';
import { requestOf, runOf, shippedScenarios } from './shipped.js';

const SIZE = { width: 320, height: 180 };
const GALE: Partial<Medium> = { windMPerS: [9, 12, 0] };
const both = bothRenderers();

const runs = new Map<string, ReturnType<typeof runOf>>();
function runOnce(name: string): ReturnType<typeof runOf> {
  const run = runs.get(name) ?? runOf(shippedScenarios.find((path) => path.includes(name)) as string);
  runs.set(name, run);
  return run;
}

async function requestIn(
  name: string,
  wind: Partial<Medium>,
  later = 0,
  change: (sensor: CameraSensor) => CameraSensor = (sensor) => sensor,
): Promise<RenderRequest> {
  const run = await runOnce(name);
  const shot = run.captures[Math.floor(run.captures.length * 0.5) + later] as (typeof run.captures)[number];
  const request = requestOf(run, shot, SIZE, TRUTH_LAYERS, change);
  const blown = (frame: RenderRequest['frame']) => ({ ...frame, medium: { ...frame.medium, ...wind } });
  const { before, next } = request;
  return {
    ...request,
    frame: blown(request.frame),
    next: { ...next, frame: blown(next.frame) },
    ...(before === undefined ? {} : { before: { ...before, frame: blown(before.frame) } }),
  };
}

describe.each(['deer-pair-at-dusk', 'street/suburb', 'drone/delivery-gust'])('%s in a gale', (name) => {
  it('is the same for both renderers, and its labels agree with its layers', async () => {
    const request = await requestIn(name, GALE);
    const plants = request.scene.semanticIds.vegetation;
    const [a, b] = [await both.three.render(request), await both.rays.render(request)];
    const { ids, idsInside, depths, flows } = disagreement(a, b);
    expect(ids).toBeLessThanOrEqual(0.005);
    expect(idsInside).toBe(0);
    expect(depths).toBeLessThanOrEqual(0.0005);
    expect(flows).toBeLessThanOrEqual(0.001);
    for (const layers of [a, b]) {
      const { scene, frame, view } = request;
      const next = { timeNs: request.next.frame.timeNs, worldFromCamera: request.next.view.worldFromCamera };
      const annotations = labelFrame({ scene, frame, index: 0, view, next, layers });
      expect(auditFrame(annotations, layers, scene)).toEqual([]);
      // Plants are left out of what stands still; what else is wrong is still seen.
      const still = (i: number): boolean => layers.instance?.[i] === 0 && layers.semantic?.[i] !== plants;
      const flow = (layers.flow as Float32Array).map((value, k) => (still(k >> 1) ? value + 1 : value));
      expect(auditFrame(annotations, { ...layers, flow }, scene).map(({ code }) => code)).toContain('NA11');
    }
  });
});

it('flow leads to where the vertices of trees go', async () => {
  const request = await requestIn('deer-pair-at-dusk', GALE);
  const { depth, flow, semantic, width, height } = await both.three.render(request);
  const { scene, frame, view, next } = request;
  const lens = lensOf(view.intrinsics);
  const eye = view.worldFromCamera.position;
  const [here, there] = [invert(view.worldFromCamera), invert(next.view.worldFromCamera)];
  const swayer = swayerIn(frame.medium);
  let [looked, wrong, moving, told] = [0, 0, 0, 0];
  for (const batch of buildPlaceBatches(buildPlace(scene.place))) {
    const sway = swayer?.of(batch);
    if (sway === undefined) continue;
    for (let copy = 0; copy < batch.transforms.length / 12; copy++) {
      if (!copyIsThere(batch, copy, eye)) continue;
      const [now, then] = [sway.at(copy, frame.timeNs).slice(), sway.at(copy, next.frame.timeNs).slice()];
      for (let v = 0; v < batch.mesh.positions.length; v += 3) {
        const p = batch.mesh.positions.subarray(v, v + 3) as unknown as Vec3;
        const at = transformPoint(here, through(now, p));
        const pixel = project(lens, at);
        if (pixel === undefined || at[2] < 1) continue;
        const [x, y] = [Math.floor(pixel[0]), Math.floor(pixel[1])];
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const i = y * width + x;
        if (semantic?.[i] !== scene.semanticIds.vegetation || Math.abs((depth?.[i] as number) - at[2]) > 0.02) continue;
        const to = project(lens, transformPoint(there, through(then, p))) as readonly [number, number];
        const still = project(lens, transformPoint(there, through(now, p))) as readonly [number, number];
        looked++;
        const off = (goal: readonly [number, number]): number =>
          Math.hypot((flow?.[2 * i] as number) - goal[0] + pixel[0], (flow?.[2 * i + 1] as number) - goal[1] + pixel[1]);
        if (off(to) > 0.15) wrong++;
        if (Math.hypot(to[0] - still[0], to[1] - still[1]) < 0.3) continue;
        moving++;
        if (off(still) > 0.15) told++;
      }
    }
  }
  expect(looked).toBeGreaterThan(200);
  expect(moving).toBeGreaterThan(50);
  expect(wrong / looked).toBeLessThan(0.05);
  // Flow of trees that stood still would be wrong.
  expect(told / moving).toBeGreaterThan(0.9);
});

it('rays of a lidar meet trees where pictures show them', async () => {
  const request = await requestIn('deer-pair-at-dusk', GALE);
  const { scene, frame, view } = request;
  const { depth, semantic, width, height } = await both.rays.render(request);
  const still = await both.rays.render(await requestIn('deer-pair-at-dusk', { windMPerS: [0, 0, 0] }));
  const eye = view.worldFromCamera.position;
  const standing = createRayCaster().stand({ scene, frame, eye, hides: view.hides });
  const lens = lensOf(view.intrinsics);
  let [looked, moved] = [0, 0];
  for (let i = 0; i < width * height; i += 7) {
    if (semantic?.[i] !== scene.semanticIds.vegetation) continue;
    const local = unproject(lens, (i % width) + 0.5, Math.floor(i / width) + 0.5) as Vec3;
    const hit = standing.cast(eye, rotate(view.worldFromCamera.orientation, local), view.near, view.far);
    expect((hit?.distance as number) * local[2]).toBeCloseTo(depth?.[i] as number, 3);
    looked++;
    if (Math.abs((depth?.[i] as number) - (still.depth?.[i] as number)) > 0.01) moved++;
  }
  expect(looked).toBeGreaterThan(200);
  expect(moved).toBeGreaterThan(20);
});

it('air that stirs no twig leaves every byte as still air does', async () => {
  const [still, faint] = [
    await requestIn('street/suburb', { windMPerS: [0, 0, 0] }),
    await requestIn('street/suburb', { windMPerS: [0.3, 0.3, 0] }),
  ];
  for (const session of [both.three, both.rays]) {
    const layers =
      session === both.three ? (['rgb', 'depth', 'flow', 'normal'] as const) : (['depth', 'flow', 'normal'] as const);
    const first = await session.render({ ...still, layers });
    const kept = layers.map((name) => Buffer.from((first[name] as Uint8Array).slice().buffer));
    const second = await session.render({ ...faint, layers });
    for (const [k, name] of layers.entries())
      expect(Buffer.compare(kept[k] as Buffer, Buffer.from((second[name] as Uint8Array).slice().buffer)), name).toBe(0);
  }
});

it('backward flow, occlusion and the audit hold from one frame in a gale to the next', async () => {
  const audit = openAudit();
  for (const later of [0, 1]) {
    const request = { ...(await requestIn('deer-pair-at-dusk', GALE, later)), layers: [...TRUTH_LAYERS] };
    const [a, b] = [await both.three.render(request), await both.rays.render(request)];
    let [same, flows, hidden, hiddenLeaves] = [0, 0, 0, 0];
    for (let i = 0; i < SIZE.width * SIZE.height; i++) {
      const [p, q] = [a.depth?.[i] ?? 0, b.depth?.[i] ?? 0];
      if (a.instance?.[i] !== b.instance?.[i] || Math.abs(p - q) > 1e-3 * q) continue;
      same++;
      const [u, v] = [b.backwardFlow?.[2 * i] ?? 0, b.backwardFlow?.[2 * i + 1] ?? 0];
      const off = Math.hypot((a.backwardFlow?.[2 * i] ?? 0) - u, (a.backwardFlow?.[2 * i + 1] ?? 0) - v);
      if (off > 0.05 + 2e-3 * (Math.abs(u) + Math.abs(v))) flows++;
      if (a.flowOcclusion?.[i] === b.flowOcclusion?.[i]) continue;
      if (b.semantic?.[i] === request.scene.semanticIds.vegetation) hiddenLeaves++;
      else hidden++;
    }
    expect(flows / same).toBeLessThan(0.001);
    expect(hidden / same).toBeLessThan(0.01);
    expect(hiddenLeaves / same).toBeLessThan(0.08);
    const { scene, frame, view, next } = request;
    const follower = { timeNs: next.frame.timeNs, worldFromCamera: next.view.worldFromCamera };
    const annotations = labelFrame({ scene, frame, index: later, view, next: follower, layers: a });
    expect(audit.frame({ sample: '', scene, annotations, layers: a })).toEqual([]);
  }
});

it('a fisheye sees the trees move as the oracle does', async () => {
  const request = await requestIn('deer-pair-at-dusk', GALE, 0, fitted(FISHEYE));
  const [a, b] = [await both.three.render(request), await both.rays.render(request)];
  const { idsInside, depths, flows } = disagreementBeside(a, b);
  expect(idsInside).toBeLessThanOrEqual(3e-4);
  expect(depths).toBeLessThanOrEqual(0.0005);
  expect(flows).toBeLessThanOrEqual(0.0005);
});

it('leaves in the air are in pictures alone, a few, and the same again', async () => {
  const windy = await requestIn('street/suburb', { windMPerS: [3, -11, 0] });
  const { scene } = windy;
  const options = { ...scene.place.options, season: 'autumn' };
  const autumn = { ...windy, scene: { ...scene, id: `${scene.id} in autumn`, place: { ...scene.place, options } } };
  const shedding = (leavesPerS: number): RenderRequest => ({
    ...autumn,
    frame: { ...autumn.frame, medium: { ...autumn.frame.medium, leavesPerS } },
    layers: ['luminance', 'depth', 'instance', 'semantic', 'flow'],
  });
  const draw = async (request: RenderRequest) => {
    const { luminance, depth, instance, semantic, flow } = await both.three.render(request);
    return {
      luminance: luminance?.slice() as Float32Array,
      truth: [depth, instance, semantic, flow].map((layer) => layer?.slice()),
    };
  };
  const [none, many, again] = [await draw(shedding(0)), await draw(shedding(7)), await draw(shedding(7))];
  const changed = many.luminance.filter((l, i) => l !== none.luminance[i]).length;
  expect(changed).toBeGreaterThan(5);
  expect(changed / many.luminance.length).toBeLessThan(0.02);
  expect(many.truth).toEqual(none.truth);
  expect(again).toEqual(many);
});

/** Row-major 3x4. */
function through(m: Float64Array, [x, y, z]: Vec3): Vec3 {
  const row = (r: number): number =>
    (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z + (m[r + 3] as number);
  return [row(0), row(4), row(8)];
}
