/**
 * Importance sampling with a normal mixture found by the cross-entropy method (Rubinstein 1997; mixtures: Kurtz & Song 2013).
 *
 * 1. Pilot: nominal runs, and runs of widened densities that look for failures everywhere.
 * 2. Levels: a mixture is fitted to all runs so far below a level, each weighted as if drawn from the nominal density; a batch is
 *    drawn from it. The level falls to 0 as fast as the effective number of runs allows, and the fit is repeated there until it holds.
 * 3. Final: fresh runs from the last mixture alone give the number, so that the fit cannot bias it; each component gets a fixed share of them.
 */

import { exp } from '#core/math';
import type { RandomStream } from '#core/random';
import { milderThresholdDisagrees } from '../diagnostics/milder.js';
import { logInterval, summarise, type WeightSummary, weightWarnings } from '../diagnostics/weights.js';
import { type RareEventProblem, type Run, RunCounter } from '../problem.js';
import { explore } from '../proposal/explore.js';
import { effectiveCount, fitMixture } from '../proposal/fit.js';
import { centred, drawMixture, lnMixture, lnNominal, type Mixture, mixtureOf } from '../proposal/gaussian.js';
import { defended, withMet } from '../proposal/guard.js';
import { MOST_SHAPED, modesOf } from '../proposal/modes.js';
import { Pool } from '../proposal/pool.js';
import { drawStrata, strataOf } from '../proposal/strata.js';
import { accelerationOf, type RareEventEstimate, type WarningCode, type WeightedRun, warning } from '../result.js';

export interface CrossEntropyOptions {
  readonly stream: RandomStream;
  /** The most runs, adaptation included. */
  readonly budget: number;
  /** The CoV to aim at in the final runs, in (0, 1); 0.05 where not given. */
  readonly cov?: number;
}

const MOST_COMPONENTS = 6;
const MOST_ITERATIONS = 14;
/** Effective final runs to aim at, whatever the CoV asked for: twice what the gate of the weights wants. */
const LEAST_EFFECTIVE = 200;

export async function crossEntropy(problem: RareEventProblem, options: CrossEntropyOptions): Promise<RareEventEstimate> {
  return crossEntropyOn(new RunCounter(problem, options.budget), options.stream, options.cov ?? 0.05);
}

/** The runs of a batch: enough that a mean can be fitted in so many dimensions. */
export function batchSize(dimension: number): number {
  return Math.max(400, 20 * dimension);
}

/** The same with a counter that others use too. */
export async function crossEntropyOn(counter: RunCounter, stream: RandomStream, cov: number): Promise<RareEventEstimate> {
  const before = counter.runs;
  const found = await adapt(counter, stream.child('adapt'));
  const wanted = Math.ceil(Math.max(found.variance / (cov * cov), LEAST_EFFECTIVE * (1 + found.variance)));
  const count = Math.min(Math.max(wanted, 1000), 20_000, counter.left);
  const codes = new Set<WarningCode>(found.codes);
  if (count < wanted) codes.add('budget-too-small');
  const strata = strataOf(found.proposal, count);
  const final = await counter.run(drawStrata(strata, stream.child('final')));
  const samples = weigh(strata.proposal, final);
  // As if drawn at random: what the strata take out of the spread is kept as a margin.
  const summary = summarise(samples);
  for (const code of weightWarnings(summary)) codes.add(code);
  found.pool.add(strata.proposal, final);
  if (milderThresholdDisagrees(found.nominal, found.pool)) codes.add('milder-threshold-disagrees');
  const modes = await modesOf(samples, counter);
  const runs = counter.runs - before;
  return { ...answer(summary, samples.length, runs), modes, warnings: [...codes].map(warning), samples };
}

function answer(
  summary: WeightSummary,
  count: number,
  runs: number,
): Omit<RareEventEstimate, 'modes' | 'warnings' | 'samples'> {
  const { probability, cov, effectiveSamples, largestShare } = summary;
  return {
    method: 'cross-entropy',
    probability,
    // No failure at all: what the defensive part, a tenth of the runs, says by the rule of three.
    interval: probability > 0 ? logInterval(probability, cov) : [0, Math.min(1, 30 / Math.max(1, count))],
    cov,
    runs,
    effectiveSamples,
    largestWeightShare: largestShare,
    acceleration: accelerationOf(probability, cov, runs),
  };
}

interface Found {
  readonly proposal: Mixture;
  /** Relative variance of one final run, foreseen. */
  readonly variance: number;
  readonly nominal: readonly Run[];
  /** All runs of the adaptation but the nominal ones. */
  readonly pool: Pool;
  readonly codes: readonly WarningCode[];
}

async function adapt(counter: RunCounter, stream: RandomStream): Promise<Found> {
  const dimension = counter.problem.dimension;
  const size = batchSize(dimension);
  const pool = new Pool();
  const others = new Pool();
  const nominalDensity = mixtureOf([1], [centred(dimension)]);
  const nominal = await draw(nominalDensity, Math.min(size, counter.left), counter, stream.child('nominal'));
  pool.add(nominalDensity, nominal);
  const met = await explore(pool, Math.min(100, Math.floor(counter.left / 4)), counter, stream.child('explore'));
  let settled = 0;
  let variance = 50;
  let proposal = nominalDensity;
  for (let i = 0; i < MOST_ITERATIONS; i++) {
    const level = pool.level(0.1 * size);
    proposal = proposalBelow(level, pool, met, dimension, stream.child('fit').child(i));
    if (settled >= 2 || counter.left < 2 * size) break;
    const runs = await draw(proposal, size, counter, stream.child('batch').child(i));
    pool.add(proposal, runs);
    others.add(proposal, runs);
    const summary = summarise(weigh(proposal, runs));
    const good = level === 0 && summary.effectiveSamples >= 0.08 * size && summary.largestShare < 0.1;
    settled = good ? settled + 1 : 0;
    if (good) variance = summary.cov * summary.cov * size;
  }
  return { proposal, variance, nominal, pool: others, codes: searchWarnings(settled, pool, dimension) };
}

function searchWarnings(settled: number, pool: Pool, dimension: number): WarningCode[] {
  const codes: WarningCode[] = [];
  if (settled < 2) codes.push('not-converged');
  if (pool.effective(0) < 2 * dimension) codes.push('too-few-for-dimension');
  return codes;
}

function proposalBelow(level: number, pool: Pool, met: readonly Run[], dimension: number, stream: RandomStream): Mixture {
  const below = pool.weighted(level);
  const total = below.reduce((sum, { weight }) => sum + weight, 0);
  const kept = below.filter(({ weight }) => weight > 1e-9 * total);
  const cloud = { points: kept.map(({ u }) => u), weights: kept.map(({ weight }) => weight / total) };
  const shapes = dimension <= MOST_SHAPED;
  const most = Math.max(1, Math.min(shapes ? MOST_COMPONENTS : 3, Math.floor(effectiveCount(cloud.weights) / 8)));
  const mixture = fitMixture(cloud, { stream, mostComponents: most, shapes });
  return defended(withMet(mixture, met), dimension);
}

async function draw(proposal: Mixture, count: number, counter: RunCounter, stream: RandomStream): Promise<Run[]> {
  return counter.run(Array.from({ length: count }, (_, i) => drawMixture(proposal, stream.child(i))));
}
function weigh(proposal: Mixture, runs: readonly Run[]): WeightedRun[] {
  return runs.map(({ u, g }) => ({ u, g, weight: exp(lnNominal(u) - lnMixture(proposal, u)) }));
}
