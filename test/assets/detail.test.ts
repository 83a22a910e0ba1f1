/** Levels of detail: one and only one shape stands for a thing at any distance, and the coarse one is where the fine one is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyAssets, buildPlaceBatches, copyIsThere, modelFor } from '#assets/index';
import { applyPose } from '#assets/mesh/rigid';
import type { Model, PartPose, PlaceBatch } from '#contracts/model';
import { norm, sub, type Vec3 } from '#core/pose';
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

describe.each(withFar.map((asset) => [asset.name, asset] as const))('%s from afar', (name, asset) => {
  const fine = asset.build({ asset: name, seed: 4, traits: {} });
  const { from, model: coarse } = fine.far as NonNullable<Model['far']>;
  const gait = asset.gaits[0] as string;

  it('takes over at its distance', () => {
    expect(modelFor(fine, [from, 0, 0], [0, 0, 0])).toBe(coarse);
    expect(modelFor(fine, [from - 1e-6, 0, 0], [0, 0, 0])).toBe(fine);
  });

  it('has a quarter of the triangles at most, and the same lamps', () => {
    const triangles = (model: Model): number => model.parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
    expect(triangles(coarse)).toBeLessThan(triangles(fine) / 4);
    expect(coarse.headlamps).toEqual(fine.headlamps);
  });

  it('keeps its corners on the fine shape, and its outline', () => {
    const { size } = asset.box({ asset: name, seed: 4, traits: {} });
    const [now, then] = [cornersOf(fine, gait), cornersOf(coarse, gait)];
    for (const corner of then) {
      const nearest = Math.min(...now.map((p) => norm(sub(p, corner))));
      expect(nearest).toBeLessThan(1e-6);
    }
    for (const axis of [0, 1, 2] as const) {
      const spread = (points: readonly Vec3[]): [number, number] => [
        points.reduce((least, p) => Math.min(least, p[axis]), Infinity),
        points.reduce((most, p) => Math.max(most, p[axis]), -Infinity),
      ];
      const [[low, high], [coarseLow, coarseHigh]] = [spread(now), spread(then)];
      expect(coarseLow).toBeGreaterThanOrEqual(low - 1e-6);
      expect(coarseHigh).toBeLessThanOrEqual(high + 1e-6);
      // The box leaves out mirrors, and so may the coarse shape; it holds a walker's stride, which at rest is not there.
      expect(coarseHigh - coarseLow).toBeGreaterThan(Math.min(size[axis], high - low) - 0.06);
    }
  });
});

function cornersOf(model: Model, gait: string): Vec3[] {
  const pose = model.pose({ gait, phase: 0, speed: 0, channels: {} });
  return model.parts.flatMap(({ mesh }, p) =>
    Array.from({ length: mesh.positions.length / 3 }, (_, v) => applyPose(pose.parts[p] as PartPose, mesh, v)),
  );
}
