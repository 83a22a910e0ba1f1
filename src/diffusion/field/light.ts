/** Bytes of a picture as the logarithm of light, so that what is added is a factor on light and texture keeps its contrast. */
import { encodedOf, linearOf } from '#core/color';
import { exp, ln } from '#core/math';

/** Keeps black finite, and what noise there is in it small; linear light, 1 is white. */
const DARK = 0.02;

const LOG_OF = Float32Array.from({ length: 256 }, (_, byte) => ln(linearOf(byte / 255) + DARK));

/** Steps of the way back, over the span of the logarithm. */
const STEPS = 4096;
const LOW = ln(DARK);
const HIGH = ln(1 + DARK);
const BYTE_OF = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const light = exp(LOW + ((HIGH - LOW) * step) / STEPS) - DARK;
  return Math.max(0, Math.min(255, Math.round(255 * encodedOf(Math.max(0, light)))));
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
