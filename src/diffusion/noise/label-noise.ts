/**
 * Noise coloured by labels: a part for the whole picture, a constant a segment, smooth parts that are fixed to the world, a little white. Appearance differs from one
 * style to another in just that way, so that few steps of training and of sampling do; and an instance keeps its noise from frame to frame.
 */
import { sqrt } from '#core/math';
import type { RandomStream } from '#core/random';
import { type Cells, NOWHERE } from '../field/cells.js';
import { PLANES } from '../field/change.js';
import { GROUPS } from '../field/groups.js';
import { addGrain, addLattice } from './lattice.js';
import { PARTS, type Part, type Spectrum } from './spectrum.js';

/** Sides of the smooth parts' cubes, m, and the fewest cells that they may be wide. */
const BROAD = { sideM: 25, cells: 20 } as const;
const FINE = { sideM: 4, cells: 4 } as const;

/** @param random of the sample, not of the frame @returns [4, cells], variance 1 in every cell; 0 beyond the picture */
export function labelNoise(
  { grid, segment, group, place, span }: Cells,
  random: RandomStream,
  spectrum: Pick<Spectrum, 'shares'>,
): Float32Array {
  const weights = weightsOf(spectrum);
  const count = grid.width * grid.height;
  const out = new Float32Array(PLANES * count);
  const whole = normals(random.child('whole'));
  const [broad, fine, white] = ['broad', 'fine', 'white'].map((name) => random.child(name).uint32()) as [
    number,
    number,
    number,
  ];
  const constants = new Map<number, readonly number[]>();
  const sum = new Float64Array(PLANES);
  for (let i = 0; i < count; i++) {
    const id = segment[i] as number;
    if (id === NOWHERE) continue;
    let constant = constants.get(id);
    if (constant === undefined) {
      constant = normals(random.child('segment').child(id));
      constants.set(id, constant);
    }
    const at = [place[3 * i] as number, place[3 * i + 1] as number, place[3 * i + 2] as number] as const;
    const wide = span[i] as number;
    const own = weights[group[i] as number] as Weights;
    sum.fill(0);
    addLattice(broad, at, BROAD.sideM, BROAD.cells * wide, own.broad, sum);
    addLattice(fine, at, FINE.sideM, FINE.cells * wide, own.fine, sum);
    addGrain(white, i, own.white, sum);
    for (let p = 0; p < PLANES; p++) {
      const even = (own.whole[p] as number) * (whole[p] as number) + (own.segment[p] as number) * (constant[p] as number);
      out[p * count + i] = even + (sum[p] as number);
    }
  }
  return out;
}

function normals(random: RandomStream): readonly number[] {
  return Array.from({ length: PLANES }, () => random.normal());
}

/** Square roots of the shares, a plane. */
type Weights = Readonly<Record<Part, Float64Array>>;

function weightsOf({ shares }: Pick<Spectrum, 'shares'>): readonly Weights[] {
  return GROUPS.map((_, group) => {
    const of = (part: Part): Float64Array =>
      Float64Array.from({ length: PLANES }, (_each, plane) => sqrt(shares[part][group * PLANES + plane] as number));
    return Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Weights;
  });
}
