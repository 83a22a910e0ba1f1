/** Fields, their polygonised surfaces and what thins those out, against closed forms. */
import { describe, expect, it } from 'vitest';
import { boundsOf, fieldOf, type Loft, smoothMin } from '#assets/mesh/field';
import { createHeap } from '#assets/mesh/heap';
import { simplify } from '#assets/mesh/simplify';
import { type HalfMesh, halfSurface, linesOf } from '#assets/mesh/surface-nets';
import type { Vec3 } from '#core/pose';

/** A ball of radius `r` about a point, as a very short loft. */
const ball = (at: Vec3, r: number, bone = 0): Loft => ({
  from: [at[0] - 1e-4, at[1], at[2]],
  to: [at[0] + 1e-4, at[1], at[2]],
  stations: [
    [0, r, r, r],
    [1, r, r, r],
  ],
  bones: [[0, bone]],
  melt: 0.02,
});
const gridOf = (lofts: readonly Loft[], cell: number) => {
  const [low, high] = boundsOf(lofts);
  const y = linesOf(cell / 2, high[1] + cell, () => cell);
  return {
    x: linesOf(low[0] - cell, high[0] + cell, () => cell),
    y: [-cell / 2, ...y],
    z: linesOf(low[2] - cell, high[2] + cell, () => cell),
  };
};

/** Six times the volume between a half's faces and the plane y = 0, over six. */
function volumeOf({ points, faces }: HalfMesh): number {
  let sum = 0;
  for (let f = 0; f < faces.length; f += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => points[faces[f + k] as number] as Vec3) as [Vec3, Vec3, Vec3];
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum / 6;
}
/** Edges that border on one face only. */
function borders({ points, faces }: HalfMesh): [Vec3, Vec3][] {
  const seen = new Map<string, number>();
  for (let f = 0; f < faces.length; f += 3)
    for (let k = 0; k < 3; k++) {
      const [a, b] = [faces[f + k] as number, faces[f + ((k + 1) % 3)] as number];
      const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  return [...seen]
    .filter(([, count]) => count === 1)
    .map(([key]) => key.split(' ').map((v) => points[Number(v)] as Vec3) as [Vec3, Vec3]);
}

describe('a field', () => {
  it('of a ball is the distance to it', () => {
    const field = fieldOf([ball([0.2, 0, 0.1], 0.3)]);
    for (const p of [
      [0.7, 0, 0.1],
      [0.2, 0.5, 0.1],
      [0.2, 0.1, -0.4],
    ] as const) {
      const [x, y, z] = [p[0] - 0.2, p[1], p[2] - 0.1];
      expect(field.distance(p[0], p[1], p[2])).toBeCloseTo(Math.sqrt(x * x + y * y + z * z) - 0.3, 2);
    }
  });

  it('is symmetric, and melts where masses meet', () => {
    const field = fieldOf([ball([0, 0.1, 0], 0.1), { ...ball([0.19, 0.1, 0], 0.1), melt: 0.08 }]);
    expect(field.distance(0.05, -0.12, 0.02)).toBe(field.distance(0.05, 0.12, 0.02));
    const apart = fieldOf([ball([0, 0.1, 0], 0.1)]).distance(0.095, 0.1, 0.05);
    expect(field.distance(0.095, 0.1, 0.05)).toBeLessThan(apart - 0.005);
    expect(smoothMin(1, 2, 0.5)).toBe(1);
    expect(smoothMin(1, 1, 0.4)).toBeCloseTo(0.9, 12);
  });

  it('says which bones carry a place: half and half in the middle between two alike', () => {
    const field = fieldOf([ball([0, 0.1, 0], 0.1, 3), { ...ball([0.15, 0.1, 0], 0.1, 5), melt: 0.02 }]);
    expect(field.weights([-0.1, 0.1, 0])).toEqual([[3, 1]]);
    const between = new Map(field.weights([0.075, 0.17, 0]));
    expect(between.get(3)).toBeCloseTo(0.5, 6);
    expect(between.get(5)).toBeCloseTo(0.5, 6);
  });
});

describe('the surface of a half ball', () => {
  const lofts = [ball([0, 0, 0.5], 0.3)];
  const field = fieldOf(lofts);
  const fine = halfSurface(field, gridOf(lofts, 0.03));

  it('lies on the field, is open in the plane y = 0 only, and holds half the volume', () => {
    for (const p of fine.points) expect(Math.abs(field.distance(...p))).toBeLessThan(5e-4);
    for (const edge of borders(fine)) for (const p of edge) expect(p[1]).toBe(0);
    expect(volumeOf(fine)).toBeCloseTo((2 / 3) * Math.PI * 0.027, 3);
  });

  it('keeps shape, border and outside when thinned out', () => {
    const few = simplify(fine, { faces: 120 });
    expect(few.faces.length / 3).toBeLessThanOrEqual(120);
    for (const edge of borders(few)) for (const p of edge) expect(p[1]).toBe(0);
    for (const p of few.points) expect(Math.abs(field.distance(...p))).toBeLessThan(0.012);
    expect(volumeOf(few) / volumeOf(fine)).toBeGreaterThan(0.95);
    expect(volumeOf(few) / volumeOf(fine)).toBeLessThan(1.02);
  });

  it('would notice faces turned inside out', () => {
    expect(volumeOf({ ...fine, faces: [...fine.faces].reverse() })).toBeLessThan(0);
  });

  it('smears a feature less than where nobody asks for it', () => {
    const features = fine.points.map((p) => [p[2] > 0.5 ? 3 : 0]);
    const smeared = ({ points, faces }: HalfMesh): number => {
      const extents = Array.from({ length: faces.length / 3 }, (_, f) => {
        const z = [0, 1, 2].map((k) => (points[faces[3 * f + k] as number] as Vec3)[2]);
        return Math.min(...z) < 0.49 && Math.max(...z) > 0.51 ? Math.max(...z) - Math.min(...z) : 0;
      }).filter((extent) => extent > 0);
      return extents.reduce((sum, extent) => sum + extent, 0) / extents.length;
    };
    expect(smeared(simplify(fine, { faces: 120, features }))).toBeLessThan(0.85 * smeared(simplify(fine, { faces: 120 })));
  });

  it('is the same every time', () => {
    expect(simplify(halfSurface(field, gridOf(lofts, 0.03)), { faces: 120 })).toEqual(simplify(fine, { faces: 120 }));
  });
});

it('takes candidates by cost, equal ones by their ends', () => {
  const heap = createHeap();
  for (const [cost, a, b] of [
    [3, 1, 2],
    [1, 5, 6],
    [1, 2, 9],
    [2, 0, 1],
    [1, 2, 3],
  ] as const)
    heap.push(cost, a, b, 0);
  const order = Array.from({ length: 6 }, () => heap.pop()).map((c) => c && [c.cost, c.a, c.b]);
  expect(order).toEqual([[1, 2, 3], [1, 2, 9], [1, 5, 6], [2, 0, 1], [3, 1, 2], undefined]);
});
