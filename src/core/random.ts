/**
 * Named, counter-based random streams (Philox4x32-10; Salmon et al., SC 2011, doi 10.1145/2063384.2063405).
 *
 * A stream is a key and a counter. The key depends only on the seed and the path of names that led to the stream, so
 * asking one child never moves another, and drawing more numbers in one place never changes another place.
 */
import { avalanche } from './bits.js';
import { cos, ln, sqrt, TAU } from './math.js';
import { type Block, type Key, philox4x32 } from './philox.js';

export interface RandomStream {
  /** The stream of that name below this one; the same whatever was drawn before. */
  child(name: string | number): RandomStream;
  /** Next unsigned 32-bit integer. */
  uint32(): number;
  /** Next number in [0, 1), 53 bits. */
  uniform(): number;
  /** Next number in [low, high). */
  between(low: number, high: number): number;
  /** Next integer in [0, count). */
  index(count: number): number;
  /** Next standard normal number (Box-Muller, two uniforms a call). */
  normal(): number;
  /** True with that probability. */
  chance(probability: number): boolean;
  /** One of the items, equally likely. @throws RangeError when there are none. */
  pick<T>(items: readonly T[]): T;
}

/** The root stream of a seed; any integer or text, 0 is a seed like any other. */
export function randomRoot(seed: number | string): RandomStream {
  return new PhiloxStream(mixName(0x9e3779b9, 0x7f4a7c15, `seed:${seed}`));
}

class PhiloxStream implements RandomStream {
  readonly #key: Key;
  #counter = 0;
  #block: Block = [0, 0, 0, 0];
  #used = 4;

  constructor(key: Key) {
    this.#key = key;
  }

  child(name: string | number): RandomStream {
    const kind = typeof name === 'number' ? 'n' : 's';
    return new PhiloxStream(mixName(this.#key[0], this.#key[1], `${kind}:${name}`));
  }

  uint32(): number {
    if (this.#used === 4) {
      const count = this.#counter++;
      this.#block = philox4x32([count >>> 0, Math.floor(count / 4294967296), 0, 0], this.#key);
      this.#used = 0;
    }
    return this.#block[this.#used++] as number;
  }

  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  index(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  normal(): number {
    const radius = sqrt(-2 * ln(1 - this.uniform()));
    return radius * cos(TAU * this.uniform());
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('nothing to pick from');
    return items[this.index(items.length)] as T;
  }
}

/** Two murmur-style 32-bit lanes over the name, seeded by the parent's key. */
function mixName(seed0: number, seed1: number, name: string): Key {
  let h0 = seed0 >>> 0;
  let h1 = seed1 >>> 0;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    h0 = Math.imul(rotateLeft(h0 ^ Math.imul(unit + 0x165667b1, 0xcc9e2d51), 15), 0x1b873593) + h1;
    h1 = Math.imul(rotateLeft(h1 ^ Math.imul(unit + 0x27d4eb2f, 0x85ebca6b), 13), 0xc2b2ae35) + h0;
  }
  h0 = avalanche(h0 ^ name.length);
  h1 = avalanche(h1 ^ h0);
  return [avalanche(h0 + h1), h1];
}
function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}
