/**
 * A photograph without labels as something to learn from: a segmenter's classes say what is what, and each segment is taken back to a plain look drawn for its group.
 * The way from there to the photograph is what real light, paint and cameras do.
 */
import { IDENTITY_POSE, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { cellsBySegment } from '../field/by-segment.js';
import { type Cells, cellsOf, type Look, lookOf, type Seen } from '../field/cells.js';
import { lightOf, PLANES, planesAt } from '../field/change.js';
import { gridOf } from '../field/grid.js';
import { GROUPS } from '../field/groups.js';
import type { PlainLooks } from '../model/plain-looks.js';
import { componentsOf } from './components.js';
import type { View } from './views.js';

export interface Photo {
  readonly width: number;
  readonly height: number;
  /** sRGB bytes. */
  readonly rgb: Uint8Array;
  /** Index in `GROUPS` a pixel. */
  readonly group: Uint8Array<ArrayBuffer>;
}

/** Their components are bodies of their own. */
const BODIES: readonly number[] = (['vehicle', 'person', 'animal'] as const).map((name) => GROUPS.indexOf(name));
const IDENTITY = Uint8Array.from({ length: 256 }, (_, group) => Math.min(group, GROUPS.length - 1));

/** A photograph in cells; made once, dressed often. */
export interface PhotoCells {
  readonly cells: Cells;
  readonly look: Look;
}

export function photoCells({ width, height, rgb, group }: Photo): PhotoCells {
  const pixels = width * height;
  const seen: Seen = {
    width,
    height,
    semantic: group,
    instance: componentsOf(group, width, height, BODIES),
    depth: new Float32Array(pixels),
    normal: new Uint8Array(3 * pixels),
  };
  const grid = gridOf(width, height);
  const ray = (u: number, v: number): Vec3 => [(u - width / 2) / width, (v - height / 2) / width, 1];
  const cells = cellsOf(seen, grid, IDENTITY, IDENTITY_POSE, ray);
  return { cells, look: lookOf(seen, grid, rgb) };
}

/** @param style the word that its look answers to @param random draws the plain look */
export function photoView({ cells, look }: PhotoCells, plain: PlainLooks, style: string, random: RandomStream): View {
  const styles = [
    { look: plainly(look, cells.segment, cells.group, plain, random), prompt: {}, extinctionPerM: 0 },
    { look, prompt: { style }, extinctionPerM: 0 },
  ];
  return { cells, styles, photo: true };
}

/** Every segment's mean moved to a drawn one; what varies inside stays. */
function plainly(look: Look, segment: Uint32Array, group: Uint8Array, plain: PlainLooks, random: RandomStream): Look {
  const [r, g, b] = look.light.map((plane) => plane.slice()) as [Float32Array, Float32Array, Float32Array];
  const contrast = look.contrast.slice();
  for (const cells of cellsBySegment(segment)) {
    const first = cells[0] as number;
    const own = random.child(segment[first] as number);
    const move = Array.from({ length: PLANES }, (_, p) => {
      const at = (group[first] as number) * PLANES + p;
      const mean = cells.reduce((sum, i) => sum + (planesAt(look, i)[p] as number), 0) / cells.length;
      return (plain.mean[at] as number) + (plain.spread[at] as number) * own.normal() - mean;
    }) as [number, number, number, number];
    const by = lightOf(move[0], move[1], move[2]);
    for (const i of cells) {
      r[i] = (r[i] as number) + by[0];
      g[i] = (g[i] as number) + by[1];
      b[i] = (b[i] as number) + by[2];
      contrast[i] = (contrast[i] as number) + move[3];
    }
  }
  return { light: [r, g, b], contrast };
}
