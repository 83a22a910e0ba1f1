/** Small frames made up for tests: rectangles of classes and instances over a sky. */
import type { Seen } from '#diffusion/field/cells';

export interface Patch {
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly semantic: number;
  readonly instance?: number;
  readonly depth: number;
  readonly rgb: readonly [number, number, number];
}

export interface MadeFrame {
  readonly seen: Seen;
  readonly rgb: Uint8Array;
}

/** Later patches lie over earlier ones; what none covers is sky (`semantic` 15), grey. */
export function madeFrame(width: number, height: number, patches: readonly Patch[]): MadeFrame {
  const count = width * height;
  const seen = {
    width,
    height,
    semantic: new Uint8Array(count).fill(15),
    instance: new Uint16Array(count),
    depth: new Float32Array(count),
    normal: new Uint8Array(3 * count),
  };
  const rgb = new Uint8Array(3 * count).fill(180);
  for (const {
    box: [left, top, w, h],
    semantic,
    instance = 0,
    depth,
    rgb: color,
  } of patches) {
    for (let y = top; y < top + h; y++) {
      for (let x = left; x < left + w; x++) {
        const i = y * width + x;
        seen.semantic[i] = semantic;
        seen.instance[i] = instance;
        seen.depth[i] = depth;
        seen.normal.set([127, 127, 0], 3 * i);
        rgb.set(color, 3 * i);
      }
    }
  }
  return { seen, rgb };
}
