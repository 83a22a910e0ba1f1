/** Pictures and labels at the size that the segmenter sees. */
import type { Extent } from './network.js';

export interface Picture extends Extent {
  /** sRGB bytes, three a pixel. */
  readonly rgb: Uint8Array;
}

/** Means over the pixels whose middles fall into each new one; three planes, -1..1, into `out` from `at`. */
export function putReduced({ width, height, rgb }: Picture, to: Extent, out: Float32Array, at = 0): void {
  const pixels = to.width * to.height;
  const columns = bounds(width, to.width);
  const rows = bounds(height, to.height);
  const sums = new Float64Array(3 * to.width);
  for (let y = 0; y < to.height; y++) {
    const [top, bottom] = [rows[y] as number, rows[y + 1] as number];
    sums.fill(0);
    for (let v = top; v < bottom; v++) addRow(rgb, 3 * v * width, columns, sums);
    for (let x = 0; x < to.width; x++) {
      const share = 1 / (127.5 * (bottom - top) * ((columns[x + 1] as number) - (columns[x] as number)));
      for (let k = 0; k < 3; k++) out[at + k * pixels + y * to.width + x] = (sums[3 * x + k] as number) * share - 1;
    }
  }
}

function addRow(rgb: Uint8Array, start: number, columns: Int32Array, sums: Float64Array): void {
  let at = start;
  for (let x = 0; x + 1 < columns.length; x++) {
    let [r, g, b] = [0, 0, 0];
    for (const end = start + 3 * (columns[x + 1] as number); at < end; at += 3) {
      r += rgb[at] as number;
      g += rgb[at + 1] as number;
      b += rgb[at + 2] as number;
    }
    sums[3 * x] = (sums[3 * x] as number) + r;
    sums[3 * x + 1] = (sums[3 * x + 1] as number) + g;
    sums[3 * x + 2] = (sums[3 * x + 2] as number) + b;
  }
}

/** Where each new pixel begins, and the last ends; each has at least one old pixel, so `to` must not exceed `from`. */
function bounds(from: number, to: number): Int32Array {
  if (to > from) throw new RangeError(`${from} pixels can't be reduced to ${to}`);
  return Int32Array.from({ length: to + 1 }, (_, i) => Math.round((i * from) / to));
}

/** The value at each new pixel's middle. */
export function reducedLabels<T extends Uint8Array | Uint16Array | Int32Array>(
  values: T,
  { width, height }: Extent,
  to: Extent,
  out: T,
): T {
  const columns = Int32Array.from({ length: to.width }, (_, x) => Math.floor(((x + 0.5) * width) / to.width));
  for (let y = 0, i = 0; y < to.height; y++) {
    const row = width * Math.floor(((y + 0.5) * height) / to.height);
    for (let x = 0; x < to.width; x++, i++) out[i] = values[row + (columns[x] as number)] as number;
  }
  return out;
}
