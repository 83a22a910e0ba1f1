/** How sure a figure is: over test pictures by the bootstrap, over seeds by Student's t. */
import type { RandomStream } from '#core/random';
import { quantileOfCentralT } from './student.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const CONFIDENCE = 0.95;

/**
 * Percentile bootstrap (Efron 1979): units are drawn with replacement and the figures computed anew, `rounds` times.
 * @param figures of the drawn units, given by their indices; as many each time, NaN where there is none
 */
export function bootstrap(
  units: number,
  figures: (drawn: readonly number[]) => readonly number[],
  rounds: number,
  random: RandomStream,
): readonly (Interval | null)[] {
  const all = Array.from({ length: rounds }, (_, round) => {
    const stream = random.child(round);
    return figures(Array.from({ length: units }, () => stream.index(units)));
  });
  return (all[0] ?? []).map((_, i) => middle(all.map((list) => list[i] as number)));
}

/** The middle 95 % of a list, between order statistics; NaN is left out, null where nothing is left. */
export function middle(figures: readonly number[]): Interval | null {
  const sorted = figures.filter((figure) => !Number.isNaN(figure)).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    const [a, b] = [sorted[low] as number, sorted[Math.min(low + 1, sorted.length - 1)] as number];
    return a + (place - low) * (b - a);
  };
  return { low: at((1 - CONFIDENCE) / 2), high: at((1 + CONFIDENCE) / 2) };
}

export interface Spread {
  readonly mean: number;
  /** Over seeds, n - 1 in the divisor; null with one seed. */
  readonly deviation: number | null;
  /** Of the mean, by Student's t with n - 1 degrees of freedom; null with one seed. */
  readonly interval: Interval | null;
}

export function spreadOf(figures: readonly number[]): Spread {
  const n = figures.length;
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / n;
  if (n < 2) return { mean, deviation: null, interval: null };
  const deviation = Math.sqrt(figures.reduce((sum, figure) => sum + (figure - mean) * (figure - mean), 0) / (n - 1));
  const reach = (quantileOfCentralT(CONFIDENCE, n - 1) * deviation) / Math.sqrt(n);
  return { mean, deviation, interval: { low: mean - reach, high: mean + reach } };
}
