/**
 * One training example from another: a window of random place and size, perhaps mirrored, other light and colour, perhaps a little blur
 * and noise. What is drawn depends on the stream alone.
 */
import { exp, ln, pow } from '#core/math';
import type { RandomStream } from '#core/random';
import { blur } from './blur.js';
import type { Example, Size } from './example.js';
import { NoiseTable } from './noise.js';
import { cutWindow } from './window.js';

export interface AugmentOptions {
  /** Smallest window, as a share of the largest that fits. Default 0.55. */
  readonly smallestWindow?: number;
  /** How far light and colour stray, 0 not at all, 1 as usual. Default 1. */
  readonly colour?: number;
}

const SPREAD = { exposure: 0.35, gamma: 0.3, contrast: 0.25, saturation: 0.4, white: 0.1, level: 12 } as const;
const BLUR_CHANCE = 0.25;
const NOISE_CHANCE = 0.5;
/** Bytes, one deviation. */
const MOST_NOISE = 8;

/** From an example and a stream to an example of that size. */
export type Augment = (example: Example, random: RandomStream) => Example;

export function createAugment(size: Size, { smallestWindow = 0.55, colour = 1 }: AugmentOptions = {}): Augment {
  const noise = new NoiseTable();
  return (example, random) => {
    const place = random.child('window');
    const share = exp(ln(smallestWindow) * place.uniform());
    const [x, y, mirrored] = [place.uniform(), place.uniform(), place.chance(0.5)];
    const cut = cutWindow(example, size, { share, x, y, mirrored });
    const quality = random.child('quality');
    const soft = quality.chance(BLUR_CHANCE * colour) ? blur(cut) : cut.rgb;
    const lit = relit(soft, random.child('light'), colour);
    if (quality.chance(NOISE_CHANCE * colour)) noise.addTo(lit, quality.between(0, MOST_NOISE), quality);
    return { ...cut, rgb: lit };
  };
}

/** Exposure, gamma, contrast, level and white balance by channel, then saturation. */
function relit(rgb: Uint8Array, random: RandomStream, colour: number): Uint8Array {
  const stray = (spread: number): number => exp(random.between(-spread, spread) * colour);
  const [gain, gamma, contrast] = [stray(SPREAD.exposure), stray(SPREAD.gamma), stray(SPREAD.contrast)];
  const level = random.between(-SPREAD.level, SPREAD.level) * colour;
  const white = [stray(SPREAD.white), 1, stray(SPREAD.white)];
  const curves = white.map((balance) =>
    Float32Array.from({ length: 256 }, (_, byte) => {
      const value = 255 * pow(Math.min(1, (byte / 255) * gain * balance), gamma);
      return (value - 127.5) * contrast + 127.5 + level;
    }),
  ) as [Float32Array, Float32Array, Float32Array];
  const saturation = stray(SPREAD.saturation);
  const result = new Uint8ClampedArray(rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const r = curves[0][rgb[i] as number] as number;
    const g = curves[1][rgb[i + 1] as number] as number;
    const b = curves[2][rgb[i + 2] as number] as number;
    const grey = 0.299 * r + 0.587 * g + 0.114 * b;
    result[i] = grey + (r - grey) * saturation;
    result[i + 1] = grey + (g - grey) * saturation;
    result[i + 2] = grey + (b - grey) * saturation;
  }
  return new Uint8Array(result.buffer);
}
