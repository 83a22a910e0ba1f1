/** Smooth noise that belongs to places in the world: the same point has the same value in every frame and from every side. */
import { avalanche } from '#core/bits';
import { sqrt } from '#core/math';
import { PLANES } from '../field/change.js';

/** Uniform numbers of unit variance lie within this. */
const SPAN = sqrt(3);

/**
 * Noise over cubes of `side`, or the power of two times it that is at least `least`: what is far off is not finer than the cells it is seen in. Between two
 * powers both are mixed, so that nothing jumps as one comes nearer. Variance is 1 times the weight squared everywhere.
 * @param at m @param least m @param weights a plane @param out one value a plane is added
 */
export function addLattice(
  salt: number,
  at: readonly [x: number, y: number, z: number],
  side: number,
  least: number,
  weights: ArrayLike<number>,
  out: Float64Array,
): void {
  let cube = side;
  while (2 * cube <= least) cube *= 2;
  const share = least <= cube ? 0 : least / cube - 1;
  addOctave(salt, at, cube, sqrt(1 - share), weights, out);
  if (share > 0) addOctave(salt, at, 2 * cube, sqrt(share), weights, out);
}

/** Trilinear between random values at the corners of cubes, divided by the spread that mixing leaves. */
function addOctave(
  salt: number,
  at: readonly [number, number, number],
  cube: number,
  weight: number,
  weights: ArrayLike<number>,
  out: Float64Array,
): void {
  const [x, y, z] = [at[0] / cube, at[1] / cube, at[2] / cube];
  const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)];
  const [fx, fy, fz] = [x - i, y - j, z - k];
  let squares = 0;
  sums.fill(0);
  for (let corner = 0; corner < 8; corner++) {
    const [dx, dy, dz] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const share = (dx === 1 ? fx : 1 - fx) * (dy === 1 ? fy : 1 - fy) * (dz === 1 ? fz : 1 - fz);
    if (share === 0) continue;
    squares += share * share;
    let state = avalanche(
      Math.imul(i + dx, 0x9e3779b1) ^
        avalanche(Math.imul(j + dy, 0x85ebca6b) ^ avalanche(Math.imul(k + dz, 0xc2b2ae35) ^ (salt + Math.round(cube)))),
    );
    for (let plane = 0; plane < PLANES; plane++) {
      state = avalanche(state + 0x9e3779b9);
      sums[plane] = (sums[plane] as number) + share * uniform(state);
    }
  }
  const factor = weight / sqrt(squares);
  for (let plane = 0; plane < PLANES; plane++)
    out[plane] = (out[plane] as number) + factor * (weights[plane] as number) * (sums[plane] as number);
}
const sums = new Float64Array(PLANES);

/** A value of its own for each index, of unit variance times the weight squared. */
export function addGrain(salt: number, index: number, weights: ArrayLike<number>, out: Float64Array): void {
  let state = avalanche(Math.imul(index + 1, 0x9e3779b1) ^ salt);
  for (let plane = 0; plane < PLANES; plane++) {
    state = avalanche(state + 0x9e3779b9);
    out[plane] = (out[plane] as number) + (weights[plane] as number) * uniform(state);
  }
}

/** Mean 0, variance 1. */
function uniform(bits: number): number {
  return SPAN * (bits / 0x80000000 - 1);
}
