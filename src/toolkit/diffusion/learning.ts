/** A training of the denoiser as a folder: checkpoint, loss curve, in the end the weights and how they were made. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { type ModelCard, notesOf } from '#diffusion/model/model';
import type { DenoiserBatch } from '#diffusion/training/feed';
import { openDenoiserTrainer, type Recipe } from '#diffusion/training/train';
import type { Engine } from '#nn/engines/engine';
import { decodeCheckpoint, encodeCheckpoint, encodeWeights } from '#nn/files/checkpoint';
import { writeWhole } from '#nn/files/write-whole';
import { train } from '#nn/loop';
import type { Trainer, TrainingState } from '#nn/training';
import { curveOf, LossCurve } from './loss-curve.js';

export interface Learning {
  readonly out: string;
  readonly card: ModelCard;
  readonly recipe: Recipe & { readonly steps: number; readonly rate: number; readonly seed: string };
  /** What else decides the weights, for `training.json`. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly engine: Engine;
  /** What it starts from. */
  start(trainer: Trainer): TrainingState;
  batch(step: number): Promise<DenoiserBatch>;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  on(event: { readonly done: number; readonly steps: number; readonly loss: number }): void;
}

export const MODEL = 'model.safetensors';
const CHECKPOINT = 'checkpoint.safetensors';
const CURVE = 'loss.csv';
const CARD = 'training.json';
const STEPS_BETWEEN_CHECKPOINTS = 250;

/** @returns the model's path; undefined when it was stopped. @throws NearmissError NM8108, NM8204 */
export async function learn(learning: Learning): Promise<string | undefined> {
  const { out, card, recipe, engine } = learning;
  const before = await claim(learning);
  const trainer = await openDenoiserTrainer(engine, card, recipe);
  try {
    const state = await trained(learning, trainer, before);
    if (state.step < recipe.steps) return undefined;
    const model = encodeWeights(trainer.pieces, { state, notes: notesOf(card) });
    await writeWhole(join(out, MODEL), model);
    const { name, styles, channels } = card;
    const made = { name, styles, channels, parameters: trainer.count, bytes: model.length, sha256: sha256Hex(model) };
    await writeWhole(join(out, CARD), jsonOf({ model: made, engine: engine.about, ...factsOf(learning) }));
    await rm(join(out, CHECKPOINT), { force: true });
    return join(out, MODEL);
  } finally {
    await trainer.release();
  }
}

/** A state before its first step. */
export function startedFrom(weights: Float32Array): TrainingState {
  return { step: 0, weights, mean: new Float32Array(weights.length), square: new Float32Array(weights.length) };
}

async function trained(learning: Learning, trainer: Trainer, before: boolean): Promise<TrainingState> {
  const { out, card, recipe, signal } = learning;
  const path = join(out, CHECKPOINT);
  const kept = before ? await readFile(path).catch(() => undefined) : undefined;
  const start = kept === undefined ? learning.start(trainer) : decodeCheckpoint(trainer.pieces, kept, path).state;
  const curve = kept === undefined ? new LossCurve() : curveOf(await readFile(join(out, CURVE), 'utf8'));
  const save = async (state: TrainingState): Promise<void> => {
    await writeWhole(path, encodeCheckpoint(trainer.pieces, { state, notes: notesOf(card) }));
    await writeWhole(join(out, CURVE), curve.text());
  };
  const state = await train(trainer, start, {
    ...recipe,
    batch: (step) => learning.batch(step),
    signal,
    async onStep(now, loss) {
      curve.add(now.step, loss);
      learning.on({ done: now.step, steps: recipe.steps, loss });
      if (now.step % STEPS_BETWEEN_CHECKPOINTS === 0) await save(now);
    },
  });
  if (state.step === recipe.steps) curve.end(state.step);
  await save(state);
  return state;
}

function factsOf({ card, recipe, facts }: Learning): Readonly<Record<string, unknown>> {
  const { batch, window, unchanged, steps, rate, seed } = recipe;
  return {
    name: card.name,
    recipe: { steps, rate, seed, batch, window, ...(unchanged === undefined ? {} : { unchanged }), channels: card.channels },
    ...facts,
  };
}

/** @returns whether it was begun before */
async function claim(learning: Learning): Promise<boolean> {
  const { out, resume } = learning;
  await mkdir(out, { recursive: true });
  const path = join(out, 'begun.json');
  const text = jsonOf(factsOf(learning));
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === undefined) {
    await writeWhole(path, text);
    return false;
  }
  if (!resume)
    throw usageError('NM8204', `${out} holds a training already`, 'add --resume to go on with it, or give another folder');
  if (before !== text)
    throw usageError('NM8204', `${out} was begun with other options or other data`, 'give the same, or another folder');
  return true;
}

function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}
