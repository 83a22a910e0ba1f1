/** A woody plant's wood in as many triangles as its range affords. */
import type { Mesh } from '#contracts/model';
import { TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { Axis } from './growth.js';
import { createPatchwork, type Frame } from './patchwork.js';
import { pipeRadii } from './pipes.js';
import { scaled } from './plant.js';
import { type Bark, barkAt, ribbon, tube } from './wood.js';

export interface Timber {
  readonly axes: readonly Axis[];
  readonly radii: readonly (readonly number[])[];
  readonly bark: Bark;
  /** Indices of its axes, stem first, each order in an order by chance. */
  readonly order: readonly number[];
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
export function timberMesh(
  { axes, radii, bark, order: all }: Timber,
  grain: Grain,
  widen: number,
  frame: Frame,
  random: RandomStream,
): Mesh {
  const patches = createPatchwork(frame);
  const left = [1, ...grain.counts];
  for (const i of all) {
    const { order, path } = axes[i] as Axis;
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
      (k) => {
        const patch =
          order < 2
            ? (bark.mottled ?? 0) *
              random
                .child(i)
                .child(kept[k] as number)
                .uniform()
            : 0;
        return scaled(barkAt(bark, thick[kept[k] as number] as number), 1 - patch);
      },
    );
  }
  return patches.build();
}

/** Least width of a ribbon by order: nothing thinner holds together between pixels. */
const LEAST = [0.02, 0.006, 0.003, 0.0019] as const;
/** Roots spread at the foot. */
const FLARE = 1.35;

export function timberOf(axes: readonly Axis[], foot: number, bark: Bark, random: RandomStream): Timber {
  const order = axes
    .map((axis, i) => ({ i, order: axis.order, lot: random.child(i).uniform() }))
    .sort((a, b) => a.order - b.order || a.lot - b.lot)
    .map(({ i }) => i);
  return { axes, radii: pipeRadii(axes, foot), bark, order };
}

function thinned(count: number, every: number): number[] {
  const kept = Array.from({ length: count }, (_, k) => k).filter((k) => k % every === 0 && k < count - 1);
  return [...kept, count - 1];
}
