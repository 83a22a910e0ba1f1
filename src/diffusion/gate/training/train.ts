/** The segmenter from views to a file of weights. What stops goes on from its checkpoint as if it never had. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ln } from '#core/math';
import { randomRoot } from '#core/random';
import type { Engine } from '#nn/engines/engine';
import { decodeCheckpoint, encodeCheckpoint, encodeWeights } from '#nn/files/checkpoint';
import { writeWhole } from '#nn/files/write-whole';
import { train } from '#nn/loop';
import { crossEntropy } from '#nn/ops/loss';
import { openTrainer, type Trainer, type TrainingState } from '#nn/training';
import { KINDS, kindTable, type NamedClass } from '../kinds.js';
import { buildSegmenter, type Extent, FORMAT } from '../network.js';
import type { Example } from './examples.js';
import { type FeedOptions, feedOf } from './feed.js';
import { readExample } from './files.js';
import { scoresOf } from './scores.js';

export interface TrainOptions {
  readonly engine: Engine;
  readonly classes: readonly NamedClass[];
  /** Folders of views in order; the last tenth is held out and gives the scores. */
  readonly views: readonly string[];
  /** Where checkpoint and weights go. */
  readonly folder: string;
  readonly seed: string;
  readonly recipe: Recipe;
  /** Weights to begin with; drawn when missing. */
  readonly from?: Float32Array;
  /** Further notes for the file, e.g. where the views come from. */
  readonly notes?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  onStep(step: number, loss: number): void;
}

export interface Recipe {
  readonly steps: number;
  readonly batch: number;
  readonly size: Extent;
  /** Highest learning rate. */
  readonly rate: number;
}

export const RECIPE: Recipe = { steps: 5000, batch: 3, size: { width: 384, height: 216 }, rate: 3e-3 };

export const CHECKPOINT = 'checkpoint.safetensors';
export const WEIGHTS = 'gate.safetensors';
const STEPS_BETWEEN_CHECKPOINTS = 100;
const HELD_OUT = 0.1;
const OPTIMISER = { weightDecay: 0.01, longestGradient: 1 } as const;

/** @returns scores by kind; undefined when the signal stopped it, the checkpoint written @throws NearmissError NM8108 when it diverges */
export async function trainSegmenter(options: TrainOptions): Promise<readonly number[] | undefined> {
  const { engine, views, folder, recipe, signal } = options;
  await mkdir(folder, { recursive: true });
  const kinds = kindTable(options.classes);
  const taught = views.slice(0, views.length - Math.ceil(HELD_OUT * views.length));
  const kept = new Map<string, Promise<Example>>();
  const example = (index: number): Promise<Example> => {
    const path = taught[index] as string;
    const known = kept.get(path) ?? readExample(path, kinds);
    kept.set(path, known);
    return known;
  };
  const weights = await kindWeights(taught.length, example);
  const trainer = await openSegmenterTrainer(engine, recipe, weights);
  try {
    const state = await trained(options, trainer, { count: taught.length, example });
    if (state.step < recipe.steps || signal.aborted) return undefined;
    const scores = await scoresOf(engine, state.weights, examplesOf(views.slice(taught.length), kinds));
    const notes = { ...notesOf(options), iou: KINDS.map((kind, k) => `${kind} ${scores[k]?.toFixed(3)}`).join(', ') };
    await writeWhole(join(folder, WEIGHTS), encodeWeights(trainer.pieces, { state, notes }));
    return scores;
  } finally {
    await trainer.release();
  }
}

async function trained(
  { folder, seed, recipe, from, signal, onStep, ...options }: TrainOptions,
  trainer: Trainer,
  views: Pick<FeedOptions, 'count' | 'example'>,
): Promise<TrainingState> {
  const random = randomRoot(seed).child('gate');
  const feed = feedOf({ ...views, batch: recipe.batch, size: recipe.size, random: random.child('batches') });
  const path = join(folder, CHECKPOINT);
  const bytes = await readFile(path).catch(() => undefined);
  const drawn = trainer.initial(random.child('weights'));
  const first = from === undefined ? drawn : { ...drawn, weights: from };
  const start = bytes === undefined ? first : decodeCheckpoint(trainer.pieces, bytes, path).state;
  const notes = notesOf({ seed, recipe, ...options });
  const save = (state: TrainingState): Promise<void> => writeWhole(path, encodeCheckpoint(trainer.pieces, { state, notes }));
  const state = await train(trainer, start, {
    steps: recipe.steps,
    rate: recipe.rate,
    batch: async (step) => ({ ...(await feed(step)) }),
    signal,
    async onStep(now, loss) {
      onStep(now.step, loss);
      if (now.step % STEPS_BETWEEN_CHECKPOINTS === 0) await save(now);
    },
  });
  await save(state);
  return state;
}

export function openSegmenterTrainer(engine: Engine, { batch, size }: Recipe, weights: readonly number[]): Promise<Trainer> {
  return openTrainer(
    engine,
    (graph, parameters) => {
      const { logits } = buildSegmenter(batch, size, graph, parameters);
      return crossEntropy(logits, graph.input('labels', [batch, size.height, size.width], 'int32'), weights);
    },
    OPTIMISER,
  );
}

/** Views looked at to learn how common kinds are. */
const COUNTED = 40;

/**
 * 1 / ln(1.1 + share of pixels), scaled to a mean of 1: Paszke et al. 2016 (arXiv 1606.02147) have 1.02, by which a pixel of a person counts seventeen times one of the road, and
 * outlines come out that much too broad; now four times.
 */
async function kindWeights(count: number, example: (index: number) => Promise<Example>): Promise<readonly number[]> {
  const shares = KINDS.map(() => 0);
  const looked = Math.min(COUNTED, count);
  for (let n = 0; n < looked; n++) {
    const { kinds } = await example(Math.floor((n * count) / looked));
    for (const kind of kinds) shares[kind] = (shares[kind] as number) + 1 / kinds.length / looked;
  }
  const raw = shares.map((share) => 1 / ln(1.1 + share));
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length;
  return raw.map((weight) => weight / mean);
}

function notesOf({
  seed,
  recipe,
  notes = {},
}: Pick<TrainOptions, 'seed' | 'recipe' | 'notes'>): Readonly<Record<string, string>> {
  return { format: FORMAT, kinds: KINDS.join(','), seed, recipe: JSON.stringify(recipe), ...notes };
}

async function* examplesOf(folders: readonly string[], kinds: Uint8Array): AsyncGenerator<Example> {
  for (const folder of folders) yield await readExample(folder, kinds);
}
