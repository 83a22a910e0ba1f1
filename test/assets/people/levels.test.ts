/** Three levels of detail: cheap, alike from any side, of the same colours. */
import { describe, expect, it } from 'vitest';
import { levelsOf } from '#assets/index';
import type { Model } from '#contracts/model';
import { built, overlap, PEDESTRIANS, personLook, silhouette, triangles, vertices } from './crowd.js';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** Before people had levels of detail they were of 2391 triangles on average, near and far. */
const FORMER = 2391;

describe.each(PEDESTRIANS)('%s', (asset) => {
  const models = SEEDS.map((seed) => levelsOf(built(personLook(asset, seed))));

  it('has three shapes, each cheaper than the one before', () => {
    for (const levels of models) {
      expect(levels.length).toBe(3);
      const [near, mid, far] = levels.map(triangles) as [number, number, number];
      expect(near).toBeLessThan(1.6 * FORMER);
      expect(mid).toBeLessThan(near / 3);
      expect(far).toBeLessThan(500);
      expect(vertices(levels[2] as Model)).toBeLessThan(320);
    }
  });

  it.each([0, 1] as const)('covers the same picture seen along axis %i', (axis) => {
    for (const levels of models) {
      const [near, mid, far] = levels.map((model) => silhouette(model, { gait: 'walk', phase: 0.1, speed: 1.3 }, axis, 0.01));
      expect(overlap(near as Set<string>, mid as Set<string>)).toBeGreaterThan(0.9);
      expect(overlap(near as Set<string>, far as Set<string>)).toBeGreaterThan(0.82);
      // The measure tells another posture apart.
      const other = silhouette(levels[1] as Model, { gait: 'walk', phase: 0.35, speed: 1.3 }, axis, 0.01);
      if (axis === 1) expect(overlap(near as Set<string>, other)).toBeLessThan(0.82);
    }
  });

  it('keeps its colours', () => {
    for (const [near, ...coarser] of models as [Model, ...Model[]][]) {
      for (const model of coarser)
        for (const k of [0, 1, 2] as const) expect(Math.abs(meanColor(model)[k] - meanColor(near)[k])).toBeLessThan(0.05);
    }
  });

  it('has its keypoints where they are near by', () => {
    for (const levels of models) {
      const [near, ...coarser] = levels.map(
        (model) => model.pose({ gait: 'run', phase: 0.3, speed: 3, channels: {} }).keypoints,
      );
      for (const keypoints of coarser) expect(keypoints).toEqual(near);
    }
  });
});

/** By surface. */
function meanColor(model: Model): [number, number, number] {
  const { parts } = model.pose({ gait: 'stand', phase: 0, speed: 0, channels: {} });
  const sum = [0, 0, 0, 0];
  for (const [p, { mesh }] of model.parts.entries()) {
    const part = parts[p];
    if (part?.kind !== 'skinned') continue;
    for (let i = 0; i < mesh.indices.length; i += 3) {
      const corners = [0, 1, 2].map((k) => mesh.indices[i + k] as number);
      const at = (v: number, k: number): number => part.positions[3 * v + k] as number;
      const [a, b, c] = corners as [number, number, number];
      const [u, w] = [b, c].map((v) => [0, 1, 2].map((k) => at(v, k) - at(a, k))) as [number[], number[]];
      const [u0, u1, u2, w0, w1, w2] = [...u, ...w] as [number, number, number, number, number, number];
      const area = Math.hypot(u1 * w2 - u2 * w1, u2 * w0 - u0 * w2, u0 * w1 - u1 * w0);
      for (const k of [0, 1, 2])
        sum[k] = (sum[k] as number) + (area * corners.reduce((s, v) => s + ((mesh.colors?.[3 * v + k] as number) ?? 1), 0)) / 3;
      sum[3] = (sum[3] as number) + area;
    }
  }
  const [r, g, b, all] = sum as [number, number, number, number];
  return [r / all, g / all, b / all];
}
