/** The separate ways to fail among the failures of a weighted sample. */
import { exp } from '#core/math';
import { randomRoot } from '#core/random';
import type { Point, RunCounter } from '../problem.js';
import type { FailureMode, WeightedRun } from '../result.js';
import { effectiveCount, type FitOptions, fitMixture } from './fit.js';
import { lnShares, lnSum } from './gaussian.js';

/** Modes with less of the probability are not told. */
const LEAST_SHARE = 1e-3;
/** More dimensions than this: only means are fitted. */
export const MOST_SHAPED = 20;

/** Clouds of failures; two are one where the straight way between their centres fails too (5 runs a pair, while the budget lasts). */
export async function modesOf(samples: readonly WeightedRun[], counter: RunCounter): Promise<FailureMode[]> {
  const failures = samples.filter(({ g, weight }) => g <= 0 && weight > 0);
  const total = failures.reduce((sum, { weight }) => sum + weight, 0);
  const weights = failures.map(({ weight }) => weight / total);
  if (effectiveCount(weights) < 3)
    return failures.length === 0
      ? []
      : [
          merged(
            failures.map(({ u }) => u),
            weights,
          ),
        ];
  const points = failures.map(({ u }) => u);
  const mixture = fitMixture({ points, weights }, fitting('modes', counter.problem.dimension));
  const owner = points.map((u) => {
    const parts = lnShares(mixture, u);
    const all = lnSum(parts);
    return parts.findIndex((part) => exp(part - all) >= 0.5 || part === Math.max(...parts));
  });
  const group = await joined(
    mixture.components.map(({ mean }) => mean),
    counter,
  );
  const modes = [...new Set(group)].map((label) => {
    const own = points.map((_, i) => group[owner[i] as number] === label);
    return merged(
      points.filter((_, i) => own[i]),
      weights.filter((_, i) => own[i]),
    );
  });
  return modes.filter(({ share, count }) => count > 0 && share >= LEAST_SHARE).sort((a, b) => b.share - a.share);
}

/** How clouds of failures are told apart: by shape where there are points enough for one, else by their means alone. */
export function fitting(purpose: string, dimension: number): FitOptions {
  const shapes = dimension <= MOST_SHAPED;
  return { stream: randomRoot(purpose), mostComponents: shapes ? 8 : 4, shapes };
}

function merged(points: readonly Point[], weights: readonly number[]): FailureMode {
  const share = weights.reduce((a, b) => a + b, 0);
  const centre = (points[0] ?? []).map(
    (_, a) => points.reduce((sum, u, i) => sum + (weights[i] as number) * (u[a] as number), 0) / share,
  );
  return { centre, share, count: points.length };
}

const BETWEEN = [1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6];

/** For each centre the label of its group. */
async function joined(centres: readonly Point[], counter: RunCounter): Promise<number[]> {
  const label = centres.map((_, i) => i);
  for (const [i, a] of centres.entries()) {
    for (let j = 0; j < i; j++) {
      if (label[i] === label[j] || counter.left < BETWEEN.length) continue;
      const b = centres[j] as Point;
      const way = await counter.run(BETWEEN.map((t) => a.map((x, k) => x + t * ((b[k] as number) - x))));
      const [from, to] = [label[i], label[j] as number];
      if (way.every(({ g }) => g <= 0)) for (const [k, l] of label.entries()) if (l === from) label[k] = to;
    }
  }
  return label;
}
