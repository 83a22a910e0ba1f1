/** Adapting a model to a user's own photographs: what they look like becomes a style of its own, under a word. */
import { usageError } from '#core/errors';
import { sha256Hex } from '#core/hash';
import { type RandomStream, randomRoot } from '#core/random';
import { decodeSegmenter } from '#diffusion/gate/network';
import { openSegmenter } from '#diffusion/gate/segmenter';
import { decodeModel } from '#diffusion/model/model';
import { restyled } from '#diffusion/model/restyled';
import { batchOf, type WindowSize } from '#diffusion/training/feed';
import { photoView } from '#diffusion/training/photo';
import { type EngineOptions, openEngine } from '#nn/engines/choose';
import { readGiven } from './given.js';
import { learn, startedFrom } from './learning.js';
import { readPhotos, type SegmentedPhoto } from './photos.js';

export interface FinetuneOptions {
  /** Folder of pictures, its folders too. */
  readonly images: string;
  /** File of the model to start from. */
  readonly model: string;
  /** File of the segmenter that says what is what in them. */
  readonly segmenter: string;
  readonly out: string;
  /** What the style is asked for by; lower-case letters, digits, dashes. */
  readonly style: string;
  readonly steps: number;
  readonly rate: number;
  readonly batch: number;
  readonly window: WindowSize;
  readonly seed: string;
  readonly engine: EngineOptions;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  on(event: { readonly done: number; readonly steps: number; readonly loss: number }): void;
}

/** Plain looks that one photograph is taken back to, over a training. */
const STARTS = 8;

/** @returns the new model's path; undefined when it was stopped. @throws NearmissError NM8108, NM8201, NM8204, NM8205, NM8206 */
export async function finetunePass(options: FinetuneOptions): Promise<string | undefined> {
  const { images, model: path, out, style, steps, rate, seed, batch, window, resume, signal } = options;
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(style))
    throw usageError('NM8206', `a style can't be called "${style}"`, 'lower-case letters, digits and dashes');
  const bytes = await readGiven(path);
  const base = decodeModel(bytes, path);
  const { engine } = await openEngine(options.engine);
  const segmenter = openSegmenter(engine, decodeSegmenter(await readGiven(options.segmenter), options.segmenter));
  const photos = await readPhotos(images, segmenter).finally(() => segmenter.close());
  checkSize(photos, window);
  const model = restyled(base, style, `${base.card.name}-${style}`);
  const random = randomRoot(seed).child('finetune');
  return learn({
    out,
    card: model.card,
    recipe: { steps, rate, seed, batch, window },
    facts: {
      from: sha256Hex(bytes),
      data: { images: photos.length, sha256: sha256Hex(photos.map(({ sha256 }) => sha256).join()) },
    },
    engine,
    start: () => startedFrom(model.weights),
    batch: batchOf({
      views: photos.length * STARTS,
      view: async (index) =>
        photoView((photos[index % photos.length] as SegmentedPhoto).photo, model.card.plain, style, startOf(random, index)),
      spectrum: model.card.spectrum,
      styles: model.card.styles,
      batch,
      window,
      random: random.child('batches'),
    }),
    resume,
    signal,
    on: options.on,
  });
}

function startOf(random: RandomStream, index: number): RandomStream {
  return random.child('start').child(index);
}

/** Squares are cut out of the grid of at most 160 cells across. */
function checkSize(photos: readonly SegmentedPhoto[], window: WindowSize): void {
  const small = photos.find(({ photo }) => {
    const { width, height } = photo.cells.grid;
    return width < window.width || height < window.height;
  });
  if (small !== undefined)
    throw usageError(
      'NM8205',
      `${small.file} is too small to learn from`,
      `give larger ones, or a window of fewer than ${window.width}x${window.height} cells`,
    );
}
