/** The gate's segmenter, made anew from rendered views. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { KINDS } from '#diffusion/gate/kinds';
import { decodeSegmenter } from '#diffusion/gate/network';
import { RECIPE, trainSegmenter, WEIGHTS } from '#diffusion/gate/training/train';
import { ontology } from '#labels/index';
import { type EngineOptions, openEngine } from '#nn/engines/choose';
import { readGiven } from './given.js';

export interface TrainGateOptions {
  /** Folder that `diffusion styles --pictures` made. */
  readonly views: string;
  readonly out: string;
  /** File of a segmenter to go on from; a new one when missing. */
  readonly from?: string;
  readonly steps: number;
  /** Highest learning rate. */
  readonly rate?: number;
  readonly seed: string;
  readonly engine: EngineOptions;
  readonly signal: AbortSignal;
  on(event: { readonly done: number; readonly steps: number; readonly loss: number }): void;
}

export interface TrainedGate {
  readonly path: string;
  /** Intersection over union by kind on the last tenth of the views. */
  readonly scores: Readonly<Record<string, number>>;
}

const FEWEST = 10;

/** Goes on where it stopped. @returns undefined when it was stopped @throws NearmissError NM8108, NM8203, NM8211, NM8212 */
export async function trainGate(options: TrainGateOptions): Promise<TrainedGate | undefined> {
  const { out, seed, steps, rate = RECIPE.rate, signal } = options;
  const entries = await readdir(options.views, { withFileTypes: true }).catch(() => []);
  const views = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(options.views, name))
    .sort();
  if (views.length < FEWEST)
    throw usageError(
      'NM8203',
      `${options.views} has pictures of ${views.length} views`,
      'make them with `nearmiss diffusion styles --pictures`',
    );
  const from = options.from === undefined ? undefined : await startingWith(options.from);
  const { engine } = await openEngine(options.engine);
  const scores = await trainSegmenter({
    engine,
    classes: ontology.classes,
    views,
    folder: out,
    seed,
    recipe: { ...RECIPE, steps, rate },
    ...(from !== undefined && { from: from.weights }),
    notes: { data: `${views.length} views`, ...(from !== undefined && { from: from.sha256 }) },
    signal,
    onStep: (done, loss) => options.on({ done, steps, loss }),
  });
  if (scores === undefined) return undefined;
  return { path: join(out, WEIGHTS), scores: Object.fromEntries(KINDS.map((kind, i) => [kind, scores[i] as number])) };
}

async function startingWith(path: string): Promise<{ readonly weights: Float32Array; readonly sha256: string }> {
  const bytes = await readGiven(path);
  return { weights: decodeSegmenter(bytes, path).weights, sha256: sha256Hex(bytes) };
}
