/** A window of a view at the size that the network learns at. */
import type { Extent } from '../network.js';
import type { Example } from './examples.js';

export interface Window {
  /** Of the view, pixels; may be a fraction. */
  readonly left: number;
  readonly top: number;
  /** Pixels of the view to one of the window. */
  readonly scale: number;
  readonly mirrored: boolean;
}

/** What a window shows; light and colour may then be changed in place. */
export interface Crop extends Extent {
  readonly rgb: Uint8Array;
  readonly kinds: Uint8Array;
  readonly semantic: Uint8Array;
  readonly instance: Uint16Array;
}

/** Colours are the mean of four points in each pixel, truth that of its middle. */
export function cutWindow(example: Example, style: number, size: Extent, window: Window): Crop {
  const { width, height } = size;
  const count = width * height;
  const rgb = new Uint8Array(3 * count);
  const [kinds, semantic, instance] = [new Uint8Array(count), new Uint8Array(count), new Uint16Array(count)];
  const from = example.styles[style] as Uint8Array;
  const columns = (part: number): Int32Array =>
    Int32Array.from({ length: width }, (_, x) => {
      const at = window.mirrored ? width - 1 - x : x;
      return within(window.left + (at + part) * window.scale, example.width);
    });
  const [quarter, middle, rest] = [columns(0.25), columns(0.5), columns(0.75)];
  for (let y = 0, i = 0; y < height; y++) {
    const row = (part: number): number => example.width * within(window.top + (y + part) * window.scale, example.height);
    const [upper, centre, lower] = [row(0.25), row(0.5), row(0.75)];
    for (let x = 0; x < width; x++, i++) {
      const [l, r] = [quarter[x] as number, rest[x] as number];
      const [a, b, c, d] = [3 * (upper + l), 3 * (upper + r), 3 * (lower + l), 3 * (lower + r)];
      for (let k = 0; k < 3; k++) {
        const sum = (from[a + k] as number) + (from[b + k] as number) + (from[c + k] as number) + (from[d + k] as number);
        rgb[3 * i + k] = (sum + 2) >> 2;
      }
      const at = centre + (middle[x] as number);
      kinds[i] = example.kinds[at] as number;
      semantic[i] = example.semantic[at] as number;
      instance[i] = example.instance[at] as number;
    }
  }
  return { width, height, rgb, kinds, semantic, instance };
}

function within(coordinate: number, size: number): number {
  return Math.max(0, Math.min(size - 1, Math.floor(coordinate)));
}
