/** Autumn leaves: how many trees shed, how they fall and drift, and that a time tells the same whoever asks. */
import { expect, it } from 'vitest';
import type { Vec3 } from '#core/pose';
import { buildPlace } from '#places/index';
import {
  driftOf,
  type FallingLeaf,
  leafAt,
  leavesOf,
  leavesPerS,
  type SheddingTree,
  sheddingTrees,
} from '#sensors/falling/leaves';

const TREE: SheddingTree = { foot: [40, -6, 0], height: 10, width: 6, leaf: 0.1, number: 7 };
const CALM: Vec3 = [0, 0, 0];

/** All that come off between two times, each once. */
function shedBetween(from: number, to: number, medium: Parameters<typeof leavesOf>[1]): FallingLeaf[] {
  const found = new Map<number, FallingLeaf>();
  for (let t = from; t < to + 15; t += 0.25)
    for (const leaf of leavesOf(TREE, medium, 5, t)) if (leaf.shed >= from && leaf.shed < to) found.set(leaf.shed, leaf);
  return [...found.values()];
}

it('come off at the rate that is stated, and by the square of the wind where none is', () => {
  const count = shedBetween(0, 600, { windMPerS: CALM, leavesPerS: 2 }).length;
  // Of half a second's count, whose mean is 1, the variance is 1 + 0.96 for its gusts: 5 deviations of 1200 of them.
  expect(Math.abs(count - 1200)).toBeLessThan(5 * Math.sqrt(2500));
  expect(leavesPerS({ windMPerS: CALM })).toBe(0);
  expect(leavesPerS({ windMPerS: [3, 4, 0] }) / leavesPerS({ windMPerS: [2.5, 0, 0] })).toBeCloseTo(4, 12);
  expect(leavesPerS({ windMPerS: [30, 0, 0], leavesPerS: 0.5 })).toBe(0.5);
  expect(leavesOf(TREE, { windMPerS: CALM }, 5, 100)).toEqual([]);
});

it('fall at 0.9 to 1.8 m/s from the crown to the ground', () => {
  for (const leaf of shedBetween(0, 120, { windMPerS: CALM, leavesPerS: 2 })) {
    expect(leaf.from[2]).toBeGreaterThan(2.9);
    expect(leaf.from[2]).toBeLessThan(9.1);
    expect(Math.hypot(leaf.from[0] - 40, leaf.from[1] + 6)).toBeLessThan(3);
    const [a, b] = [leafAt(leaf, leaf.shed + 1), leafAt(leaf, leaf.shed + 2)];
    expect(a.position[2] - b.position[2]).toBeGreaterThan(0.88);
    expect(a.position[2] - b.position[2]).toBeLessThan(1.82);
    expect(Math.abs(leafAt(leaf, leaf.shed + leaf.lasts).position[2])).toBeLessThan(0.02);
    expect(leafAt(leaf, leaf.shed).position).toEqual(leaf.from);
  }
});

it('go with the wind, no farther than is said', () => {
  const wind: Vec3 = [0, 12, 0];
  const ends = shedBetween(0, 60, { windMPerS: wind, leavesPerS: 2 }).map(
    (leaf) => leafAt(leaf, leaf.shed + leaf.lasts).position,
  );
  const mean = ends.reduce((sum, [, y]) => sum + y, 0) / ends.length;
  expect(mean).toBeGreaterThan(-6 + 8);
  for (const [x, y] of ends) expect(Math.hypot(x - 40, y + 6)).toBeLessThan(driftOf(TREE, wind));
});

it('are blades: two unit axes at right angles, at every time', () => {
  for (const leaf of leavesOf(TREE, { windMPerS: [5, 2, 0], leavesPerS: 6 }, 5, 50)) {
    for (const t of [50, 50.1, 50.7]) {
      const { along, across } = leafAt(leaf, t);
      expect(Math.hypot(...along)).toBeCloseTo(1, 12);
      expect(Math.hypot(...across)).toBeCloseTo(1, 12);
      expect(along[0] * across[0] + along[1] * across[1] + along[2] * across[2]).toBeCloseTo(0, 12);
    }
  }
});

it('are the same leaves at another time, and others with another seed', () => {
  const medium = { windMPerS: [4, 0, 0] as Vec3, leavesPerS: 3 };
  const [now, soon] = [leavesOf(TREE, medium, 5, 80), leavesOf(TREE, medium, 5, 80.3)];
  const still = now.filter(({ shed, lasts }) => shed + lasts > 80.3);
  expect(still.length).toBeGreaterThan(3);
  for (const leaf of still) expect(soon).toContainEqual(leaf);
  expect(leavesOf(TREE, medium, 6, 80)).not.toEqual(now);
});

it('come from trees in autumn alone, and from none that keep their leaves', () => {
  const of = (season: string) => sheddingTrees(buildPlace({ layout: 'town', seed: 4, options: { season } }));
  expect(of('summer')).toEqual([]);
  expect(of('winter')).toEqual([]);
  expect(of('autumn').length).toBeGreaterThan(3);
});
