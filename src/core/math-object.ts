/** A stand-in for `Math` with specified results, for libraries whose bundle replaces `Math` (scripts/build.mjs). */
import acosh from '@stdlib/math-base-special-acosh';
import asinh from '@stdlib/math-base-special-asinh';
import atanh from '@stdlib/math-base-special-atanh';
import cbrt from '@stdlib/math-base-special-cbrt';
import cosh from '@stdlib/math-base-special-cosh';
import expm1 from '@stdlib/math-base-special-expm1';
import log1p from '@stdlib/math-base-special-log1p';
import log2 from '@stdlib/math-base-special-log2';
import log10 from '@stdlib/math-base-special-log10';
import sinh from '@stdlib/math-base-special-sinh';
import { acos, asin, atan, atan2, cos, exp, ln, pow, sin, tan, tanh } from './math.js';

export const deterministicMath = {
  E: Math.E,
  LN10: Math.LN10,
  LN2: Math.LN2,
  LOG10E: Math.LOG10E,
  LOG2E: Math.LOG2E,
  PI: Math.PI,
  SQRT1_2: Math.SQRT1_2,
  SQRT2: Math.SQRT2,
  abs: Math.abs,
  ceil: Math.ceil,
  clz32: Math.clz32,
  floor: Math.floor,
  fround: Math.fround,
  imul: Math.imul,
  max: Math.max,
  min: Math.min,
  round: Math.round,
  sign: Math.sign,
  sqrt: Math.sqrt,
  trunc: Math.trunc,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  cos,
  cosh,
  exp,
  expm1,
  log: ln,
  log10,
  log1p,
  log2,
  pow,
  sin,
  sinh,
  tan,
  tanh,
  hypot: (...values: number[]): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0)),
  random: (): never => {
    throw new Error('unseeded chance: use a RandomStream');
  },
};
