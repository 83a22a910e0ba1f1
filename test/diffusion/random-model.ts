/** A model of random weights, large enough to change a picture. */
import { randomRoot } from '#core/random';
import { buildDenoiser, type ModelCard, notesOf } from '#diffusion/model/model';
import { evenSpectrum, SPECTRUM_LENGTH } from '#diffusion/noise/spectrum';
import { encodeWeights } from '#nn/files/checkpoint';

const SHARES = { whole: 0.4, segment: 0.3, broad: 0.2, fine: 0.08, white: 0.02 };
export const CARD: ModelCard = {
  name: 'tiny',
  styles: ['drawn', 'washed'],
  spectrum: evenSpectrum([0.6, 0.1, 0.15, 0.3], SHARES),
  plain: { mean: new Array(SPECTRUM_LENGTH).fill(-2), spread: new Array(SPECTRUM_LENGTH).fill(0.5) },
  channels: [8, 8, 8],
};

/** @returns the bytes of its file */
export function randomModel(seed: string, card: ModelCard = CARD): Uint8Array {
  const { parameters } = buildDenoiser(card, 1, 16, 16);
  const weights = parameters.initial(randomRoot(seed));
  const state = { step: 0, weights, mean: weights, square: weights };
  return encodeWeights(parameters.pieces, { state, notes: notesOf(card) });
}
