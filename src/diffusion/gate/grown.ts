/** A mask with every pixel within so many rows and columns of it. */
export function grown(mask: Uint8Array, width: number, height: number, by: number): Uint8Array {
  const across = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) growAlong(mask, across, y * width, 1, width, by);
  const out = new Uint8Array(mask.length);
  for (let x = 0; x < width; x++) growAlong(across, out, x, width, height, by);
  return out;
}

function growAlong(from: Uint8Array, to: Uint8Array, start: number, step: number, count: number, by: number): void {
  let last = -1 - 2 * by;
  for (let k = 0; k < count + by; k++) {
    if (k < count && from[start + k * step] === 1) last = k;
    const at = k - by;
    if (at >= 0 && last >= at - by) to[start + at * step] = 1;
  }
}
