/**
 * Whether edges still lie on labels' borders. Across each border the picture is read along a short line. How much of its change of log light
 * happens right at the border says whether an edge is there and nowhere near: a factor on light leaves log differences as they are, gamma
 * scales them alike, while a blur or a shift moves change away from the border.
 */
import { logLight } from '../field/light.js';
import type { Extent } from './network.js';
import type { Segments } from './segments.js';

/** Pixels of the line on each side of the border. */
const REACH = 6;
/** Differences between neighbours that count as at the border: the one across it and one on each side, as edges are smoothed by a pixel. */
const NEAR = 3;
const ALL = 2 * REACH - 1;
/** What noise adds up to over the line, log light of three channels. */
const NOISE = 0.12;
/** Sharpness from which the base has an edge there. */
const EDGE = 0.35;
/** Lines read of a segment at most, and edges in the base that it takes to measure. */
const MOST = 400;
const FEWEST = 12;

/** Where lines cross borders: (pixel before the border) * 2 + (0 across, 1 down), by segment. */
export type Borders = readonly Int32Array[];

export function bordersOf({ width, height }: Extent, { list, of }: Segments): Borders {
  const found: number[][] = list.map(() => []);
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const own = of[i] as number;
      if (x >= REACH - 1 && x < width - REACH) note(found, own, of[i + 1] as number, 2 * i);
      if (y >= REACH - 1 && y < height - REACH) note(found, own, of[i + width] as number, 2 * i + 1);
    }
  }
  return found.map(thinned);
}

function note(found: readonly number[][], own: number, other: number, at: number): void {
  if (own === other) return;
  found[own]?.push(at);
  found[other]?.push(at);
}

function thinned(all: readonly number[]): Int32Array {
  const step = Math.max(1, all.length / MOST);
  return Int32Array.from({ length: Math.floor(all.length / step) }, (_, k) => all[Math.floor(k * step)] as number);
}

/**
 * Share of the base's edges on the border that the new picture still has, 0..1, each weighted by how clear it is in the base.
 * @returns undefined where the base shows too few
 */
export function edgesKept(base: Uint8Array, repainted: Uint8Array, width: number, borders: Int32Array): number | undefined {
  let [count, weight, kept] = [0, 0, 0];
  for (const at of borders) {
    const before = sharpness(base, at, width);
    if (before < EDGE) continue;
    count++;
    weight += before;
    kept += Math.min(before, sharpness(repainted, at, width));
  }
  return count < FEWEST ? undefined : kept / weight;
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
    if (k >= REACH - 2 && k <= REACH) near += change;
  }
  return Math.max(0, (near / all - NEAR / ALL) / (1 - NEAR / ALL));
}
