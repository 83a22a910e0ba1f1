/** A stand-in for `Math` with specified results, for libraries whose bundle replaces `Math` (scripts/build.mjs). */
import acosh from '@stdlib/math-base-special-acosh';
import asinh from '@stdlib/math-base-special-asinh';
import atanh from '@stdlib/math-base-special-atanh';
import cbrt from '@stdlib/math-base-special-cbrt';
import cosh from '@stdlib/math-base-special-cosh';
import expm1 from '@stdlib/math-base-special-expm1';
import log10 from '@stdlib/math-base-special-log10';
import log1p from '@stdlib/math-base-special-log1p';
import log2 from '@stdlib/math-base-special-log2';
import sinh from '@stdlib/math-base-special-sinh';
import { acos, asin, atan, atan2, cos, exp, ln, pow, sin, tan, tanh } from './math.js';

export const deterministicMath = {
  E: 2.718281828459045, LN10: 2.302585092994046, LN2: 0.6931471805599453, LOG10E: 0.4342944819032518,
  LOG2E: 1.4426950408889634, PI: 3.141592653589793, SQRT1_2: 0.7071067811865476, SQRT2: 1.4142135623730951,
  abs: Math.abs, ceil: Math.ceil, clz32: Math.clz32, floor: Math.floor, fround: Math.fround, imul: Math.imul,
  max: Math.max, min: Math.min, round: Math.round, sign: Math.sign, sqrt: Math.sqrt, trunc: Math.trunc,
  acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh, exp, expm1, log: ln, log10, log1p, log2, pow, sin, sinh, tan, tanh,
  hypot: (...values: number[]): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0)),
  random: (): never => {
    throw new Error('unseeded chance: use a RandomStream');
  },
};
