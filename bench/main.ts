/**
 * `npm run bench`: ratios measured in one run, so that they hold on shared and noisy machines. Prints what it finds and writes
 * bench/results/latest.json. `--quick` leaves out the long ones (workers, memory); `--long` runs those alone,
 * `--scenes` the table of scenes, `--pass` the diffusion pass, `--live` the live stream, `--validate` a validation on two workers.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { RenderRequest } from '#contracts/renderer';
import { defaultWorkers, threadsPerWorker } from '#farm/index';
import { drawScenario } from '#scenario/index';
import { readScenario, simulateConcrete } from '#toolkit';
import { type AuditCost, auditCost } from './audit.js';
import { batchSpeed } from './batch.js';
import { type FrameCost, frameCost } from './frames.js';
import { type LidarCost, lidarCost } from './lidar.js';
import { type LiveCost, liveCost } from './live.js';
import { memoryCurve } from './memory.js';
import { type PassCost, passCosts } from './pass.js';
import { requestsOf } from './requests.js';
import { sceneCosts } from './scenes.js';
import { type EventCost, eventCost, radarScanMs } from './sensors.js';
import { raysPerSecond, simulationSpeed } from './simulation.js';
import { turnCosts } from './turns.js';
import { validationScaling } from './validation.js';
import { workerScaling } from './workers.js';
import { type WriterCosts, writerCosts } from './writers.js';

const quick = process.argv.includes('--quick');
const scenesAlone = process.argv.includes('--scenes');
const passAlone = process.argv.includes('--pass');
const liveAlone = process.argv.includes('--live');
const validateAlone = process.argv.includes('--validate');
const oneAlone = scenesAlone || passAlone || liveAlone || validateAlone;
const longOnes = process.argv.includes('--long') || oneAlone;
const long = !quick && !oneAlone;
const RURAL = 'scenarios/wildlife/deer-pair-at-dusk.yaml';
const URBAN = 'scenarios/pedestrian/crossing-late-runner.yaml';
const NCAP = ['cpnco-child-from-parked-cars', 'cpna-adult-near-side', 'cpfa-adult-far-side'];
const LIVE = 'scenarios/pedestrian/cpnco-child-from-parked-cars.yaml';
/** Draws fastest, so that the long benches end. */
const NEAR_SIDE = 'scenarios/pedestrian/cpna-adult-near-side.yaml';
const VGA = { width: 640, height: 480 };
const HD = { width: 1280, height: 720 };
const MEMORY_FRAMES = 2000;
const LIDAR_AT_NS = 3e9;

const result: Record<string, unknown> = { cores: availableParallelism(), node: process.version, quick };

const speeds: Record<string, number> = {};
for (const name of longOnes ? [] : NCAP) {
  const speed = await simulationSpeed(`scenarios/pedestrian/${name}.yaml`);
  speeds[name] = speed;
  console.log(`simulate ${name}: ${speed.toFixed(0)} simulated seconds a second`);
}
result.simulatedSecondsPerSecond = speeds;

if (!longOnes) {
  const batch = await batchSpeed(`scenarios/pedestrian/${NCAP[0]}.yaml`);
  const { verdicts, traces, bareLoop } = batch;
  console.log(
    `batch of ${NCAP[0]}, drawn, run and judged: ${verdicts.toFixed(0)} simulated seconds a second for verdicts (at least 1000), ${traces.toFixed(0)} with whole traces; a bare loop of cannon-es ${bareLoop.toFixed(0)}`,
  );
  result.batch = batch;
}

const cores = availableParallelism();
/** As `generate` starts one here. */
const threadsOfWorker = threadsPerWorker(cores, defaultWorkers({ cores, memoryBytes: totalmem() }, 'three', cores));
const costs: (FrameCost & { scenario: string })[] = [];
const SCENES = [
  [RURAL, VGA],
  [RURAL, HD],
  [URBAN, VGA],
  [URBAN, HD],
] as const;
for (const [scenario, size] of longOnes ? [] : SCENES) {
  for (const threads of new Set([threadsOfWorker, cores])) {
    const cost = await frameCost(scenario, size, threads, quick ? 1 : 3);
    costs.push({ ...cost, scenario });
    console.log(`${scenario} at ${size.width}x${size.height}, rasteriser threads ${threads}, ${cost.frames} frames:`);
    console.log(
      `  labelled ${ms(cost.labelledMs)} a frame, bare picture ${ms(cost.bareMs)}: ratio ${cost.ratio.toFixed(2)} (at most 1.5)`,
    );
    const budget = Object.entries(cost.budgetMs).map(([stage, spent]) => `${stage} ${ms(spent)}`);
    console.log(`  busy a frame, stages overlapping: ${budget.join(', ')}`);
  }
}
result.labelledFrames = costs;

const repainting: readonly PassCost[] = longOnes && !passAlone ? [] : await passCosts(URBAN, HD, [4, 8]);
for (const { engine, steps, draw, cells, network, upsampling, gate, all, memoryMb } of repainting) {
  const share = (value: number): string => `${ms(value)} (${((100 * value) / all).toFixed(0)} %)`;
  console.log(`diffusion pass at 1280x720, ${steps} steps, ${engine}: ${ms(all)} a frame, drawing it ${ms(draw)}:`);
  console.log(
    `  cells ${share(cells)}, network ${share(network)}, upsampling ${share(upsampling)}, gate ${share(gate)}; ${memoryMb.toFixed(0)} MB`,
  );
}
result.diffusionPass = repainting;

/** A cost beside a labelled frame of 640x480 of that scenario, as one worker makes it; nothing where that wasn't measured. */
const ofFrame = (path: string, cost: number): string => {
  const frame = costs.find(
    ({ scenario, width, threads }) => scenario === path && width === VGA.width && threads === threadsOfWorker,
  );
  return frame === undefined ? '' : `, ${((100 * cost) / frame.labelledMs).toFixed(0)} % of a labelled frame of 640x480`;
};

const live: LiveCost[] = [];
for (const [rate, slowOnes] of longOnes && !liveAlone
  ? []
  : ([
      [1, 0],
      [1, 3],
      ['max', 0],
    ] as const)) {
  const cost = await liveCost(LIVE, { rate, slowOnes, size: { width: 640, height: 360 } });
  live.push(cost);
  const triple = ({ p50, p95, max }: LiveCost['due']): string => [p50, p95, max].map((each) => each.toFixed(1)).join(' / ');
  console.log(
    `live at rate ${rate}, ${slowOnes} slow viewers beside: ${cost.picturesPerS.toFixed(1)} pictures a second, ${(100 * cost.passedOver).toFixed(0)} % passed over; ms due to received ` +
      `${triple(cost.due)}, sent to received ${triple(cost.sent)}, by answers ${triple(cost.answered)}; ${cost.dropped} messages left out for slow ones`,
  );
}
result.live = live;

result.scenes = longOnes && !scenesAlone ? [] : await sceneCosts(VGA);

const small = requestsOf(await runOf(RURAL), { width: 320, height: 240 });
const rays = await raysPerSecond(small[0] as RenderRequest);
result.oracleRaysPerSecond = rays;
console.log(`oracle: ${(rays / 1000).toFixed(0)} thousand rays a second`);

const radar: Record<string, number> = {};
for (const path of longOnes ? [] : [RURAL, URBAN]) {
  radar[path] = await radarScanMs(path);
  console.log(`radar: ${ms(radar[path])} a scan in ${path}${ofFrame(path, radar[path])}`);
}
result.radarMsPerScan = radar;

const formats: (WriterCosts & { scenario: string })[] = [];
for (const [path, size] of longOnes ? [] : [[URBAN, VGA] as const]) {
  const cost = await writerCosts(path, size);
  formats.push({ ...cost, scenario: path });
  console.log(`formats, ${path} at ${size.width}x${size.height}, drawn and labelled in ${ms(cost.drawAndLabelMs)} a frame:`);
  for (const { writer, msPerFrame, bytesPerFrame, share } of cost.writers)
    console.log(
      `  ${writer}: ${msPerFrame.toFixed(1)} ms and ${(bytesPerFrame / 1024).toFixed(0)} KiB a frame, ${(100 * share).toFixed(0)} % of drawing and labelling it`,
    );
}
result.formats = formats;

const turns: Record<string, Awaited<ReturnType<typeof turnCosts>>> = {};
for (const path of longOnes ? [] : [URBAN]) {
  const cost = await turnCosts(path);
  turns[path] = cost;
  const each = cost.writers.map(({ writer, msPerTurn }) => `${writer} ${msPerTurn.toFixed(0)}`);
  console.log(
    `a turn of ${(cost.points / 1000).toFixed(0)} thousand points, HDL-64E, ${path}, ms by format: ${each.join(', ')}`,
  );
}
result.turns = turns;

const audits: Record<string, AuditCost> = {};
for (const [path, size] of longOnes ? [] : [[URBAN, VGA] as const, [URBAN, HD] as const]) {
  const cost = await auditCost(path, size, quick ? 1 : 5);
  audits[`${path} ${size.width}x${size.height}`] = cost;
  console.log(
    `audit of ${cost.frames} frames, ${path} at ${size.width}x${size.height}: ${ms(cost.insideMs)} of ${ms(cost.generateMs)} a frame, ` +
      `${(100 * cost.insideShare).toFixed(1)} % (at most 15 %), ${cost.quarantined} quarantined; again from the files ${ms(cost.afterMs)}, ` +
      `${(100 * cost.afterShare).toFixed(1)} %`,
  );
}
result.audit = audits;

const events: Record<string, EventCost> = {};
for (const path of longOnes ? [] : [RURAL, URBAN]) {
  const cost = await eventCost(path);
  events[path] = cost;
  console.log(
    `event camera: ${ms(cost.packetMs)} a packet of ${cost.picturesAPacket.toFixed(0)} pictures, ${ms(cost.pictureMs)} a picture, ` +
      `${cost.eventsAPacket.toFixed(0)} events, in ${path}${ofFrame(path, cost.packetMs)}`,
  );
}
result.eventCamera = events;

const lidar: Record<string, LidarCost[]> = {};
for (const path of longOnes ? [] : [NEAR_SIDE, RURAL, URBAN]) {
  const run = await runOf(path);
  const costs: LidarCost[] = [];
  for (const model of ['VLP-16', 'HDL-64E', 'OS1-128']) {
    const cost = await lidarCost(run, LIDAR_AT_NS, model);
    costs.push(cost);
    console.log(
      `lidar ${model} in ${path}: ${(cost.raysPerSecond / 1000).toFixed(0)} thousand rays a second, ` +
        `plain loop ${(cost.plainRaysPerSecond / 1000).toFixed(0)}: ratio ${cost.ratio.toFixed(2)}; a turn of ${cost.rays} rays ${ms(cost.turnMs)}${ofFrame(path, cost.turnMs)}`,
    );
  }
  lidar[path] = costs;
}
result.lidar = lidar;

if (long || validateAlone) {
  const scaling = await validationScaling(NEAR_SIDE);
  result.validation = scaling;
  const { cases, oneS, twoS, ratio, same } = scaling;
  console.log(
    `validate ${NEAR_SIDE}, ${cases} cases: one worker ${oneS.toFixed(1)} s, two ${twoS.toFixed(1)} s, ratio ${ratio.toFixed(2)} (at least 1.7 where two cores are free); reports ${same ? 'the same' : 'DIFFER'}`,
  );
}

if (long) {
  const scaling = await workerScaling(NEAR_SIDE, VGA);
  result.workers = scaling;
  const { one, two, ratio } = scaling.oneThreadEach;
  console.log(
    `workers with one rasteriser thread each: one ${one.toFixed(2)}, two ${two.toFixed(2)} frames a second, ratio ${ratio.toFixed(2)} (at least 1.7)`,
  );
  if (scaling.oneCoreEach !== undefined)
    console.log(
      `the same, each held to a core of its own: two over one ${scaling.oneCoreEach.ratio.toFixed(2)} (at least 1.7), ` +
        `${scaling.oneCoreEach.one.toFixed(2)} and ${scaling.oneCoreEach.two.toFixed(2)} frames a second`,
    );
  const each = Object.entries(scaling.byWorkers).map(([n, speed]) => `${n}: ${speed.toFixed(2)}`);
  console.log(`frames a second by workers sharing all cores: ${each.join(', ')}; fastest ${scaling.fastest}`);
  // What leaks, leaks by the frame.
  const light = requestsOf(await runOf(NEAR_SIDE), { width: 320, height: 240 });
  const memory = await memoryCurve(light, MEMORY_FRAMES);
  result.memory = memory;
  console.log(`memory over ${memory.frames} frames, MiB: ${memory.mib.join(' ')}; growth ${memory.growth.toFixed(3)}`);
}

const folder = join(import.meta.dirname, '..', '..', 'bench', 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);

async function runOf(path: string) {
  const scenario = await readScenario(path);
  return simulateConcrete(drawScenario(scenario, { seed: 'bench', draw: 0 }).concrete, true);
}
function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
