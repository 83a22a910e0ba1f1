/** A node's property at a time of a clip (glTF 2.0, appendix C: step, linear with spherical turns, cubic spline). */
import type { ImportedTrack } from '#contracts/imported';
import { acos, sin } from '#core/math';

/** Turns nearer to each other than this (cosine of half the angle) are mixed straight: a sine of nothing divides badly. */
const ALIKE = 0.9995;

/** @returns 3 numbers, or 4 for a turn (unit) */
export function trackAt(track: ImportedTrack, time: number): number[] {
  const { times, interpolation, path } = track;
  const last = times.length - 1;
  const size = path === 'rotation' ? 4 : 3;
  const key = (k: number): number[] => keyAt(track, k, size, 1);
  if (time <= (times[0] as number)) return key(0);
  if (time >= (times[last] as number)) return key(last);
  const k = keyBefore(times, time);
  if (interpolation === 'step') return key(k);
  const step = (times[k + 1] as number) - (times[k] as number);
  const u = (time - (times[k] as number)) / step;
  if (interpolation === 'cubic') {
    const value = spline(key(k), keyAt(track, k, size, 2), key(k + 1), keyAt(track, k + 1, size, 0), step, u);
    return path === 'rotation' ? unit(value) : value;
  }
  const [a, b] = [key(k), key(k + 1)];
  return path === 'rotation' ? turnBetween(a, b, u) : a.map((v, i) => v + ((b[i] as number) - v) * u);
}

/** @param part of a cubic key: 0 tangent in, 1 value, 2 tangent out */
function keyAt({ values, interpolation }: ImportedTrack, k: number, size: number, part: 0 | 1 | 2): number[] {
  const at = interpolation === 'cubic' ? (3 * k + part) * size : k * size;
  return [...values.subarray(at, at + size)];
}

function keyBefore(times: Float32Array, time: number): number {
  let [low, high] = [0, times.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle;
    else high = middle;
  }
  return low;
}

/** Hermite. */
function spline(
  a: readonly number[],
  leaving: readonly number[],
  b: readonly number[],
  coming: readonly number[],
  step: number,
  u: number,
): number[] {
  const [u2, u3] = [u * u, u * u * u];
  return a.map(
    (v, i) =>
      (2 * u3 - 3 * u2 + 1) * v +
      step * (u3 - 2 * u2 + u) * (leaving[i] as number) +
      (3 * u2 - 2 * u3) * (b[i] as number) +
      step * (u3 - u2) * (coming[i] as number),
  );
}

function turnBetween(a: readonly number[], to: readonly number[], u: number): number[] {
  const cosine = a.reduce((sum, v, i) => sum + v * (to[i] as number), 0);
  const b = cosine < 0 ? to.map((v) => -v) : to;
  const near = Math.abs(cosine);
  if (near > ALIKE) return unit(a.map((v, i) => v + ((b[i] as number) - v) * u));
  const angle = acos(near);
  const [p, q] = [sin((1 - u) * angle) / sin(angle), sin(u * angle) / sin(angle)];
  return unit(a.map((v, i) => p * v + q * (b[i] as number)));
}

function unit(q: readonly number[]): number[] {
  const length = Math.sqrt(q.reduce((sum, v) => sum + v * v, 0)) || 1;
  return q.map((v) => v / length);
}
