/**
 * Transcendental functions with specified results.
 *
 * `Math.sin` and its kin differ between processor architectures and Node versions (ECMAScript leaves them
 * "implementation-approximated"; `../shared/science.md` section 9 measured it). These come from @stdlib and use only
 * + - * / and sqrt, which IEEE 754 fixes, so that traces and truth layers have the same bytes on every machine.
 * A lint rule keeps the `Math` versions out of the deterministic storeys.
 */
import acosImpl from '@stdlib/math-base-special-acos';
import asinImpl from '@stdlib/math-base-special-asin';
import atanImpl from '@stdlib/math-base-special-atan';
import atan2Impl from '@stdlib/math-base-special-atan2';
import cosImpl from '@stdlib/math-base-special-cos';
import erfcImpl from '@stdlib/math-base-special-erfc';
import erfcinvImpl from '@stdlib/math-base-special-erfcinv';
import expImpl from '@stdlib/math-base-special-exp';
import lnImpl from '@stdlib/math-base-special-ln';
import powImpl from '@stdlib/math-base-special-pow';
import sinImpl from '@stdlib/math-base-special-sin';
import tanImpl from '@stdlib/math-base-special-tan';
import tanhImpl from '@stdlib/math-base-special-tanh';

export const TAU = 6.283185307179586;
export const PI = Math.PI;

export const sin: (radians: number) => number = sinImpl;
export const cos: (radians: number) => number = cosImpl;
export const tan: (radians: number) => number = tanImpl;
export const asin: (x: number) => number = asinImpl;
export const acos: (x: number) => number = acosImpl;
export const atan: (x: number) => number = atanImpl;
export const atan2: (y: number, x: number) => number = atan2Impl;
export const exp: (x: number) => number = expImpl;
export const ln: (x: number) => number = lnImpl;
export const pow: (base: number, exponent: number) => number = powImpl;
export const tanh: (x: number) => number = tanhImpl;
/** Exactly rounded by IEEE 754, hence safe; here so that callers need one import. */
export const sqrt: (x: number) => number = Math.sqrt;

/** sqrt(x*x + y*y [+ z*z]) without `Math.hypot`, whose rounding engines choose themselves. */
export function length2(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
export function length3(x: number, y: number, z: number): number {
  return Math.sqrt(x * x + y * y + z * z);
}

export function clamp(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}
/** The nearest integer; of two equally near the even one. */
export function roundHalfEven(x: number): number {
  const low = Math.floor(x);
  const rest = x - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low;
}
export function lerp(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
/** Hermite step from 0 at `low` to 1 at `high`. */
export function smoothstep(low: number, high: number, x: number): number {
  const t = clamp((x - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}
/** The same angle in (-pi, pi]. */
export function wrapAngle(radians: number): number {
  const turns = Math.floor((radians + PI) / TAU);
  const wrapped = radians - turns * TAU;
  return wrapped > PI ? wrapped - TAU : wrapped;
}
export function degrees(radians: number): number {
  return (radians * 180) / PI;
}
export function radians(deg: number): number {
  return (deg * PI) / 180;
}
/** Standard normal distribution function. */
export function normalCdf(x: number): number {
  return erfcImpl(-x / Math.SQRT2) / 2;
}
/** Its inverse. @param p in (0, 1) */
export function normalQuantile(p: number): number {
  return -Math.SQRT2 * erfcinvImpl(2 * p);
}
