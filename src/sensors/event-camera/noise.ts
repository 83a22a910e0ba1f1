/** Events that nothing in the scene made: a Poisson process in each pixel. */
import { ln } from '#core/math';
import type { RandomStream } from '#core/random';

export type Shots = readonly { readonly seconds: number; readonly polarity: 1 | -1 }[];

/**
 * Shots by pixel, in the order of time. All pixels' processes are one that chooses a pixel each time, thinned where a pixel's rate is lower.
 * @param rateHz of a pixel at most @param share of that rate, 0..1
 */
export function shotsIn(
  random: RandomStream,
  from: number,
  until: number,
  pixels: number,
  rateHz: number,
  share: (pixel: number) => number,
): ReadonlyMap<number, Shots> {
  const all = new Map<number, { seconds: number; polarity: 1 | -1 }[]>();
  const total = rateHz * pixels;
  if (total === 0) return all;
  for (let at = from; ; ) {
    at -= ln(1 - random.uniform()) / total;
    if (at >= until) return all;
    const pixel = random.index(pixels);
    const kept = random.chance(share(pixel));
    const polarity = random.chance(0.5) ? 1 : -1;
    if (!kept) continue;
    const known = all.get(pixel);
    if (known === undefined) all.set(pixel, [{ seconds: at, polarity }]);
    else known.push({ seconds: at, polarity });
  }
}
