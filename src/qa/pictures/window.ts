import type { Example, Size } from './example.js';

export interface Window {
  /** Of the largest window of the wanted shape that fits. */
  readonly share: number;
  /** Where, 0 left or top, 1 right or bottom. */
  readonly x: number;
  readonly y: number;
  readonly mirrored: boolean;
}

/** The window at that size: colours between pixels by bilinear interpolation, truth from the nearest pixel. */
export function cutWindow({ width, height, rgb, truth }: Example, size: Size, window: Window): Example {
  const scale = Math.min(width / size.width, height / size.height) * window.share;
  const [left, top] = [window.x * (width - scale * size.width), window.y * (height - scale * size.height)];
  const columns = Array.from({ length: size.width }, (_, i) => {
    const from = window.mirrored ? size.width - 1 - i : i;
    return placeAt(left + (from + 0.5) * scale, width);
  });
  const cut = { ...size, rgb: new Uint8Array(3 * size.width * size.height), truth: new Uint8Array(size.width * size.height) };
  for (let y = 0, at = 0; y < size.height; y++) {
    const row = placeAt(top + (y + 0.5) * scale, height);
    const [above, below] = [row.low * width, row.high * width];
    for (const column of columns) {
      cut.truth[at] = truth[row.nearest * width + column.nearest] as number;
      for (let channel = 0; channel < 3; channel++) {
        const value = (line: number, i: number): number => rgb[3 * (line + i) + channel] as number;
        const over = value(above, column.low) + column.share * (value(above, column.high) - value(above, column.low));
        const under = value(below, column.low) + column.share * (value(below, column.high) - value(below, column.low));
        cut.rgb[3 * at + channel] = over + row.share * (under - over) + 0.5;
      }
      at++;
    }
  }
  return cut;
}

/** A coordinate whose pixel centres are at i + 0.5, between the two pixels around it. */
function placeAt(coordinate: number, size: number): { low: number; high: number; share: number; nearest: number } {
  const within = Math.min(Math.max(coordinate - 0.5, 0), size - 1);
  const low = Math.floor(within);
  return { low, high: Math.min(low + 1, size - 1), share: within - low, nearest: Math.round(within) };
}
