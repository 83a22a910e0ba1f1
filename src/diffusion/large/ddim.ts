/** DDIM without added noise (Song, Meng & Ermon 2021, arXiv 2010.02502, equation 12) over a model's own times, begun at a noised picture (SDEdit, Meng et al. 2022, arXiv 2108.01073). */
import { sqrt } from '#core/math';
import type { Scheduler } from './scheduler.js';

/** What the network says of a noisy picture at a time. */
export type Ask = (noisy: Float32Array, time: number) => Promise<Float32Array>;

/** @param share of the picture's variance, 0..1 */
export function noised(picture: Float32Array, noise: Float32Array, share: number): Float32Array {
  const [much, rest] = [sqrt(share), sqrt(1 - share)];
  return picture.map((value, i) => much * value + rest * (noise[i] as number));
}

/** @param times descending @returns the picture; what came in where there are no times */
export async function denoised(
  noisy: Float32Array,
  { shares, last, prediction, clip }: Scheduler,
  times: readonly number[],
  ask: Ask,
): Promise<Float32Array> {
  let x = noisy;
  for (const [k, time] of times.entries()) {
    const next = times[k + 1];
    const [here, there] = [shares[time] as number, next === undefined ? last : (shares[next] as number)];
    const parted = partedBy(prediction, sqrt(here), sqrt(1 - here));
    const [much, rest] = [sqrt(there), sqrt(1 - there)];
    const said = await ask(x, time);
    x = x.map((value, i) => {
      const [picture, noise] = parted(value, said[i] as number);
      const kept = clip === undefined ? picture : Math.max(-clip, Math.min(clip, picture));
      return much * kept + rest * noise;
    });
  }
  return x;
}

/** Picture and noise in what is there: x = a picture + b noise. */
function partedBy(
  prediction: Scheduler['prediction'],
  a: number,
  b: number,
): (x: number, said: number) => readonly [number, number] {
  switch (prediction) {
    case 'epsilon':
      return (x, noise) => [(x - b * noise) / a, noise];
    case 'v_prediction':
      return (x, v) => [a * x - b * v, a * v + b * x];
    case 'sample':
      return (x, picture) => [picture, (x - a * picture) / b];
  }
}
