/**
 * The shape k of a generalised Pareto tail, by the posterior-mean estimator of Zhang & Stephens (Technometrics 51, 2009), with
 * the weak pull towards 0.5 of Vehtari et al. (Pareto smoothed importance sampling, JMLR 25, 2024). At k >= 0.7 an
 * importance sampling estimate should not be trusted; at k >= 0.5 the weights' variance is infinite.
 */
import { exp, ln } from '#core/math';

/** k of the excesses of the largest weights, min(n / 5, 3 sqrt(n)) of them; NaN where there are too few to say. */
export function paretoShape(weights: readonly number[]): number {
  const sorted = weights.filter((w) => w > 0).sort((a, b) => a - b);
  const count = Math.min(Math.floor(sorted.length / 5), Math.ceil(3 * Math.sqrt(sorted.length)));
  const cutoff = sorted[sorted.length - count - 1];
  if (count < 5 || cutoff === undefined) return Number.NaN;
  const excesses = sorted.slice(-count).map((w) => w - cutoff);
  if ((excesses[count - 1] as number) <= cutoff * 1e-12) return Number.NEGATIVE_INFINITY;
  return generalisedParetoShape(excesses);
}

/** k of ascending excesses >= 0 of which the last is > 0; positive k means a heavy tail. */
export function generalisedParetoShape(excesses: readonly number[]): number {
  const n = excesses.length;
  const grid = 30 + Math.floor(Math.sqrt(n));
  const quartile = Math.max(excesses[Math.max(0, Math.floor(n / 4 + 0.5) - 1)] as number, (excesses[n - 1] as number) * 1e-12);
  const theta = Array.from(
    { length: grid },
    (_, j) => 1 / (excesses[n - 1] as number) + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile),
  );
  const likelihood = theta.map((t) => profile(t, excesses));
  const largest = Math.max(...likelihood);
  const masses = likelihood.map((l) => exp(l - largest));
  const total = masses.reduce((a, b) => a + b, 0);
  const mean = theta.reduce((sum, t, j) => sum + t * (masses[j] as number), 0) / total;
  return (n * meanLog(mean, excesses) + 5) / (n + 10);
}

function profile(theta: number, excesses: readonly number[]): number {
  const k = meanLog(theta, excesses);
  return excesses.length * (ln(-theta / k) - k - 1);
}
/** Mean of ln(1 - theta x). */
function meanLog(theta: number, excesses: readonly number[]): number {
  let sum = 0;
  for (const x of excesses) sum += ln(1 - theta * x);
  return sum / excesses.length;
}
