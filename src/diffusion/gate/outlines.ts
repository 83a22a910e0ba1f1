/**
 * Strong edges inside labelled pieces where the base has none, gathered to what they outline: something painted in. It needs no network.
 * Factors on light leave log differences as they are, other light that changes smoothly adds next to none; gamma and other curves are
 * worked out and applied to the base first, and what contrast a piece has gained as a whole is taken out.
 */
import { type Blob, blobsOf } from '../field/blobs.js';
import { contrastGains } from './contrast-gains.js';
import { grown } from './grown.js';
import type { Extent } from './network.js';
import type { Picture } from './reduce.js';
import { highestAround, shrunk, steepness } from './steepness.js';
import { toneCurves } from './tone.js';

/** Pixels across that edges are looked for at, or up to twice as many. */
const ACROSS = 400;
/**
 * Change of log light, summed over three channels, that makes an edge; how many times what the base has around it. The second is asked where
 * the first finds nothing: it sees more, and loses more among what it sees.
 */
const LEVELS = [
  { edge: 0.5, more: 2 },
  { edge: 0.4, more: 1.5 },
] as const;
/** Around label borders nothing is looked for; edges this near to each other belong together. */
const BORDER = 2;
const TOGETHER = 2;
/** Edge pixels that outline an object; how many there may be around it, as a share of the pixels there; and its size, of the picture at most. */
const OBJECT = { edges: 45, around: 0.04, width: 0.6, height: 0.95 } as const;

export interface Outlines extends Extent {
  /** In pixels of the reduced picture. */
  readonly found: readonly Blob[];
}

/** @param of segment's index by pixel @param many how many segments there are */
export function outlinesOf(base: Picture, repainted: Picture, of: Uint16Array, many: number): Outlines {
  const factor = Math.max(1, Math.floor(base.width / ACROSS));
  const size = { width: Math.floor(base.width / factor), height: Math.floor(base.height / factor) };
  const segment = thinned(of, base.width, factor, size);
  const inner = innerPixels(segment, size);
  const excess = excessOf(shrunk(base, factor, size), shrunk(repainted, factor, size), segment, inner, many, size);
  for (const { edge, more } of LEVELS) {
    const edges = new Uint8Array(inner.length);
    for (let i = 0; i < edges.length; i++) {
      if ((excess.steep[i] as number) > edge && (excess.steep[i] as number) > more * (excess.known[i] as number))
        edges[i] = inner[i] as number;
    }
    const blobs = blobsOf(grown(edges, size.width, size.height, TOGETHER), size.width, size.height, OBJECT.edges);
    const found = blobs.filter((blob) => isObject(blob, edges, inner, size));
    if (found.length > 0) return { ...size, found };
  }
  return { ...size, found: [] };
}

/** How steep the new picture is, and how steep it could be by what the base, or the base in the new one's tones, has around there. */
interface Excess {
  readonly steep: Float32Array;
  readonly known: Float32Array;
}

function excessOf(
  base: Uint8Array,
  repainted: Uint8Array,
  segment: Uint16Array,
  inner: Uint8Array,
  many: number,
  size: Extent,
): Excess {
  const toned = withTones(base, toneCurves(base, repainted));
  const [before, steep] = [steepness(base, size), steepness(repainted, size)];
  const gains = contrastGains(before, steep, inner, segment, many, size);
  const [known, mostToned] = [highestAround(before, size), highestAround(steepness(toned, size), size)];
  for (let i = 0; i < known.length; i++) {
    known[i] = Math.max((gains[segment[i] as number] as number) * (known[i] as number), mostToned[i] as number);
  }
  return { steep, known };
}

function withTones(rgb: Uint8Array, [red, green, blue]: readonly [Uint8Array, Uint8Array, Uint8Array]): Uint8Array {
  const out = new Uint8Array(rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    out[i] = red[rgb[i] as number] as number;
    out[i + 1] = green[rgb[i + 1] as number] as number;
    out[i + 2] = blue[rgb[i + 2] as number] as number;
  }
  return out;
}

function isObject(blob: Blob, edges: Uint8Array, inner: Uint8Array, { width, height }: Extent): boolean {
  if (blob.box.width > OBJECT.width * width || blob.box.height > OBJECT.height * height) return false;
  const own = blob.pixels.reduce((sum, i) => sum + (edges[i] as number), 0);
  return own >= OBJECT.edges && around(edges, inner, width, height, blob, own) <= OBJECT.around;
}

function thinned(of: Uint16Array, full: number, factor: number, { width, height }: Extent): Uint16Array {
  if (factor === 1) return of;
  const out = new Uint16Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) out[i] = of[factor * (y * full + x)] as number;
  }
  return out;
}

/** 1 where the label is the same all around. */
function innerPixels(segment: Uint16Array, { width, height }: Extent): Uint8Array {
  const border = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const own = segment[i];
      if ((x + 1 < width && segment[i + 1] !== own) || (y + 1 < height && segment[i + width] !== own)) border[i] = 1;
    }
  }
  return grown(border, width, height, BORDER).map((near) => 1 - near);
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
