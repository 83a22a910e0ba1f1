/** A mask of runs, unrolled for questions. */
import type { RunMask } from '#contracts/label';

export interface Runs {
  readonly area: number;
  /** Whether the pixel or one of its eight neighbours is in the mask. */
  near(x: number, y: number): boolean;
  /** Runs: first pixel, the one after the last, row. */
  rows(): Iterable<readonly [left: number, right: number, row: number]>;
}

export function runsOf({ box, counts }: RunMask): Runs {
  const { x, y, width, height } = box;
  const bits = new Uint8Array(width * height);
  let at = 0;
  let area = 0;
  for (const [i, count] of counts.entries()) {
    if (i % 2 === 1) {
      bits.fill(1, at, at + count);
      area += count;
    }
    at += count;
  }
  const on = (column: number, row: number): boolean =>
    column >= 0 && row >= 0 && column < width && row < height && bits[row * width + column] === 1;
  return {
    area,
    near(px, py) {
      const [cx, cy] = [px - x, py - y];
      if (on(cx, cy)) return true;
      for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) if (on(cx + dx, cy + dy)) return true;
      return false;
    },
    *rows() {
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; ) {
          if (bits[row * width + column] === 0) column++;
          else {
            const left = column;
            while (column < width && bits[row * width + column] === 1) column++;
            yield [x + left, x + column, y + row];
          }
        }
      }
    },
  };
}
