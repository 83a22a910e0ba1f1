/** Which estimator on which problems. */
import type { RandomStream } from '#core/random';
import { estimate } from '#rare/estimate';
import { crossEntropy } from '#rare/estimators/cross-entropy';
import { subset } from '#rare/estimators/subset';
import { aeb, fourBranch, type KnownProblem, linear, RAST, RP22, RP25, RP75, RP110 } from '#rare/known-problems';
import type { RareEventEstimate } from '#rare/result';

export interface Table {
  readonly name: string;
  readonly problems: readonly KnownProblem[];
  readonly mostSeeds: number;
  readonly estimate: (problem: KnownProblem, stream: RandomStream) => Promise<RareEventEstimate>;
}

const PLANES = [linear(3, 2), linear(4, 2), linear(5, 2), linear(3, 10), linear(4, 10), linear(5, 10)];
const PLANE = [fourBranch(7), fourBranch(6), RP22, RP25, RP75, RP110, RAST];
const BRAKES = [aeb(18), aeb(20), aeb(22), aeb(24), aeb(26)];
const HIGH = [linear(3, 100), linear(4, 100), linear(5, 100)];

export const TABLES: readonly Table[] = [
  ...[
    { name: 'estimate, budget 20,000: braking', problems: BRAKES },
    { name: 'estimate, budget 20,000: planes', problems: PLANES },
    { name: 'estimate, budget 20,000: two dimensions', problems: PLANE },
  ].map((table) => ({
    ...table,
    mostSeeds: 1000,
    estimate: (problem: KnownProblem, stream: RandomStream) => estimate(problem, { stream }),
  })),
  {
    name: 'high: estimate in 100 dimensions, budget 40,000',
    problems: HIGH,
    mostSeeds: 100,
    estimate: (problem, stream) => estimate(problem, { stream, budget: 40_000, cov: 0.1 }),
  },
  {
    name: 'high: subset alone in 100 dimensions, 1000 a level',
    problems: HIGH,
    mostSeeds: 100,
    estimate: (problem, stream) => subset(problem, { stream, budget: 40_000, perLevel: 1000 }),
  },
  {
    name: 'cross-entropy alone, budget 20,000',
    problems: [aeb(26), linear(5, 10), fourBranch(7), RP110],
    mostSeeds: 1000,
    estimate: (problem, stream) => crossEntropy(problem, { stream, budget: 20_000 }),
  },
  {
    name: 'repeated subset with its search for missed failures, budget 20,000',
    problems: [RP110, linear(5, 10), aeb(26), fourBranch(7)],
    mostSeeds: 1000,
    estimate: (problem, stream) => estimate(problem, { stream, method: 'subset' }),
  },
  {
    name: 'subset alone, 1000 a level',
    problems: [...BRAKES, linear(4, 10), linear(5, 10), fourBranch(7), RP25, RP110],
    mostSeeds: 1000,
    estimate: (problem, stream) => subset(problem, { stream, budget: 40_000, perLevel: 1000 }),
  },
  {
    name: 'means: cross-entropy alone in 100 dimensions, budget 40,000',
    problems: [linear(5, 100)],
    mostSeeds: 20,
    estimate: (problem, stream) => crossEntropy(problem, { stream, budget: 40_000 }),
  },
];
