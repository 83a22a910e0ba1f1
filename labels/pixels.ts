/** What the instance layer says, gathered in one pass: count and extent of every instance. */
import type { PixelBox } from '#contracts/label';

export interface Extent {
  readonly count: number;
  readonly box: PixelBox;
}

export function extentsOf(instances: Uint16Array, width: number, height: number): Map<number, Extent> {
  const found = new Map<number, { count: number; x0: number; x1: number; y0: number; y1: number }>();
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; ) {
      const id = instances[i] as number;
      const start = x;
      do {
        x++;
        i++;
      } while (x < width && instances[i] === id);
      if (id === 0) continue;
      const known = found.get(id);
      if (known === undefined) found.set(id, { count: x - start, x0: start, x1: x, y0: y, y1: y + 1 });
      else {
        known.count += x - start;
        known.x0 = Math.min(known.x0, start);
        known.x1 = Math.max(known.x1, x);
        known.y1 = y + 1;
      }
    }
  }
  return new Map(
    [...found].map(([id, { count, x0, x1, y0, y1 }]) => [
      id,
      { count, box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 } },
    ]),
  );
}
