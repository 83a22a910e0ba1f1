/**
 * Problems whose probability is known exactly. Definitions as in openturns/otbenchmark (numbers and formulas only): Waarts' four
 * branches (FB), the RP set of R. Rozsas, Rastrigin's function of Echard et al. 2011; AEB-4D is a braking car before a pedestrian.
 */
import { cos, exp, normalCdf, TAU } from '#core/math';
import type { Point, RareEventProblem } from './problem.js';

export interface KnownProblem extends RareEventProblem {
  readonly name: string;
  readonly exact: number;
  /** Separate failure modes that each have at least 5 % of the probability. */
  readonly modes: number;
}

function known(name: string, dimension: number, exact: number, modes: number, run: (u: Point) => number): KnownProblem {
  return { name, dimension, exact, modes, run };
}
const at = (u: Point, i: number): number => u[i] as number;

/** Fails beyond a plane at distance `beta` from the origin: p = Phi(-beta) in any dimension. */
export function linear(beta: number, dimension: number): KnownProblem {
  const root = Math.sqrt(dimension);
  const run = (u: Point): number => beta - u.reduce((sum, x) => sum + x, 0) / root;
  return known(`L beta=${beta} d=${dimension}`, dimension, normalCdf(-beta), 1, run);
}

/** Four branches, `k` = 6 or 7. */
export function fourBranch(k: 6 | 7): KnownProblem {
  const exact = k === 7 ? 2.222795066194e-3 : 4.457331490626e-3;
  return known(`FB${k}`, 2, exact, 4, (u) => {
    const sum = (at(u, 0) + at(u, 1)) / Math.SQRT2;
    const difference = at(u, 0) - at(u, 1);
    const bow = 3 + 0.1 * difference * difference;
    return Math.min(bow - sum, bow + sum, difference + k / Math.SQRT2, k / Math.SQRT2 - difference);
  });
}

export const RP22 = known('RP22', 2, 4.2073055113e-3, 1, (u) => {
  const difference = at(u, 0) - at(u, 1);
  return 2.5 - (at(u, 0) + at(u, 1)) / Math.SQRT2 + 0.1 * difference * difference;
});
export const RP25 = known('RP25', 2, 4.14856629376e-5, 1, (u) =>
  Math.max(at(u, 0) * at(u, 0) - 8 * at(u, 1) + 16, -16 * at(u, 0) + at(u, 1) + 32),
);
export const RP75 = known('RP75', 2, 9.819298721547e-3, 2, (u) => 3 - at(u, 0) * at(u, 1));
/** A search downhill ends in the mode that has less than a hundredth of the probability. */
export const RP110 = known('RP110', 2, 3.195788428645e-5, 1, (u) => {
  const first = at(u, 0) > 3.5 ? 4 - at(u, 0) : 0.85 - 0.1 * at(u, 0);
  const second = at(u, 1) > 2 ? 0.5 - 0.1 * at(u, 1) : 2.3 - at(u, 1);
  return Math.min(first, second);
});
export const RAST = known('RAST', 2, 7.29793e-2, 20, (u) => 10 - u.reduce((sum, x) => sum + x * x - 5 * cos(TAU * x), 0));

const AEB: Readonly<Record<number, number>> = {
  18: 7.58140268e-3,
  20: 1.1188090222e-3,
  22: 1.3452066267e-4,
  24: 1.3970904622e-5,
  26: 1.3221625174e-6,
};
/** Speed 40 +- 3.6 km/h, latency and deceleration lognormal, the pedestrian `distance` m +- 1.5 m away; the margin is what is left, in m. */
export function aeb(distance: 18 | 20 | 22 | 24 | 26): KnownProblem {
  return known(`AEB-4D D=${distance}`, 4, AEB[distance] as number, 1, (u) => {
    const speed = 40 / 3.6 + at(u, 0);
    const latency = 0.35 * exp(0.25 * at(u, 1));
    const deceleration = 8.5 * exp(0.08 * at(u, 2));
    return distance + 1.5 * at(u, 3) - (speed * latency + (speed * speed) / (2 * deceleration));
  });
}
