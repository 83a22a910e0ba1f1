/**
 * Bias instability: flicker noise with the two-sided spectrum B^2 / (2 pi f), whose Allan deviation is flat at
 * B sqrt(2 ln 2 / pi) = 0.6643 B (IEEE Std 952-1997, C.1.3).
 *
 * A row of Gauss-Markov processes whose correlation times grow by a ratio r adds up to that spectrum: each with variance s^2 has
 * 2 s^2 T / (1 + (2 pi f T)^2), and over ln T at density 1 / ln r these sum to s^2 / (2 f ln r); so s^2 = B^2 ln r / pi.
 */
import { ln, PI } from '#core/math';
import type { RandomStream } from '#core/random';
import { gaussMarkov, type Process, sumOf } from './gauss-markov.js';

const RATIO = 4;
/** s; the floor is flat from about a second to half an hour. */
const CORRELATION_TIMES = [0.25, 1, 4, 16, 64, 256, 1024, 4096];

/** @param instability B, in the units of what is measured */
export function flicker(instability: number, random: RandomStream): Process {
  const sd = instability * Math.sqrt(ln(RATIO) / PI);
  return sumOf(CORRELATION_TIMES.map((time, k) => gaussMarkov(sd, time, random.child(k))));
}
