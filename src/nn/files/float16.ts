/** Half precision (IEEE 754 binary16) as its bits: a sign, five of the exponent, ten of the fraction. */
import { roundHalfEven } from '#core/math';

const word = new DataView(new ArrayBuffer(4));

/** Nearest, of two equally near the even one; beyond 65,504 infinite. */
export function toFloat16(values: ArrayLike<number>): Uint16Array {
  return Uint16Array.from({ length: values.length }, (_, i) => halfOf(values[i] as number));
}

export function fromFloat16(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, numberOf);
}

function halfOf(value: number): number {
  word.setFloat32(0, value);
  const bits = word.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x7f800000) return sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00);
  // Half a step above the largest rounds to infinity.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  // Below 2^-14 the steps are 2^-24 wide.
  if (magnitude < 0x38800000) return sign | roundHalfEven(Math.abs(value) * 0x1000000);
  const rebased = magnitude - 0x38000000;
  return sign | roundHalfEven(rebased / 0x2000);
}

function numberOf(bits: number): number {
  const sign = (bits & 0x8000) << 16;
  const magnitude = bits & 0x7fff;
  if (magnitude < 0x400) return ((sign === 0 ? 1 : -1) * magnitude) / 0x1000000;
  const exponent = magnitude >= 0x7c00 ? 0x70000000 : 0x38000000;
  word.setUint32(0, (sign | ((magnitude << 13) + exponent)) >>> 0);
  return word.getFloat32(0);
}
