/** Pictures as latent diffusion models take them: planes of red, green and blue from -1 to 1, at sizes that they can halve often enough. */
import { resized, type Size } from './resize.js';

/** @param rgb sRGB bytes, three a pixel @returns [3, height, width] of the other size */
export function planesOf(rgb: Uint8Array, from: Size, to: Size): Float32Array {
  const count = from.width * from.height;
  const planes = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) planes[c * count + i] = (rgb[3 * i + c] as number) / 127.5 - 1;
  }
  return resized(planes, from, to);
}

/** The other way round; what lies beyond is cut off. */
export function bytesOf(planes: Float32Array, from: Size, to: Size): Uint8Array {
  const there = resized(planes, from, to);
  const count = to.width * to.height;
  const rgb = new Uint8Array(3 * count);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) {
      const byte = Math.round(((there[c * count + i] as number) + 1) * 127.5);
      rgb[3 * i + c] = Math.max(0, Math.min(255, byte));
    }
  }
  return rgb;
}

/** About the same proportions, no side longer than `longest` unless it has to be, both multiples of `multiple`. */
export function workingSize({ width, height }: Size, longest: number, multiple: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  const side = (pixels: number): number => multiple * Math.max(1, Math.round((scale * pixels) / multiple));
  return { width: side(width), height: side(height) };
}
