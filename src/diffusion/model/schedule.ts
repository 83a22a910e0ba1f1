/** How much of the picture and how much noise there is at a time from 0 (none of it) to 1 (noise alone): a quarter circle, so that variance stays 1. */
import { cos, exp, ln, PI, sin } from '#core/math';
import { TIME_WAVES } from './network.js';

export interface Mix {
  readonly picture: number;
  readonly noise: number;
}

/** The cosine schedule (Nichol & Dhariwal 2021, arXiv 2102.09672) without its offset. @param time 0..1 */
export function mixAt(time: number): Mix {
  const angle = (time * PI) / 2;
  return { picture: cos(angle), noise: sin(angle) };
}

/** Shortest and longest wave that the time is written in. */
const LONGEST = 2;
const SHORTEST = 0.05;

/** Time as sines and cosines of waves from long to short. */
export function timeWaves(time: number): readonly number[] {
  const half = TIME_WAVES / 2;
  return Array.from({ length: TIME_WAVES }, (_, k) => {
    const share = (k % half) / (half - 1);
    const length = exp(ln(LONGEST) + share * (ln(SHORTEST) - ln(LONGEST)));
    const angle = (2 * PI * time) / length;
    return k < half ? sin(angle) : cos(angle);
  });
}
