/** A row with one seed: train, predict the test pictures, count. What is finished is kept and not done again. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type RandomStream, randomRoot } from '#core/random';
import type { Engine } from '#nn/engines/engine';
import { decodeCheckpoint, encodeCheckpoint, encodeWeights } from '#nn/files/checkpoint';
import { writeWhole } from '#nn/files/write-whole';
import { train } from '#nn/loop';
import type { Trainer, TrainingState } from '#nn/training';
import type { Example } from '../../pictures/example.js';
import type { ExampleStore } from '../../pictures/store.js';
import { type Confusion, confusionOf } from '../scores/confusion.js';
import { classWeights } from './class-weights.js';
import { feedOf } from './feed.js';
import { openPredictor, openSegmentationTrainer } from './network.js';
import type { Row, TrainingOptions } from './options.js';
import { predict } from './predict.js';

export interface SeedRun {
  readonly row: Row;
  readonly seed: number;
  readonly options: TrainingOptions;
  /** Share of the row's pixels by class. */
  readonly shares: readonly number[];
  readonly store: ExampleStore;
  readonly tests: readonly Example[];
  readonly engine: Engine;
  /** Where checkpoint, weights and counts go. */
  readonly folder: string;
  readonly signal: AbortSignal;
  onStep(step: number, loss: number): void;
}

export interface SeedResult {
  /** Of each test picture: a class for each pixel, and how often which was taken for which. */
  readonly predicted: readonly Uint8Array[];
  readonly confusions: readonly Confusion[];
}

const CHECKPOINT = 'checkpoint.safetensors';
const WEIGHTS = 'weights.safetensors';
const STEPS_BETWEEN_CHECKPOINTS = 200;

/** Undefined when the signal stopped it; the checkpoint is written then. */
export async function runSeed(run: SeedRun): Promise<SeedResult | undefined> {
  await mkdir(run.folder, { recursive: true });
  const weights = classWeights(run.shares, run.options.weighting);
  const trainer = await openSegmentationTrainer(run.engine, run.options, weights);
  try {
    const state = await trained(run, trainer);
    if (state.step < run.options.steps) return undefined;
    await writeWhole(join(run.folder, WEIGHTS), encodeWeights(trainer.pieces, { state, notes: notesOf(run) }));
    return await tested(run, state.weights);
  } finally {
    await trainer.release();
  }
}

async function trained(run: SeedRun, trainer: Trainer): Promise<TrainingState> {
  const { row, options, store } = run;
  const random = streamOf(options.seed, run.seed);
  const feed = feedOf(row, store, options.size, options.batch, random.child('batches'));
  const path = join(run.folder, CHECKPOINT);
  const bytes = await readFile(path).catch(() => undefined);
  const start =
    bytes === undefined ? trainer.initial(random.child('weights')) : decodeCheckpoint(trainer.pieces, bytes, path).state;
  const save = (state: TrainingState): Promise<void> =>
    writeWhole(path, encodeCheckpoint(trainer.pieces, { state, notes: notesOf(run) }));
  const state = await train(trainer, start, {
    steps: options.steps,
    rate: options.rate,
    batch: async (step) => ({ ...(await feed.batch(step)) }),
    signal: run.signal,
    async onStep(now, loss) {
      run.onStep(now.step, loss);
      if (now.step % STEPS_BETWEEN_CHECKPOINTS === 0) await save(now);
    },
  });
  await save(state);
  return state;
}

/** All chance of one seed; the same for every row, so that rows start from the same weights. */
function streamOf(seed: string, index: number): RandomStream {
  return randomRoot(seed).child('utility').child(index);
}

async function tested({ engine, options, tests }: SeedRun, weights: Float32Array): Promise<SeedResult> {
  const predictor = await openPredictor(engine, options);
  try {
    const predicted = await predict(predictor, weights, tests, options.size, options.batch);
    const classes = options.classes.classes.length;
    return { predicted, confusions: tests.map(({ truth }, i) => confusionOf(truth, predicted[i] as Uint8Array, classes)) };
  } finally {
    await predictor.release();
  }
}

function notesOf({ row, seed, options }: SeedRun): Readonly<Record<string, string>> {
  return { row: row.name, seed: `${options.seed}/${seed}`, classes: options.classes.classes.map(({ name }) => name).join(',') };
}

/** A checkpoint is of no use once its row has been counted. */
export async function dropCheckpoint(folder: string): Promise<void> {
  await rm(join(folder, CHECKPOINT), { force: true });
}
