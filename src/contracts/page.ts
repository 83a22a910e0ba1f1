/** The one global of the drawing page, and how pixels leave it. */
import { LAYERS, type LayerName } from './layers.js';
import type { RenderRequest } from './renderer.js';

/** Where a layer's bytes lie in what a frame sends. */
export interface PackedPart {
  readonly name: LayerName;
  /** A multiple of 4. */
  readonly offset: number;
  readonly bytes: number;
}

/** So that every layer starts at a multiple of its numbers' size. */
const WIDEST_FIRST: readonly LayerName[] = [
  'depth',
  'flow',
  'backwardFlow',
  'luminance',
  'instance',
  'raw',
  'semantic',
  'flowOcclusion',
  'normal',
  'albedo',
  'rgb',
];

/** Layers one after the other, each from a multiple of four bytes on; both sides count on it. */
export function packedLayout(
  pixels: number,
  layers: readonly LayerName[],
): { readonly parts: readonly PackedPart[]; readonly total: number } {
  let total = 0;
  const parts = WIDEST_FIRST.filter((name) => layers.includes(name)).map((name): PackedPart => {
    const bytes = pixels * LAYERS[name].channels * LAYERS[name].array.BYTES_PER_ELEMENT;
    const offset = total;
    total += 4 * Math.ceil(bytes / 4);
    return { name, offset, bytes };
  });
  return { parts, total };
}

/** How one frame's bytes are to be sent. */
export interface Ticket {
  readonly frame: number;
  /** Which of the files to write, followed by an empty POST under the frame's number; null: all bytes by that POST. */
  readonly file: number | null;
}

/** What a picture alone costs, the mean of several. */
export interface BareCost {
  readonly ms: number;
  /** Of all its passes: shadows, mirror, picture. */
  readonly triangles: number;
  readonly drawCalls: number;
}

export interface PageApi {
  /** Bodies of the user's own, packed (assets/imported/pack.ts), by addresses under the page's. Before the first frame, once. */
  loadBodies(addresses: readonly string[]): Promise<void>;
  /** Makes a file for each mark in the browser's private file system, the mark its content, for the host to find. @returns whether it could */
  openFiles(marks: readonly string[]): Promise<boolean>;
  /** Draws and sends; settles when all is sent. */
  render(request: RenderRequest, ticket: Ticket): Promise<void>;
  /** Draws rgb alone `count` times without reading anything back but one pixel: the bare loop that labels are measured against */
  bare(requests: readonly RenderRequest[], count: number): Promise<BareCost>;
}

declare global {
  interface Window {
    nearmiss: PageApi;
  }
}
