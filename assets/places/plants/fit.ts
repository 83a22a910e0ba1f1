/** Coarse shapes of a plant made alike its fine one: as much of the sky filled, seen in the same mean colour. */
import type { Mesh } from '#contracts/model';
import { clamp, exp, ln } from '#core/math';
import { type Look, lookAt } from './silhouette.js';

export interface Shape {
  readonly wood: Mesh;
  readonly leaves: Mesh;
}

const TRIES = 6;
/** Near enough: the rest is finer than the picture that it is measured in. */
const ENOUGH = 0.015;

export function lookOf({ wood, leaves }: Shape): Look {
  return lookAt([wood, leaves]);
}

/** Of shapes by size (1: as much area of triangles as the fine one has) the one most alike, in the fine one's mean colour. */
export function fitted(fine: Look, make: (size: number) => Shape): Shape {
  let best: { readonly miss: number; readonly shape: Shape; readonly look: Look } | undefined;
  let before: { readonly miss: number; readonly size: number } | undefined;
  // Outlines grow more slowly than triangles, which hide each other; after two tries the slope is known.
  let slope = 0.7;
  let size = 1;
  for (let i = 0; i < TRIES; i++) {
    const shape = make(size);
    const look = lookOf(shape);
    const miss = ln(Math.max(1e-6, look.area) / fine.area);
    if (best === undefined || Math.abs(miss) < Math.abs(best.miss)) best = { miss, shape, look };
    if (Math.abs(miss) < ENOUGH) break;
    if (before !== undefined) slope = clamp((miss - before.miss) / ln(size / before.size), 0.25, 1);
    before = { miss, size };
    size *= exp(clamp(-miss / slope, -0.7, 0.7));
  }
  const { shape, look } = best as NonNullable<typeof best>;
  return alike(shape, look, fine);
}

/** Its leaves' colours (its wood's, where it is bare) scaled so that the whole is seen in the mean colour of the fine one. */
function alike(shape: Shape, { colors: own }: Look, { colors: fine }: Look): Shape {
  const [wood, leaves] = own as [Color, Color];
  const [fineWood, fineLeaves] = fine as [Color, Color];
  const bare = shape.leaves.indices.length === 0;
  const factors = fineWood.map((v, k) => {
    const wanted = v + (fineLeaves[k] as number);
    const [part, rest] = bare ? [wood[k] as number, 0] : [leaves[k] as number, wood[k] as number];
    return part > 0 ? clamp((wanted - rest) / part, 0.4, 2.5) : 1;
  });
  const toned = (mesh: Mesh): Mesh => ({
    ...mesh,
    colors: (mesh.colors as Float32Array).map((v, i) => v * (factors[i % 3] as number)),
  });
  return bare ? { ...shape, wood: toned(shape.wood) } : { ...shape, leaves: toned(shape.leaves) };
}

type Color = readonly [number, number, number];
