/** A family of textures: factors on a surface's own colour, and how high its points lie. */
import type { Noise } from './noise.js';

export interface Family {
  /** Metres that one tile covers. */
  readonly tile: number;
  /** Texels a side; 256 when missing. */
  readonly size?: number;
  /** Factor at texel x, y; 1 leaves the colour as it is, up to 2. */
  paint(noise: Noise, x: number, y: number): number;
  readonly tint?: Tint;
  readonly relief?: Relief;
  /** Drawn over it, texel by texel. */
  over?(brush: Brush, noise: Noise): void;
}

/** A second factor on red and blue, each between two values. */
export interface Tint {
  /** Factors where `shade` is 0 and where it is 1. */
  readonly red: readonly [number, number];
  readonly blue: readonly [number, number];
  /** 0..1 */
  shade(noise: Noise, x: number, y: number): number;
}

export interface Relief {
  /** Its lowest and its highest point lie so far apart at most, m. */
  readonly depth: number;
  /** How high texel x, y lies over whatever level, m. */
  height(noise: Noise, x: number, y: number): number;
  /** How much rougher the lowest point is than the mean one, and the highest smoother; 0 when missing. Not where there is a tint. */
  readonly worn?: number;
}

export interface Brush {
  readonly size: number;
  /** Multiplies a texel (wrapped round the tile) by a factor and raises it, m. */
  dab(x: number, y: number, factor: number, rise?: number): void;
}
