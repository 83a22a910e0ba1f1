/** Plain Monte Carlo: independent runs from the nominal density, with the exact interval of the count. */
import type { RandomStream } from '#core/random';
import { clopperPearson } from '../intervals.js';
import { type RareEventProblem, RunCounter } from '../problem.js';
import { normalPoint } from '../proposal/gaussian.js';
import { modesOf } from '../proposal/modes.js';
import { accelerationOf, type RareEventEstimate, type WarningCode, warning } from '../result.js';

export interface MonteCarloOptions {
  /** Whole number of runs, at least 1. */
  readonly runs: number;
  readonly stream: RandomStream;
}

export async function monteCarlo(problem: RareEventProblem, options: MonteCarloOptions): Promise<RareEventEstimate> {
  return monteCarloOn(new RunCounter(problem, options.runs), options.runs, options.stream);
}

/** The same with a counter that others use too. */
export async function monteCarloOn(counter: RunCounter, count: number, stream: RandomStream): Promise<RareEventEstimate> {
  const points = Array.from({ length: count }, (_, i) => normalPoint(stream.child(i), counter.problem.dimension));
  const runs = await counter.run(points);
  const failures = runs.filter(({ g }) => g <= 0);
  const probability = failures.length / count;
  const cov = failures.length === 0 ? Number.POSITIVE_INFINITY : Math.sqrt((1 - probability) / failures.length);
  const codes: WarningCode[] = failures.length === 0 ? ['no-failure-found'] : failures.length < 10 ? ['few-failures'] : [];
  const samples = runs.map(({ u, g }) => ({ u, g, weight: 1 }));
  return {
    method: 'monte-carlo',
    probability,
    interval: clopperPearson(failures.length, count),
    cov,
    runs: counter.runs,
    effectiveSamples: failures.length,
    largestWeightShare: failures.length === 0 ? 0 : 1 / failures.length,
    acceleration: accelerationOf(probability, cov, counter.runs),
    modes: await modesOf(samples, counter),
    warnings: codes.map(warning),
    samples,
  };
}
