/**
 * Pixels that a body is seen in although its outline misses their centres. A picture drawn on faces and taken over through a lens samples what
 * it shows up to half a texel beside a pixel's centre: what is thinner than a pixel is seen in other pixels than the outline says.
 */
import type { PixelBox } from '#contracts/label';

/** Which pixels show the body. */
export interface Seen {
  readonly instances: Uint16Array;
  readonly instance: number;
  readonly box: PixelBox;
}

/** Farther from the outline than this, px, no sampling explains what is seen. */
const REACH = 1;
/** More than these are not stray samples but another projection. */
const MOST = 1000;

/**
 * @param near whether the outline covers a pixel or a neighbour @param corners u, v of each corner, six numbers a triangle
 * @returns x, y of the pixels to add to it
 */
export function touchedBeside(
  { instances, instance, box }: Seen,
  width: number,
  near: (x: number, y: number) => boolean,
  corners: Float64Array,
  count: number,
): (readonly [x: number, y: number])[] {
  const stray: (readonly [number, number])[] = [];
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++)
      if (instances[y * width + x] === instance && !near(x, y)) stray.push([x, y]);
  return stray.length > MOST ? [] : stray.filter(([x, y]) => touches(corners, count, x + 0.5, y + 0.5));
}

function touches(corners: Float64Array, count: number, u: number, v: number): boolean {
  for (let at = 0; at < 6 * count; at += 2) {
    const next = at % 6 === 4 ? at - 4 : at + 2;
    const [au, av] = [corners[at] as number, corners[at + 1] as number];
    const [du, dv] = [(corners[next] as number) - au, (corners[next + 1] as number) - av];
    const length2 = du * du + dv * dv;
    const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((u - au) * du + (v - av) * dv) / length2));
    const [x, y] = [u - au - t * du, v - av - t * dv];
    if (x * x + y * y <= REACH * REACH) return true;
  }
  return false;
}
