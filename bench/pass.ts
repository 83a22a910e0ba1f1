/** What the diffusion pass costs a frame, by stage, beside what drawing the frame costs. Best of some rounds: other work on the machine only adds. */
import { readFile } from 'node:fs/promises';
import { SEEN_LAYERS } from '#contracts/repaint';
import { randomRoot } from '#core/random';
import { lookOf } from '#diffusion/field/cells';
import { groupTable } from '#diffusion/field/groups';
import { spread } from '#diffusion/field/spread';
import { frameOf } from '#diffusion/frame';
import { openGate } from '#diffusion/gate/gate';
import { decodeSegmenter } from '#diffusion/gate/network';
import { putFacts } from '#diffusion/model/facts';
import { decodeModel } from '#diffusion/model/model';
import { FACTS } from '#diffusion/model/network';
import { openPredictor } from '#diffusion/model/predictor';
import { promptOf } from '#diffusion/model/prompt-of';
import { sample } from '#diffusion/model/sampler';
import { settled } from '#diffusion/model/settled';
import { labelNoise } from '#diffusion/noise/label-noise';
import { ontology } from '#labels/index';
import { openEngine } from '#nn/engines/choose';
import { openSession } from '#renderers/three/host/session';
import { drawConcrete, PASS_MODEL, readScenario, SEGMENTER, simulateConcrete } from '#toolkit';
import { requestsOf } from './requests.js';

export interface PassCost {
  readonly engine: string;
  readonly steps: number;
  /** ms a frame. */
  readonly draw: number;
  readonly cells: number;
  readonly network: number;
  readonly upsampling: number;
  readonly gate: number;
  readonly all: number;
  /** What the process holds more than before, MB. */
  readonly memoryMb: number;
}

const ROUNDS = 7;

export async function passCosts(
  scenario: string,
  size: { readonly width: number; readonly height: number },
  stepCounts: readonly number[],
): Promise<readonly PassCost[]> {
  const before = process.memoryUsage().rss;
  const session = await openSession({});
  const run = simulateConcrete(drawConcrete(await readScenario(scenario), 'bench', 0).concrete, true);
  const request = requestsOf(run, size)[0];
  if (request === undefined) throw new Error(`${scenario} takes no pictures`);
  const asked = { ...request, layers: ['rgb', ...SEEN_LAYERS] as const };
  await session.render(asked);
  const [draw, layers] = await best(() => session.render(asked));
  const chosen = await openEngine();
  const model = decodeModel(await readFile(PASS_MODEL), PASS_MODEL);
  const segmenter = decodeSegmenter(await readFile(SEGMENTER), SEGMENTER);
  const gate = await openGate({ engine: chosen.engine, segmenter, classes: ontology.classes });
  const groups = groupTable(ontology.classes);
  const { spectrum } = model.card;
  const costs: PassCost[] = [];
  for (const steps of stepCounts) {
    const [cellsMs, { frame, look, facts, noise }] = await best(async () => {
      const made = frameOf(layers, request.view, groups, request.frame.medium);
      const seenLook = lookOf(made.seen, made.cells.grid, made.rgb);
      const planes = new Float32Array(FACTS * made.cells.segment.length);
      putFacts(made.cells, seenLook, planes);
      return { frame: made, look: seenLook, facts: planes, noise: labelNoise(made.cells, randomRoot('bench'), spectrum) };
    });
    const { seen, rgb, cells } = frame;
    const predictor = await openPredictor(chosen.engine, model, cells.grid.height, cells.grid.width);
    const predict = predictor.for(facts, promptOf(request.frame.medium), 1);
    const [network, change] = await best(() => sample(noise, { strength: 1, steps }, predict));
    const [upsampling, picture] = await best(async () =>
      spread(seen, rgb, cells, look, settled(change, cells, look, frame.extinctionPerM, spectrum)),
    );
    const [gateMs] = await best(() => gate.judge(rgb, picture, seen));
    await predictor.release();
    const memoryMb = (process.memoryUsage().rss - before) / 1e6;
    const all = cellsMs + network + upsampling + gateMs;
    costs.push({
      engine: `${chosen.name}, ${chosen.on}`,
      steps,
      draw,
      cells: cellsMs,
      network,
      upsampling,
      gate: gateMs,
      all,
      memoryMb,
    });
  }
  await gate.close();
  await session.close();
  return costs;
}

async function best<T>(work: () => Promise<T>): Promise<readonly [ms: number, result: T]> {
  let least = Number.POSITIVE_INFINITY;
  let result: T | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    result = await work();
    least = Math.min(least, performance.now() - start);
  }
  return [least, result as T];
}
