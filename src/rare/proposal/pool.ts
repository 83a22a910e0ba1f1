/**
 * All runs drawn so far, from whichever proposals, weighted as one sample: by the nominal density over the mean of all proposals
 * that were drawn from (the deterministic mixture of Veach & Guibas 1995; Cornuet et al., adaptive multiple importance sampling, 2012).
 */
import { exp, ln } from '#core/math';
import type { Run } from '../problem.js';
import type { WeightedRun } from '../result.js';
import { effectiveCount } from './fit.js';
import { lnMixture, lnNominal, lnSum, type Mixture } from './gaussian.js';

interface Pooled extends Run {
  readonly lnNominal: number;
  /** ln of the sum over batches of their size times their density here. */
  lnDrawn: number;
}

export class Pool {
  readonly #runs: Pooled[] = [];
  readonly #batches: { readonly proposal: Mixture; readonly lnSize: number }[] = [];

  get size(): number {
    return this.#runs.length;
  }

  /** Takes in runs that were drawn from that proposal. */
  add(proposal: Mixture, runs: readonly Run[]): void {
    const lnSize = ln(runs.length);
    for (const run of this.#runs) run.lnDrawn = lnSum([run.lnDrawn, lnSize + lnMixture(proposal, run.u)]);
    this.#batches.push({ proposal, lnSize });
    for (const { u, g } of runs) {
      const terms = this.#batches.map((batch) => batch.lnSize + lnMixture(batch.proposal, u));
      this.#runs.push({ u, g, lnNominal: lnNominal(u), lnDrawn: lnSum(terms) });
    }
  }

  /** The runs with g <= level; their weights' sum over `size` estimates P(g <= level). */
  weighted(level: number): WeightedRun[] {
    const lnAll = ln(this.size);
    return this.#runs
      .filter(({ g }) => g <= level)
      .map((run) => ({ u: run.u, g: run.g, weight: exp(run.lnNominal - run.lnDrawn + lnAll) }));
  }

  /** The lowest margin, not below 0, under which there are at least that many effective runs; Infinity where none has. */
  level(effective: number): number {
    const sorted = this.weighted(Number.POSITIVE_INFINITY).sort((a, b) => a.g - b.g);
    let sum = 0;
    let squares = 0;
    for (const [i, { g, weight }] of sorted.entries()) {
      sum += weight;
      squares += weight * weight;
      const next = sorted[i + 1]?.g ?? Number.POSITIVE_INFINITY;
      if (next > g && next > 0 && sum * sum >= effective * squares && squares > 0) return Math.max(0, g);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Effective runs with g <= level. */
  effective(level: number): number {
    return effectiveCount(this.weighted(level).map(({ weight }) => weight));
  }
}
