/** Smooth noise that belongs to places in the world: the same point has the same value in every frame and from every side. */
import { avalanche } from '#core/bits';
import { sqrt } from '#core/math';
import { PLANES } from '../field/change.js';

/** Uniform numbers of unit variance lie within this. */
const SPAN = sqrt(3);

/**
 * Trilinear between random values at the corners of cubes, divided by the spread that mixing leaves, so that variance is 1 everywhere.
 * @param x, y, z in cubes @param out one value a plane is added, times `weight`
 */
export function addLattice(salt: number, x: number, y: number, z: number, weight: number, out: Float64Array): void {
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
        avalanche(Math.imul(j + dy, 0x85ebca6b) ^ avalanche(Math.imul(k + dz, 0xc2b2ae35) ^ salt)),
    );
    for (let plane = 0; plane < PLANES; plane++) {
      state = avalanche(state + 0x9e3779b9);
      sums[plane] = (sums[plane] as number) + share * uniform(state);
    }
  }
  const factor = weight / sqrt(squares);
  for (let plane = 0; plane < PLANES; plane++) out[plane] = (out[plane] as number) + factor * (sums[plane] as number);
}
const sums = new Float64Array(PLANES);

/** A value of its own for each index, of unit variance times `weight` squared. */
export function addGrain(salt: number, index: number, weight: number, out: Float64Array): void {
  let state = avalanche(Math.imul(index + 1, 0x9e3779b1) ^ salt);
  for (let plane = 0; plane < PLANES; plane++) {
    state = avalanche(state + 0x9e3779b9);
    out[plane] = (out[plane] as number) + weight * uniform(state);
  }
}

/** Mean 0, variance 1. */
function uniform(bits: number): number {
  return SPAN * (bits / 0x80000000 - 1);
}
