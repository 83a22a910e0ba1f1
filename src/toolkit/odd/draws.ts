/** What a draw of a scenario comes out as, as `generate` makes it. */
import { looksAtRuns, type Probe, probe } from '#scenario/index';
import { drawConcrete, type LoadedScenario } from '../scenarios.js';
import type { DrawnFacts } from './domain.js';

export interface DrawFacts {
  readonly facts: DrawnFacts;
  /** Attempts at it, the one that was allowed included. */
  readonly attempts: number;
}

/** As parameters decide it, or by simulating where requirements look at runs. @throws NearmissError NM2023 after a thousand refused attempts */
export function factsOf(scenario: LoadedScenario, seed: string, draw: number): DrawFacts {
  const quick = looksAtRuns(scenario) ? undefined : foreseen(scenario, seed, draw);
  return quick ?? realFacts(scenario, seed, draw);
}

/** By making the draw. @throws NearmissError NM2023 after a thousand refused attempts */
export function realFacts(scenario: LoadedScenario, seed: string, draw: number): DrawFacts {
  const { concrete, rejections } = drawConcrete(scenario, seed, draw);
  return { facts: concrete, attempts: rejections.attempts };
}

const MOST_ATTEMPTS = 200;

/** By its parameters alone: the first attempt that they allow; undefined where none of many is. */
export function foreseen(scenario: LoadedScenario, seed: string, draw: number): DrawFacts | undefined {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const probed: Probe | undefined = probe(scenario, { seed, draw, attempt });
    if (probed?.broken.length === 0) return { facts: probed, attempts: attempt + 1 };
  }
  return undefined;
}
