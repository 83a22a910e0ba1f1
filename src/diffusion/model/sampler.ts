/** DDIM (Song, Meng & Ermon 2021, arXiv 2010.02502) without added noise: the same noise gives the same picture. */
import { mixAt } from './schedule.js';

export interface Sampling {
  /** Where it starts, 0..1: 1 forgets the frame's own look, 0 leaves it. */
  readonly strength: number;
  readonly steps: number;
}

/** Predicts v = picture x noise - noise x picture, both [4, cells], of what is there at a time. */
export type Predict = (noisy: Float32Array, time: number) => Promise<Float32Array>;

/** @param noise [4, cells] of unit variance @returns the change of look, [4, cells]; nothing where strength is 0 */
export async function sample(noise: Float32Array, { strength, steps }: Sampling, predict: Predict): Promise<Float32Array> {
  const start = mixAt(strength);
  // What is there is no change, under noise.
  let x = noise.map((value) => start.noise * value);
  for (let step = 0; step < steps; step++) {
    const time = strength * (1 - step / steps);
    const [here, there] = [mixAt(time), mixAt(strength * (1 - (step + 1) / steps))];
    if (here.noise === 0) break;
    const v = await predict(x, time);
    x = x.map((value, i) => {
      const picture = here.picture * value - here.noise * (v[i] as number);
      const rest = here.noise * value + here.picture * (v[i] as number);
      return there.picture * picture + there.noise * rest;
    });
  }
  return x;
}
