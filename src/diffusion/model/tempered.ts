/**
 * What varies inside segments, held to what training views show of their group: what a denoiser of few steps leaves of its noise would else be seen as blotches and
 * grain. What a segment has as a whole is left alone.
 */
import { sqrt } from '#core/math';
import { cellsBySegment } from '../field/by-segment.js';
import { type Cells, NOWHERE } from '../field/cells.js';
import { PLANES } from '../field/change.js';
import { GROUPS } from '../field/groups.js';
import type { Spectrum } from '../noise/spectrum.js';

/** Cells round one that make its surroundings, each way. */
const AROUND = 2;
/**
 * What is left of each plane's smooth and fine part. Fine changes of light are texture, which the render has already; contrast that changes from cell to cell draws
 * outlines of things that aren't there: with all of both left, the gate found such in 23 of 30 frames, with this in 5.
 */
const KEPT = { smooth: [1, 1, 1, 0.5], rest: [0.4, 0.4, 0.4, 0] } as const;
/** Of skies, further: a plain one is nearly even, so that any change shows, and a denoiser of few steps made them twice as uneven as those that were learnt from. */
const KEPT_OF_SKY = 0.4;
const SKY = GROUPS.indexOf('sky');
/** A segment of fewer has nothing inside that could be told from chance. */
const FEWEST = 9;

/** @param change [4, cells] @returns the same with its smooth and its fine part inside each segment no stronger than the spectrum's */
export function tempered(
  change: Float32Array,
  { grid, segment, group }: Pick<Cells, 'grid' | 'segment' | 'group'>,
  { shares }: Pick<Spectrum, 'shares'>,
): Float32Array {
  const count = segment.length;
  const out = change.slice();
  const segments = cellsBySegment(segment).filter((cells) => cells.length >= FEWEST);
  for (let plane = 0; plane < PLANES; plane++) {
    const values = change.subarray(plane * count, (plane + 1) * count);
    const around = surroundings(values, segment, grid.width, grid.height);
    for (const cells of segments) {
      const at = (group[cells[0] as number] as number) * PLANES + plane;
      const [broad, fine, white] = [shares.broad[at] as number, shares.fine[at] as number, shares.white[at] as number];
      const mean = cells.reduce((sum, i) => sum + (values[i] as number), 0) / cells.length;
      const smooth = (i: number): number => (around[i] as number) - mean;
      const rest = (i: number): number => (values[i] as number) - (around[i] as number);
      const kept = group[cells[0] as number] === SKY ? KEPT_OF_SKY : 1;
      const keepSmooth = kept * (KEPT.smooth[plane] as number) * factor(cells, smooth, broad);
      const keepRest = kept * (KEPT.rest[plane] as number) * factor(cells, rest, fine + white);
      for (const i of cells) out[plane * count + i] = mean + keepSmooth * smooth(i) + keepRest * rest(i);
    }
  }
  return out;
}

/** 1 where the mean square is no more than allowed. */
function factor(cells: readonly number[], value: (i: number) => number, allowed: number): number {
  const square = cells.reduce((sum, i) => sum + value(i) * value(i), 0) / cells.length;
  return square <= allowed ? 1 : sqrt(allowed / square);
}

/** Mean over the cells of the same segment around each. */
function surroundings(values: Float32Array, segment: Uint32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const own = segment[y * width + x] as number;
      if (own === NOWHERE) continue;
      let [sum, many] = [0, 0];
      for (let v = Math.max(0, y - AROUND); v <= Math.min(height - 1, y + AROUND); v++) {
        for (let u = Math.max(0, x - AROUND); u <= Math.min(width - 1, x + AROUND); u++) {
          if (segment[v * width + u] !== own) continue;
          sum += values[v * width + u] as number;
          many++;
        }
      }
      out[y * width + x] = sum / many;
    }
  }
  return out;
}
