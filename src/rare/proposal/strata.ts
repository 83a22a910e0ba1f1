/**
 * Draws of a mixture with a fixed share for each component instead of one left to chance (stratified sampling; the deterministic mixture of Veach & Guibas
 * 1995). Weights by the mixture of those very shares are unbiased, and how many draws fall to a component no longer adds to the variance.
 */
import type { RandomStream } from '#core/random';
import type { Point } from '../problem.js';
import { drawGaussian, type Gaussian, type Mixture, mixtureOf } from './gaussian.js';

export interface Strata {
  /** The mixture whose parts are exactly what is drawn of its components. */
  readonly proposal: Mixture;
  /** Draws of each of its components, at least 1. */
  readonly shares: readonly number[];
}

/** So many draws shared out by the mixture's parts, the largest remainders rounded up; components without any are left out. */
export function strataOf(mixture: Mixture, count: number): Strata {
  const drawn = sharesOf(mixture.parts, count);
  const kept = mixture.components
    .map((component, k) => ({ component, share: drawn[k] as number }))
    .filter(({ share }) => share > 0);
  const shares = kept.map(({ share }) => share);
  const components = kept.map(({ component }) => component);
  return {
    proposal: mixtureOf(
      shares.map((share) => share / count),
      components,
    ),
    shares,
  };
}

/** One component after the other. */
export function drawStrata({ proposal, shares }: Strata, stream: RandomStream): Point[] {
  return shares.flatMap((share, k) =>
    Array.from({ length: share }, (_, i) => drawGaussian(proposal.components[k] as Gaussian, stream.child(k).child(i))),
  );
}

function sharesOf(parts: readonly number[], count: number): readonly number[] {
  const wanted = parts.map((part) => part * count);
  const shares = wanted.map(Math.floor);
  const left = count - shares.reduce((sum, share) => sum + share, 0);
  const remainder = (k: number): number => (wanted[k] as number) - (shares[k] as number);
  const byRemainder = [...wanted.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b);
  const extra = new Set(byRemainder.slice(0, Math.max(0, left)));
  return shares.map((share, k) => share + (extra.has(k) ? 1 : 0));
}
