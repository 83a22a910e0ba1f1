/** Normal densities in many dimensions: drawn from, and their logarithm, up to the factor (2 pi)^(-d/2) that all share. */
import { exp, ln } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Point } from '../problem.js';

/** A normal density. Matrices are lower triangular, d x d, row by row; without them it is round. */
export interface Gaussian {
  readonly mean: Point;
  /** Standard deviation in every direction; counts only where there is no `shape`. */
  readonly scale: number;
  readonly shape?: { readonly factor: Float64Array; readonly inverse: Float64Array };
  /** ln of the square root of the covariance's determinant. */
  readonly lnSpread: number;
}

/** Components and their parts, which sum to 1. */
export interface Mixture {
  readonly parts: readonly number[];
  readonly lnParts: readonly number[];
  readonly components: readonly Gaussian[];
}
export function mixtureOf(parts: readonly number[], components: readonly Gaussian[]): Mixture {
  return { parts, lnParts: parts.map((part) => ln(part)), components };
}

/** A round density with that standard deviation in every direction. */
export function round(mean: Point, scale = 1): Gaussian {
  return { mean, scale, lnSpread: mean.length * ln(scale) };
}
/** The standard normal density, or one wider by `scale`. */
export function centred(dimension: number, scale = 1): Gaussian {
  return round(new Array<number>(dimension).fill(0), scale);
}
/** The density with that covariance (row by row); round with scale 1 where the matrix is not positive definite. */
export function shaped(mean: Point, covariance: Float64Array): Gaussian {
  const d = mean.length;
  const factor = cholesky(covariance, d);
  if (factor === undefined) return round(mean);
  let lnSpread = 0;
  for (let i = 0; i < d; i++) lnSpread += ln(factor[i * d + i] as number);
  return { mean, scale: 1, shape: { factor, inverse: inverseLower(factor, d) }, lnSpread };
}

export function normalPoint(stream: RandomStream, dimension: number): number[] {
  return Array.from({ length: dimension }, () => stream.normal());
}

/** Lower Cholesky factor of a symmetric positive definite d x d matrix (row by row); undefined where it is not one. */
export function cholesky(matrix: Float64Array, dimension: number): Float64Array | undefined {
  const factor = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * dimension + j] as number;
      for (let k = 0; k < j; k++) sum -= (factor[i * dimension + k] as number) * (factor[j * dimension + k] as number);
      if (i === j && !(sum > 0)) return undefined;
      factor[i * dimension + j] = i === j ? Math.sqrt(sum) : sum / (factor[j * dimension + j] as number);
    }
  }
  return factor;
}

function inverseLower(factor: Float64Array, d: number): Float64Array {
  const inverse = new Float64Array(d * d);
  for (let column = 0; column < d; column++) {
    for (let i = column; i < d; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = column; k < i; k++) sum -= (factor[i * d + k] as number) * (inverse[k * d + column] as number);
      inverse[i * d + column] = sum / (factor[i * d + i] as number);
    }
  }
  return inverse;
}

export function drawGaussian({ mean, shape, scale }: Gaussian, stream: RandomStream): number[] {
  const d = mean.length;
  const z = normalPoint(stream, d);
  if (shape === undefined) return z.map((zi, i) => (mean[i] as number) + scale * zi);
  return mean.map((m, i) => m + rowTimes(shape.factor, i, d, z));
}

/** Squared Mahalanobis distance of a point from the mean. */
export function squaredDistance({ mean, shape, scale }: Gaussian, u: Point): number {
  const d = mean.length;
  let sum = 0;
  if (shape === undefined) {
    for (let i = 0; i < d; i++) {
      const z = ((u[i] as number) - (mean[i] as number)) / scale;
      sum += z * z;
    }
    return sum;
  }
  // Once a run and component: no arrays are made.
  for (let i = 0; i < d; i++) {
    let z = 0;
    for (let k = 0; k <= i; k++) z += (shape.inverse[i * d + k] as number) * ((u[k] as number) - (mean[k] as number));
    sum += z * z;
  }
  return sum;
}
/** Row i of a lower triangular matrix times x. */
function rowTimes(matrix: Float64Array, i: number, d: number, x: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k <= i; k++) sum += (matrix[i * d + k] as number) * (x[k] as number);
  return sum;
}

/** ln of the density times (2 pi)^(d/2). */
export function lnGaussian(gaussian: Gaussian, u: Point): number {
  return -0.5 * squaredDistance(gaussian, u) - gaussian.lnSpread;
}

/** ln of each component's part times its density; the mixture's density is their `lnSum`. */
export function lnShares(mixture: Mixture, u: Point): number[] {
  return mixture.components.map((component, k) => (mixture.lnParts[k] as number) + lnGaussian(component, u));
}
export function lnMixture(mixture: Mixture, u: Point): number {
  return lnSum(lnShares(mixture, u));
}

/** ln of the sum of exponentials, without overflow. */
export function lnSum(terms: readonly number[]): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const term of terms) largest = Math.max(largest, term);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  let sum = 0;
  for (const term of terms) sum += exp(term - largest);
  return largest + ln(sum);
}

/** ln of the standard normal density times (2 pi)^(d/2). */
export function lnNominal(u: Point): number {
  let sum = 0;
  for (const x of u) sum += x * x;
  return -0.5 * sum;
}

/** One point of the mixture: a component by its part, then a point of it. */
export function drawMixture(mixture: Mixture, stream: RandomStream): number[] {
  let rest = stream.uniform();
  let chosen = mixture.components.length - 1;
  for (const [k, part] of mixture.parts.entries()) {
    if (rest < part) {
      chosen = k;
      break;
    }
    rest -= part;
  }
  return drawGaussian(mixture.components[chosen] as Gaussian, stream);
}
