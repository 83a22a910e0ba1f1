/**
 * Normal mixtures fitted to weighted points by expectation-maximisation; how many components follows from Schwarz's
 * criterion with the effective number of points, so that a few heavy points do not get components of their own.
 */
import { exp, ln } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Point } from '../problem.js';
import { type Gaussian, lnShares, lnSum, type Mixture, mixtureOf, round, shaped } from './gaussian.js';

export interface FitOptions {
  readonly stream: RandomStream;
  readonly mostComponents: number;
  /** Whether covariances are fitted; else every component has that of the nominal density and only its mean moves. */
  readonly shapes: boolean;
}

/** Points with weights that sum to 1. */
export interface Cloud {
  readonly points: readonly Point[];
  readonly weights: readonly number[];
}

const ROUNDS = 20;
/** Added to fitted variances: a normal's tail is lighter than that of what it stands for. */
const WIDENING = 0.1;

/** (sum w)^2 / sum w^2; 0 for no weights. */
export function effectiveCount(weights: Iterable<number>): number {
  let sum = 0;
  let squares = 0;
  for (const w of weights) {
    sum += w;
    squares += w * w;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}

/** The mixture that Schwarz's criterion likes best. @throws RangeError for an empty cloud */
export function fitMixture(cloud: Cloud, options: FitOptions): Mixture {
  const few = typical(cloud);
  const effective = Math.min(effectiveCount(cloud.weights), few.points.length);
  const chosen = chosenBy(few, effective, options);
  return few === cloud ? chosen : settle(chosen, cloud, options.shapes);
}

/** Points by which the number of components is chosen; all are used for the fit itself. */
const MOST_TYPICAL = 400;

/** Points of equal weight, drawn at even steps of the summed weights; the cloud itself where it is small. */
function typical(cloud: Cloud): Cloud {
  if (cloud.points.length <= MOST_TYPICAL) return cloud;
  const drawn: Point[] = [];
  let sum = 0;
  for (const [i, u] of cloud.points.entries()) {
    sum += cloud.weights[i] as number;
    while (drawn.length < MOST_TYPICAL && sum > (drawn.length + 0.5) / MOST_TYPICAL) drawn.push(u);
  }
  return { points: drawn, weights: drawn.map(() => 1 / drawn.length) };
}

function chosenBy(cloud: Cloud, effective: number, options: FitOptions): Mixture {
  let best: { mixture: Mixture; score: number } | undefined;
  let worse = 0;
  for (let k = 1; k <= options.mostComponents && worse < 2; k++) {
    const mixture = settle(firstGuess(cloud, k, options.stream.child(k)), cloud, options.shapes);
    const score = schwarz(mixture, cloud, effective, options.shapes);
    if (best === undefined || score > best.score) {
      best = { mixture, score };
      worse = 0;
    } else worse++;
  }
  if (best === undefined) throw new RangeError('no component to fit');
  return best.mixture;
}

/** n (mean log likelihood) - (parameters / 2) ln n, n the effective number of points. */
function schwarz(mixture: Mixture, { points, weights }: Cloud, n: number, shapes: boolean): number {
  const d = points[0]?.length ?? 0;
  const parameters = mixture.components.length * (1 + d + (shapes ? (d * (d + 1)) / 2 : 0)) - 1;
  let likelihood = 0;
  for (const [i, u] of points.entries()) likelihood += (weights[i] as number) * lnSum(lnShares(mixture, u));
  return n * likelihood - (parameters / 2) * ln(Math.max(n, 2));
}

/** Means far apart, each drawn by weight times squared distance to those before it (k-means++). */
function firstGuess({ points, weights }: Cloud, k: number, stream: RandomStream): Mixture {
  const means: Point[] = [];
  const distance = points.map(() => 1);
  while (means.length < k) {
    const mean = points[drawIndex(weights, distance, stream)];
    if (mean === undefined) throw new RangeError('no points to fit');
    means.push(mean);
    for (const [i, u] of points.entries()) {
      const squared = squaredBetween(u, mean);
      distance[i] = means.length === 1 ? squared : Math.min(distance[i] as number, squared);
    }
  }
  return mixtureOf(
    means.map(() => 1 / k),
    means.map((mean) => round(mean)),
  );
}
function drawIndex(weights: readonly number[], factors: readonly number[], stream: RandomStream): number {
  let total = 0;
  for (const [i, w] of weights.entries()) total += w * (factors[i] as number);
  let rest = stream.uniform() * total;
  for (const [i, w] of weights.entries()) {
    rest -= w * (factors[i] as number);
    if (rest < 0) return i;
  }
  return 0;
}
function squaredBetween(a: Point, b: Point): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) - (b[i] as number)) * ((a[i] as number) - (b[i] as number));
  return sum;
}

function settle(first: Mixture, cloud: Cloud, shapes: boolean): Mixture {
  let mixture = first;
  let before = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const { responsibilities, likelihood } = expectation(mixture, cloud);
    if (likelihood - before < 1e-3) break;
    before = likelihood;
    mixture = maximisation(responsibilities, cloud, shapes);
  }
  return mixture;
}

/** Per component the weight of each point that is its own. */
function expectation(mixture: Mixture, { points, weights }: Cloud): { responsibilities: number[][]; likelihood: number } {
  const responsibilities: number[][] = mixture.components.map(() => []);
  let likelihood = 0;
  for (const [i, u] of points.entries()) {
    const parts = lnShares(mixture, u);
    const all = lnSum(parts);
    likelihood += (weights[i] as number) * all;
    for (const [k, part] of parts.entries()) responsibilities[k]?.push((weights[i] as number) * exp(part - all));
  }
  return { responsibilities, likelihood };
}

function maximisation(responsibilities: readonly (readonly number[])[], cloud: Cloud, shapes: boolean): Mixture {
  const kept = responsibilities.map((own) => ({ own, part: own.reduce((a, b) => a + b, 0) })).filter(({ part }) => part > 1e-3);
  const total = kept.reduce((sum, { part }) => sum + part, 0);
  return mixtureOf(
    kept.map(({ part }) => part / total),
    kept.map(({ own, part }) => componentOf(own, part, cloud.points, shapes)),
  );
}

function componentOf(own: readonly number[], part: number, points: readonly Point[], shapes: boolean): Gaussian {
  const d = points[0]?.length ?? 0;
  const mean = new Array<number>(d).fill(0);
  for (const [i, u] of points.entries()) {
    const w = (own[i] as number) / part;
    for (let a = 0; a < d; a++) mean[a] = (mean[a] as number) + w * (u[a] as number);
  }
  return shapes ? shaped(mean, covarianceOf(own, part, points, mean)) : round(mean);
}

/** The points' covariance, drawn towards the identity the fewer effective points there are for the dimension. */
function covarianceOf(own: readonly number[], part: number, points: readonly Point[], mean: Point): Float64Array {
  const d = mean.length;
  const matrix = new Float64Array(d * d);
  const x = new Float64Array(d);
  for (const [i, u] of points.entries()) {
    const w = (own[i] as number) / part;
    if (w < 1e-12) continue;
    for (let a = 0; a < d; a++) x[a] = (u[a] as number) - (mean[a] as number);
    for (let a = 0; a < d; a++)
      for (let b = 0; b <= a; b++) matrix[a * d + b] = (matrix[a * d + b] as number) + w * (x[a] as number) * (x[b] as number);
  }
  const effective = effectiveCount(own);
  const trust = effective / (effective + 2 * (d + 1));
  for (let a = 0; a < d; a++)
    for (let b = 0; b <= a; b++) {
      const value = trust * (matrix[a * d + b] as number) + (a === b ? 1 - trust + WIDENING : 0);
      matrix[a * d + b] = value;
      matrix[b * d + a] = value;
    }
  return matrix;
}
