import { describe, expect, it } from 'vitest';
import { exp, ln, normalCdf, pow } from '#core/math';
import { randomRoot } from '#core/random';
import { familyCov } from '#rare/diagnostics/families';
import { milderThresholdDisagrees } from '#rare/diagnostics/milder';
import { generalisedParetoShape, paretoShape } from '#rare/diagnostics/pareto';
import { summarise } from '#rare/diagnostics/weights';
import { type Run, RunCounter } from '#rare/problem';
import { effectiveCount, fitMixture } from '#rare/proposal/fit';
import {
  centred,
  drawMixture,
  lnGaussian,
  lnMixture,
  lnNominal,
  type Mixture,
  mixtureOf,
  round,
  shaped,
} from '#rare/proposal/gaussian';
import { Pool } from '#rare/proposal/pool';
import { FIRST_PACE, walk } from '#rare/proposal/walk';
import { accelerationOf } from '#rare/result';
import { linear } from './problems.js';

const draws = (mixture: Mixture, count: number, name: string): number[][] =>
  Array.from({ length: count }, (_, i) => drawMixture(mixture, randomRoot(name).child(i)));
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('normal densities', () => {
  const slanted = shaped([1, -2], new Float64Array([4, 1.5, 1.5, 1]));
  it('have the covariance that they are made of', () => {
    const points = draws(mixtureOf([1], [slanted]), 20_000, 'slanted');
    const product = (a: 0 | 1, b: 0 | 1): number =>
      mean(points.map((u) => ((u[a] ?? 0) - (a === 0 ? 1 : -2)) * ((u[b] ?? 0) - (b === 0 ? 1 : -2))));
    expect(product(0, 0)).toBeCloseTo(4, 0);
    expect(Math.abs(product(0, 1) - 1.5)).toBeLessThan(0.08);
    expect(Math.abs(product(1, 1) - 1)).toBeLessThan(0.05);
  });
  it('meet the density in closed form', () => {
    // x = (1, 1): (0, 3) C^-1 (0, 3)' = 9 * 4 / (4 - 2.25)
    expect(lnGaussian(slanted, [1, 1])).toBeCloseTo(-0.5 * (36 / 1.75) - 0.5 * ln(1.75), 12);
    expect(lnGaussian(centred(3), [1, 2, 2])).toBe(lnNominal([1, 2, 2]));
  });
});

describe('fitted mixtures', () => {
  const options = { mostComponents: 5, shapes: true };
  it('find two clouds, and one where there is one', () => {
    const two = draws(mixtureOf([0.3, 0.7], [round([4, 0], 0.5), round([-4, 0], 0.5)]), 400, 'two');
    const weights = two.map(() => 1 / two.length);
    const fitted = fitMixture({ points: two, weights }, { ...options, stream: randomRoot(1) });
    expect(fitted.components).toHaveLength(2);
    const right = fitted.components.findIndex((component) => (component.mean[0] ?? 0) > 0);
    expect(fitted.parts[right]).toBeCloseTo(0.3, 1);
    const one = draws(mixtureOf([1], [round([3, 0])]), 400, 'one');
    expect(fitMixture({ points: one, weights }, { ...options, stream: randomRoot(1) }).components).toHaveLength(1);
  });
  it('do not shrink to a single heavy point', () => {
    const points = draws(mixtureOf([1], [round([3, 0])]), 100, 'heavy');
    const weights = points.map((_, i) => (i === 0 ? 0.99 : 0.01 / 99));
    const [component] = fitMixture({ points, weights }, { ...options, mostComponents: 1, stream: randomRoot(1) }).components;
    expect(component?.lnSpread).toBeGreaterThan(-1);
  });
});

describe('the pool of runs', () => {
  it('estimates tail probabilities from several proposals together', () => {
    const pool = new Pool();
    for (const shift of [0, 2, 4]) {
      const proposal = mixtureOf([1], [round([shift])]);
      pool.add(
        proposal,
        draws(proposal, 3000, `shift ${shift}`).map((u) => ({ u, g: 3 - (u[0] ?? 0) })),
      );
    }
    for (const level of [0, 1, 2]) {
      const estimate = pool.weighted(level).reduce((sum, { weight }) => sum + weight, 0) / pool.size;
      expect(Math.abs(estimate / normalCdf(level - 3) - 1)).toBeLessThan(0.06);
    }
    expect(pool.level(100)).toBe(0);
    expect(pool.level(1e6)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('conditional steps', () => {
  it('keep the normal distribution beyond a level and find the wanted acceptance', async () => {
    const counter = new RunCounter({ dimension: 3, run: (u) => 1 - (u[0] ?? 0) }, 1e6);
    let states: readonly Run[] = await counter.run(Array.from({ length: 1000 }, () => [1.5, 0, 0]));
    let pace = FIRST_PACE;
    let accepted = 0;
    for (let i = 0; i < 40; i++) {
      const walked = await walk(states, 0, pace, counter, randomRoot('walk').child(i));
      ({ states, pace, accepted } = walked);
    }
    // Mean of a normal number beyond 1: phi(1) / Phi(-1) = 1.5251; its variance 1 + 1.5251 - 1.5251^2 = 0.199.
    expect(Math.abs(mean(states.map(({ u }) => u[0] ?? 0)) - 1.5251)).toBeLessThan(0.06);
    expect(Math.abs(mean(states.map(({ u }) => (u[1] ?? 0) * (u[1] ?? 0))) - 1)).toBeLessThan(0.18);
    expect(Math.abs(accepted - 0.44)).toBeLessThan(0.06);
  });
});

describe('diagnostics of weights', () => {
  it.each([
    [3, 3.3872, 218],
    [4, 4.5111, 6999],
    [5, 5.6773, 614_480],
  ])('ideal importance sampling at beta = %d has variance %d and acceleration %d in closed form', (beta, variance, wanted) => {
    const p = normalCdf(-beta);
    const closed = (exp(beta * beta) * normalCdf(-2 * beta)) / (p * p) - 1;
    expect(closed).toBeCloseTo(variance, 3);
    expect(accelerationOf(p, Math.sqrt(closed / 500), 500) / wanted).toBeCloseTo(1, 2);
    const proposal = mixtureOf([1], [round([beta])]);
    const samples = draws(proposal, 20_000, `ideal ${beta}`).map((u) => ({
      u,
      g: beta - (u[0] ?? 0),
      weight: exp(lnNominal(u) - lnMixture(proposal, u)),
    }));
    const summary = summarise(samples);
    expect(Math.abs(summary.probability / p - 1)).toBeLessThan(0.06);
    expect(Math.abs((summary.cov * summary.cov * 20_000) / closed - 1)).toBeLessThan(0.06);
  });
  it('effective counts and families in closed form', () => {
    expect(effectiveCount([2, 2, 2, 2])).toBe(4);
    expect(effectiveCount([1, 0, 0])).toBe(1);
    expect(familyCov([1, 1, 2, 2], 4)).toEqual({ cov: 0.5, effective: 2, largest: 0.5 });
    expect(familyCov([0, 1, 2, 3], 4).cov).toBe(0);
  });
  it.each([-0.3, 0.2, 0.6, 1])('Pareto shape %d is found, and told from others', (k) => {
    const stream = randomRoot(`pareto ${k}`);
    const excesses = Array.from({ length: 2000 }, () => (pow(1 - stream.uniform(), -k) - 1) / k).sort((a, b) => a - b);
    expect(Math.abs(generalisedParetoShape(excesses) - k)).toBeLessThan(0.12);
  });
  it('Pareto shape of few or equal weights', () => {
    expect(paretoShape([1, 2, 3])).toBeNaN();
    expect(paretoShape(new Array(500).fill(1))).toBeLessThan(0.5);
  });
});

describe('the milder threshold', () => {
  const problem = linear(4, 2);
  const nominal = draws(mixtureOf([1], [centred(2)]), 500, 'nominal').map((u) => ({ u, g: Number(problem.run(u)) }));
  const proposal = mixtureOf([0.3, 0.7], [centred(2), round([2.8, 2.8])]);
  const runs = draws(proposal, 2000, 'proposal').map((u) => ({ u, g: Number(problem.run(u)) }));
  const poolOf = (claimed: Mixture): Pool => {
    const pool = new Pool();
    pool.add(claimed, runs);
    return pool;
  };
  it('is quiet for honest weights and speaks for wrong ones', () => {
    expect(milderThresholdDisagrees(nominal, poolOf(proposal))).toBe(false);
    expect(milderThresholdDisagrees(nominal, poolOf(mixtureOf([1], [round([2.8, 2.8])])))).toBe(true);
  });
});
