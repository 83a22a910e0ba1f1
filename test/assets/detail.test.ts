/** Levels of detail: one and only one shape stands for a thing at any distance, and the coarse one is where the fine one is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyAssets, buildPlaceBatches, copyIsThere, modelFor } from '#assets/index';
import { applyPose } from '#assets/mesh/rigid';
import type { Model, PartPose, PlaceBatch } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { buildPlace } from '#places/index';

const place = buildPlace({ layout: 'rural-two-lane', seed: 3, options: {} });
const batches = buildPlaceBatches(place);

/** `tree 3 1 0` -> `tree 3`: batches that stand for the same copies. */
const kindOf = ({ name }: PlaceBatch): string => name.split(' ').slice(0, 2).join(' ');

it('shows each tree and bush in one shape at any distance, and grass in one or none', () => {
  const planted = batches.filter(({ within }) => within !== undefined);
  const kinds = new Map<string, PlaceBatch[]>();
  for (const batch of planted.filter(({ name }) => name.endsWith(' 0')))
    kinds.set(kindOf(batch), [...(kinds.get(kindOf(batch)) ?? []), batch]);
  expect(kinds.size).toBeGreaterThan(10);
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.double({ min: -50, max: 500, noNaN: true }), ([kind, levels], x) => {
      const shapes = levels.filter((batch) => copyIsThere(batch, 0, [x, -1.75, 1.3]));
      if (kind.startsWith('grass')) expect(shapes.length).toBeLessThanOrEqual(1);
      else expect(shapes.length).toBe(1);
    }),
  );
});

it('counts a distance at the change to the farther shape', () => {
  const near = batches.find(({ within }) => within?.[0] === 0) as PlaceBatch;
  const at: Vec3 = [near.transforms[3] as number, near.transforms[7] as number, near.transforms[11] as number];
  const change = near.within?.[1] as number;
  expect(copyIsThere(near, 0, [at[0], at[1], at[2] + change])).toBe(false);
  expect(copyIsThere(near, 0, [at[0], at[1], at[2] + change - 1e-6])).toBe(true);
});

const withFar = bodyAssets.all.filter((asset) => asset.build({ asset: asset.name, seed: 4, traits: {} }).far !== undefined);

it('has vehicles among the bodies with a coarse shape', () => {
  expect(withFar.map(({ name }) => name)).toEqual(expect.arrayContaining(['sedan', 'truck']));
});

/** A body's levels, finest first, with the distance that each starts at. */
function levelsOf(model: Model): { from: number; model: Model }[] {
  return [
    { from: 0, model },
    ...(model.far === undefined
      ? []
      : levelsOf(model.far.model).map((level, k) => (k === 0 ? { ...level, from: model.far?.from ?? 0 } : level))),
  ];
}

describe.each(withFar.map((asset) => [asset.name, asset] as const))('%s from afar', (name, asset) => {
  const fine = asset.build({ asset: name, seed: 4, traits: {} });
  const levels = levelsOf(fine);
  const gait = asset.gaits[0] as string;

  it('shows each level from its distance up to the next', () => {
    for (const [k, { from, model }] of levels.entries()) {
      expect(modelFor(fine, [from, 0, 0], [0, 0, 0])).toBe(model);
      if (k > 0) expect(modelFor(fine, [from - 1e-6, 0, 0], [0, 0, 0])).toBe(levels[k - 1]?.model);
    }
  });

  it('has fewer triangles level by level, and the same lamps', () => {
    const triangles = (model: Model): number => model.parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
    for (const [k, { model }] of levels.entries()) {
      if (k > 0) expect(triangles(model)).toBeLessThan(0.9 * triangles(levels[k - 1]?.model as Model));
      expect(model.headlamps).toEqual(fine.headlamps);
    }
  });

  it('keeps its silhouette from the side, from the front and from above', () => {
    for (const along of [0, 1, 2] as const) {
      const near = silhouetteOf(fine, gait, along);
      for (const { model } of levels.slice(1)) expect(agreement(near, silhouetteOf(model, gait, along))).toBeGreaterThan(0.97);
    }
  });

  it('would notice a shape that stood a hand aside', () => {
    const aside = (model: Model): Model => ({
      ...model,
      parts: model.parts.map((part) => ({
        ...part,
        mesh: { ...part.mesh, positions: part.mesh.positions.map((v) => v + 0.2) },
      })),
    });
    const along = 1;
    const rigid = fine.pose({ gait, phase: 0, speed: 0, channels: {} }).parts.every(({ kind }) => kind === 'rigid');
    if (rigid) expect(agreement(silhouetteOf(fine, gait, along), silhouetteOf(aside(fine), gait, along))).toBeLessThan(0.97);
  });
});

/** m; and how many cells off counts as the same place: 4 cm. */
const CELL = 0.02;
const OFF = [-2, -1, 0, 1, 2];
type Silhouette = ReadonlySet<number>;
const ROW = 65_536;
const MIDDLE = 32_768;

/** Cells whose middles some triangle covers, seen along an axis. */
function silhouetteOf(model: Model, gait: string, along: 0 | 1 | 2): Silhouette {
  const [u, v] = ([0, 1, 2] as const).filter((axis) => axis !== along) as [0 | 1 | 2, 0 | 1 | 2];
  const pose = model.pose({ gait, phase: 0, speed: 0, channels: {} });
  const covered = new Set<number>();
  for (const [p, { mesh }] of model.parts.entries()) {
    const points = Array.from({ length: mesh.positions.length / 3 }, (_, i) => applyPose(pose.parts[p] as PartPose, mesh, i));
    for (let t = 0; t < mesh.indices.length; t += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => points[mesh.indices[t + k] as number] as Vec3) as [Vec3, Vec3, Vec3];
      fill([a[u], a[v]], [b[u], b[v]], [c[u], c[v]], covered);
    }
  }
  return covered;
}

type Flat = readonly [number, number];

function fill(a: Flat, b: Flat, c: Flat, covered: Set<number>): void {
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  if (Math.abs(area) < 1e-12) return;
  const range = (axis: 0 | 1): [number, number] => [
    Math.ceil(Math.min(a[axis], b[axis], c[axis]) / CELL - 0.5),
    Math.floor(Math.max(a[axis], b[axis], c[axis]) / CELL - 0.5),
  ];
  const [[i0, i1], [j0, j1]] = [range(0), range(1)];
  for (let i = i0; i <= i1; i++) {
    for (let j = j0; j <= j1; j++) {
      const [x, y] = [(i + 0.5) * CELL, (j + 0.5) * CELL];
      const s = ((b[0] - x) * (c[1] - y) - (b[1] - y) * (c[0] - x)) / area;
      const r = ((c[0] - x) * (a[1] - y) - (c[1] - y) * (a[0] - x)) / area;
      if (s >= 0 && r >= 0 && s + r <= 1) covered.add((i + MIDDLE) * ROW + j + MIDDLE);
    }
  }
}

/** The lesser share of either's cells that lie on or beside the other's. */
function agreement(a: Silhouette, b: Silhouette): number {
  const near = (cells: Silhouette, other: Silhouette): number => {
    const found = [...cells].filter((cell) => {
      return OFF.some((x) => OFF.some((y) => other.has(cell + x * ROW + y)));
    });
    return found.length / cells.size;
  };
  return Math.min(near(a, b), near(b, a));
}
