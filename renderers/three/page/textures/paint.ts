/** From a family's recipe to the bytes of its texture. */
import type { Brush, Family } from './family.js';
import { type Noise, tileable } from './noise.js';

const SIZE = 256;
/** Nothing is steeper than this, rise over run: what is so near to upright hides and shades more than a slope can tell. */
const STEEPEST = 0.8;
/** What stands for nought in a byte, and the most to both sides of it. */
const LEVEL = 128;
const SPAN = 127;

export interface Painted {
  readonly size: number;
  /**
   * 4 bytes a texel. Without relief half of the factor, three times, and 255. With it: half of the factor; slopes along u and v from 1 to
   * 255, 128 being level and 255 `steepest`; and how high it lies, from 1 to 255, 128 being the mean, or a tint's shade from 0 to 255.
   */
  readonly bytes: Uint8Array;
  /** Rise over run. */
  readonly steepest: number;
  /** m; empty without relief. */
  readonly heights: Float32Array;
}

export function paintFamily(name: string, family: Family): Painted {
  const size = family.size ?? SIZE;
  const noise = tileable(name, size);
  const { relief } = family;
  const factors = everywhere(size, (x, y) => family.paint(noise, x, y));
  const heights = relief === undefined ? new Float32Array(0) : everywhere(size, (x, y) => relief.height(noise, x, y));
  family.over?.(brushOn(factors, heights, size), noise);
  if (relief === undefined) return { size, bytes: plainBytes(factors), steepest: 0, heights };
  const slopes = slopesOf(heights, size, family.tile / size);
  const steepest = farthest(slopes, 0, 1e-6);
  const alpha = family.tint === undefined ? riseBytes(heights) : shadeBytes(family.tint.shade, noise, size);
  const bytes = new Uint8Array(4 * size * size);
  for (let i = 0; i < factors.length; i++) {
    bytes[4 * i] = halfOf(factors[i] as number);
    bytes[4 * i + 1] = signed((slopes[2 * i] as number) / steepest);
    bytes[4 * i + 2] = signed((slopes[2 * i + 1] as number) / steepest);
    bytes[4 * i + 3] = alpha[i] as number;
  }
  return { size, bytes, steepest, heights };
}

/** What a shader needs to know to read texels of relief. */
export interface Reading {
  /** The value of a channel, 0..1, that is level or mean. */
  readonly level: number;
  /** From a channel over `level` to a slope, rise over run. */
  readonly slope: number;
  /** From alpha over `level` to a height from -1 to 1; 0 where alpha is a tint's. */
  readonly rise: number;
  /** How much smoother the highest points are. */
  readonly worn: number;
  /** Factors on red and blue: where alpha is 0, and how they grow with it. */
  readonly tint: readonly [red: number, redBy: number, blue: number, blueBy: number];
}

export function readingOf({ relief, tint }: Family, { steepest }: Painted): Reading | undefined {
  if (relief === undefined) return undefined;
  return {
    level: LEVEL / 255,
    slope: (steepest * 255) / SPAN,
    rise: tint === undefined ? 255 / SPAN : 0,
    worn: relief.worn ?? 0,
    tint: tint === undefined ? [1, 0, 1, 0] : [tint.red[0], span(tint.red), tint.blue[0], span(tint.blue)],
  };
}

const span = ([from, to]: readonly [number, number]): number => to - from;
const halfOf = (factor: number): number => Math.max(0, Math.min(255, Math.round(factor * 127.5)));
const signed = (share: number): number => LEVEL + Math.round(SPAN * share);

function everywhere(size: number, value: (x: number, y: number) => number): Float32Array {
  const out = new Float32Array(size * size);
  for (let y = 0, i = 0; y < size; y++) for (let x = 0; x < size; x++, i++) out[i] = value(x, y);
  return out;
}

function plainBytes(factors: Float32Array): Uint8Array {
  const bytes = new Uint8Array(4 * factors.length);
  for (const [i, factor] of factors.entries()) bytes.fill(halfOf(factor), 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
  return bytes;
}

/** Central differences round the tile, along u and v. @param texel m */
function slopesOf(heights: Float32Array, size: number, texel: number): Float32Array {
  const out = new Float32Array(2 * heights.length);
  const at = (x: number, y: number): number => heights[((y + size) % size) * size + ((x + size) % size)] as number;
  const limited = (rise: number): number => Math.max(-STEEPEST, Math.min(STEEPEST, rise / (2 * texel)));
  for (let y = 0, i = 0; y < size; y++)
    for (let x = 0; x < size; x++, i += 2) {
      out[i] = limited(at(x + 1, y) - at(x - 1, y));
      out[i + 1] = limited(at(x, y + 1) - at(x, y - 1));
    }
  return out;
}

function riseBytes(heights: Float32Array): Uint8Array {
  let sum = 0;
  for (const h of heights) sum += h;
  const mean = sum / heights.length;
  const most = farthest(heights, mean, 1e-9);
  const out = new Uint8Array(heights.length);
  for (let i = 0; i < out.length; i++) out[i] = signed(((heights[i] as number) - mean) / most);
  return out;
}
/** Texels come by the million: loops, where `reduce` and `from` take several times as long. */
function farthest(values: Float32Array, from: number, least: number): number {
  let most = least;
  for (const value of values) most = Math.max(most, Math.abs(value - from));
  return most;
}

function shadeBytes(shade: (noise: Noise, x: number, y: number) => number, noise: Noise, size: number): Uint8Array {
  const shades = everywhere(size, (x, y) => shade(noise, x, y));
  const out = new Uint8Array(shades.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.round(255 * (shades[i] as number));
  return out;
}

function brushOn(factors: Float32Array, heights: Float32Array, size: number): Brush {
  const wrap = (v: number): number => ((Math.floor(v) % size) + size) % size;
  return {
    size,
    dab(x, y, factor, rise = 0) {
      const i = wrap(y) * size + wrap(x);
      factors[i] = (factors[i] as number) * factor;
      if (heights.length > 0) heights[i] = (heights[i] as number) + rise;
    },
  };
}
