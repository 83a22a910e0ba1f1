/** One suite for every body there is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { Vec3 } from '#core/pose';
import { bodySuite, still } from './body-suite.js';

describe.each(bodyAssets.all.map((asset) => [asset.name, asset] as const))('%s', (_, asset) => {
  bodySuite(asset, { triangles: [100, 13_000], licence: 'Apache-2.0' });
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
