/** Training of the denoiser on a folder of views: weights, model card, loss curve; goes on from a checkpoint. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { randomRoot } from '#core/random';
import { type ModelCard, notesOf } from '#diffusion/model/model';
import { batchOf } from '#diffusion/training/feed';
import { plainLooksOf } from '#diffusion/training/plain';
import { spectrumOf } from '#diffusion/training/spectrum';
import { openDenoiserTrainer, type Recipe } from '#diffusion/training/train';
import { type OnnxOptions, openOnnxEngine } from '#nn/engines/onnx';
import { decodeCheckpoint, encodeCheckpoint, encodeWeights } from '#nn/files/checkpoint';
import { train } from '#nn/loop';
import type { TrainingState } from '#nn/training';
import { curveOf, LossCurve } from './loss-curve.js';
import { type HeldView, readViews } from './views.js';

export interface TrainPassOptions extends Recipe {
  /** Folder that `diffusion styles` made. */
  readonly views: string;
  readonly out: string;
  readonly name: string;
  /** Of the views, so many of the last are kept for `diffusion measure`. */
  readonly heldOut: number;
  readonly steps: number;
  readonly rate: number;
  readonly seed: string;
  readonly channels: ModelCard['channels'];
  readonly engine: OnnxOptions;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  on(event: { readonly done: number; readonly steps: number; readonly loss: number }): void;
}

export const MODEL = 'model.safetensors';
const CHECKPOINT = 'checkpoint.safetensors';
const CURVE = 'loss.csv';
const CARD = 'training.json';
const STEPS_BETWEEN_CHECKPOINTS = 250;

/** @returns the model's path; undefined when it was stopped. @throws NearmissError NM8108, NM8202, NM8203, NM8204 */
export async function trainPass(options: TrainPassOptions): Promise<string | undefined> {
  const { out, steps, rate, seed, batch, side, signal } = options;
  const held = await readViews(options.views, options.heldOut);
  const recipe = recipeOf(options, held);
  const before = await claim(out, recipe, options.resume);
  const card: ModelCard = {
    name: options.name,
    styles: [],
    spectrum: spectrumOf(held.map(({ view }) => view)),
    plain: plainLooksOf(held.map(({ view }) => view)),
    channels: options.channels,
  };
  const random = randomRoot(seed).child('diffusion');
  const { engine } = await openOnnxEngine(options.engine);
  const trainer = await openDenoiserTrainer(engine, card, { batch, side });
  try {
    const path = join(out, CHECKPOINT);
    const kept = before ? await readFile(path).catch(() => undefined) : undefined;
    const start =
      kept === undefined ? trainer.initial(random.child('weights')) : decodeCheckpoint(trainer.pieces, kept, path).state;
    const curve = kept === undefined ? new LossCurve() : curveOf(await readFile(join(out, CURVE), 'utf8'), start.step);
    const save = async (state: TrainingState): Promise<void> => {
      await writeWhole(path, encodeCheckpoint(trainer.pieces, { state, notes: notesOf(card) }));
      await writeWhole(join(out, CURVE), curve.text());
    };
    const state = await train(trainer, start, {
      steps,
      rate,
      batch: batchOf({
        views: held.length,
        view: async (index) => (held[index] as HeldView).view,
        spectrum: card.spectrum,
        styles: card.styles,
        batch,
        side,
        random: random.child('batches'),
      }),
      signal,
      async onStep(now, loss) {
        curve.add(now.step, loss);
        options.on({ done: now.step, steps, loss });
        if (now.step % STEPS_BETWEEN_CHECKPOINTS === 0) await save(now);
      },
    });
    await save(state);
    if (state.step < steps) return undefined;
    const model = encodeWeights(trainer.pieces, { state, notes: notesOf(card) });
    await writeWhole(join(out, MODEL), model);
    await writeWhole(
      join(out, CARD),
      `${JSON.stringify({ model: { ...card, parameters: trainer.count, bytes: model.length, sha256: sha256Hex(model) }, engine: engine.about, ...recipe }, undefined, 1)}\n`,
    );
    await rm(path, { force: true });
    return join(out, MODEL);
  } finally {
    await trainer.release();
  }
}

/** All that decides the weights. */
function recipeOf({ name, steps, rate, seed, batch, side, channels }: TrainPassOptions, held: readonly HeldView[]) {
  const views = sha256Hex(held.map(({ sha256 }) => sha256).join());
  return { name, recipe: { steps, rate, seed, batch, side, channels }, data: { views: held.length, sha256: views } };
}

/** @returns whether it was begun before */
async function claim(out: string, recipe: unknown, resume: boolean): Promise<boolean> {
  await mkdir(out, { recursive: true });
  const path = join(out, 'begun.json');
  const text = `${JSON.stringify(recipe)}\n`;
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === undefined) {
    await writeWhole(path, text);
    return false;
  }
  if (!resume)
    throw usageError('NM8204', `${out} holds a training already`, 'add --resume to go on with it, or give another folder');
  if (before !== text)
    throw usageError('NM8204', `${out} was begun with other options or other views`, 'give the same, or another folder');
  return true;
}

/** The file is there whole or not at all. */
async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
