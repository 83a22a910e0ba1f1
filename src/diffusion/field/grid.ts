/** The coarse grid that appearance is diffused on: cells of factor x factor pixels, padded so that the network can halve it. */

export interface Grid {
  /** Cells, each side a multiple of `MULTIPLE`; those beyond the picture are empty. */
  readonly width: number;
  readonly height: number;
  /** Pixels to a cell, each way. */
  readonly factor: number;
}

/** The network halves its field so often that sides must divide by this. */
export const MULTIPLE = 16;
/** Cells across a picture, at most: what the network has learnt to see. */
const ACROSS = 160;

/** @param width, height of the picture, pixels */
export function gridOf(width: number, height: number): Grid {
  const factor = Math.max(1, Math.ceil(width / ACROSS));
  const cells = (pixels: number): number => MULTIPLE * Math.ceil(Math.ceil(pixels / factor) / MULTIPLE);
  return { width: cells(width), height: cells(height), factor };
}
