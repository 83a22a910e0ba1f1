/** One suite for every body there is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { ModelPose, PartPose } from '#contracts/model';
import type { Vec3 } from '#core/pose';

const still = (gait: string, phase = 0, speed = 0) => ({ gait, phase, speed, channels: {} });

function pointsOf(
  asset: string,
  pose: ModelPose,
  look: { asset: string; seed: number; traits: Record<string, never> },
): Vec3[] {
  const model = bodyAssets.get(asset).build(look);
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

describe.each(bodyAssets.all.map((asset) => [asset.name, asset] as const))('%s', (name, asset) => {
  const look = { asset: name, seed: 11, traits: {} };

  it('has a size, and finite triangles of a sane number', () => {
    const model = asset.build(look);
    expect(Math.min(...asset.box(look).size)).toBeGreaterThan(0.02);
    const triangles = model.parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
    expect(triangles).toBeGreaterThan(100);
    expect(triangles).toBeLessThan(13_000);
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
      expect(pointsOf(name, pose, look).flat().every(Number.isFinite)).toBe(true);
      expect(asset.stride(gait, 2, look)).toBeGreaterThan(0);
    }
    const { center, size } = asset.box(look);
    const rest = pointsOf(name, model.pose(still(asset.gaits[0] as string)), look);
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
    expect(asset.about.licence).toBe('Apache-2.0');
  });
});

/** Feet on the ground stay where they are: the lowest point of the body moves back as fast as the body moves on. */
describe.each([
  ['white-tailed-deer', 'walk', 1.4, 'left_front_paw'],
  ['white-tailed-deer', 'trot', 4, 'right_back_paw'],
  ['moose', 'walk', 1.5, 'left_back_paw'],
  ['wild-boar', 'trot', 3.5, 'left_front_paw'],
  ['pedestrian-adult', 'walk', 1.3, 'left_ankle'],
  ['pedestrian-child', 'walk', 1.2, 'right_ankle'],
  ['dog', 'walk', 1.2, 'left_front_paw'],
] as const)('%s at a %s', (name, gait, speed, foot) => {
  it('does not slide its feet', () => {
    const asset = bodyAssets.get(name);
    const look = { asset: name, seed: 5, traits: {} };
    const model = asset.build(look);
    const stride = asset.stride(gait, speed, look);
    const index = model.keypoints.indexOf(foot);
    const steps = 200;
    const track = Array.from({ length: steps + 1 }, (_, i) => {
      const [x, , z] = model.pose(still(gait, i / steps, speed)).keypoints[index] as Vec3;
      return { x: x + (i / steps) * stride, z };
    });
    const lowest = Math.min(...track.map(({ z }) => z));
    const dt = stride / speed / steps;
    const planted = track.slice(1).flatMap((now, i) => {
      const before = track[i] as (typeof track)[number];
      return Math.max(now.z, before.z) < lowest + 0.012 ? [Math.abs(now.x - before.x) / dt] : [];
    });
    expect(planted.length).toBeGreaterThan(steps * 0.12);
    const median = planted.sort((a, b) => a - b)[Math.floor(planted.length / 2)] as number;
    expect(median / speed).toBeLessThan(0.05);
  });
});

it('every file that makes a body is in its list', () => {
  const root = join(import.meta.dirname, '..', '..', 'assets');
  const names = new Set(bodyAssets.names);
  for (const family of ['animals', 'people', 'vehicles', 'two-wheelers', 'drones', 'obstacles']) {
    for (const file of readdirSync(join(root, family), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const made = /(?:species|vehicleAsset|simpleAsset)\(\{\s*name: '([a-z-]+)'|^ {2}name: '([a-z-]+)',\n {2}class/m.exec(
        readFileSync(join(root, family, file), 'utf8'),
      );
      const name = made?.[1] ?? made?.[2];
      if (name !== undefined) expect(names.has(name), `${family}/${file}`).toBe(true);
    }
  }
});
