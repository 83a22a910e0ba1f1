/** From cells back to pixels: each takes what its own segment's cells say around it, so that every edge stays on a label's border. */
import type { Cells, Look, Seen } from './cells.js';
import { segmentOf } from './cells.js';
import type { Shift } from './change.js';
import { byteOf, logLight } from './light.js';

/** Four planes by cell that a pixel mixes: offsets of red, green and blue, factor on log light. */
type Planes = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

/**
 * @param look of `rgb` itself in the same cells
 * @returns a picture of the same size: every pixel's log light less its surroundings' mean, times the gain, plus mean and shift
 */
export function spread(seen: Seen, rgb: Uint8Array, cells: Cells, look: Look, { light, gain }: Shift): Uint8Array {
  const offset = (c: 0 | 1 | 2): Float32Array =>
    light[c].map((shift, i) => shift + (1 - (gain[i] as number)) * (look.light[c][i] as number));
  const planes: Planes = [offset(0), offset(1), offset(2), gain];
  const lost = meansBySegment(cells, planes);
  const { width, height } = seen;
  const out = new Uint8Array(rgb.length);
  const mixed = new Float64Array(4);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      mix(cells, planes, lost, segmentOf(seen, i), x, y, mixed);
      for (let c = 0; c < 3; c++) {
        out[3 * i + c] = byteOf((mixed[3] as number) * logLight(rgb[3 * i + c] as number) + (mixed[c] as number));
      }
    }
  }
  return out;
}

/** Bilinear over the four cells around, those of other segments left out; without any, the segment's mean; without that, all four. */
function mix(
  { grid: { width, height, factor }, segment }: Cells,
  planes: Planes,
  means: ReadonlyMap<number, readonly number[]>,
  own: number,
  x: number,
  y: number,
  out: Float64Array,
): void {
  const [u, v] = [(x + 0.5) / factor - 0.5, (y + 0.5) / factor - 0.5];
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [fu, fv] = [u - left, v - top];
  out.fill(0);
  let sum = 0;
  for (let corner = 0; corner < 4; corner++) {
    const [dx, dy] = [corner & 1, corner >> 1];
    const cx = left + dx < 0 ? 0 : left + dx >= width ? width - 1 : left + dx;
    const cy = top + dy < 0 ? 0 : top + dy >= height ? height - 1 : top + dy;
    const cell = cy * width + cx;
    if (segment[cell] !== own) continue;
    // A little of each, so that a pixel in the middle of a foreign cell has what to go by.
    const weight = (dx === 1 ? fu : 1 - fu) * (dy === 1 ? fv : 1 - fv) + 1e-4;
    sum += weight;
    for (let k = 0; k < 4; k++) out[k] = (out[k] as number) + weight * (planes[k]?.[cell] as number);
  }
  if (sum > 0) {
    for (let k = 0; k < 4; k++) out[k] = (out[k] as number) / sum;
    return;
  }
  const mean = means.get(own);
  if (mean !== undefined) {
    out.set(mean);
    return;
  }
  const cell = Math.min(height - 1, Math.floor(y / factor)) * width + Math.min(width - 1, Math.floor(x / factor));
  for (let k = 0; k < 4; k++) out[k] = planes[k]?.[cell] as number;
}

function meansBySegment({ segment }: Cells, planes: Planes): ReadonlyMap<number, readonly number[]> {
  const sums = new Map<number, { count: number; sum: number[] }>();
  for (let i = 0; i < segment.length; i++) {
    const id = segment[i] as number;
    let entry = sums.get(id);
    if (entry === undefined) {
      entry = { count: 0, sum: [0, 0, 0, 0] };
      sums.set(id, entry);
    }
    entry.count++;
    for (let k = 0; k < 4; k++) entry.sum[k] = (entry.sum[k] as number) + (planes[k]?.[i] as number);
  }
  return new Map([...sums].map(([id, { count, sum }]) => [id, sum.map((value) => value / count)]));
}
