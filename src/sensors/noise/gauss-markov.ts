/** Errors that forget: first-order Gauss-Markov processes, stepped exactly over any time. */
import { exp } from '#core/math';
import type { RandomStream } from '#core/random';

export interface Process {
  /** Lets that much time pass, s. @returns the value then */
  after(seconds: number): number;
}

const STILL: Process = { after: () => 0 };

/**
 * Stationary from the start, autocorrelation sd^2 exp(-t / time).
 * @param time correlation time, s
 */
export function gaussMarkov(sd: number, time: number, random: RandomStream): Process {
  if (sd === 0) return STILL;
  let value = sd * random.normal();
  return {
    after(seconds) {
      if (seconds <= 0) return value;
      const kept = exp(-seconds / time);
      value = kept * value + sd * Math.sqrt(1 - kept * kept) * random.normal();
      return value;
    },
  };
}

/** Wanders off without bound from 0: variance coefficient^2 t. */
export function randomWalk(coefficient: number, random: RandomStream): Process {
  if (coefficient === 0) return STILL;
  let value = 0;
  return {
    after(seconds) {
      if (seconds > 0) value += coefficient * Math.sqrt(seconds) * random.normal();
      return value;
    },
  };
}

export function sumOf(processes: readonly Process[]): Process {
  return { after: (seconds) => processes.reduce((sum, process) => sum + process.after(seconds), 0) };
}
