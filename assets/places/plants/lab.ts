/** Colours as plant scientists measure them (CIELAB, D65, 2 degrees), as linear-light albedos. */
import type { Vec3 } from '#core/pose';

/** White of D65: X and Z for Y = 1 (ISO/CIE 11664-2). */
const WHITE: Vec3 = [0.95047, 1, 1.08883];
const KNEE = 6 / 29;

/**
 * Linear sRGB of a CIELAB colour (ISO/CIE 11664-4 backwards, then IEC 61966-2-1's matrix), not below 0.
 * @param l 0..100
 */
export function lab(l: number, a: number, b: number): Vec3 {
  const y = (l + 16) / 116;
  const [x, z] = [y + a / 500, y - b / 200];
  const X = WHITE[0] * uncubed(x);
  const Y = WHITE[1] * uncubed(y);
  const Z = WHITE[2] * uncubed(z);
  return [
    Math.max(0, 3.2404542 * X - 1.5371385 * Y - 0.4985314 * Z),
    Math.max(0, -0.969266 * X + 1.8760108 * Y + 0.041556 * Z),
    Math.max(0, 0.0556434 * X - 0.2040259 * Y + 1.0572252 * Z),
  ];
}

function uncubed(t: number): number {
  return t > KNEE ? t * t * t : 3 * KNEE * KNEE * (t - 4 / 29);
}
