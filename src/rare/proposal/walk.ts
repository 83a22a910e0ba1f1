/**
 * Steps that keep the standard normal distribution where all are accepted, and that distribution restricted to g <= level where
 * those above are refused: u' = sqrt(1 - s^2) u + s xi (conditional sampling; Papaioannou et al., Prob. Eng. Mech. 41, 2015).
 */
import { clamp, exp } from '#core/math';
import type { RandomStream } from '#core/random';
import type { Run, RunCounter } from '../problem.js';
import { normalPoint } from './gaussian.js';

/** Share of accepted steps that mixes fastest, by the same paper. */
const ACCEPTANCE = 0.44;

/** The size of steps, which learns from the share of accepted ones. */
export interface Pace {
  readonly step: number;
  /** How often it was adapted: later changes are smaller. */
  readonly changes: number;
}
export const FIRST_PACE: Pace = { step: 0.6, changes: 0 };

export interface Walked {
  readonly states: readonly Run[];
  readonly pace: Pace;
  readonly accepted: number;
}

/** One step of every chain, all run at once. */
export async function walk(
  states: readonly Run[],
  level: number,
  pace: Pace,
  counter: RunCounter,
  stream: RandomStream,
): Promise<Walked> {
  const keep = Math.sqrt(1 - pace.step * pace.step);
  const tried = await counter.run(
    states.map(({ u }, i) => {
      const noise = normalPoint(stream.child(i), u.length);
      return u.map((x, a) => keep * x + pace.step * (noise[a] as number));
    }),
  );
  const next = states.map((state, i) => {
    const other = tried[i] as Run;
    return other.g <= level ? other : state;
  });
  const accepted = tried.filter(({ g }) => g <= level).length / Math.max(1, tried.length);
  const factor = exp((accepted - ACCEPTANCE) / Math.sqrt(pace.changes + 1));
  return { states: next, accepted, pace: { step: clamp(pace.step * factor, 0.02, 0.999), changes: pace.changes + 1 } };
}
