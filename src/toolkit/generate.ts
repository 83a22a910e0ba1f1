/** `generate`: from scenario files and options to a plan, from the plan to a dataset. */
import { availableParallelism, totalmem } from 'node:os';
import type { DatasetPlan, Variation } from '#contracts/job';
import { LAYER_NAMES, LAYERS, type LayerName } from '#contracts/layers';
import type { Bodies } from '#contracts/model';
import type { Renderer } from '#contracts/renderer';
import { type Diagnostic, nearest, usageError } from '#core/errors';
import {
  countSamples,
  createOrder,
  defaultWorkers,
  type GenerateEvent,
  type GenerateInput,
  type GenerateResult,
  generate,
  generatePart,
  localQueue,
  type Part,
  type PartResult,
  threadsPerWorker,
} from '#farm/index';
import type { PictureSize } from '#pipeline/index';
import { endBrowsersOf } from '#renderers/three/host/index';
import { carried } from '#scenario/index';
import { layersDrawnBy } from '#sensors/index';
import { hashOfCatalogs } from './catalogs.js';
import { processToken } from './farm/token.js';
import { readManifest } from './manifest.js';
import { chooseDraws, type FillGoal } from './odd/choose.js';
import { bodiesOfPlan } from './own-assets/library.js';
import { plannedModels } from './repaint/planned.js';
import { writeValidity } from './repaint/validity/index.js';
import { definitionOf, renderers, writers } from './rooms.js';
import { parsePlanned, readScenarios } from './scenarios.js';
import { canonicalStore, storeAt, workFolder } from './stores.js';
import { variedScenario } from './variation.js';
import { nearmissVersion, versions } from './versions.js';

/** On one machine a shard is tried so often in all. */
const ATTEMPTS = 3;

export interface PlanOptions {
  readonly files: readonly string[];
  readonly seed: string;
  /** Samples a scenario. */
  readonly count: number;
  readonly renderer: string;
  readonly writers: readonly string[];
  /** Everything the renderer has when missing. */
  readonly layers?: readonly string[];
  /** Each sensor's own size when missing. */
  readonly size?: PictureSize;
  /** On every ego instead of its own: `rigs/nuscenes-six-cameras`. */
  readonly rig?: string;
  readonly variation?: Variation;
  /** Fill cells of the operational design domain beyond the first `count` draws. */
  readonly until?: FillGoal;
  /** A manifest of model files for all scenarios, besides their own. */
  readonly assets?: string;
  /** Told what is odd about those, and does no harm. */
  readonly warn?: (warning: Diagnostic) => void;
}

/** @throws NearmissError (exit 2) with every problem of every file, or naming the option or the varied key that is wrong. */
export async function planDataset(options: PlanOptions): Promise<DatasetPlan> {
  const renderer = renderers.get(options.renderer);
  for (const name of options.writers) writers.get(name);
  if (new Set(options.writers).size !== options.writers.length) throw usageError('NM7102', 'a writer is named twice');
  const layers = chosenLayers(options.layers ?? renderer.layers.filter((name) => LAYERS[name].byDefault), renderer);
  const { scenarios, library } = await readScenarios(options.files, options);
  const { bodies, manifests } = library;
  for (const scenario of scenarios) {
    refuseBlindSensors(scenario, renderer, bodies);
    if (options.variation !== undefined) variedScenario(scenario, options.variation, bodies);
  }
  const planned = scenarios.map((scenario) => parsePlanned(scenario, bodies));
  const models = await plannedModels(planned);
  const { until, seed, count } = options;
  const chosen = until === undefined ? {} : { chosen: chooseDraws({ scenarios: planned, seed, count, ...until }) };
  return {
    format: 1,
    scenarios,
    ...(manifests.length === 0 ? {} : { assets: manifests.map(({ planned }) => planned) }),
    catalogsSha256: await hashOfCatalogs(scenarios.map(({ path }) => path)),
    seed,
    count,
    ...chosen,
    ...(options.size === undefined ? {} : { size: options.size }),
    renderer: options.renderer,
    layers,
    writers: options.writers,
    nearmissVersion,
    ...(options.variation === undefined ? {} : { variation: options.variation }),
    ...(models.length === 0 ? {} : { models }),
  };
}

/** @throws NearmissError NM7104 when a sensor is made from layers that the renderer does not draw */
function refuseBlindSensors(
  scenario: DatasetPlan['scenarios'][number],
  renderer: Pick<Renderer, 'name' | 'layers'>,
  bodies: Bodies,
): void {
  for (const { actor, sensor, type } of carried(parsePlanned(scenario, bodies))) {
    const missing = layersDrawnBy(type).filter((layer) => !renderer.layers.includes(layer));
    if (missing.length === 0) continue;
    const what = `${sensor} of ${actor} in ${scenario.path} is an ${type}, made from ${missing.join(' and ')}`;
    throw usageError(
      'NM7104',
      `${what}, which the ${renderer.name} renderer does not draw`,
      'generate with --renderer three, or leave the sensor out of the rig',
    );
  }
}

/** In LAYERS' order, each once. */
function chosenLayers(
  asked: readonly string[],
  renderer: { name: string; layers: readonly LayerName[] },
): readonly LayerName[] {
  const wrong = asked.find((name) => !renderer.layers.includes(name as LayerName));
  if (wrong !== undefined) {
    const guess = nearest(wrong, renderer.layers);
    const hint = `it makes ${renderer.layers.join(', ')}${guess === undefined ? '' : `; did you mean "${guess}"?`}`;
    throw usageError('NM7101', `the ${renderer.name} renderer makes no layer called "${wrong}"`, hint);
  }
  return LAYER_NAMES.filter((name) => asked.includes(name));
}

export interface GenerateOptions {
  readonly plan: DatasetPlan;
  readonly out: string;
  readonly resume: boolean;
  /** Chosen for the machine when missing. */
  readonly workers?: number;
  readonly backend?: string;
  readonly signal: AbortSignal;
  readonly on: (event: GenerateEvent) => void;
}

export function workersFor(plan: DatasetPlan, asked?: number): number {
  return asked ?? defaultWorkers({ cores: availableParallelism(), memoryBytes: totalmem() }, plan.renderer, countSamples(plan));
}

export async function generateDataset(options: GenerateOptions): Promise<GenerateResult> {
  const input = await inputOf(options);
  const result = await generate(input);
  if (result.summary.repaint !== undefined) await writeValidity(input.store, await readManifest(options.out));
  return result;
}

/** One part of the dataset, for batch systems; `mergeDatasetAt` makes the parts one. */
export async function generateDatasetPart(options: GenerateOptions, part: Part): Promise<PartResult> {
  return await generatePart(await inputOf(options), part);
}

async function inputOf(options: GenerateOptions): Promise<GenerateInput> {
  const { plan, out } = options;
  const bodies = await bodiesOfPlan(plan);
  const workers = workersFor(plan, options.workers);
  const threads = threadsPerWorker(availableParallelism(), workers);
  const renderer = { threads, ...(options.backend === undefined ? {} : { backend: options.backend }) };
  const token = processToken();
  return {
    ...options,
    store: storeAt(out, `parent-${token}`),
    where: out,
    definition: definitionOf(plan, bodies),
    writers: plan.writers.map((name) => writers.get(name)),
    versions: versions(),
    openQueue: (expected) =>
      localQueue({
        entry: workerEntry(),
        workers,
        order: createOrder({ plan, store: canonicalStore(out), attempts: ATTEMPTS }),
        renderer,
        onLost: endBrowsersOf,
        ...(expected === undefined ? {} : { expected: expected.renderer }),
        root: workFolder(out, `queue-${token}`),
        token,
        now: Date.now,
        monotonicMs: () => performance.now(),
      }),
  };
}

/** Always the compiled worker: child processes run plain Node. */
export function workerEntry(): URL {
  const here = new URL('./worker.js', import.meta.url);
  return import.meta.url.endsWith('.ts') ? new URL('../../dist/src/toolkit/worker.js', import.meta.url) : here;
}
