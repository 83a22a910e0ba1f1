/** A part of a view's cells, mirrored or not, as training sees it. */
import type { Cells, Look } from '../field/cells.js';

export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly mirrored: boolean;
}

export function cropCells(cells: Cells, window: Window): Cells {
  const { width, height, mirrored } = window;
  const normal = crop(cells.normal, cells.grid.width, window, 3, Float32Array);
  if (mirrored) for (let i = 0; i < normal.length; i += 3) normal[i] = -(normal[i] as number);
  return {
    grid: { width, height, factor: cells.grid.factor },
    segment: crop(cells.segment, cells.grid.width, window, 1, Uint32Array),
    group: crop(cells.group, cells.grid.width, window, 1, Uint8Array),
    nearness: crop(cells.nearness, cells.grid.width, window, 1, Float32Array),
    normal,
    place: crop(cells.place, cells.grid.width, window, 3, Float32Array),
    span: crop(cells.span, cells.grid.width, window, 1, Float32Array),
  };
}

export function cropLook({ light, contrast }: Look, across: number, window: Window): Look {
  const of = (plane: Float32Array): Float32Array => crop(plane, across, window, 1, Float32Array);
  return { light: [of(light[0]), of(light[1]), of(light[2])], contrast: of(contrast) };
}

function crop<T extends Float32Array | Uint32Array | Uint8Array>(
  plane: T,
  across: number,
  { left, top, width, height, mirrored }: Window,
  numbers: number,
  kind: new (length: number) => T,
): T {
  const out = new kind(numbers * width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = numbers * ((top + y) * across + left + (mirrored ? width - 1 - x : x));
      for (let k = 0; k < numbers; k++) out[to++] = plane[from + k] as number;
    }
  }
  return out;
}
