/** A grown plant in its five shapes: fine close by, and coarse ones that fill as much of the picture in the same mean colour. */
import type { Mesh } from '#contracts/model';
import { add, scale, type Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { fitted, lookOf } from './fit.js';
import { drawMass, type Mass, massesOf } from './masses.js';
import { createPatchwork, type Frame, type Patchwork } from './patchwork.js';
import { BARK, type Grown, LEAVES, type PlantPart, RANGES, type Range } from './plant.js';
import { areaOfSprays, drawSprays, gathered, type Leafage, type Spray } from './sprays.js';

/** Everything that its shapes are made of, in true proportions. */
export interface Stand {
  readonly frame: Frame;
  /** @param widen factor on the width of what is thin */
  wood?(range: Range, widen: number): Mesh;
  /** @param swell factor on the area of its leaves; without them, it is bare */
  leaves?(patches: Patchwork, range: Range, swell: number): void;
}

export function shapesOf(stand: Stand): Grown {
  const bare = stand.leaves === undefined;
  const wood = (range: Range, widen: number): Mesh => stand.wood?.(range, widen) ?? EMPTY;
  const leaves = (range: Range, swell: number): Mesh => {
    const patches = createPatchwork(stand.frame);
    stand.leaves?.(patches, range, swell);
    return patches.build();
  };
  const finest = { wood: wood('close', 1), leaves: leaves('close', 1) };
  const look = lookOf(finest);
  const parts = (range: Range): readonly PlantPart[] => {
    const stem = bare ? EMPTY : wood(range, 1);
    const shape = (size: number) =>
      bare ? { wood: wood(range, size), leaves: EMPTY } : { wood: stem, leaves: leaves(range, size) };
    const made = range === 'close' ? finest : fitted(look, shape);
    const both = [
      { mesh: made.wood, material: BARK },
      { mesh: made.leaves, material: LEAVES },
    ];
    const there = both.filter(({ mesh }) => mesh.indices.length > 0);
    // Far off, a mesh less to draw is worth more than bark of its own.
    return there.length === 2 && (range === 'far' || range === 'distant')
      ? [{ mesh: joined(there.map(({ mesh }) => mesh)), material: LEAVES }]
      : there;
  };
  return Object.fromEntries(RANGES.map((range) => [range, parts(range)])) as unknown as Grown;
}

/** Leaves that are sprays. @param sprays in an order by chance */
export function sprayed(
  sprays: readonly Spray[],
  leafage: Readonly<Record<Range, Leafage>>,
  random: RandomStream,
): NonNullable<Stand['leaves']> {
  const area = areaOfSprays(sprays, leafage.close.lobes);
  const drawn = new Map(
    RANGES.map((range) => {
      const { count, masses = 0 } = leafage[range];
      return [range, { outer: gathered(sprays, count), within: massesOf(sprays, masses, random.child(range)) }];
    }),
  );
  return (patches, range, swell) => {
    const { outer, within } = drawn.get(range) as { outer: readonly Spray[]; within: readonly Mass[] };
    for (const mass of within) drawMass(patches, mass, swell);
    drawSprays(patches, outer, leafage[range].lobes, area * swell * (within.length === 0 ? 1 : RAGGED));
  };
}
/** Of the area of all sprays, where balls stand for most. */
const RAGGED = 0.75;

function joined(meshes: readonly Mesh[]): Mesh {
  const floats = (of: (mesh: Mesh) => Float32Array): Float32Array => Float32Array.from(meshes.flatMap((mesh) => [...of(mesh)]));
  let base = 0;
  const indices = meshes.flatMap((mesh) => {
    const moved = [...mesh.indices].map((i) => i + base);
    base += mesh.positions.length / 3;
    return moved;
  });
  return {
    positions: floats(({ positions }) => positions),
    normals: floats(({ normals }) => normals),
    colors: floats(({ colors }) => colors as Float32Array),
    uvs: floats(({ uvs }) => uvs as Float32Array),
    indices: Uint32Array.from(indices),
  };
}

const EMPTY: Mesh = createPatchwork({ length: 1, width: 1, height: 1, metres: 1 }).build();

/** All but this share of the points must be within the frame; what sticks out farther is pressed in. */
const STRAYS = 0.012;

/** As wide as long, as wide as nearly all of it reaches. */
export function frameAround(points: readonly Vec3[], sprays: readonly Spray[], metres: number): Frame {
  const all = [...points, ...sprays.map(({ at, u, reach }): Vec3 => add(at, scale(u, reach)))];
  const reaches = all.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))).sort((a, b) => b - a);
  const width = 2 * Math.max(0.01, reaches[Math.floor(reaches.length * STRAYS)] ?? 0);
  return { length: width, width, height: all.reduce((most, p) => Math.max(most, p[2]), 0.01), metres };
}
