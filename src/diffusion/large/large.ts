/**
 * A large text-conditioned latent diffusion model of the user's as a repainter: the frame is encoded, noised as far as the strength says and denoised under the
 * prompt, with truth layers as ControlNets' pictures. The gate judges its frames as it judges the project's own.
 */
import { usageError } from '#core/errors';
import type { RandomStream } from '#core/random';
import { type OnnxOptions, openOnnxEngine } from '#nn/engines/onnx';
import { type OnnxModel, openOnnxModel } from '#nn/engines/onnx-model';
import type { Repainter } from '../repainter.js';
import { type Control, controlPicture } from './controls.js';
import { denoised, noised } from './ddim.js';
import { type ModelFolder, NETWORKS, networkPath, readModelFolder } from './folder.js';
import { type Latents, openLatents } from './latents.js';
import { bytesOf, planesOf, workingSize } from './pictures.js';
import type { Network } from './ports.js';
import type { Size } from './resize.js';
import { schedulerOf } from './scheduler.js';
import { openText } from './text.js';
import { clipTokenizer } from './tokenizer.js';
import { type Denoiser, openDenoiser } from './unet.js';
import { wordsOf } from './words.js';

export interface LargeOptions extends OnnxOptions {
  readonly folder: string;
  /** Index in `GROUPS` by semantic id: `groupTable` of the ontology's classes. */
  readonly groups: Uint8Array;
  /** What each of the model's ControlNets is shown, in their order. Default none. */
  readonly controls?: readonly Control[];
  /** How strongly ControlNets act. Default 1. */
  readonly controlScale?: number;
  /** What to keep away from, in words; only with guidance above 1. Default nothing. */
  readonly without?: string;
  /** Pixels of the longer side that the model works at, unless its export is fixed to a size. Default 768. */
  readonly longest?: number;
  /** Both sides divide by this. Default 64: three halvings below latents of an eighth. */
  readonly multiple?: number;
}

const DEFAULTS = { controls: [], controlScale: 1, without: '', longest: 768, multiple: 64 } as const;

/** @throws NearmissError NM8001, NM8401 to NM8404, NM8407: see docs/reference/errors.md */
export async function openLarge(options: LargeOptions): Promise<Repainter> {
  const { groups, controls, controlScale, without, longest, multiple, ...onnx } = { ...DEFAULTS, ...options };
  await needProvider(onnx);
  const folder = await readModelFolder(options.folder);
  const scheduler = schedulerOf(folder.scheduler);
  const tokenizer = clipTokenizer(folder.tokenizer, tokenizerOptions(folder));
  const opened: OnnxModel[] = [];
  try {
    const { text, unet, encoder, decoder, nets } = await openNetworks(folder, onnx, opened);
    const tell = openText(text, tokenizer);
    const latents = openLatents(encoder, decoder, folder.vae);
    const denoiser = openDenoiser(unet, nets, { channels: latents.channels, controls: controls.length, scale: controlScale });
    let sure: Promise<void> | undefined;
    return {
      model: { name: folder.name, sha256: folder.sha256 },
      async repaint({ seen, rgb }, { strength, steps, guidance, prompt }, random) {
        const size = sizeFor(seen, latents, denoiser, longest, multiple);
        const picture = planesOf(rgb, seen, size);
        const latent = { width: size.width / latents.factor, height: size.height / latents.factor };
        const begun = await latents.encode(picture, size);
        sure ??= needSame(latents, picture, size, begun);
        await sure;
        const times = scheduler.times(steps, strength);
        const told = await tell(wordsOf(prompt));
        const texts = guidance === 1 ? [told] : [told, await tell(without)];
        const shown = {
          controls: controls.map((control) => controlPicture(control, seen, groups, size)),
          picture: size,
          latent,
        };
        const noise = normals(begun.length, random.child('noise'));
        const [first] = times;
        const start = first === undefined ? begun : noised(begun, noise, scheduler.shares[first] as number);
        const done = await denoised(start, scheduler, times, async (noisy, time) => {
          const [asked, open] = await denoiser.ask(noisy, time, texts, shown);
          return open === undefined ? (asked as Float32Array) : guided(asked as Float32Array, open, guidance);
        });
        return bytesOf(await latents.decode(done, size), size, seen);
      },
      async close() {
        await release(opened);
      },
    };
  } catch (error) {
    await release(opened);
    throw error;
  }
}

/** On the processor instead such a model would take hours where minutes were meant: that is for the user to decide. */
async function needProvider(onnx: OnnxOptions): Promise<void> {
  const { refused } = await openOnnxEngine(onnx);
  if (refused === undefined) return;
  throw usageError(
    'NM8407',
    `${onnx.provider} can't run networks here: ${refused}`,
    'give another provider; cpu works everywhere, slowly',
  );
}

async function openNetworks(folder: ModelFolder, onnx: OnnxOptions, opened: OnnxModel[]) {
  const open = async (path: string, file: string): Promise<Network> => {
    try {
      const model = await openOnnxModel(path, onnx);
      opened.push(model);
      return { file, model };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'NM8001') throw error;
      const why = error instanceof Error ? (error.message.split('\n')[0] as string) : String(error);
      throw usageError(
        'NM8402',
        `${path} can't be opened: ${why}`,
        'export the model anew; weights kept apart belong beside it',
      );
    }
  };
  const [text, unet, encoder, decoder] = (await inTurn(NETWORKS, (name) =>
    open(networkPath(folder.path, name), `${name}/model.onnx`),
  )) as [Network, Network, Network, Network];
  const nets = await inTurn(folder.controlNets, (path) => open(path, path.slice(folder.path.length + 1)));
  return { text, unet, encoder, decoder, nets };
}

/** One after the other: networks of gigabytes are not to be read all at once. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

async function release(models: OnnxModel[]): Promise<void> {
  for (const model of models.splice(0)) await model.release();
}

function tokenizerOptions({ padding, textLength }: ModelFolder) {
  return { ...(padding === undefined ? {} : { padding }), ...(textLength === undefined ? {} : { length: textLength }) };
}

function sizeFor(frame: Size, { fixed, factor }: Latents, denoiser: Denoiser, longest: number, multiple: number): Size {
  if (denoiser.fixed !== undefined) return { width: denoiser.fixed.width * factor, height: denoiser.fixed.height * factor };
  return fixed ?? workingSize(frame, longest, factor * Math.ceil(multiple / factor));
}

/** @throws NearmissError NM8405 when the encoder gives something else for the same picture: a dataset could never be made again */
async function needSame(latents: Latents, picture: Float32Array, size: Size, before: Float32Array): Promise<void> {
  const again = await latents.encode(picture, size);
  if (again.every((value, i) => value === before[i])) return;
  throw usageError(
    'NM8405',
    'vae_encoder/model.onnx draws numbers of its own: the same frame would look different every time',
    'export it so that it gives latent_parameters, as optimum does',
  );
}

function normals(count: number, random: RandomStream): Float32Array {
  return Float32Array.from({ length: count }, () => random.normal());
}

/** Classifier-free guidance (Ho & Salimans 2022, arXiv 2207.12598). */
function guided(asked: Float32Array, open: Float32Array, guidance: number): Float32Array {
  return asked.map((value, i) => (open[i] as number) + guidance * (value - (open[i] as number)));
}
