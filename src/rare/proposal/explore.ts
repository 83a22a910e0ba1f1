/**
 * Failures found without following the margin downhill: runs of the nominal density widened two and three times
 * (scaled-sigma sampling; Sun et al., IEEE T-CAD 34, 2015), walked from there to where failures are likely. A margin that
 * leads a search by levels to the wrong failure mode does not mislead these.
 */
import type { RandomStream } from '#core/random';
import type { Run, RunCounter } from '../problem.js';
import { centred, drawMixture, mixtureOf } from './gaussian.js';
import type { Pool } from './pool.js';
import { FIRST_PACE, walk } from './walk.js';

const SCALES = [2, 3] as const;
const WALKERS = 24;
const STEPS = 8;

/** Adds `each` runs of every scale to the pool. @returns failures, about as likely as failures are, of every mode that was met */
export async function explore(pool: Pool, each: number, counter: RunCounter, stream: RandomStream): Promise<Run[]> {
  const failures: Run[] = [];
  for (const scale of SCALES) {
    const proposal = mixtureOf([1], [centred(counter.problem.dimension, scale)]);
    const points = Array.from({ length: each }, (_, i) => drawMixture(proposal, stream.child(scale).child(i)));
    const runs = await counter.run(points);
    pool.add(proposal, runs);
    failures.push(...runs.filter(({ g }) => g <= 0));
  }
  let pace = FIRST_PACE;
  let states: readonly Run[] = apart(failures, WALKERS);
  for (let step = 0; step < STEPS && states.length > 0 && counter.left >= states.length; step++) {
    const walked = await walk(states, 0, pace, counter, stream.child('walk').child(step));
    states = walked.states;
    pace = walked.pace;
  }
  return [...states];
}

/** That many of the runs, each the farthest in direction from those before it. */
function apart(runs: readonly Run[], count: number): Run[] {
  const units = runs.map(({ u }) => {
    const length = Math.sqrt(u.reduce((sum, x) => sum + x * x, 0)) || 1;
    return u.map((x) => x / length);
  });
  const nearest = units.map(() => -2);
  const chosen: Run[] = [];
  let next = 0;
  while (chosen.length < Math.min(count, runs.length)) {
    chosen.push(runs[next] as Run);
    const from = units[next] as readonly number[];
    for (const [i, unit] of units.entries()) {
      const cosine = i === next ? 2 : unit.reduce((sum, x, a) => sum + x * (from[a] as number), 0);
      nearest[i] = Math.max(nearest[i] as number, cosine);
    }
    next = nearest.indexOf(Math.min(...nearest));
  }
  return chosen;
}
