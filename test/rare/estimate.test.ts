import { describe, expect, it } from 'vitest';
import { exp, normalCdf } from '#core/math';
import { randomRoot } from '#core/random';
import { agreement } from '#rare/diagnostics/agreement';
import { type EstimateOptions, estimate } from '#rare/estimate';
import { crossEntropy } from '#rare/estimators/cross-entropy';
import { monteCarlo } from '#rare/estimators/monte-carlo';
import { subset } from '#rare/estimators/subset';
import type { Point, RareEventProblem } from '#rare/problem';
import type { RareEventEstimate, WeightedRun } from '#rare/result';
import { aeb, fourBranch, type KnownProblem, linear, RP22, RP25, RP75, RP110 } from './problems.js';

const at = (problem: RareEventProblem, seed: number, options: Partial<EstimateOptions> = {}): Promise<RareEventEstimate> =>
  estimate(problem, { stream: randomRoot(seed), ...options });
const codes = ({ warnings }: RareEventEstimate): string[] => warnings.map(({ code }) => code);
/** Own standard deviations that an estimate is off. */
const off = (answer: RareEventEstimate, { exact }: KnownProblem): number =>
  Math.abs(answer.probability / exact - 1) / answer.cov;

describe('estimate', () => {
  const problems = [
    aeb(20),
    aeb(24),
    aeb(26),
    linear(4, 2),
    linear(5, 10),
    fourBranch(7),
    fourBranch(6),
    RP22,
    RP25,
    RP75,
    RP110,
  ];
  it.each(problems.map((problem) => [problem.name, problem] as const))('%s: right, or it says so', async (_, problem) => {
    for (const seed of [1, 2]) {
      const answer = await at(problem, seed);
      if (answer.warnings.length === 0) expect(off(answer, problem)).toBeLessThan(4);
      expect(answer.cov).toBeLessThan(0.1);
      expect(answer.runs).toBeLessThanOrEqual(20_000);
    }
  });

  it('reaches an acceleration above 10,000 at p = 1.3e-6, by the CoV it gives itself, checks counted', async () => {
    const answer = await at(aeb(26), 4);
    expect(answer.warnings).toEqual([]);
    expect(answer.acceleration).toBeGreaterThan(10_000);
  });

  it('finds the modes, their places and shares', async () => {
    const { modes, samples } = await at(fourBranch(7), 5);
    expect(modes).toHaveLength(4);
    expect(modes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1);
    // Two branches at 3.5 along the second diagonal, each with Phi(-3.5) of the probability.
    const side = modes.filter(({ centre: [x = 0, y = 0] }) => Math.abs(x - y) / Math.SQRT2 > 3);
    expect(side).toHaveLength(2);
    // Their shares are those of the kept failures beyond 3.5 there; 0.02 is a share's standard deviation over many seeds.
    const failures = samples.filter(({ g }) => g <= 0);
    const sum = (runs: readonly WeightedRun[]): number => runs.reduce((total, { weight }) => total + weight, 0);
    for (const { share, centre } of side) {
      const sign = Math.sign((centre[0] ?? 0) - (centre[1] ?? 0));
      const beyond = failures.filter(({ u: [x = 0, y = 0] }) => (sign * (x - y)) / Math.SQRT2 > 3.5);
      expect(Math.abs(share - sum(beyond) / sum(failures))).toBeLessThan(0.005);
      expect(Math.abs(share - normalCdf(-3.5) / fourBranch(7).exact)).toBeLessThan(4 * 0.02);
    }
  });

  it('gives the same answer for the same stream, whether runs are made one by one, later, or many at once', async () => {
    const { dimension, run } = aeb(22);
    const plain = await at({ dimension, run }, 6);
    const later = await at({ dimension, run: async (u) => run(u) }, 6);
    const many = await at({ dimension, run, runMany: async (us) => us.map((u) => Number(run(u))) }, 6);
    expect(later).toEqual(plain);
    expect(many).toEqual(plain);
    expect((await at({ dimension, run }, 7)).probability).not.toBe(plain.probability);
  });

  it('counts every run and keeps within its budget', async () => {
    for (const budget of [500, 1500, 4000]) {
      let runs = 0;
      const run = (u: Point): number | Promise<number> => {
        runs++;
        return aeb(24).run(u);
      };
      const counted = { dimension: 4, run };
      const answer = await at(counted, 8, { budget });
      expect(answer.runs).toBe(runs);
      expect(runs).toBeLessThanOrEqual(budget);
    }
  });

  it('warns where nothing fails, where the margin is flat, and where the budget is too small', async () => {
    const never = await at({ dimension: 2, run: () => 1 }, 9, { budget: 6000 });
    expect(never.probability).toBe(0);
    expect(codes(never)).toContain('no-failure-found');
    const flat = await subset(
      { dimension: 2, run: ([x = 0]) => (x > 4 ? 0 : 1) },
      { stream: randomRoot(9), budget: 9000, perLevel: 500 },
    );
    expect(codes(flat)).toContain('level-plateau');
    expect((await at(linear(5, 10), 9, { budget: 600 })).warnings).not.toEqual([]);
  });

  it('refuses margins that are not numbers and budgets that are none', async () => {
    await expect(at({ dimension: 1, run: () => Number.NaN }, 1)).rejects.toThrow(RangeError);
    await expect(at(aeb(20), 1, { budget: 10 })).rejects.toThrow(RangeError);
    await expect(at({ dimension: 0, run: () => 1 }, 1)).rejects.toThrow(RangeError);
  });

  it('takes subset simulation in 100 dimensions', async () => {
    const problem = linear(4, 100);
    const answer = await at(problem, 10, { budget: 15_000 });
    expect(answer.method).toBe('subset');
    expect(off(answer, problem)).toBeLessThan(4);
  });
});

describe('single estimators', () => {
  it('plain Monte Carlo counts, with the exact interval', async () => {
    const answer = await monteCarlo(RP75, { runs: 5000, stream: randomRoot(1) });
    expect(answer.runs).toBeLessThan(5000 + 1);
    expect(answer.interval[0]).toBeLessThan(RP75.exact);
    expect(answer.interval[1]).toBeGreaterThan(RP75.exact);
    // At equal CoV plain Monte Carlo is as fast as itself: A = 1 but for the estimate's own p.
    expect(answer.acceleration).toBeCloseTo(1, 6);
  });

  it('subset simulation covers the truth about as often as its interval says', async () => {
    const problem = linear(4, 10);
    let covered = 0;
    for (let seed = 0; seed < 30; seed++) {
      const { interval } = await subset(problem, { stream: randomRoot(seed), budget: 9000, perLevel: 500 });
      if (interval[0] <= problem.exact && problem.exact <= interval[1]) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(25);
  });

  it('cross-entropy covers the truth about as often as its interval says', async () => {
    let covered = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { interval } = await crossEntropy(RP22, { stream: randomRoot(seed), budget: 9000, cov: 0.1 });
      if (interval[0] <= RP22.exact && RP22.exact <= interval[1]) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(16);
  });
});

describe('traps', () => {
  it('a search downhill for one mean ends in the wrong needle of RP110; the estimator does not', async () => {
    const careless = carelessMeanShift(RP110, 11);
    expect(careless / RP110.exact).toBeLessThan(0.1);
    const answer = await at(RP110, 11);
    expect(off(answer, RP110)).toBeLessThan(4);
    expect(answer.modes[0]?.centre[0]).toBeGreaterThan(4);
  });

  it('a number far too low with a tiny CoV of its own is contradicted by the check', async () => {
    const problem = linear(5, 10);
    const check = await subset(problem, { stream: randomRoot(12), budget: 9000, perLevel: 400 });
    const honest = await crossEntropy(problem, { stream: randomRoot(12), budget: 9000 });
    expect(agreement(honest, check).lower).toBe(false);
    expect(agreement({ ...honest, probability: 0.03 * problem.exact, cov: 0.016 }, check).lower).toBe(true);
  });
});

/** Cross-entropy with one mean, no defence and no checks: 500 runs a level, then 2000. */
function carelessMeanShift(problem: KnownProblem, seed: number): number {
  const stream = randomRoot(seed).child('careless');
  const draw = (mean: Point): Point => mean.map((m) => m + stream.normal());
  const weight = (u: Point, mean: Point): number =>
    exp(u.reduce((sum, x, a) => sum - x * (mean[a] ?? 0) + ((mean[a] ?? 0) * (mean[a] ?? 0)) / 2, 0));
  const g = (u: Point): number => Number(problem.run(u));
  let mean: Point = [0, 0];
  for (let level = Number.POSITIVE_INFINITY, i = 0; level > 0 && i < 20; i++) {
    const runs = Array.from({ length: 500 }, () => draw(mean)).sort((a, b) => g(a) - g(b));
    level = Math.max(0, g(runs[49] ?? []));
    const below = runs.filter((u) => g(u) <= level);
    const total = below.reduce((sum, u) => sum + weight(u, mean), 0);
    mean = mean.map((_, a) => below.reduce((sum, u) => sum + weight(u, mean) * (u[a] ?? 0), 0) / total);
  }
  const final = Array.from({ length: 2000 }, () => draw(mean)).filter((u) => g(u) <= 0);
  return final.reduce((sum, u) => sum + weight(u, mean), 0) / 2000;
}
