/**
 * `npm run bench`: ratios measured in one run, so that they hold on shared and noisy machines. Prints a table and writes
 * bench/results/<sizes>.json. `--quick` takes fewer frames.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { LAYER_NAMES, TRUTH_LAYERS } from '#contracts/layers';
import type { RenderRequest } from '#contracts/renderer';
import type { Run } from '#contracts/run';
import type { Sink } from '#contracts/writer';
import { labelFrame, ontology, semanticIds } from '#labels/index';
import { raycastRenderer } from '#renderers/raycast/index';
import { threeRenderer } from '#renderers/three/host/index';
import { drawScenario, loadScenario } from '#scenario/index';
import { cameraView } from '#sensors/camera';
import { simulate } from '#world/simulate';
import { writers } from '#writers/index';

const FRAMES = process.argv.includes('--quick') ? 6 : 16;
const SCENARIO = 'scenarios/wildlife/deer-pair-at-dusk.yaml';
const NCAP = ['cpnco-child-from-parked-cars', 'cpna-adult-near-side', 'cpfa-adult-far-side'].map(
  (name) => `scenarios/pedestrian/${name}.yaml`,
);
const SIZES = [
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
];

async function runOf(path: string, withCaptures: boolean): Promise<Run> {
  const { scenario } = await loadScenario(path);
  if (scenario === undefined) throw new Error(`${path} can't be read`);
  const { concrete } = drawScenario(scenario, { seed: 'bench', draw: 0 });
  return simulate(concrete, { traceHz: 50, semanticIds, withCaptures });
}

function requestsOf(run: Run, size: { width: number; height: number }): RenderRequest[] {
  const ego = run.scenario.actors[0];
  const sensor = ego?.sensors[0];
  if (ego === undefined || sensor === undefined) throw new Error('the ego has no camera');
  return run.captures.slice(0, FRAMES).map((shot): RenderRequest => {
    const view = (frame: typeof shot.frame) =>
      cameraView(sensor, (frame.bodies[0] as (typeof frame.bodies)[number]).worldFromBody, ego.id, 1, size);
    return {
      scene: run.scene,
      frame: shot.frame,
      view: view(shot.frame),
      next: { frame: shot.next, view: view(shot.next) },
      layers: LAYER_NAMES,
    };
  });
}

const discard: Sink = { put: async () => {} };

/** Wall ms a frame of each stage, one after the other; the pipeline overlaps them. */
async function stages(size: { width: number; height: number }, run: Run) {
  const requests = requestsOf(run, size);
  const session = await threeRenderer.open({});
  const clock = async (work: () => Promise<void>): Promise<number> => {
    const start = performance.now();
    await work();
    return (performance.now() - start) / requests.length;
  };
  await session.render(requests[0] as RenderRequest);
  const rgb = await clock(async () => {
    for (const request of requests) await session.render({ ...request, layers: ['rgb'] });
  });
  const all: Awaited<ReturnType<typeof session.render>>[] = [];
  const rendered = await clock(async () => {
    for (const request of requests) all.push(await session.render(request));
  });
  const annotations: ReturnType<typeof labelFrame>[] = [];
  const labelled = await clock(async () => {
    for (const [i, request] of requests.entries())
      annotations.push(
        labelFrame({
          scene: request.scene,
          frame: request.frame,
          index: i,
          view: request.view,
          layers: all[i] as (typeof all)[number],
        }),
      );
  });
  const writer = writers
    .find(({ name }) => name === 'native')
    ?.open({ ontology, layers: LAYER_NAMES, keypoints: {}, title: 'bench', writers: ['native'] } as never, '000000', discard);
  const encoded = await clock(async () => {
    for (const [i, layers] of all.entries())
      await writer?.frame({ sample: '000000', annotations: annotations[i] as (typeof annotations)[number], layers });
  });
  await session.close();
  const overlapped = Math.max(rendered, labelled + encoded);
  return {
    ...size,
    rgbMs: rgb,
    allLayersMs: rendered,
    labelMs: labelled,
    encodeMs: encoded,
    ratioInSequence: (rendered + labelled + encoded) / rgb,
    ratioOverlapped: overlapped / rgb,
    backend: session.info.backend,
  };
}

async function oracle(run: Run): Promise<number> {
  const [request] = requestsOf(run, { width: 320, height: 240 });
  const session = await raycastRenderer.open({});
  await session.render({ ...(request as RenderRequest), layers: TRUTH_LAYERS });
  const start = performance.now();
  await session.render({ ...(request as RenderRequest), layers: TRUTH_LAYERS });
  return (320 * 240) / ((performance.now() - start) / 1000);
}

async function simulationSpeed(): Promise<Record<string, number>> {
  const speeds: Record<string, number> = {};
  for (const path of NCAP) {
    const { scenario } = { ...(await runOf(path, false)) };
    const times = Array.from({ length: 7 }, () => {
      const start = performance.now();
      simulate(scenario, { traceHz: 1, semanticIds, withCaptures: false });
      return performance.now() - start;
    }).sort((a, b) => a - b);
    speeds[scenario.name] = scenario.duration / ((times[3] as number) / 1000);
  }
  return speeds;
}

const run = await runOf(SCENARIO, true);
const result = {
  cores: availableParallelism(),
  node: process.version,
  frames: FRAMES,
  rendering: [] as Awaited<ReturnType<typeof stages>>[],
  raysPerSecond: 0,
  simulatedSecondsPerSecond: {} as Record<string, number>,
};
result.simulatedSecondsPerSecond = await simulationSpeed();
for (const size of SIZES) result.rendering.push(await stages(size, run));
result.raysPerSecond = await oracle(run);

for (const each of result.rendering) {
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  console.log(`${each.width}x${each.height} (${each.backend})`);
  console.log(
    `  rgb alone ${ms(each.rgbMs)}; all layers ${ms(each.allLayersMs)}; labels ${ms(each.labelMs)}; files ${ms(each.encodeMs)}`,
  );
  console.log(
    `  labelled frame over rgb: ${each.ratioOverlapped.toFixed(2)} with stages overlapped, ${each.ratioInSequence.toFixed(2)} one after the other`,
  );
}
for (const [name, speed] of Object.entries(result.simulatedSecondsPerSecond))
  console.log(`simulate ${name}: ${speed.toFixed(0)} simulated seconds a second`);
console.log(`oracle: ${(result.raysPerSecond / 1000).toFixed(0)} thousand rays a second`);
const folder = join(import.meta.dirname, '..', '..', 'bench', 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
