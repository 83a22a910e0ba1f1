/**
 * The probability of a rare event by the method that suits: importance sampling first, checked by a short subset simulation, which
 * knows nothing of it; subset simulation alone where the budget is too small to fit a proposal in so many dimensions, or checks fail.
 */
import type { RandomStream } from '#core/random';
import { agreement } from './diagnostics/agreement.js';
import { batchSize, crossEntropyOn } from './estimators/cross-entropy.js';
import { monteCarloOn } from './estimators/monte-carlo.js';
import { repeatedSubset } from './estimators/repeated-subset.js';
import { subsetOn } from './estimators/subset.js';
import { type RareEventProblem, RunCounter } from './problem.js';
import { MOST_SHAPED } from './proposal/modes.js';
import { accelerationOf, type Method, type RareEventEstimate, type WarningCode, warning } from './result.js';

export interface EstimateOptions {
  /** All chance comes from here: the same stream and problem give the same answer. */
  readonly stream: RandomStream;
  /** The most runs, those for adaptation and checks included; at least 500. 20,000 where not given. */
  readonly budget?: number;
  /** The CoV to aim at, in (0, 1); 0.05 where not given. */
  readonly cov?: number;
  /** Chosen by dimension and checks where not given. */
  readonly method?: Method;
}

/** Batches of importance sampling that the budget must allow for it to be tried: with shapes fitted, and with means alone. */
const LEAST_BATCHES = { shapes: 5, means: 15 } as const;
/** Runs a level of the subset simulation that checks. */
const CHECK_PER_LEVEL = 400;
const LEAST_BUDGET = 500;

/** @throws RangeError when the budget is too small or a run gives no margin */
export async function estimate(problem: RareEventProblem, options: EstimateOptions): Promise<RareEventEstimate> {
  const { stream, budget = 20_000, cov = 0.05, method } = options;
  if (budget < LEAST_BUDGET) throw new RangeError(`budget: at least ${LEAST_BUDGET} runs`);
  const counter = new RunCounter(problem, budget);
  if (method === 'monte-carlo') return monteCarloOn(counter, budget, stream.child('plain'));
  const batches = problem.dimension <= MOST_SHAPED ? LEAST_BATCHES.shapes : LEAST_BATCHES.means;
  const fits = budget >= batches * batchSize(problem.dimension);
  if (method === 'subset' || (method === undefined && !fits)) return repeatedSubset(counter, cov, stream.child('subset'));
  return checkedImportance(counter, cov, stream, method === undefined);
}

async function checkedImportance(
  counter: RunCounter,
  cov: number,
  stream: RandomStream,
  mayFallBack: boolean,
): Promise<RareEventEstimate> {
  const first = await attempt(counter, cov, stream.child('first'));
  if (first.warnings.length === 0 || !mayFallBack) return first;
  const second =
    counter.left >= 8 * batchSize(counter.problem.dimension) ? await attempt(counter, cov, stream.child('second')) : first;
  if (second.warnings.length === 0) return afterAnother(second, first, counter);
  if (counter.left < 5 * CHECK_PER_LEVEL) return inAll(fewestWarnings(first, second), counter);
  const fallback = await repeatedSubset(counter, cov, stream.child('fallback'));
  if (fallback.warnings.length > 0) return inAll(fewestWarnings(first, second, fallback), counter);
  return afterAnother(fallback, fewestWarnings(first, second), counter);
}

/** Importance sampling and its check. */
async function attempt(counter: RunCounter, cov: number, stream: RandomStream): Promise<RareEventEstimate> {
  const found = await crossEntropyOn(counter, stream.child('importance'), cov);
  if (counter.left < 2 * CHECK_PER_LEVEL) return inAll(withWarnings(found, ['budget-too-small']), counter);
  const check = await subsetOn(counter, CHECK_PER_LEVEL, stream.child('check'));
  const { lower, unfinished } = agreement(found, check);
  const codes: WarningCode[] = [];
  // Weights are bounded, so that what importance sampling found is there; only what it did not find can be missing.
  if (lower) codes.push('methods-disagree');
  if (unfinished) codes.push('budget-too-small');
  return inAll(withWarnings(found, codes), counter);
}

/** The answer, unless what came before it contradicts it. */
function afterAnother(answer: RareEventEstimate, before: RareEventEstimate, counter: RunCounter): RareEventEstimate {
  const { lower, higher } = agreement(answer, before);
  const trusted = !before.warnings.some(({ code }) => code === 'no-failure-found');
  return inAll(withWarnings(answer, trusted && (lower || higher) ? ['methods-disagree'] : []), counter);
}

function fewestWarnings(...answers: readonly [RareEventEstimate, ...RareEventEstimate[]]): RareEventEstimate {
  return answers.reduce((best, next) => (next.warnings.length < best.warnings.length ? next : best));
}
function withWarnings(answer: RareEventEstimate, codes: readonly WarningCode[]): RareEventEstimate {
  const all = new Set([...answer.warnings.map(({ code }) => code), ...codes]);
  return { ...answer, warnings: [...all].map(warning) };
}
/** The answer with all runs counted that were made for it and before it. */
function inAll(answer: RareEventEstimate, counter: RunCounter): RareEventEstimate {
  return { ...answer, runs: counter.runs, acceleration: accelerationOf(answer.probability, answer.cov, counter.runs) };
}
