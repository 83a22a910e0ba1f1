/** A model that answers to one more word: the same weights, and nothing yet that the word does. */
import type { ModelCard } from './model.js';
import { buildDenoiser, type Model } from './model.js';

/** @param style the new word @param name of the model to be */
export function restyled({ card, weights }: Model, style: string, name: string): Model {
  const next: ModelCard = { ...card, name, styles: card.styles.includes(style) ? card.styles : [...card.styles, style] };
  const [before, after] = [card, next].map((each) => buildDenoiser(each, 1, 16, 16).parameters);
  const out = new Float32Array((after as NonNullable<typeof after>).count);
  const sizes = new Map(before?.pieces.map((piece) => [piece.name, piece]));
  for (const piece of after?.pieces ?? []) {
    const known = sizes.get(piece.name);
    if (known === undefined) throw new RangeError(`${piece.name} is new`);
    // Words are the last rows of the one matrix that grows.
    const length = known.shape.reduce((product, side) => product * side, 1);
    out.set(weights.subarray(known.offset, known.offset + length), piece.offset);
  }
  return { card: next, weights: out };
}
