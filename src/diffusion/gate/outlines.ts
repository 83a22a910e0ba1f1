/**
 * Strong edges inside labelled pieces where the base has none, gathered to what they outline: something painted in. It needs no network.
 * Factors on light leave log differences as they are, other light that changes smoothly adds next to none, and more contrast or gamma
 * is taken out by how much stronger the base's own edges have become.
 */
import { logLight } from '../field/light.js';
import { type Blob, blobsOf } from './blobs.js';
import { grown } from './grown.js';
import type { Extent } from './network.js';
import type { Picture } from './reduce.js';
import { toneCurves } from './tone.js';

/** Pixels across that edges are looked for at. */
const ACROSS = 640;
/** Change of log light, three channels and two directions, that makes an edge; how much more than the base has around it. */
const EDGE = 0.5;
const MORE = 2;
/** Around label borders nothing is looked for; edges this near to each other belong together. */
const BORDER = 2;
const TOGETHER = 2;
/** Side of a square that gains are worked out in, how many of them a piece needs to have its own, and what noise adds to a pixel's steepness. */
const SQUARE = 16;
const FEW_SQUARES = 5;
const NOISE = 0.01;

interface Lay extends Extent {
  readonly full: number;
  readonly factor: number;
}

/** Edge pixels that outline an object; how many there may be around it, as a share of the pixels there; and its size, of the picture at most. */
const OBJECT = { edges: 45, around: 0.02, width: 0.6, height: 0.95 } as const;

export interface Outlines extends Extent {
  /** In pixels of the reduced picture. */
  readonly found: readonly Blob[];
}

export function outlinesOf(base: Picture, repainted: Picture, of: Uint16Array): Outlines {
  const factor = Math.max(1, Math.round(base.width / ACROSS));
  const [width, height] = [Math.floor(base.width / factor), Math.floor(base.height / factor)];
  const [before, after] = [steepness(base, factor, width, height), steepness(repainted, factor, width, height)];
  const inner = innerPixels(of, base.width, factor, width, height);
  const most = highestAround(before, width, height);
  const toned = highestAround(steepness(withTones(base, repainted), factor, width, height), width, height);
  const gains = gainsBySegment(before, after, inner, of, { full: base.width, factor, width, height });
  const edges = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (inner[i] === 0 || (after[i] as number) < EDGE) continue;
      const gain = gains[of[y * factor * base.width + x * factor] as number] as number;
      if ((after[i] as number) > MORE * Math.max(gain * (most[i] as number), toned[i] as number)) edges[i] = 1;
    }
  }
  const found = blobsOf(grown(edges, width, height, TOGETHER), width, height, OBJECT.edges).filter((blob) => {
    const own = blob.pixels.reduce((sum, i) => sum + (edges[i] as number), 0);
    const small = blob.box.width <= OBJECT.width * width && blob.box.height <= OBJECT.height * height;
    return own >= OBJECT.edges && small && around(edges, inner, width, height, blob, own) <= OBJECT.around;
  });
  return { width, height, found };
}

/** The base as it would look if only tones had changed. */
function withTones(base: Picture, repainted: Picture): Picture {
  const curves = toneCurves(base.rgb, repainted.rgb);
  const rgb = new Uint8Array(base.rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    for (let k = 0; k < 3; k++) rgb[i + k] = (curves[k] as Uint8Array)[base.rgb[i + k] as number] as number;
  }
  return { ...base, rgb };
}

/** Differences of log light to the right and below, summed over channels; the picture taken at every so many pixels' mean. */
function steepness({ width: full, rgb }: Picture, factor: number, width: number, height: number): Float32Array {
  const light = new Float32Array(3 * width * height);
  const share = 1 / (factor * factor);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let k = 0; k < 3; k++, o++) {
        let sum = 0;
        for (let v = 0; v < factor; v++) {
          let at = 3 * ((y * factor + v) * full + x * factor) + k;
          for (let u = 0; u < factor; u++, at += 3) sum += logLight(rgb[at] as number);
        }
        light[o] = sum * share;
      }
    }
  }
  const out = new Float32Array(width * height);
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const i = y * width + x;
      let sum = 0;
      for (let k = 3 * i; k < 3 * i + 3; k++) {
        const [a, b] = [light[k] as number, light[k + 3] as number];
        const [c, d] = [light[k + 3 * width] as number, light[k + 3 * width + 3] as number];
        sum += Math.abs(b + d - a - c) + Math.abs(c + d - a - b);
      }
      out[i] = sum / 2;
    }
  }
  return out;
}

/** 1 where the label is the same all around. */
function innerPixels(of: Uint16Array, full: number, factor: number, width: number, height: number): Uint8Array {
  const border = new Uint8Array(width * height);
  const at = (x: number, y: number): number => of[y * factor * full + x * factor] as number;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const own = at(x, y);
      if ((x + 1 < width && at(x + 1, y) !== own) || (y + 1 < height && at(x, y + 1) !== own)) border[i] = 1;
    }
  }
  return grown(border, width, height, BORDER).map((near) => 1 - near);
}

/** The highest of each pixel and its eight neighbours. */
function highestAround(values: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(values.length);
  const across = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    across[i] = Math.max(
      values[i] as number,
      values[Math.max(0, i - 1)] as number,
      values[Math.min(values.length - 1, i + 1)] as number,
    );
  }
  for (let y = 0, i = 0; y < height; y++) {
    const [up, down] = [y === 0 ? 0 : -width, y === height - 1 ? 0 : width];
    for (let x = 0; x < width; x++, i++) {
      out[i] = Math.max(across[i] as number, across[i + up] as number, across[i + down] as number);
    }
  }
  return out;
}

/** How much steeper a piece has become, at least 1: the middle one over its squares of the picture, so that what is painted in doesn't count. */
function gainsBySegment(before: Float32Array, after: Float32Array, inner: Uint8Array, of: Uint16Array, lay: Lay): Float32Array {
  const { full, factor, width, height } = lay;
  const ratios: number[][] = [];
  for (let top = 0; top < height; top += SQUARE) {
    for (let left = 0; left < width; left += SQUARE) {
      const sums = new Map<number, [count: number, was: number, is: number]>();
      for (let y = top; y < Math.min(height, top + SQUARE); y++) {
        for (let x = left; x < Math.min(width, left + SQUARE); x++) {
          const i = y * width + x;
          if (inner[i] === 0) continue;
          const segment = of[y * factor * full + x * factor] as number;
          const sum = sums.get(segment) ?? [0, 0, 0];
          sum[0]++;
          sum[1] += before[i] as number;
          sum[2] += after[i] as number;
          sums.set(segment, sum);
        }
      }
      for (const [segment, [count, was, is]] of sums) {
        if (count < SQUARE) continue;
        ratios[segment] ??= [];
        ratios[segment]?.push((is + NOISE * count) / (was + NOISE * count));
      }
    }
  }
  const all = ratios.flat();
  const overall = middle(all);
  const most = ratios.length;
  return Float32Array.from({ length: Math.max(most, highest(of) + 1) }, (_, segment) => {
    const own = ratios[segment] ?? [];
    return Math.max(1, own.length < FEW_SQUARES ? overall : middle(own));
  });
}

function middle(values: readonly number[]): number {
  return values.length === 0 ? 1 : (values.toSorted((a, b) => a - b)[values.length >> 1] as number);
}

function highest(of: Uint16Array): number {
  return of.reduce((most, index) => Math.max(most, index), 0);
}

/** Other edges in a frame around the blob half as wide and high again, as a share of the pixels there. */
function around(edges: Uint8Array, inner: Uint8Array, width: number, height: number, { box }: Blob, own: number): number {
  const [mx, my] = [4 + (box.width >> 1), 4 + (box.height >> 1)];
  const [x1, y1] = [Math.min(width, box.x + box.width + mx), Math.min(height, box.y + box.height + my)];
  let [count, all] = [0, 0];
  for (let y = Math.max(0, box.y - my); y < y1; y++) {
    for (let x = Math.max(0, box.x - mx); x < x1; x++) {
      all += inner[y * width + x] as number;
      count += edges[y * width + x] as number;
    }
  }
  const room = all - Math.min(all, box.width * box.height);
  return room < 1 ? 1 : Math.max(0, count - own) / room;
}
