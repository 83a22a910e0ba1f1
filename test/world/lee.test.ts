/** Wind round buildings: nothing changes in the open, a near wake is as long as its formula says, edges are gusty, streets channel. */
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '#core/pose';
import { flatBox } from '#world/geometry/boxes';
import { windByBuildings } from '#world/medium/lee';

const FREE: Vec3 = [10, 0, 0];
const at = (boxes: Parameters<typeof windByBuildings>[0], position: Vec3, free = FREE, deviation = 1) =>
  windByBuildings(boxes, free, deviation)(position);
const CUBE = flatBox([0, 0], 0, 20, 20, 0, 20);
/** So wide that all rays meet it. */
const WALL = flatBox([0, 0], 0, 20, 4000, 0, 20);

describe('wind by buildings', () => {
  it('is the free wind at 10 m in the open, and grows as the fourth root of height', () => {
    const { mean, deviation } = at([], [5, 5, 10]);
    for (const [k, free] of [10, 0, 0].entries()) expect(mean[k]).toBeCloseTo(free, 12);
    expect(deviation).toBeCloseTo(1, 12);
    expect(at([CUBE], [-60, 0, 10]).mean[0]).toBeCloseTo(10, 12);
    expect(at([CUBE], [-60, 0, 160]).mean[0]).toBeCloseTo(20, 9);
  });
  it('has a near wake of the length by Fackrell behind a wall, and comes back as the power 1.5', () => {
    // 1.8 W / (1 * (1 + 0.24 W / H)) of the wall as the straight ray sees it.
    const length = (1.8 * 4000) / (1 + (0.24 * 4000) / 20);
    const level = Math.sqrt(1 - 0.25);
    const straight = (d: number): number => at([WALL], [10 + d, 0, 10]).mean[0];
    expect(straight(0.9 * length * level)).toBeLessThan(0.2);
    const far = straight(2 * length);
    // Rays at an angle come from farther off: the fan is within a tenth of the straight ray.
    expect(Math.abs(far / (10 * (1 - (level / 2) ** 1.5)) - 1)).toBeLessThan(0.1);
    for (const d of [150, 200, 300, 380]) expect(straight(d)).toBeGreaterThan(straight(d - 40));
  });
  it('is gusty at the edge of a wake and calm inside: the rays disagree there', () => {
    const profile = [0, 4, 8, 10, 12, 16, 30].map((y) => at([CUBE], [15, y, 5]));
    expect(profile[0]?.mean[0]).toBeLessThan(0.5);
    expect(profile.at(-1)?.deviation).toBeCloseTo(1, 1);
    const edge = profile[3];
    expect(edge?.deviation).toBeGreaterThan(3);
    const means = profile.map(({ mean }) => mean[0]);
    expect(means).toEqual(means.toSorted((a, b) => a - b));
  });
  it('keeps the part along a face: a street channels an oblique wind', () => {
    const row = flatBox([0, 30], 0, 400, 20, 0, 40);
    const { mean } = at([row], [0, 10, 10], [7, -7, 0], 0);
    expect(mean[0]).toBeCloseTo(7, 6);
    expect(Math.abs(mean[1])).toBeLessThan(0.1);
  });
  it('knows nothing of what is lower, slim or downwind', () => {
    const free = at([], [30, 0, 15]).mean[0];
    expect(at([flatBox([0, 0], 0, 20, 20, 0, 14)], [30, 0, 15]).mean[0]).toBe(free);
    expect(at([flatBox([0, 0], 0, 1, 1, 0, 20)], [30, 0, 15]).mean[0]).toBe(free);
    expect(at([flatBox([60, 0], 0, 20, 20, 0, 20)], [30, 0, 15]).mean[0]).toBe(free);
    expect(at([CUBE], [30, 0, 15]).mean[0]).not.toBe(free);
  });
  it('turns with everything: a place and its wind turned by any angle feel the same', () => {
    for (const angle of [0.3, 1.2, 2.5, -2]) {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const turned = at([flatBox([0, 0], angle, 20, 20, 0, 20)], [15 * c - 8 * s, 15 * s + 8 * c, 5], [10 * c, 10 * s, 0]);
      const plain = at([CUBE], [15, 8, 5]);
      expect(turned.deviation).toBeCloseTo(plain.deviation, 9);
      expect(turned.mean[0] * c + turned.mean[1] * s).toBeCloseTo(plain.mean[0], 9);
    }
  });
});
