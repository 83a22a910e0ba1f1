/** A family of textures: factors on a surface's own colour. */
import type { Noise } from './noise.js';

/** One factor, or one a channel; 1 leaves the colour as it is, up to 2. */
export type Factor = number | readonly [r: number, g: number, b: number];

export interface Family {
  /** Metres that one tile covers. */
  readonly tile: number;
  /** Texels a side; 256 when missing. */
  readonly size?: number;
  /** Factor at texel x, y. */
  paint(noise: Noise, x: number, y: number): Factor;
  /** Drawn over it, texel by texel, with a brush that multiplies. */
  over?(brush: Brush, noise: Noise): void;
}

export interface Brush {
  readonly size: number;
  /** Multiplies a texel (wrapped round the tile) by a factor. */
  dab(x: number, y: number, factor: number): void;
}
