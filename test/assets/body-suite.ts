/** What every body owes: a size, finite triangles, poses in its gaits, a place where its box says. */
import { expect, it } from 'vitest';
import type { BodyAsset, Model, ModelPose, PartPose } from '#contracts/model';
import type { Vec3 } from '#core/pose';

export const still = (gait: string, phase = 0, speed = 0) => ({ gait, phase, speed, channels: {} });

function pointsOf(model: Model, pose: ModelPose): Vec3[] {
  return model.parts.flatMap(({ mesh }, p) => {
    const part = pose.parts[p] as PartPose;
    const from = part.kind === 'skinned' ? part.positions : mesh.positions;
    const m = part.kind === 'rigid' ? part.matrix : undefined;
    return Array.from({ length: from.length / 3 }, (_, i): Vec3 => {
      const [x, y, z] = [from[3 * i] as number, from[3 * i + 1] as number, from[3 * i + 2] as number];
      if (m === undefined) return [x, y, z];
      const row = (r: number) =>
        (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z + (m[r + 3] as number);
      return [row(0), row(4), row(8)];
    });
  });
}

export interface Limits {
  readonly triangles: readonly [more: number, fewer: number];
  readonly licence: string;
}

export function bodySuite(asset: BodyAsset, { triangles: [more, fewer], licence }: Limits): void {
  const look = { asset: asset.name, seed: 11, traits: {} };

  it('has a size, and finite triangles of a sane number', () => {
    const model = asset.build(look);
    expect(Math.min(...asset.box(look).size)).toBeGreaterThan(0.02);
    const triangles = model.parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
    expect(triangles).toBeGreaterThan(more);
    expect(triangles).toBeLessThan(fewer);
    for (const { mesh } of model.parts) {
      expect(mesh.normals.length).toBe(mesh.positions.length);
      expect(mesh.positions.every(Number.isFinite)).toBe(true);
      expect(Math.max(...mesh.indices)).toBeLessThan(mesh.positions.length / 3);
    }
  });

  it('poses in each of its gaits, and is where its box says at rest', () => {
    const model = asset.build(look);
    for (const gait of asset.gaits) {
      const pose = model.pose(still(gait, 0.37, 2));
      expect(pose.parts.length).toBe(model.parts.length);
      expect(pose.keypoints.length).toBe(model.keypoints.length);
      expect(pointsOf(model, pose).flat().every(Number.isFinite)).toBe(true);
      expect(asset.stride(gait, 2, look)).toBeGreaterThan(0);
    }
    const { center, size } = asset.box(look);
    const rest = pointsOf(model, model.pose(still(asset.gaits[0] as string)));
    for (const axis of [0, 1, 2] as const) {
      const spread = Math.max(...rest.map((p) => Math.abs(p[axis] - center[axis])));
      // A walker's box holds its stride, which it has not at rest; mirrors and elbows may reach out.
      expect(spread).toBeGreaterThan(0.2 * size[axis]);
      expect(spread).toBeLessThan(0.5 * size[axis] + 0.32);
    }
    expect(asset.gaits).toContain(asset.gaitFor(0));
    expect(asset.gaits).toContain(asset.gaitFor(8));
  });

  it('is the same for the same look, and licensed', () => {
    expect(asset.build({ ...look }).parts.map(({ mesh }) => mesh.positions)).toEqual(
      asset.build(look).parts.map(({ mesh }) => mesh.positions),
    );
    expect(asset.about.licence).toBe(licence);
  });
}
