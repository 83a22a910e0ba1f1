/** The one global of the drawing page. */
import type { LayerName } from './layers.js';
import type { RenderRequest } from './renderer.js';

export interface PageApi {
  /** Draws, posts the layers' bytes one after the other under that number, and says how many bytes each has. */
  render(request: RenderRequest, frame: number): Promise<readonly { readonly name: LayerName; readonly bytes: number }[]>;
  /** Draws rgb alone `count` times without reading anything back but one pixel: the bare loop that labels are measured against. @returns ms */
  bare(requests: readonly RenderRequest[], count: number): Promise<number>;
}

declare global {
  interface Window {
    nearmiss: PageApi;
  }
}
