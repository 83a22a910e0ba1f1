/** A woody plant's wood in as many triangles as its range affords. */
import type { Mesh } from '#contracts/model';
import { TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { Axis } from './growth.js';
import { createPatchwork, type Frame } from './patchwork.js';
import { type Bark, barkAt, ribbon, tube } from './wood.js';

export interface Timber {
  readonly axes: readonly Axis[];
  readonly radii: readonly (readonly number[])[];
  readonly bark: Bark;
}

/** How fine wood is drawn. */
export interface Grain {
  /** Sides of tubes by order; 0: a ribbon. */
  readonly sides: readonly [stem: number, boughs: number, branches: number];
  /** Every how many-th point of their paths. */
  readonly every: readonly [stem: number, boughs: number, branches: number];
  /** How many of them are drawn. */
  readonly counts: readonly [boughs: number, branches: number, twigs: number];
}

/** @param widen factor on the width of ribbons, so that coarser shapes fill as much of the sky */
export function timberMesh({ axes, radii, bark }: Timber, grain: Grain, widen: number, frame: Frame, random: RandomStream): Mesh {
  const patches = createPatchwork(frame);
  const left = [1, ...grain.counts];
  for (const { axis, i } of inAnyOrder(axes, random)) {
    const { order, path } = axis;
    const rest = left[order] as number;
    if (rest === 0) continue;
    left[order] = rest - 1;
    const thick = radii[i] as readonly number[];
    const sides = grain.sides[order] ?? 0;
    if (sides === 0) {
      const width = widen * Math.max(2 * (thick[0] as number), LEAST[order] as number);
      const tone = barkAt(bark, thick[0] as number);
      ribbon(patches, path[0] as Vec3, path[path.length - 1] as Vec3, width, random.child(i).between(0, TAU), tone);
      continue;
    }
    const kept = thinned(path.length, grain.every[order] ?? 1);
    tube(
      patches,
      kept.map((k) => path[k] as Vec3),
      kept.map((k) => (thick[k] as number) * (order === 0 && k === 0 ? FLARE : 1)),
      sides,
      true,
      (k) => barkAt(bark, thick[kept[k] as number] as number),
    );
  }
  return patches.build();
}

/** Least width of a ribbon by order: nothing thinner holds together between pixels. */
const LEAST = [0.02, 0.008, 0.004, 0.0027] as const;
/** Roots spread at the foot. */
const FLARE = 1.5;

function inAnyOrder(axes: readonly Axis[], random: RandomStream) {
  return axes
    .map((axis, i) => ({ axis, i, at: random.child('order').child(i).uniform() }))
    .sort((a, b) => a.axis.order - b.axis.order || a.at - b.at);
}

function thinned(count: number, every: number): number[] {
  const kept = Array.from({ length: count }, (_, k) => k).filter((k) => k % every === 0 && k < count - 1);
  return [...kept, count - 1];
}
