/** What an inertial sensor's axis adds to the truth, by its Allan-variance figures (IEEE Std 952-1997, annex C). */
import type { InertialNoise } from '#contracts/rig';
import type { RandomStream } from '#core/random';
import { flicker } from '../noise/flicker.js';
import { randomWalk, sumOf } from '../noise/gauss-markov.js';

export interface AxisNoise {
  /**
   * Error of the mean over an interval.
   * @param elapsed since the last one's end, s
   * @param interval what the mean is over, s
   */
  next(elapsed: number, interval: number): { readonly white: number; readonly bias: number };
}

export function axisNoise(noise: InertialNoise, random: RandomStream): AxisNoise {
  const white = random.child('white');
  const turnOn = noise.turnOnBias * random.child('turn on').normal();
  const drift = sumOf([
    flicker(noise.biasInstability, random.child('flicker')),
    randomWalk(noise.randomWalk, random.child('walk')),
  ]);
  return {
    next: (elapsed, interval) => ({
      white: (noise.white / Math.sqrt(interval)) * white.normal(),
      bias: turnOn + drift.after(elapsed),
    }),
  };
}
