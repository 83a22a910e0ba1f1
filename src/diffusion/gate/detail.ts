/**
 * Whether a place still shows the same detail. A network may change its mind because of light alone; where detail is the same, nothing was
 * painted over and its change of mind proves nothing.
 */
import type { PixelBox } from '#contracts/label';
import { sqrt } from '#core/math';
import { logLight } from '../field/light.js';
import type { Extent } from './network.js';
import type { Picture } from './reduce.js';
import type { Segment } from './segments.js';

/** Mean square of a difference of log light (sum of three channels) that counts as no detail. */
const EVEN = 0.0004;

/**
 * Cosine between the two pictures' differences of log light to the right and below, over pixels (none in the last row or column): 1 the same
 * up to a factor on contrast, 0 other detail. Where neither has any, 1.
 */
export function detailKept(base: Picture, repainted: Picture, pixels: Iterable<number>): number {
  const down = 3 * base.width;
  let [both, before, after, count] = [0, 0, 0, 0];
  for (const i of pixels) {
    count++;
    const [a, b] = [sumOf(base.rgb, 3 * i), sumOf(repainted.rgb, 3 * i)];
    const [ax, bx] = [sumOf(base.rgb, 3 * i + 3) - a, sumOf(repainted.rgb, 3 * i + 3) - b];
    const [ay, by] = [sumOf(base.rgb, 3 * i + down) - a, sumOf(repainted.rgb, 3 * i + down) - b];
    both += ax * bx + ay * by;
    before += ax * ax + ay * ay;
    after += bx * bx + by * by;
  }
  const none = EVEN * count;
  return count === 0 ? 1 : Math.max(0, (both + none) / sqrt((before + none) * (after + none)));
}

function sumOf(rgb: Uint8Array, at: number): number {
  return logLight(rgb[at] as number) + logLight(rgb[at + 1] as number) + logLight(rgb[at + 2] as number);
}

/** Points of a segment at most, about. */
const POINTS = 4000;

/**
 * Pixels of one segment, evenly thinned out, but for the picture's last row and column; of stuff those inside alone, since a sky that was lighter than a wall may be
 * darker now, and nothing is painted over.
 */
export function* pointsOf(
  of: Uint16Array,
  index: number,
  { box, pixels, instance }: Pick<Segment, 'box' | 'pixels' | 'instance'>,
  picture: Extent,
): Generator<number> {
  const step = Math.max(1, Math.floor(pixels / POINTS));
  let left = step;
  for (const i of pixelsIn(box, picture)) {
    if (of[i] !== index) continue;
    if (instance === 0 && (of[i + 1] !== index || of[i + picture.width] !== index)) continue;
    if (--left > 0) continue;
    left = step;
    yield i;
  }
}

/** Pixels in a box, but for the picture's last row and column. */
export function* pixelsIn({ x, y, width, height }: PixelBox, picture: Extent): Generator<number> {
  for (let v = Math.max(0, y); v < Math.min(picture.height - 1, y + height); v++) {
    for (let u = Math.max(0, x); u < Math.min(picture.width - 1, x + width); u++) yield v * picture.width + u;
  }
}
