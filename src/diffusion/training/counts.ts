/** Sums over the cells of changes: what a spectrum is made of. */
import { type Cells, NOWHERE } from '../field/cells.js';
import { PLANES } from '../field/change.js';
import { GROUPS } from '../field/groups.js';

export interface Sums {
  readonly cells: number;
  /** Of squares; and of squares about the segment's own mean. */
  readonly total: number;
  readonly within: number;
  /** Half the mean square between neighbours of a segment, and between cells `APART` apart. */
  readonly near: number;
  readonly far: number;
  readonly pairs: number;
}
export interface Counts {
  /** At `group * PLANES + plane`. */
  readonly groups: readonly Sums[];
  /** Over all groups, a plane. */
  readonly all: readonly Sums[];
  /** Share of the mean square that the whole picture has in common, of what its segments have, a plane. */
  readonly whole: readonly number[];
  readonly pictures: number;
}

const APART = 4;
const NONE: Sums = { cells: 0, total: 0, within: 0, near: 0, far: 0, pairs: 0 };

/** @param change [4, cells] */
export function countsOf(cells: Cells, change: Float32Array): Counts {
  const groups: Sums[] = new Array(GROUPS.length * PLANES).fill(NONE);
  const whole: number[] = [];
  for (let plane = 0; plane < PLANES; plane++) {
    const values = change.subarray(plane * cells.segment.length, (plane + 1) * cells.segment.length);
    const means = segmentMeans(cells, values);
    cells.segment.forEach((id, i) => {
      if (id === NOWHERE) return;
      const at = (cells.group[i] as number) * PLANES + plane;
      groups[at] = plus(groups[at] as Sums, sumsAt(cells, values, means, i));
    });
    whole.push(shareInCommon(cells, means));
  }
  return { groups, all: planesOf(groups), whole, pictures: 1 };
}

export function merged(a: Counts, b: Counts): Counts {
  const groups = a.groups.map((sums, i) => plus(sums, b.groups[i] as Sums));
  const pictures = a.pictures + b.pictures;
  const whole = a.whole.map((share, p) => (share * a.pictures + (b.whole[p] as number) * b.pictures) / pictures);
  return { groups, all: planesOf(groups), whole, pictures };
}

function planesOf(groups: readonly Sums[]): readonly Sums[] {
  return Array.from({ length: PLANES }, (_, plane) =>
    groups.filter((_each, i) => i % PLANES === plane).reduce((sum, each) => plus(sum, each), NONE),
  );
}

function sumsAt({ grid, segment }: Cells, values: Float32Array, means: ReadonlyMap<number, number>, i: number): Sums {
  const value = values[i] as number;
  const id = segment[i] as number;
  const off = value - (means.get(id) as number);
  const other = (apart: number): number | undefined =>
    (i % grid.width) + apart < grid.width && segment[i + apart] === id ? (values[i + apart] as number) : undefined;
  const [near, far] = [other(1), other(APART)];
  const sums = { cells: 1, total: square(value), within: square(off), near: 0, far: 0, pairs: 0 };
  if (near === undefined || far === undefined) return sums;
  return { ...sums, near: square(value - near) / 2, far: square(value - far) / 2, pairs: 1 };
}

/** Means of `near` and `far` are kept as means over the pairs; the rest as sums. */
function plus(a: Sums, b: Sums): Sums {
  const pairs = a.pairs + b.pairs;
  const mean = (x: number, y: number): number => (pairs === 0 ? 0 : (x * a.pairs + y * b.pairs) / pairs);
  return {
    cells: a.cells + b.cells,
    total: a.total + b.total,
    within: a.within + b.within,
    near: mean(a.near, b.near),
    far: mean(a.far, b.far),
    pairs,
  };
}

function segmentMeans({ segment }: Cells, values: Float32Array): ReadonlyMap<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  segment.forEach((id, i) => {
    const entry = sums.get(id) ?? { sum: 0, count: 0 };
    entry.sum += values[i] as number;
    entry.count++;
    sums.set(id, entry);
  });
  return new Map([...sums].map(([id, { sum, count }]) => [id, sum / count]));
}

/** Square of the segments' mean over their mean square: 1 where all change alike. */
function shareInCommon({ segment }: Cells, means: ReadonlyMap<number, number>): number {
  let [sum, squares, count] = [0, 0, 0];
  for (const id of segment) {
    if (id === NOWHERE) continue;
    const mean = means.get(id) as number;
    sum += mean;
    squares += square(mean);
    count++;
  }
  return squares === 0 ? 0 : square(sum) / count / squares;
}

function square(x: number): number {
  return x * x;
}
