/** How far surfaces may be from what is usual. Every material of every body and of the place draws its own from `seed`, its owner and its id. */
import type { Bounds } from './development.js';

export interface Appearance {
  readonly seed: number;
  readonly colours?: {
    /** Turn of the hue, rad. */
    readonly hue: Bounds;
    /** Share of what people paint, dye or build that takes a colour of its own. */
    readonly repaint: number;
    /** Factors on colourfulness and on lightness. */
    readonly saturation: Bounds;
    readonly brightness: Bounds;
  };
  readonly textures?: {
    /** Share that takes the texture of a like surface. */
    readonly exchange: number;
    /** Factors on the size of its pattern and on its contrast. */
    readonly size: Bounds;
    readonly contrast: Bounds;
  };
  readonly materials?: {
    /** Factor. */
    readonly roughness: Bounds;
    /** Added where there is some or where there is paint. */
    readonly metalness: Bounds;
  };
  /** Season of plants on layouts that have none of their own: factors on the colour of leaves and grass. */
  readonly plants?: readonly [r: number, g: number, b: number];
}
