/** Pictures and truth as numbers. */
import type { Rgb } from '../classes/class-map.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture and its truth, of the same size, rows top to bottom. */
export interface Example extends Size {
  /** sRGB bytes, three a pixel. */
  readonly rgb: Uint8Array;
  /** A class index a pixel, or VOID. */
  readonly truth: Uint8Array;
}

/** Pictures as a network takes them: [N, 3, H, W] from -1 to 1, and [N, H, W]. */
export interface Batch {
  readonly pictures: Float32Array;
  readonly labels: Int32Array;
}

export function emptyBatch(count: number, { width, height }: Size): Batch {
  return { pictures: new Float32Array(count * 3 * width * height), labels: new Int32Array(count * width * height) };
}

/** Byte 0..255 -> -1..1. */
export function centred(byte: number): number {
  return byte / 127.5 - 1;
}

/** Writes an example of the batch's size at its place in the batch. */
export function putExample(batch: Batch, at: number, { width, height, rgb, truth }: Example): void {
  const pixels = width * height;
  batch.labels.set(truth, at * pixels);
  for (let channel = 0; channel < 3; channel++) {
    const start = (at * 3 + channel) * pixels;
    for (let i = 0; i < pixels; i++) batch.pictures[start + i] = centred(rgb[3 * i + channel] as number);
  }
}

export function colorsOf(truth: Uint8Array, colors: readonly Rgb[]): Uint8Array {
  const rgb = new Uint8Array(truth.length * 3);
  for (let i = 0; i < truth.length; i++) rgb.set(colors[truth[i] as number] ?? [0, 0, 0], 3 * i);
  return rgb;
}
