import { type RandomStream, randomRoot } from '#core/random';

const LENGTH = 1 << 15;
/** Bytes that read the table in one go. */
const RUN = 509;

/** Normal numbers to be read from random places on: drawing one for each byte of each picture would cost more than a training step. */
export class NoiseTable {
  readonly #normals: Float32Array;

  constructor() {
    const random = randomRoot('noise table');
    this.#normals = Float32Array.from({ length: LENGTH }, () => random.normal());
  }

  /** Adds noise of that deviation, bytes, in place. */
  addTo(rgb: Uint8Array, deviation: number, random: RandomStream): void {
    for (let start = 0; start < rgb.length; start += RUN) {
      const from = random.index(LENGTH - RUN);
      const end = Math.min(RUN, rgb.length - start);
      for (let i = 0; i < end; i++) {
        const value = (rgb[start + i] as number) + deviation * (this.#normals[from + i] as number);
        rgb[start + i] = Math.min(255, Math.max(0, Math.round(value)));
      }
    }
  }
}
