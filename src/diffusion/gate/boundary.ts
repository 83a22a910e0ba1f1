/**
 * Whether edges still lie on labels' borders. Across each border the picture is read along a short line. How much of its change of log light
 * happens right at the border says whether an edge is there and nowhere near: a factor on light leaves log differences as they are, gamma
 * scales them alike, while a blur or a shift moves change away from the border.
 */
import type { Seen } from '../field/cells.js';
import { logLight } from '../field/light.js';
import type { Segments } from './segments.js';

/** Pixels of the line on each side of the border. */
const REACH = 6;
/** What the difference right across the border counts, and the one on each side: edges are smoothed by a pixel. */
const SHARES = [0.7, 1, 0.7] as const;
const NEAR = 2.4;
const ALL = 2 * REACH - 1;
/** What noise adds up to over the line, log light of three channels. */
const NOISE = 0.12;
/** Sharpness from which the base has an edge there. */
const EDGE = 0.2;
/** Bytes that are burnt out or drowned in black: light alone can do that to some of a border, if not to more than this share of it. */
const BRIGHTEST = 250;
const DARKEST = 5;
const MOST_LOST = 0.9;
/** Lines read of a segment at most, and edges in the base that it takes to measure. */
const MOST = 400;
const FEWEST = 12;

/** A border belongs to what is nearer, and to both where they are about as far: a body's foot and the ground. */
const AS_FAR = 1.05;

/** Where lines cross a segment's own borders: (pixel before the border) * 2 + (0 across, 1 down), by segment. */
export type Borders = readonly Int32Array[];

export function bordersOf({ width, height, depth }: Pick<Seen, 'width' | 'height' | 'depth'>, { list, of }: Segments): Borders {
  const found: number[][] = list.map(() => []);
  const note = (i: number, j: number, at: number): void => {
    const [near, far] = [depth[i] as number, depth[j] as number];
    if (owns(near, far)) found[of[i] as number]?.push(at);
    if (owns(far, near)) found[of[j] as number]?.push(at);
  };
  const [first, lastX, lastY] = [REACH - 1, width - REACH, height - REACH];
  for (let y = 0; y < height; y++) {
    const tall = y >= first && y < lastY;
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const own = of[i];
      if (own !== of[i + 1] && x >= first && x < lastX) note(i, i + 1, 2 * i);
      if (tall && own !== of[i + width]) note(i, i + width, 2 * i + 1);
    }
  }
  return found.map(thinned);
}

/** Depths in m, 0 of what has none. */
function owns(own: number, other: number): boolean {
  return other === 0 || (own > 0 && own <= AS_FAR * other);
}

function thinned(all: readonly number[]): Int32Array {
  const step = Math.max(1, all.length / MOST);
  return Int32Array.from({ length: Math.floor(all.length / step) }, (_, k) => all[Math.floor(k * step)] as number);
}

/**
 * Share of the base's edges on the border that the new picture still has, 0..1, each weighted by how clear it is in the base; what is burnt
 * out or black counts neither way unless nearly all is.
 * @returns undefined where the base shows too few
 */
export function edgesKept(base: Uint8Array, repainted: Uint8Array, width: number, borders: Int32Array): number | undefined {
  let [count, weight, kept, gone] = [0, 0, 0, 0];
  for (const at of borders) {
    const before = sharpness(base, at, width);
    if (before < EDGE) continue;
    count++;
    weight += before;
    if (lost(repainted, at, width)) gone += before;
    else kept += Math.min(before, sharpness(repainted, at, width));
  }
  if (count < FEWEST) return undefined;
  return gone > MOST_LOST * weight ? kept / weight : kept / (weight - gone);
}

/** Whether both sides of the border are all white, or all black. */
function lost(rgb: Uint8Array, at: number, width: number): boolean {
  const here = 3 * (at >> 1);
  const there = here + (at % 2 === 0 ? 3 : 3 * width);
  let [bright, dark] = [true, true];
  for (let k = 0; k < 3; k++) {
    const [a, b] = [rgb[here + k] as number, rgb[there + k] as number];
    if (a < BRIGHTEST || b < BRIGHTEST) bright = false;
    if (a > DARKEST || b > DARKEST) dark = false;
  }
  return bright || dark;
}

/** How much of the change along the line is at the border, beyond what even texture would have there: 1 a clean edge, 0 none. */
export function sharpness(rgb: Uint8Array, at: number, width: number): number {
  const step = at % 2 === 0 ? 3 : 3 * width;
  let pixel = 3 * (at >> 1) - (REACH - 1) * step;
  let [near, all] = [0, NOISE];
  for (let k = 0; k < ALL; k++, pixel += step) {
    const next = pixel + step;
    const change =
      Math.abs(logLight(rgb[next] as number) - logLight(rgb[pixel] as number)) +
      Math.abs(logLight(rgb[next + 1] as number) - logLight(rgb[pixel + 1] as number)) +
      Math.abs(logLight(rgb[next + 2] as number) - logLight(rgb[pixel + 2] as number));
    all += change;
    if (k >= REACH - 2 && k <= REACH) near += change * (SHARES[k - REACH + 2] as number);
  }
  return Math.max(0, (near / all - NEAR / ALL) / (1 - NEAR / ALL));
}
