import { type RandomStream, randomRoot } from '#core/random';

const LENGTH = 1 << 15;

/** Normal numbers to be read from a random place on: drawing one for each byte of each picture would cost more than a training step. */
const table = ((): Float32Array => {
  const random = randomRoot('noise table');
  return Float32Array.from({ length: LENGTH }, () => random.normal());
})();

/** Adds noise of that deviation, bytes, in place. Neighbouring rows read the table from places of their own. */
export function addNoise(rgb: Uint8Array, deviation: number, random: RandomStream): void {
  const run = 509;
  for (let start = 0; start < rgb.length; start += run) {
    const from = random.index(LENGTH - run);
    const end = Math.min(run, rgb.length - start);
    for (let i = 0; i < end; i++) {
      const value = (rgb[start + i] as number) + deviation * (table[from + i] as number);
      rgb[start + i] = Math.min(255, Math.max(0, Math.round(value)));
    }
  }
}
