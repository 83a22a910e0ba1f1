/** People and animals put where none are: the network shall know them by themselves, not by where they usually are. */
import type { RandomStream } from '#core/random';
import type { Body, Example } from './examples.js';
import type { Crop } from './window.js';

/** Heights of what is pasted, as a share of the crop's. */
const TALLEST = 0.75;
const SHORTEST = 0.08;

/** Puts a body of another view somewhere into a crop, with its truth. */
export function pasteBody(crop: Crop, from: Example, body: Body, style: number, random: RandomStream): void {
  const tall = Math.max(8, crop.height * (SHORTEST + (TALLEST - SHORTEST) * random.uniform() * random.uniform()));
  const scale = Math.min(body.height / tall, 3);
  const [w, h] = [Math.floor(body.width / scale), Math.floor(body.height / scale)];
  if (w < 3 || h < 6) return;
  const left = random.index(Math.max(1, crop.width - (w >> 1))) - (w >> 2);
  const top = random.index(Math.max(1, crop.height - (h >> 1))) - (h >> 2);
  const mirrored = random.chance(0.5);
  const rgb = from.styles[style] as Uint8Array;
  for (let y = 0; y < h; y++) {
    const ty = top + y;
    if (ty < 0 || ty >= crop.height) continue;
    for (let x = 0; x < w; x++) {
      const tx = left + x;
      if (tx < 0 || tx >= crop.width) continue;
      const sx = body.left + Math.min(body.width - 1, Math.floor((mirrored ? w - 1 - x : x) * scale + scale / 2));
      const sy = body.top + Math.min(body.height - 1, Math.floor(y * scale + scale / 2));
      const source = sy * from.width + sx;
      if (from.instance[source] !== body.instance) continue;
      const target = ty * crop.width + tx;
      crop.rgb.set(rgb.subarray(3 * source, 3 * source + 3), 3 * target);
      crop.kinds[target] = from.kinds[source] as number;
      crop.semantic[target] = from.semantic[source] as number;
      crop.instance[target] = body.instance;
    }
  }
}
