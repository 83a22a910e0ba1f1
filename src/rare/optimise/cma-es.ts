/**
 * Minimises a function of which only values are known, by CMA-ES (Hansen, The CMA Evolution Strategy: A Tutorial, arXiv 1604.00772, 2016; its
 * default figures, positive weights). Noise does least harm where all points of a generation meet the same chance.
 */
import { exp, ln } from '#core/math';
import type { RandomStream } from '#core/random';
import { type Eigen, eigenOf, times } from './eigen.js';

export type Vector = readonly number[];

export interface CmaOptions {
  readonly start: Vector;
  /** Standard deviation of the first generation, the same in every direction: scale coordinates so that it fits. */
  readonly sigma: number;
  /** Points that may be asked for, the start not among them. */
  readonly budget: number;
  readonly stream: RandomStream;
}

export interface CmaResult {
  /** Mean of the last distribution: under noise a better guess than any single point. */
  readonly mean: Vector;
  /** The lowest value that was seen, and where. */
  readonly best: { readonly point: Vector; readonly value: number };
  readonly asked: number;
}

/** Points of a generation: 4 + floor(3 ln n). */
export function generationSize(dimension: number): number {
  return 4 + Math.floor(3 * ln(dimension));
}

/** @param valuesOf values of a generation's points, in their order; lower is better @throws RangeError where the budget is less than a generation */
export async function minimise(
  valuesOf: (points: readonly Vector[]) => Promise<readonly number[]>,
  { start, sigma, budget, stream }: CmaOptions,
): Promise<CmaResult> {
  const strategy = strategyOf(start.length);
  if (budget < strategy.lambda) throw new RangeError(`budget: at least ${strategy.lambda} points`);
  let state: State = { mean: start, sigma, path: zeros(start), sigmaPath: zeros(start), covariance: identity(start.length) };
  let best: CmaResult['best'] = { point: start, value: Number.POSITIVE_INFINITY };
  let asked = 0;
  for (let generation = 0; asked + strategy.lambda <= budget; generation++) {
    const eigen = eigenOf(state.covariance);
    const steps = Array.from({ length: strategy.lambda }, (_, k) => step(eigen, stream.child(generation).child(k)));
    const points = steps.map((y) => state.mean.map((m, i) => m + state.sigma * (y[i] as number)));
    const values = await valuesOf(points);
    asked += points.length;
    const order = points.map((_, k) => k).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
    const first = order[0] as number;
    if ((values[first] as number) < best.value) best = { point: points[first] as Vector, value: values[first] as number };
    state = updated(
      state,
      order.slice(0, strategy.weights.length).map((k) => steps[k] as Vector),
      eigen,
      generation,
      strategy,
    );
  }
  return { mean: state.mean, best, asked };
}

interface State {
  readonly mean: Vector;
  readonly sigma: number;
  readonly path: Vector;
  readonly sigmaPath: Vector;
  readonly covariance: readonly Vector[];
}

type Strategy = ReturnType<typeof strategyOf>;

function strategyOf(n: number) {
  const lambda = generationSize(n);
  const raw = Array.from({ length: Math.floor(lambda / 2) }, (_, i) => ln((lambda + 1) / 2) - ln(i + 1));
  const sum = raw.reduce((total, w) => total + w, 0);
  const weights = raw.map((w) => w / sum);
  const mu = 1 / weights.reduce((total, w) => total + w * w, 0);
  const cSigma = (mu + 2) / (n + mu + 5);
  const c1 = 2 / ((n + 1.3) * (n + 1.3) + mu);
  return {
    lambda,
    weights,
    mu,
    cSigma,
    c1,
    dSigma: 1 + 2 * Math.max(0, Math.sqrt((mu - 1) / (n + 1)) - 1) + cSigma,
    cPath: (4 + mu / n) / (n + 4 + (2 * mu) / n),
    cMu: Math.min(1 - c1, (2 * (mu - 2 + 1 / mu)) / ((n + 2) * (n + 2) + mu)),
    /** Expected length of n standard normal numbers. */
    chi: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

/** A point of the normal distribution with that covariance. */
function step({ vectors, values }: Eigen, stream: RandomStream): Vector {
  return times(
    vectors,
    values.map((value) => Math.sqrt(value) * stream.normal()),
  );
}

function updated(
  { mean, sigma, path, sigmaPath, covariance }: State,
  chosen: readonly Vector[],
  { vectors, values }: Eigen,
  generation: number,
  { weights, mu, cSigma, dSigma, cPath, c1, cMu, chi }: Strategy,
): State {
  const n = mean.length;
  const moved = mean.map((_, i) => weights.reduce((sum, w, k) => sum + w * ((chosen[k] as Vector)[i] as number), 0));
  const turned = values.map(
    (value, j) => vectors.reduce((sum, row, i) => sum + (row[j] as number) * (moved[i] as number), 0) / Math.sqrt(value),
  );
  const white = times(vectors, turned);
  const forSigma = Math.sqrt(cSigma * (2 - cSigma) * mu);
  const nextSigmaPath = sigmaPath.map((p, i) => (1 - cSigma) * p + forSigma * (white[i] as number));
  const length = Math.sqrt(nextSigmaPath.reduce((sum, p) => sum + p * p, 0));
  const faded = power(1 - cSigma, 2 * (generation + 1));
  const steady = length / Math.sqrt(1 - faded) < (1.4 + 2 / (n + 1)) * chi;
  const forPath = steady ? Math.sqrt(cPath * (2 - cPath) * mu) : 0;
  const nextPath = path.map((p, i) => (1 - cPath) * p + forPath * (moved[i] as number));
  const stalled = steady ? 0 : c1 * cPath * (2 - cPath);
  const kept = 1 - c1 - cMu + stalled;
  return {
    mean: mean.map((m, i) => m + sigma * (moved[i] as number)),
    sigma: sigma * exp((cSigma / dSigma) * (length / chi - 1)),
    path: nextPath,
    sigmaPath: nextSigmaPath,
    covariance: covariance.map((row, i) =>
      row.map((c, j) => {
        const spread = weights.reduce(
          (sum, w, k) => sum + w * ((chosen[k] as Vector)[i] as number) * ((chosen[k] as Vector)[j] as number),
          0,
        );
        return kept * c + c1 * (nextPath[i] as number) * (nextPath[j] as number) + cMu * spread;
      }),
    ),
  };
}

function power(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product *= base;
  return product;
}
function zeros(like: Vector): Vector {
  return like.map(() => 0);
}
function identity(n: number): readonly Vector[] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_unused, j) => (i === j ? 1 : 0)));
}
