/** Independent subset simulations, averaged, and a search for failures that all of them missed. */
import type { RandomStream } from '#core/random';
import { logInterval } from '../diagnostics/weights.js';
import type { RunCounter } from '../problem.js';
import { explore } from '../proposal/explore.js';
import { fitMixture } from '../proposal/fit.js';
import { outside } from '../proposal/guard.js';
import { fitting } from '../proposal/modes.js';
import { Pool } from '../proposal/pool.js';
import { accelerationOf, type RareEventEstimate, type WarningCode, type WeightedRun, warning } from '../result.js';
import { subsetOn } from './subset.js';

/** Probabilities of 1e-7 take this many times the runs of a level. */
const LEVELS_FORESEEN = 7;
const LEAST_STARTS = 2;

/** Two starts with half of the budget each; more while the CoV is above the one aimed at and the budget lasts. */
export async function repeatedSubset(counter: RunCounter, cov: number, stream: RandomStream): Promise<RareEventEstimate> {
  const before = counter.runs;
  const met = await explore(new Pool(), Math.floor(Math.min(150, counter.left / 20)), counter, stream.child('explore'));
  const perLevel = Math.max(100, Math.floor(counter.left / LEAST_STARTS / LEVELS_FORESEEN));
  const starts: RareEventEstimate[] = [];
  while (starts.length < LEAST_STARTS || combinedCov(starts) > cov) {
    const foreseen = starts.length < LEAST_STARTS ? perLevel : Math.max(...starts.map(({ runs }) => runs)) * 1.3;
    if (counter.left < foreseen) break;
    starts.push(await subsetOn(counter, perLevel, stream.child('start').child(starts.length)));
  }
  return combined(starts, met, counter, before);
}

function meanOf(starts: readonly RareEventEstimate[]): number {
  return starts.reduce((sum, { probability }) => sum + probability, 0) / starts.length;
}

/** CoV of the mean: from each start's own, or from their spread where that is more. */
function combinedCov(starts: readonly RareEventEstimate[]): number {
  const mean = meanOf(starts);
  if (!(mean > 0)) return Number.POSITIVE_INFINITY;
  const n = starts.length;
  const own = starts.reduce(
    (sum, { probability, cov }) => sum + (probability > 0 ? probability * probability * cov * cov : 0),
    0,
  );
  const between = starts.reduce((sum, { probability }) => sum + (probability - mean) * (probability - mean), 0);
  return Math.sqrt(Math.max(own / (n * n), n >= 4 ? between / (n * (n - 1)) : 0)) / mean;
}

async function combined(
  starts: readonly RareEventEstimate[],
  met: Parameters<typeof outside>[1],
  counter: RunCounter,
  before: number,
): Promise<RareEventEstimate> {
  const best = starts.reduce((a, b) => (b.probability > a.probability ? b : a));
  const probability = meanOf(starts);
  const cov = combinedCov(starts);
  const samples = starts.flatMap((start) => start.samples.map((run) => ({ ...run, weight: start.probability })));
  const codes = new Set<WarningCode>(starts.flatMap(({ warnings }) => warnings.map(({ code }) => code)));
  if (starts.length < LEAST_STARTS) codes.add('budget-too-small');
  if (apart(starts)) codes.add('methods-disagree');
  if (missed(samples, met, counter.problem.dimension)) codes.add('failure-outside-proposal');
  const runs = counter.runs - before;
  return {
    ...best,
    probability,
    cov,
    runs,
    interval: probability > 0 ? logInterval(probability, cov, 1 / (cov * cov)) : best.interval,
    effectiveSamples: probability > 0 ? 1 / (cov * cov) : 0,
    largestWeightShare: best.largestWeightShare / starts.length,
    acceleration: accelerationOf(probability, cov, runs),
    warnings: [...codes].map(warning),
    samples,
  };
}

/** Whether the highest and the lowest start differ by more than 3.5 of their standard deviations. */
function apart(starts: readonly RareEventEstimate[]): boolean {
  const sorted = [...starts].sort((a, b) => a.probability - b.probability);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (low === undefined || high === undefined || high.probability === 0) return false;
  if (low.probability === 0) return true;
  const gap = high.probability - low.probability;
  const spread = Math.max(low.probability * low.cov, high.probability * high.cov);
  return gap > 3.5 * Math.SQRT2 * spread;
}

function missed(samples: readonly WeightedRun[], met: Parameters<typeof outside>[1], dimension: number): boolean {
  const failures = samples.filter(({ g }) => g <= 0);
  if (failures.length === 0) return met.length > 0;
  const points = failures.map(({ u }) => u);
  const total = failures.reduce((sum, { weight }) => sum + weight, 0);
  const weights = failures.map(({ weight }) => weight / total);
  // Failures farther out than most that are known may simply not have walked home yet; a mode that matters lies nearer.
  const lengths = points.map(lengthOf).sort((a, b) => a - b);
  const most = lengths[Math.floor(0.75 * lengths.length)] as number;
  const nearest = met.filter(({ u }) => lengthOf(u) <= most);
  const mixture = fitMixture({ points, weights }, fitting('missed', dimension));
  return outside(mixture, nearest).length > 0;
}
function lengthOf(u: readonly number[]): number {
  return Math.sqrt(u.reduce((sum, x) => sum + x * x, 0));
}
