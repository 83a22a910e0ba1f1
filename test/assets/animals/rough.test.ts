/** What stands in for an animal in a sketch: the same parts, nearly the same size, outwards, moving as the animal does. */
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { Model } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { still } from '../body-suite.js';
import { lookOf, volumeOf } from '../shape.js';

const ROUGH = bodyAssets.all.filter(({ name, build }) => build(lookOf(name, 3)).rough !== undefined).map(({ name }) => name);

function boxOf(model: Model, gait: string, phase: number): { low: Vec3; high: Vec3 } {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const part of model.pose({ ...still(gait), phase }).parts) {
    if (part.kind !== 'skinned') continue;
    part.positions.forEach((v, i) => {
      const k = (i % 3) as 0 | 1 | 2;
      low[k] = Math.min(low[k], v);
      high[k] = Math.max(high[k], v);
    });
  }
  return { low, high };
}

it('there is one of every animal on legs', () => {
  expect(ROUGH).toEqual(
    expect.arrayContaining([
      'white-tailed-deer',
      'roe-deer',
      'red-deer',
      'moose',
      'wild-boar',
      'dog',
      'red-fox',
      'red-kangaroo',
    ]),
  );
});

describe.each(ROUGH)('a rough %s', (name) => {
  const asset = bodyAssets.get(name);
  const fine = asset.build(lookOf(name, 3));
  const rough = (fine.rough as { readonly model: Model }).model;

  it('has the coat, the eyes and the keypoints of the fine one', () => {
    expect(rough.keypoints).toEqual(fine.keypoints);
    expect(rough.parts.map(({ material }) => material.id)).toEqual(
      expect.arrayContaining(fine.parts.map(({ material }) => material.id).filter((id) => id === 'fur')),
    );
  });

  it.each(asset.gaits.map((gait) => [gait]))('is as large as it, within a tenth of its height, in a %s', (gait) => {
    const [a, b] = [boxOf(fine, gait, 0.3), boxOf(rough, gait, 0.3)];
    const height = a.high[2] - a.low[2];
    for (const k of [0, 1, 2] as const) {
      expect(Math.abs(a.low[k] - b.low[k])).toBeLessThan(0.1 * height);
      expect(Math.abs(a.high[k] - b.high[k])).toBeLessThan(0.1 * height);
    }
  });

  it('shows its faces outwards', () => {
    for (const part of rough.parts) expect(volumeOf(part.mesh), part.name).toBeGreaterThan(0);
  });
});
