/**
 * Noise coloured by labels: a part for the whole picture, a constant a segment, smooth parts that are fixed to the world, a little white. Appearance differs from one
 * style to another in just that way, so that few steps of training and of sampling do; and an instance keeps its noise from frame to frame.
 */
import { sqrt } from '#core/math';
import type { RandomStream } from '#core/random';
import { type Cells, NOWHERE } from '../field/cells.js';
import { PLANES } from '../field/change.js';
import { addGrain, addLattice } from './lattice.js';

/**
 * Shares of the variance by plane (lightness, red less green, blue, contrast), near what they are between the plain style and others in views of the shipped
 * scenarios: 0.54, 0.39, 0.40, 0.14 of the whole picture; 0.33, 0.22, 0.41, 0.30 of a segment; the rest within, 0.01, 0.07, 0.03, 0.22 of it between neighbours.
 */
export const SHARES = {
  whole: [0.52, 0.38, 0.39, 0.14],
  segment: [0.34, 0.23, 0.41, 0.3],
  broad: [0.09, 0.22, 0.12, 0.26],
  fine: [0.04, 0.13, 0.06, 0.22],
  white: [0.01, 0.04, 0.02, 0.08],
} as const;
/** Sides of the smooth parts' cubes, m, and the fewest cells that they may be wide. */
const BROAD = { sideM: 25, cells: 20 } as const;
const FINE = { sideM: 4, cells: 4 } as const;

const WEIGHTS = Object.fromEntries(
  Object.entries(SHARES).map(([name, shares]) => [name, Float64Array.from(shares, (share) => sqrt(share))]),
) as Record<keyof typeof SHARES, Float64Array>;

/** @param random of the sample, not of the frame @returns [4, cells], variance 1 in every cell; 0 beyond the picture */
export function labelNoise({ grid, segment, place, span }: Cells, random: RandomStream): Float32Array {
  const count = grid.width * grid.height;
  const out = new Float32Array(PLANES * count);
  const whole = weighted(random.child('whole'), WEIGHTS.whole);
  const [broad, fine, white] = ['broad', 'fine', 'white'].map((name) => random.child(name).uint32()) as [
    number,
    number,
    number,
  ];
  const own = new Map<number, readonly number[]>();
  const sum = new Float64Array(PLANES);
  for (let i = 0; i < count; i++) {
    const id = segment[i] as number;
    if (id === NOWHERE) continue;
    let constant = own.get(id);
    if (constant === undefined) {
      constant = weighted(random.child('segment').child(id), WEIGHTS.segment);
      own.set(id, constant);
    }
    const at = [place[3 * i] as number, place[3 * i + 1] as number, place[3 * i + 2] as number] as const;
    const wide = span[i] as number;
    sum.fill(0);
    addLattice(broad, at, BROAD.sideM, BROAD.cells * wide, WEIGHTS.broad, sum);
    addLattice(fine, at, FINE.sideM, FINE.cells * wide, WEIGHTS.fine, sum);
    addGrain(white, i, WEIGHTS.white, sum);
    for (let p = 0; p < PLANES; p++) out[p * count + i] = (whole[p] as number) + (constant[p] as number) + (sum[p] as number);
  }
  return out;
}

function weighted(random: RandomStream, weights: Float64Array): readonly number[] {
  return Array.from(weights, (weight) => weight * random.normal());
}
