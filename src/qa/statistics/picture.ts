/** What one labelled picture shows: how much of what, where, how large, how bright. */
import { VOID } from '../classes/class-map.js';
import type { Example } from '../pictures/example.js';
import { piecesOf } from './pieces.js';

/** Bands of equal height that a picture is cut into, from the top. */
export const BANDS = 8;
const DARK = 10;
const BLOWN = 250;

export interface ClassOfPicture {
  readonly pixels: number;
  /** Pixels in each band. */
  readonly bands: readonly number[];
  /** Sum and sum of squares of luma, 0..255. */
  readonly luma: number;
  readonly lumaSquared: number;
  /** Connected pieces: their heights and lowest rows, as shares of the picture's height. */
  readonly pieces: readonly Piece[];
}
export interface Piece {
  readonly height: number;
  readonly foot: number;
}
export interface PictureStatistics {
  /** Labelled pixels; void ones are counted nowhere but in light. */
  readonly pixels: number;
  readonly classes: readonly ClassOfPicture[];
  readonly light: Light;
}
export interface Light {
  readonly pixels: number;
  readonly luma: number;
  readonly lumaSquared: number;
  /** Pixels whose luma is at most 10, and at least 250, of 255. */
  readonly dark: number;
  readonly blown: number;
  /** Sum of (max - min) / max over the channels, 0..1 each. */
  readonly saturation: number;
}

/** @param classes how many there are */
export function statisticsOf({ width, height, rgb, truth }: Example, classes: number): PictureStatistics {
  const sums = Array.from({ length: classes }, () => ({
    pixels: 0,
    bands: new Array<number>(BANDS).fill(0),
    luma: 0,
    lumaSquared: 0,
  }));
  const light = { pixels: width * height, luma: 0, lumaSquared: 0, dark: 0, blown: 0, saturation: 0 };
  let pixels = 0;
  for (let i = 0; i < truth.length; i++) {
    const [r, g, b] = [rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]] as [number, number, number];
    const luma = 0.299 * r + 0.587 * g + 0.114 * b;
    const most = Math.max(r, g, b);
    light.luma += luma;
    light.lumaSquared += luma * luma;
    if (luma <= DARK) light.dark++;
    if (luma >= BLOWN) light.blown++;
    light.saturation += most === 0 ? 0 : (most - Math.min(r, g, b)) / most;
    const sum = sums[truth[i] as number];
    if (truth[i] === VOID || sum === undefined) continue;
    pixels++;
    sum.pixels++;
    sum.luma += luma;
    sum.lumaSquared += luma * luma;
    const band = Math.floor((Math.floor(i / width) * BANDS) / height);
    sum.bands[band] = (sum.bands[band] as number) + 1;
  }
  const pieces = piecesOf(truth, width, height);
  return {
    pixels,
    light,
    classes: sums.map((sum, c) => ({ ...sum, pieces: pieces.filter(({ value }) => value === c) })),
  };
}
