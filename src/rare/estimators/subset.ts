/**
 * Subset simulation (Au & Beck, Prob. Eng. Mech. 16, 2001) with conditional sampling: the probability is a product of
 * conditional ones, each about 0.1, along levels of the margin. It needs no proposal, hence works in hundreds of dimensions,
 * but its CoV falls with the square root of runs only, and rises with every level.
 */
import { clamp } from '#core/math';
import type { RandomStream } from '#core/random';
import { familyCov } from '../diagnostics/families.js';
import { logInterval } from '../diagnostics/weights.js';
import { type RareEventProblem, type Run, RunCounter } from '../problem.js';
import { normalPoint } from '../proposal/gaussian.js';
import { modesOf } from '../proposal/modes.js';
import { FIRST_PACE, type Pace, walk } from '../proposal/walk.js';
import { accelerationOf, type RareEventEstimate, type WarningCode, warning } from '../result.js';

export interface SubsetOptions {
  readonly stream: RandomStream;
  /** The most runs. */
  readonly budget: number;
  /** Runs a level, at least 100. */
  readonly perLevel: number;
}

/** Share of a level's samples that start the next one. */
const SHARE = 0.1;
const MOST_LEVELS = 30;

/** A sample and the first sample (of level 0) that it descends from. */
interface Descendant extends Run {
  readonly ancestor: number;
}
interface Population {
  readonly members: readonly Descendant[];
  /** Product of the conditional probabilities so far. */
  readonly probability: number;
  /** Squared CoV summed over the levels so far, with the correlation within chains. */
  readonly variance: number;
  /** Length of the chains that the members lie in, in order; 1 for independent members. */
  readonly chain: number;
}

export async function subset(problem: RareEventProblem, options: SubsetOptions): Promise<RareEventEstimate> {
  return subsetOn(new RunCounter(problem, options.budget), options.perLevel, options.stream);
}

/** The same with a counter that others use too. @throws RangeError when the budget does not allow the first level */
export async function subsetOn(counter: RunCounter, perLevel: number, stream: RandomStream): Promise<RareEventEstimate> {
  const before = counter.runs;
  const codes: WarningCode[] = [];
  let population = await firstLevel(counter, perLevel, stream.child(0));
  let pace = FIRST_PACE;
  for (let level = 1; level <= MOST_LEVELS; level++) {
    const threshold = thresholdOf(population.members);
    if (threshold <= 0) break;
    const seeds = population.members.filter(({ g }) => g <= threshold);
    if (seeds.length > 0.5 * population.members.length) {
      codes.push('level-plateau');
      break;
    }
    if (counter.left < perLevel - seeds.length || level === MOST_LEVELS) {
      codes.push('budget-too-small');
      break;
    }
    const variance = population.variance + levelVariance(population, threshold);
    const probability = (population.probability * seeds.length) / population.members.length;
    const grown = await nextLevel(seeds, threshold, perLevel, pace, counter, stream.child(level));
    pace = grown.pace;
    population = { members: grown.members, probability, variance, chain: grown.chain };
  }
  return answer(population, codes, before, counter);
}

async function firstLevel(counter: RunCounter, perLevel: number, stream: RandomStream): Promise<Population> {
  const points = Array.from({ length: perLevel }, (_, i) => normalPoint(stream.child(i), counter.problem.dimension));
  const members = (await counter.run(points)).map((run, i) => ({ ...run, ancestor: i }));
  return { members, probability: 1, variance: 0, chain: 1 };
}

function thresholdOf(members: readonly Run[]): number {
  const margins = members.map(({ g }) => g).sort((a, b) => a - b);
  return Math.max(0, margins[Math.max(0, Math.round(SHARE * margins.length) - 1)] as number);
}

/** Chains from every seed, about `perLevel` samples with the seeds; the members lie chain after chain. */
async function nextLevel(
  seeds: readonly Descendant[],
  threshold: number,
  perLevel: number,
  firstPace: Pace,
  counter: RunCounter,
  stream: RandomStream,
): Promise<{ members: Descendant[]; pace: Pace; chain: number }> {
  const chain = Math.max(2, Math.round(perLevel / seeds.length));
  const chains: Descendant[][] = seeds.map((seed) => [seed]);
  let states: readonly Run[] = seeds;
  let pace: Pace = { step: firstPace.step, changes: 0 };
  for (let step = 1; step < chain && counter.left >= seeds.length; step++) {
    const walked = await walk(states, threshold, pace, counter, stream.child(step));
    states = walked.states;
    pace = walked.pace;
    for (const [i, { u, g }] of states.entries()) chains[i]?.push({ u, g, ancestor: seeds[i]?.ancestor ?? 0 });
  }
  return { members: chains.flat(), pace, chain: chains[0]?.length ?? 1 };
}

/** Squared CoV of the share of members below the threshold, (1 - p)/(p n) (1 + gamma), gamma from the chains' autocorrelation. */
function levelVariance({ members, chain }: Population, threshold: number): number {
  const n = members.length;
  const p = members.filter(({ g }) => g <= threshold).length / n;
  if (p <= 0) return Number.POSITIVE_INFINITY;
  if (p >= 1) return 0;
  let gamma = 0;
  for (let lag = 1; lag < chain; lag++) {
    let both = 0;
    let pairs = 0;
    for (let start = 0; start < n; start += chain) {
      for (let i = start; i + lag < start + chain; i++) {
        pairs++;
        if ((members[i] as Run).g <= threshold && (members[i + lag] as Run).g <= threshold) both++;
      }
    }
    gamma += 2 * (1 - lag / chain) * clamp((both / pairs - p * p) / (p * (1 - p)), -1, 1);
  }
  return ((1 - p) / (p * n)) * Math.max(1, 1 + gamma);
}

async function answer(
  population: Population,
  codes: WarningCode[],
  before: number,
  counter: RunCounter,
): Promise<RareEventEstimate> {
  const { members } = population;
  const failures = members.filter(({ g }) => g <= 0);
  const probability = (population.probability * failures.length) / members.length;
  const chains = Math.sqrt(population.variance + levelVariance(population, 0));
  const families = familyCov(
    failures.map(({ ancestor }) => ancestor),
    members.length,
  );
  const cov = Math.max(chains, families.cov);
  if (failures.length === 0) codes.push('no-failure-found');
  else if (failures.length < 10) codes.push('few-failures');
  if (failures.length > 0 && families.effective < 4) codes.push('few-ancestors');
  const samples = members.map(({ u, g }) => ({ u, g, weight: 1 }));
  const modes = await modesOf(samples, counter);
  const runs = counter.runs - before;
  return {
    method: 'subset',
    probability,
    interval: probability > 0 ? logInterval(probability, cov, 1 / (cov * cov)) : [0, Math.min(1, population.probability)],
    cov,
    runs,
    effectiveSamples: failures.length === 0 ? 0 : 1 / (cov * cov),
    largestWeightShare: failures.length === 0 ? 0 : families.largest,
    acceleration: accelerationOf(probability, cov, runs),
    modes,
    warnings: codes.map(warning),
    samples,
  };
}
