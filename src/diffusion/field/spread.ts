/** From cells back to pixels: each takes what its own segment's cells say around it, so that every edge stays on a label's border. */
import { type Cells, FIRST_STUFF, type Look, type Seen } from './cells.js';
import type { Shift } from './change.js';
import { byteOf, logLight } from './light.js';

/** Numbers a cell that a pixel mixes: offsets of red, green and blue, factor on log light. */
const MIXED = 4;
/** A little of each corner, so that a pixel in the middle of a foreign cell has what to go by. */
const LEAST = 1e-4;

/**
 * @param look of `rgb` itself in the same cells
 * @returns a picture of the same size: every pixel's log light less its surroundings' mean, times the gain, plus mean and shift
 */
export function spread(seen: Seen, rgb: Uint8Array, cells: Cells, look: Look, shift: Shift): Uint8Array {
  const { width, height, semantic, instance } = seen;
  const { factor } = cells.grid;
  const mixer = new Mixer(cells, valuesOf(look, shift));
  const out = new Uint8Array(rgb.length);
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / factor - 0.5;
    const top = Math.floor(v);
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const u = (x + 0.5) / factor - 0.5;
      const left = Math.floor(u);
      mixer.goTo(left, top);
      const id = instance[i] as number;
      mixer.mix(id > 0 ? id : FIRST_STUFF + (semantic[i] as number), u - left, v - top);
      const at = 3 * i;
      out[at] = byteOf(mixer.gain * logLight(rgb[at] as number) + mixer.red);
      out[at + 1] = byteOf(mixer.gain * logLight(rgb[at + 1] as number) + mixer.green);
      out[at + 2] = byteOf(mixer.gain * logLight(rgb[at + 2] as number) + mixer.blue);
    }
  }
  return out;
}

/** [cells, MIXED] */
function valuesOf({ light: means }: Look, { light, gain }: Shift): Float64Array {
  const values = new Float64Array(MIXED * gain.length);
  for (let i = 0; i < gain.length; i++) {
    const factor = gain[i] as number;
    for (let c = 0; c < 3; c++)
      values[MIXED * i + c] = (light[c as 0]?.[i] as number) + (1 - factor) * (means[c as 0]?.[i] as number);
    values[MIXED * i + 3] = factor;
  }
  return values;
}

/** The four cells around a pixel, and what it takes of them. */
class Mixer {
  red = 0;
  green = 0;
  blue = 0;
  gain = 1;
  readonly #cells: Cells;
  readonly #values: Float64Array;
  readonly #means: ReadonlyMap<number, Float64Array>;
  readonly #corners = new Int32Array(4);
  #left = Number.NaN;
  #top = Number.NaN;
  /** The segment of all four corners, or -1. */
  #common = -1;

  constructor(cells: Cells, values: Float64Array) {
    this.#cells = cells;
    this.#values = values;
    this.#means = meansBySegment(cells, values);
  }

  /** @param left, top of the cell up and left of the pixel; -1 at the border */
  goTo(left: number, top: number): void {
    if (left === this.#left && top === this.#top) return;
    [this.#left, this.#top] = [left, top];
    const { grid, segment } = this.#cells;
    const [x0, x1] = [Math.max(0, left), Math.min(grid.width - 1, left + 1)];
    const [y0, y1] = [Math.max(0, top) * grid.width, Math.min(grid.height - 1, top + 1) * grid.width];
    const corners = this.#corners;
    corners[0] = y0 + x0;
    corners[1] = y0 + x1;
    corners[2] = y1 + x0;
    corners[3] = y1 + x1;
    const first = segment[y0 + x0] as number;
    const common = segment[y0 + x1] === first && segment[y1 + x0] === first && segment[y1 + x1] === first;
    this.#common = common ? first : -1;
  }

  /** Bilinear over the four, those of other segments left out; without any, the segment's mean; without that, all four. */
  mix(own: number, fu: number, fv: number): void {
    if (own === this.#common) this.#weigh((1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv);
    else this.#mixSome(own, fu, fv);
  }

  #mixSome(own: number, fu: number, fv: number): void {
    const { segment } = this.#cells;
    const [a, b, c, d] = this.#corners as unknown as [number, number, number, number];
    const wa = segment[a] === own ? (1 - fu) * (1 - fv) + LEAST : 0;
    const wb = segment[b] === own ? fu * (1 - fv) + LEAST : 0;
    const wc = segment[c] === own ? (1 - fu) * fv + LEAST : 0;
    const wd = segment[d] === own ? fu * fv + LEAST : 0;
    const sum = wa + wb + wc + wd;
    if (sum > 0) {
      this.#weigh(wa / sum, wb / sum, wc / sum, wd / sum);
      return;
    }
    const mean = this.#means.get(own);
    if (mean !== undefined) this.#set(mean, 0);
    else this.#set(this.#values, MIXED * ((fu < 0.5 ? (fv < 0.5 ? a : c) : fv < 0.5 ? b : d) as number));
  }

  #weigh(wa: number, wb: number, wc: number, wd: number): void {
    const values = this.#values;
    const a = MIXED * (this.#corners[0] as number);
    const b = MIXED * (this.#corners[1] as number);
    const c = MIXED * (this.#corners[2] as number);
    const d = MIXED * (this.#corners[3] as number);
    const at = (k: number): number =>
      wa * (values[a + k] as number) +
      wb * (values[b + k] as number) +
      wc * (values[c + k] as number) +
      wd * (values[d + k] as number);
    this.red = at(0);
    this.green = at(1);
    this.blue = at(2);
    this.gain = at(3);
  }

  #set(values: Float64Array, at: number): void {
    this.red = values[at] as number;
    this.green = values[at + 1] as number;
    this.blue = values[at + 2] as number;
    this.gain = values[at + 3] as number;
  }
}

function meansBySegment({ segment }: Cells, values: Float64Array): ReadonlyMap<number, Float64Array> {
  const sums = new Map<number, Float64Array>();
  const counts = new Map<number, number>();
  for (let i = 0; i < segment.length; i++) {
    const id = segment[i] as number;
    let sum = sums.get(id);
    if (sum === undefined) {
      sum = new Float64Array(MIXED);
      sums.set(id, sum);
    }
    counts.set(id, (counts.get(id) ?? 0) + 1);
    for (let k = 0; k < MIXED; k++) sum[k] = (sum[k] as number) + (values[MIXED * i + k] as number);
  }
  for (const [id, sum] of sums) for (let k = 0; k < MIXED; k++) sum[k] = (sum[k] as number) / (counts.get(id) as number);
  return sums;
}
