/** Connected pieces of a mask. */
import type { PixelBox } from '#contracts/label';

export interface Blob {
  readonly box: PixelBox;
  readonly pixels: readonly number[];
}

/** Pieces of at least so many pixels, corners touching counts as connected; in the order of their first pixels. */
export function blobsOf(mask: Uint8Array, width: number, height: number, fewest: number): readonly Blob[] {
  const seen = new Uint8Array(mask.length);
  const blobs: Blob[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    const pixels = flood(mask, seen, start, width, height);
    if (pixels.length >= fewest) blobs.push({ box: boxOf(pixels, width), pixels });
  }
  return blobs;
}

function flood(mask: Uint8Array, seen: Uint8Array, start: number, width: number, height: number): readonly number[] {
  const pixels = [start];
  seen[start] = 1;
  for (let k = 0; k < pixels.length; k++) {
    const i = pixels[k] as number;
    const [x, y] = [i % width, Math.floor(i / width)];
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const at = v * width + u;
        if (mask[at] === 0 || seen[at] === 1) continue;
        seen[at] = 1;
        pixels.push(at);
      }
    }
  }
  return pixels;
}

function boxOf(pixels: readonly number[], width: number): PixelBox {
  let [left, right, top, bottom] = [width, 0, Number.POSITIVE_INFINITY, 0];
  for (const i of pixels) {
    const [x, y] = [i % width, Math.floor(i / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** The box in a picture so many times larger. */
export function enlarged({ x, y, width, height }: PixelBox, sx: number, sy: number): PixelBox {
  const [left, top] = [Math.round(x * sx), Math.round(y * sy)];
  return { x: left, y: top, width: Math.round((x + width) * sx) - left, height: Math.round((y + height) * sy) - top };
}
