import type { Example } from './example.js';

/** Each pixel 1/2 its own, 1/4 each neighbour's, across and then down; at the edge the pixel itself stands for what is beyond. */
export function blur({ width, height, rgb }: Example): Uint8Array {
  return along(along(rgb, width, height, 3, 1), width, height, 3 * width, 0);
}

function along(rgb: Uint8Array, width: number, height: number, step: number, across: 0 | 1): Uint8Array {
  const result = new Uint8Array(rgb.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [at, last] = across === 1 ? [x, width - 1] : [y, height - 1];
      const [before, after] = [at === 0 ? 0 : -step, at === last ? 0 : step];
      for (let channel = 0; channel < 3; channel++, i++) {
        const own = rgb[i] as number;
        result[i] = (2 * own + (rgb[i + before] as number) + (rgb[i + after] as number) + 2) >> 2;
      }
    }
  }
  return result;
}
