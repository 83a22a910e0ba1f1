/** Training's state as a file: each weight under its name, Adam's running mean and square beside it. */
import { usageError } from '#core/errors';
import { sizeOf } from '../graph/shape.js';
import type { Piece } from '../parameters.js';
import type { TrainingState } from '../training.js';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.js';

const PARTS = { weights: '', mean: 'adam.mean.', square: 'adam.square.' } as const;
type Part = keyof typeof PARTS;

export interface Checkpoint {
  readonly state: TrainingState;
  /** What the writer noted: whose run it is. */
  readonly notes: Readonly<Record<string, string>>;
}

export function encodeCheckpoint(pieces: readonly Piece[], { state, notes }: Checkpoint): Uint8Array {
  return encodeSafetensors({
    tensors: tensorsOf(pieces, state, ['weights', 'mean', 'square']),
    metadata: { ...notes, step: String(state.step) },
  });
}

/** Weights alone, for use. */
export function encodeWeights(pieces: readonly Piece[], { state, notes }: Checkpoint): Uint8Array {
  return encodeSafetensors({
    tensors: tensorsOf(pieces, state, ['weights']),
    metadata: { ...notes, step: String(state.step) },
  });
}

/** @throws NearmissError NM8002 when it isn't one, or of another network. */
export function decodeCheckpoint(pieces: readonly Piece[], bytes: Uint8Array, source: string): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes, source);
  const { step, ...notes } = metadata;
  if (step === undefined || !/^\d+$/.test(step)) throw foreign(source, 'it has no step');
  const flat = (part: Part): Float32Array => {
    const values = new Float32Array(pieces.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
    for (const piece of pieces) values.set(valuesOf(tensors, PARTS[part], piece, source), piece.offset);
    return values;
  };
  return { state: { step: Number(step), weights: flat('weights'), mean: flat('mean'), square: flat('square') }, notes };
}

function tensorsOf(pieces: readonly Piece[], state: TrainingState, parts: readonly Part[]): Record<string, StoredTensor> {
  const entries = parts.flatMap((part) =>
    pieces.map(({ name, shape, offset }): [string, StoredTensor] => [
      PARTS[part] + name,
      { shape, values: state[part].subarray(offset, offset + sizeOf(shape)) },
    ]),
  );
  return Object.fromEntries(entries);
}

function valuesOf(tensors: Readonly<Record<string, StoredTensor>>, prefix: string, piece: Piece, source: string): Float32Array {
  const stored = tensors[prefix + piece.name];
  if (stored === undefined) throw foreign(source, `${prefix}${piece.name} is missing`);
  if (stored.values.length !== sizeOf(piece.shape)) throw foreign(source, `${prefix}${piece.name} has another shape`);
  return stored.values;
}

function foreign(source: string, what: string) {
  return usageError(
    'NM8002',
    `${source} belongs to another network: ${what}`,
    'start anew, or give the options it was made with',
  );
}
