/** Four bytes less four others, each modulo 256: the top bits, which would borrow from their neighbours, are put right after. */
export function bytesLess(x: number, y: number): number {
  return ((x | 0x80808080) - (y & 0x7f7f7f7f)) ^ ((x ^ ~y) & 0x80808080);
}
