/**
 * Noise coloured by labels: a part for the whole picture, a constant a segment, a smooth part that is fixed to the world, a little white. Appearance differs from one
 * style to another in just that way, so that few steps of training and of sampling do; and an instance keeps its noise from frame to frame.
 */
import { sqrt } from '#core/math';
import type { RandomStream } from '#core/random';
import { type Cells, NOWHERE } from '../field/cells.js';
import { PLANES } from '../field/change.js';
import { addGrain, addLattice } from './lattice.js';

/** Shares of the variance. */
export const SHARES = { whole: 0.35, segment: 0.4, broad: 0.12, fine: 0.08, white: 0.05 } as const;
/** Sides of the smooth parts' cubes, m. */
const BROAD_M = 25;
const FINE_M = 4;

/** @param random of the sample, not of the frame @returns [4, cells], variance 1 in every cell; 0 beyond the picture */
export function labelNoise({ grid, segment, place }: Cells, random: RandomStream): Float32Array {
  const count = grid.width * grid.height;
  const out = new Float32Array(PLANES * count);
  const whole = normals(random.child('whole'));
  const [broad, fine, white] = ['broad', 'fine', 'white'].map((name) => random.child(name).uint32()) as [
    number,
    number,
    number,
  ];
  const own = new Map<number, readonly number[]>();
  const sum = new Float64Array(PLANES);
  const [wholeWeight, segmentWeight] = [sqrt(SHARES.whole), sqrt(SHARES.segment)];
  for (let i = 0; i < count; i++) {
    const id = segment[i] as number;
    if (id === NOWHERE) continue;
    let constant = own.get(id);
    if (constant === undefined) {
      constant = normals(random.child('segment').child(id));
      own.set(id, constant);
    }
    sum.fill(0);
    const [x, y, z] = [place[3 * i] as number, place[3 * i + 1] as number, place[3 * i + 2] as number];
    addLattice(broad, x / BROAD_M, y / BROAD_M, z / BROAD_M, sqrt(SHARES.broad), sum);
    addLattice(fine, x / FINE_M, y / FINE_M, z / FINE_M, sqrt(SHARES.fine), sum);
    addGrain(white, i, sqrt(SHARES.white), sum);
    for (let p = 0; p < PLANES; p++) {
      out[p * count + i] = wholeWeight * (whole[p] as number) + segmentWeight * (constant[p] as number) + (sum[p] as number);
    }
  }
  return out;
}

function normals(random: RandomStream): readonly number[] {
  return Array.from({ length: PLANES }, () => random.normal());
}
