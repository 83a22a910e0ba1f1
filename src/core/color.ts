/** Colours as numbers: temperatures of light, and a space in which hue, colourfulness and lightness can be changed one by one. */
import { atan2, cos, pow, sin, sqrt } from './math.js';
import type { Vec3 } from './pose.js';

/** The white of sRGB and of the renderers' light, K (CIE D65). */
export const WHITE_K = 6504;

/** Of linear sRGB (IEC 61966-2-1). */
export function luminanceOf([r, g, b]: Vec3): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How far a temperature is from white, in mired (a million over kelvin), in which equal steps look about alike. Positive is warmer. */
export function miredShiftOf(kelvin: number): number {
  return 1e6 / kelvin - 1e6 / WHITE_K;
}

/** Linear sRGB of luminance 1 of a white surface under black-body light so many mired warmer than white; -110 to 440 mired. */
export function tintOf(miredShift: number): Vec3 {
  const light = blackBody(1e6 / (1e6 / WHITE_K + miredShift));
  const white = blackBody(WHITE_K);
  return scaledToLuminance([light[0] / white[0], light[1] / white[1], light[2] / white[2]]);
}

/** Gains of a camera that takes light so many mired warmer than white for white, and so much greener as a share. */
export function whiteBalanceFor(miredShift: number, greenTint = 0): Vec3 {
  const [r, g, b] = tintOf(miredShift);
  return scaledToLuminance([1 / r, (1 + greenTint) / g, 1 / b]);
}

export function scaledToLuminance(color: Vec3): Vec3 {
  const k = 1 / luminanceOf(color);
  return [color[0] * k, color[1] * k, color[2] * k];
}

/** Linear sRGB of a black body, 1667 to 25000 K (Kim et al. 2002, cubic approximation of the Planckian locus, US 7024034). */
function blackBody(kelvin: number): Vec3 {
  const t = Math.min(25_000, Math.max(1667, kelvin));
  const [t2, t3] = [t * t, t * t * t];
  const x =
    t <= 4000
      ? -0.2661239e9 / t3 - 0.2343589e6 / t2 + 0.8776956e3 / t + 0.17991
      : -3.0258469e9 / t3 + 2.1070379e6 / t2 + 0.2226347e3 / t + 0.24039;
  const cubic = (a: number, b: number, c: number, d: number): number => ((a * x + b) * x + c) * x + d;
  const y =
    t <= 2222
      ? cubic(-1.1063814, -1.3481102, 2.18555832, -0.20219683)
      : t <= 4000
        ? cubic(-0.9549476, -1.37418593, 2.09137015, -0.16748867)
        : cubic(3.081758, -5.8733867, 3.75112997, -0.37001483);
  const [X, Z] = [x / y, (1 - x - y) / y];
  const rgb: Vec3 = [3.2406 * X - 1.5372 - 0.4986 * Z, -0.9689 * X + 1.8758 + 0.0415 * Z, 0.0557 * X - 0.204 + 1.057 * Z];
  return [Math.max(rgb[0], 1e-3), Math.max(rgb[1], 1e-3), Math.max(rgb[2], 1e-3)];
}

/** Lightness 0..1, colourfulness, hue in rad. */
export interface Lch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** OKLab in polar form (Ottosson 2020). @param color linear sRGB, not negative */
export function lchOf([r, g, b]: Vec3): Lch {
  const l = cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const c = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, chroma: sqrt(a * a + c * c), hue: atan2(c, a) };
}

/** @returns linear sRGB, not negative */
export function colorOf({ lightness, chroma, hue }: Lch): Vec3 {
  const [a, c] = [chroma * cos(hue), chroma * sin(hue)];
  const cube = (x: number): number => x * x * x;
  const l = cube(lightness + 0.3963377774 * a + 0.2158037573 * c);
  const m = cube(lightness - 0.1055613458 * a - 0.0638541728 * c);
  const s = cube(lightness - 0.0894841775 * a - 1.291485548 * c);
  return [
    Math.max(0, 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    Math.max(0, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    Math.max(0, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function cubeRoot(x: number): number {
  return x <= 0 ? 0 : pow(x, 1 / 3);
}

/** Linear light of an encoded value, both 0..1 (IEC 61966-2-1). */
export function linearOf(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : pow((encoded + 0.055) / 1.055, 2.4);
}

/** The other way round. */
export function encodedOf(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1 / 2.4) - 0.055;
}
