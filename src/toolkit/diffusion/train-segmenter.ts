/** The gate's segmenter, made anew from rendered views. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '#core/errors';
import { KINDS } from '#diffusion/gate/kinds';
import { RECIPE, trainSegmenter, WEIGHTS } from '#diffusion/gate/training/train';
import { ontology } from '#labels/index';
import { type EngineOptions, openEngine } from '#nn/engines/choose';

export interface TrainGateOptions {
  /** Folder that `diffusion styles --pictures` made. */
  readonly views: string;
  readonly out: string;
  readonly steps: number;
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

/** Goes on where it stopped. @returns undefined when it was stopped @throws NearmissError NM8108, NM8203, NM8212 */
export async function trainGate(options: TrainGateOptions): Promise<TrainedGate | undefined> {
  const { out, seed, steps, signal } = options;
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
  const { engine } = await openEngine(options.engine);
  const scores = await trainSegmenter({
    engine,
    classes: ontology.classes,
    views,
    folder: out,
    seed,
    recipe: { ...RECIPE, steps },
    notes: { data: `${views.length} views` },
    signal,
    onStep: (done, loss) => options.on({ done, steps, loss }),
  });
  if (scores === undefined) return undefined;
  return { path: join(out, WEIGHTS), scores: Object.fromEntries(KINDS.map((kind, i) => [kind, scores[i] as number])) };
}
