/** A model of random weights, large enough to change a picture. */
import { randomRoot } from '#core/random';
import { buildDenoiser, type ModelCard, notesOf } from '#diffusion/model/model';
import { encodeWeights } from '#nn/files/checkpoint';

export const TINY: ModelCard = { name: 'tiny', styles: ['drawn', 'washed'], sizes: [0.6, 0.1, 0.15, 0.3], channels: [8, 8, 8] };

/** @returns the bytes of its file */
export function tinyModel(seed: string, card: ModelCard = TINY): Uint8Array {
  const { parameters } = buildDenoiser(card, 1, 16, 16);
  const weights = parameters.initial(randomRoot(seed));
  const state = { step: 0, weights, mean: weights, square: weights };
  return encodeWeights(parameters.pieces, { state, notes: notesOf(card) });
}
