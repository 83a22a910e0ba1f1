/** Bytes of a picture as the logarithm of light, so that what is added is a factor on light and texture keeps its contrast. */
import { exp, ln, pow } from '#core/math';

/** Keeps black finite, and what noise there is in it small; linear light, 1 is white. */
const DARK = 0.02;

const LOG_OF = Float32Array.from({ length: 256 }, (_, byte) => ln(linear(byte / 255) + DARK));

/** Steps of the way back, over the span of the logarithm. */
const STEPS = 4096;
const LOW = ln(DARK);
const HIGH = ln(1 + DARK);
const BYTE_OF = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const light = exp(LOW + ((HIGH - LOW) * step) / STEPS) - DARK;
  return Math.max(0, Math.min(255, Math.round(255 * encoded(light))));
});

/** ln(linear light + 0.02) of an sRGB byte: -3.9 (black) to 0.02 (white). */
export function logLight(byte: number): number {
  return LOG_OF[byte] as number;
}

/** The sRGB byte nearest to it; beyond black or white it is cut off. */
export function byteOf(log: number): number {
  const step = ((log - LOW) / (HIGH - LOW)) * STEPS;
  return BYTE_OF[step <= 0 ? 0 : step >= STEPS ? STEPS : Math.round(step)] as number;
}

/** sRGB to linear and back, IEC 61966-2-1. */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}
function encoded(light: number): number {
  const value = Math.max(0, light);
  return value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055;
}
