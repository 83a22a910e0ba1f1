/** A trained denoiser with what it takes to use it: weights in safetensors, the rest in that file's metadata. */
import { usageError } from '#core/errors';
import { decodeSafetensors } from '#nn/files/safetensors';
import { Graph } from '#nn/graph/graph';
import { Parameters } from '#nn/parameters';
import { PLANES } from '../field/change.js';
import { GROUPS } from '../field/groups.js';
import { PARTS, type Part, SPECTRUM_LENGTH, type Spectrum } from '../noise/spectrum.js';
import { type DenoiserOptions, denoiser, FACTS, TIME_WAVES } from './network.js';
import type { PlainLooks } from './plain-looks.js';
import { promptLength } from './prompt.js';

/** What a model is besides its weights. */
export interface ModelCard {
  readonly name: string;
  /** Words for `prompt.style`. */
  readonly styles: readonly string[];
  readonly spectrum: Spectrum;
  /** How segments look that a change starts from. */
  readonly plain: PlainLooks;
  readonly channels: NonNullable<DenoiserOptions['channels']>;
}

export interface Model {
  readonly card: ModelCard;
  readonly weights: Float32Array;
}

/** Changes when weights of before can no longer be read as they were meant. */
const FORMAT = '3';

export interface Built {
  readonly graph: Graph;
  readonly parameters: Parameters;
  readonly v: ReturnType<typeof denoiser>;
}

/** Inputs `noisy`, `facts`, `hints`; call `parameters.finish('weights')` when nothing more is to be learnt. */
export function buildDenoiser(
  { styles, channels }: Pick<ModelCard, 'styles' | 'channels'>,
  count: number,
  height: number,
  width: number,
  graph = new Graph(),
  parameters = new Parameters(graph),
): Built {
  const noisy = graph.input('noisy', [count, PLANES, height, width]);
  const facts = graph.input('facts', [count, FACTS, height, width]);
  const hints = graph.input('hints', [count, TIME_WAVES + promptLength(styles)]);
  return { graph, parameters, v: denoiser(parameters, noisy, facts, hints, { channels }) };
}

/** What goes into a weight file's metadata. */
export function notesOf({ name, styles, spectrum, plain, channels }: ModelCard): Readonly<Record<string, string>> {
  return {
    format: FORMAT,
    name,
    groups: GROUPS.join(','),
    styles: styles.join(','),
    sizes: spectrum.sizes.join(','),
    ...Object.fromEntries(PARTS.map((part) => [part, spectrum.shares[part].join(',')])),
    'plain.mean': plain.mean.join(','),
    'plain.spread': plain.spread.join(','),
    channels: channels.join(','),
  };
}

/** @throws NearmissError NM8201 when it is no model of this pass, NM8002 when it is no weight file */
export function decodeModel(bytes: Uint8Array, source: string): Model {
  const { tensors, metadata } = decodeSafetensors(bytes, source);
  if (metadata.format !== FORMAT || metadata.groups !== GROUPS.join(','))
    throw foreign(source, 'it was made for another version');
  const numbers = (key: string, count: number): readonly number[] => {
    const values = (metadata[key] ?? '').split(',').map(Number);
    if (values.length !== count || !values.every(Number.isFinite)) throw foreign(source, `its ${key} can't be read`);
    return values;
  };
  const card: ModelCard = {
    name: metadata.name ?? 'unnamed',
    styles: (metadata.styles ?? '').split(',').filter((style) => style !== ''),
    spectrum: {
      sizes: numbers('sizes', SPECTRUM_LENGTH),
      shares: Object.fromEntries(PARTS.map((part) => [part, numbers(part, SPECTRUM_LENGTH)])) as Record<
        Part,
        readonly number[]
      >,
    },
    plain: { mean: numbers('plain.mean', SPECTRUM_LENGTH), spread: numbers('plain.spread', SPECTRUM_LENGTH) },
    channels: numbers('channels', 3) as unknown as ModelCard['channels'],
  };
  const { parameters } = buildDenoiser(card, 1, 16, 16);
  const weights = new Float32Array(parameters.count);
  for (const { name, offset, shape } of parameters.pieces) {
    const stored = tensors[name];
    if (stored === undefined || stored.shape.join() !== shape.join())
      throw foreign(source, `tensor ${name} is missing or of another shape`);
    weights.set(stored.values, offset);
  }
  return { card, weights };
}

function foreign(source: string, what: string) {
  return usageError(
    'NM8201',
    `${source} is no model for the diffusion pass: ${what}`,
    'give a model that was trained for this version',
  );
}
