/**
 * Rows from algebra to start from: an orthogonal array holds every t-tuple of q + 1 factors with q levels exactly once, in q^t rows
 * (Bush, "Orthogonal arrays of index unity", Annals of Mathematical Statistics 23, 1952).
 *
 * Row by row these are the values of one polynomial of degree below t over a field with q elements: factor x has its value at x,
 * the last one its leading coefficient.
 */
import type { RandomStream } from '#core/random';
import { type Field, fieldFrom } from './field.js';
import type { Row } from './model.js';
import type { Strength } from './tuples.js';

/**
 * Such rows for factors with those numbers of levels. Where there are more than q + 1 of them, several share a column, and levels
 * that a factor does not have become others at random: not all tuples are held then. Nothing when there would be more than `most`.
 */
export function orthogonalRows(
  sizes: readonly number[],
  strength: Strength,
  most: number,
  stream: RandomStream,
): readonly Row[] | undefined {
  const field = fieldFrom(Math.max(...sizes));
  let count = 1;
  for (let i = 0; i < strength; i++) count *= field.order;
  if (count > most) return undefined;
  const columns = columnsOf(sizes, field.order + 1);
  return Array.from({ length: count }, (_, n) => {
    const values = valuesOf(field, n, strength);
    return sizes.map((size, factor) => {
      const level = values[columns[factor] as number] as number;
      return level < size ? level : stream.index(size);
    });
  });
}

/** A column for each factor, in turn from the factor with most levels on, so that large ones share the last. */
function columnsOf(sizes: readonly number[], count: number): readonly number[] {
  const columns = sizes.map(() => 0);
  const bySize = [...sizes.keys()].sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  for (const [rank, factor] of bySize.entries()) columns[factor] = rank % count;
  return columns;
}

/** The values of polynomial number n, whose coefficients are its digits to base q, at each element; then its leading coefficient. */
function valuesOf({ order, sum, product }: Field, n: number, strength: number): readonly number[] {
  const coefficients: number[] = [];
  for (let i = 0, rest = n; i < strength; i++, rest = Math.floor(rest / order)) coefficients.push(rest % order);
  const at = (x: number): number => coefficients.reduceRight((value, coefficient) => sum(product(value, x), coefficient), 0);
  return [...Array.from({ length: order }, (_, x) => at(x)), coefficients[strength - 1] as number];
}
