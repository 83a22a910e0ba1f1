/** Philox4x32-10, a counter-based generator (Salmon et al., SC 2011, doi 10.1145/2063384.2063405). */

export type Key = readonly [number, number];
/** Four unsigned 32-bit integers. */
export type Block = readonly [number, number, number, number];
/** Takes a number of a block to [0, 1). */
export const UNIT = 1 / 4294967296;

/** The block that belongs to this counter under this key: a bijection of counters for each key. */
export function philox4x32(counter: Block, key: Key): Block {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const next0 = (highProduct(0xcd9e, 0x8d57, c2) ^ c1 ^ k0) >>> 0;
    const next2 = (highProduct(0xd251, 0x1f53, c0) ^ c3 ^ k1) >>> 0;
    c1 = Math.imul(0xcd9e8d57, c2) >>> 0;
    c3 = Math.imul(0xd2511f53, c0) >>> 0;
    c0 = next0;
    c2 = next2;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** High 32 bits of the 64-bit product of aHigh:aLow and b. */
function highProduct(aHigh: number, aLow: number, b: number): number {
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + (Math.imul(aLow, bLow) >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) >>> 0;
}
