/** What a fitted mixture gets in addition, so that weights stay bounded and no failure mode once met is forgotten. */
import type { Point, Run } from '../problem.js';
import { centred, type Gaussian, type Mixture, mixtureOf, round, squaredDistance } from './gaussian.js';

/** Part of the nominal density: no weight exceeds its inverse. */
const NOMINAL_PART = 0.1;
/** Part of the nominal density widened twice: meets modes that nobody knows of. */
const WIDE_PART = 0.05;
/** Part of each component that stands for failures which the fit left out. */
const MET_PART = 0.05;

/** The mixture with components of their own for failures far from all of its. */
export function withMet(mixture: Mixture, met: readonly Run[]): Mixture {
  let left = outside(mixture, met);
  const added: Gaussian[] = [];
  while (left.length > 0) {
    const seed = round(left[0] as Point);
    const component = round(meanOf(left.filter((u) => near(seed, u))));
    added.push(component);
    left = left.filter((u) => !near(component, u) && !near(seed, u));
  }
  if (added.length === 0) return mixture;
  const part = Math.min(MET_PART, 0.4 / added.length);
  const rest = 1 - part * added.length;
  return mixtureOf([...mixture.parts.map((p) => p * rest), ...added.map(() => part)], [...mixture.components, ...added]);
}

/** The points that no component of the mixture would draw but once in a thousand times or less. */
export function outside(mixture: Mixture, runs: readonly Run[]): Point[] {
  return runs.map(({ u }) => u).filter((u) => mixture.components.every((component) => !near(component, u)));
}

/** The mixture with the nominal density and a wide one mixed in. */
export function defended(mixture: Mixture, dimension: number): Mixture {
  const rest = 1 - NOMINAL_PART - WIDE_PART;
  return mixtureOf(
    [NOMINAL_PART, WIDE_PART, ...mixture.parts.map((part) => part * rest)],
    [centred(dimension), centred(dimension, 2), ...mixture.components],
  );
}

/** Within what 99.9 % of the component's points are, about, in any dimension (Wilson & Hilferty's cube, rounded up). */
function near(component: Gaussian, u: Point): boolean {
  const d = u.length;
  const root = 1 - 2 / (9 * d) + 3.1 * Math.sqrt(2 / (9 * d));
  return squaredDistance(component, u) <= 1.5 * d * root * root * root;
}
function meanOf(points: readonly Point[]): number[] {
  return (points[0] ?? []).map((_, a) => points.reduce((sum, u) => sum + (u[a] as number), 0) / points.length);
}
