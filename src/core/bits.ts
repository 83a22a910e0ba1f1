/** Every bit of the result hangs on every bit of the argument; uint32 (MurmurHash3's finaliser, A. Appleby, public domain). */
export function avalanche(x: number): number {
  let h = x >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
