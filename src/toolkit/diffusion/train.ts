/** Training of the denoiser on a folder of views. */
import { readFile } from 'node:fs/promises';
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { randomRoot } from '#core/random';
import { decodeModel, type ModelCard } from '#diffusion/model/model';
import { batchOf } from '#diffusion/training/feed';
import { plainLooksOf } from '#diffusion/training/plain';
import { spectrumOf } from '#diffusion/training/spectrum';
import type { Recipe } from '#diffusion/training/train';
import { type EngineOptions, openEngine } from '#nn/engines/choose';
import { learn, startedFrom } from './learning.js';
import { type HeldView, readViews } from './views.js';

export interface TrainPassOptions extends Recipe {
  /** Folder that `diffusion styles` made. */
  readonly views: string;
  readonly out: string;
  readonly name: string;
  /** File of a model to go on from, instead of from nothing. */
  readonly from: string | undefined;
  /** Of the views, so many of the last are kept for `diffusion measure`. */
  readonly heldOut: number;
  readonly steps: number;
  readonly rate: number;
  readonly seed: string;
  readonly channels: ModelCard['channels'];
  readonly engine: EngineOptions;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  on(event: { readonly done: number; readonly steps: number; readonly loss: number }): void;
}

/** @returns the model's path; undefined when it was stopped. @throws NearmissError NM8108, NM8202, NM8203, NM8204 */
export async function trainPass(options: TrainPassOptions): Promise<string | undefined> {
  const { name, channels, out, steps, rate, seed, batch, window, resume, signal } = options;
  const held = await readViews(options.views, options.heldOut);
  const views = held.map(({ view }) => view);
  const card: ModelCard = { name, styles: [], spectrum: spectrumOf(views), plain: plainLooksOf(views), channels };
  const before = options.from === undefined ? undefined : await modelOf(options.from, card);
  const random = randomRoot(seed).child('diffusion');
  const { engine } = await openEngine(options.engine);
  return learn({
    out,
    card,
    recipe: { steps, rate, seed, batch, window },
    facts: {
      ...(before === undefined ? {} : { from: sha256Hex(before.bytes) }),
      data: { views: held.length, sha256: hashOf(held) },
    },
    engine,
    start: (trainer) => (before === undefined ? trainer.initial(random.child('weights')) : startedFrom(before.weights)),
    batch: batchOf({
      views: held.length,
      view: async (index) => views[index] as HeldView['view'],
      spectrum: card.spectrum,
      styles: card.styles,
      batch,
      window,
      random: random.child('batches'),
    }),
    resume,
    signal,
    on: options.on,
  });
}

async function modelOf(path: string, { spectrum, channels }: ModelCard) {
  const bytes = await readFile(path);
  const { card, weights } = decodeModel(bytes, path);
  if (JSON.stringify([card.spectrum, card.channels, card.styles]) !== JSON.stringify([spectrum, channels, []]))
    throw usageError('NM8204', `${path} was made from other views`, 'give the views that it was made from');
  return { bytes, weights };
}

function hashOf(held: readonly HeldView[]): string {
  return sha256Hex(held.map(({ sha256 }) => sha256).join());
}
