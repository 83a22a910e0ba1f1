/** Numbers as KITTI's text files have them. */
import type { Pose } from '#core/pose';
import { matrixOfQuat } from '#core/pose';

/** With that many decimals; never "-0.00". */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** `%.12e` of C: two digits of exponent at least. */
export function exponential(value: number): string {
  const [mantissa, exponent] = (Object.is(value, -0) ? 0 : value).toExponential(12).split('e') as [string, string];
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

export function numbers(values: readonly number[]): string {
  return values.map(exponential).join(' ');
}

/** The 3 x 4 matrix of a transform, row-major. */
export function matrix34({ position, orientation }: Pose): readonly number[] {
  const r = matrixOfQuat(orientation);
  return [0, 1, 2].flatMap((row) => [...r.slice(3 * row, 3 * row + 3), position[row] as number]);
}
