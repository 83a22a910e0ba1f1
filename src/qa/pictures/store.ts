/** Examples in memory: each read once while there is room. */
import type { Picture } from '../datasets/dataset.js';
import type { Example } from './example.js';

export class ExampleStore {
  readonly #read: (picture: Picture) => Promise<Example>;
  readonly #kept = new Map<string, Promise<Example>>();
  #room: number;

  /** @param room bytes that may be kept; what comes later is read every time */
  constructor(read: (picture: Picture) => Promise<Example>, room: number) {
    this.#read = read;
    this.#room = room;
  }

  async get(picture: Picture): Promise<Example> {
    const kept = this.#kept.get(picture.image);
    if (kept !== undefined) return kept;
    const reading = this.#read(picture);
    if (this.#room > 0) this.#kept.set(picture.image, reading);
    const example = await reading;
    this.#room -= example.rgb.length + example.truth.length;
    return example;
  }
}
