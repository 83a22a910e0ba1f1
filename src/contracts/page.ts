/** The one global of the drawing page. */
import type { LayerName } from './layers.js';
import type { RenderRequest } from './renderer.js';

/** Where a layer's bytes lie in what the page posted. */
export interface PackedPart {
  readonly name: LayerName;
  /** A multiple of 4. */
  readonly offset: number;
  readonly bytes: number;
}

export interface PageApi {
  /** Draws, posts the layers' bytes under that number, and says where each layer lies. */
  render(request: RenderRequest, frame: number): Promise<readonly PackedPart[]>;
  /** Draws rgb alone `count` times without reading anything back but one pixel: the bare loop that labels are measured against. @returns ms */
  bare(requests: readonly RenderRequest[], count: number): Promise<number>;
}

declare global {
  interface Window {
    nearmiss: PageApi;
  }
}
