/** Noise by labels: unit variance, shared within a segment, fixed to the world, the same again. */
import { describe, expect, it } from 'vitest';
import { IDENTITY_POSE, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { type Cells, cellsOf, NOWHERE } from '#diffusion/field/cells';
import { PLANES } from '#diffusion/field/change';
import { gridOf } from '#diffusion/field/grid';
import { groupTable } from '#diffusion/field/groups';
import { labelNoise } from '#diffusion/noise/label-noise';
import { evenSpectrum } from '#diffusion/noise/spectrum';
import { ontology } from '#labels/ontology';
import { madeFrame } from './frames.js';

const { seen } = madeFrame(320, 180, [
  { box: [0, 80, 320, 100], semantic: 1, depth: 8, rgb: [90, 90, 90] },
  { box: [40, 60, 60, 60], semantic: 16, instance: 3, depth: 6, rgb: [90, 9, 9] },
  { box: [200, 60, 60, 60], semantic: 16, instance: 4, depth: 6, rgb: [9, 9, 90] },
]);
const grid = gridOf(seen.width, seen.height);
const ray = (u: number, v: number): Vec3 => [(u - 160) / 200, (v - 90) / 200, 1];
const cells = cellsOf(seen, grid, groupTable(ontology.classes), IDENTITY_POSE, ray);
const count = cells.segment.length;
const SHARES = { whole: 0.5, segment: 0.3, broad: 0.12, fine: 0.07, white: 0.01 };
const SPECTRUM = evenSpectrum([1, 1, 1, 1], SHARES);
const draws = Array.from({ length: 400 }, (_, k) => labelNoise(cells, randomRoot(k), SPECTRUM));

function covariance(plane: number, i: number, j: number): number {
  return (
    draws.reduce((sum, noise) => sum + (noise[plane * count + i] as number) * (noise[plane * count + j] as number), 0) /
    draws.length
  );
}
const cellOf = (segment: number, nth: number): number => {
  const all = Array.from(cells.segment.keys()).filter((i) => cells.segment[i] === segment);
  return all[nth] as number;
};

describe('label noise', () => {
  it('has unit variance in every plane, and none beyond the picture', () => {
    for (let plane = 0; plane < PLANES; plane++) {
      let sum = 0;
      for (let i = 0; i < count; i += 97) if (cells.segment[i] !== NOWHERE) sum += covariance(plane, i, i);
      const looked = Array.from({ length: Math.ceil(count / 97) }, (_, k) => 97 * k).filter(
        (i) => cells.segment[i] !== NOWHERE,
      ).length;
      expect(Math.abs(sum / looked - 1)).toBeLessThan(0.1);
    }
    const beyond = Array.from(cells.segment.keys()).filter((i) => cells.segment[i] === NOWHERE);
    expect(beyond.length).toBeGreaterThan(0);
    for (const i of beyond) expect(draws[0]?.[i]).toBe(0);
  });

  it('is shared within a segment more than between two', () => {
    const [a, b, other] = [cellOf(3, 0), cellOf(3, 400), cellOf(4, 0)];
    const within = covariance(0, a, b);
    const between = covariance(0, a, other);
    expect(within).toBeGreaterThan(SHARES.whole + SHARES.segment - 0.15);
    expect(Math.abs(between - SHARES.whole)).toBeLessThan(0.15);
    expect(within - between).toBeGreaterThan(SHARES.segment - 0.2);
  });

  it('goes with the world, not with the picture', () => {
    const moved: Cells = { ...cells, place: cells.place.slice(), span: cells.span.slice(), segment: cells.segment.slice() };
    // The camera looks a whole cell to the side: every cell has what its neighbour had.
    for (let i = 0; i + 1 < count; i++) {
      moved.segment[i] = cells.segment[i + 1] as number;
      moved.span[i] = cells.span[i + 1] as number;
      moved.place.set(cells.place.subarray(3 * i + 3, 3 * i + 6), 3 * i);
    }
    const [before, after] = [labelNoise(cells, randomRoot('same'), SPECTRUM), labelNoise(moved, randomRoot('same'), SPECTRUM)];
    let [worst, square] = [0, 0];
    for (let i = 0; i + 1 < count; i++) {
      const off = (after[i] as number) - (before[i + 1] as number);
      worst = Math.max(worst, Math.abs(off));
      square += off * off;
    }
    // Only the white part stays with the picture: twice its variance.
    expect(square / count).toBeLessThan(2.2 * SHARES.white);
    expect(worst).toBeLessThan(4 * Math.sqrt(3 * SHARES.white));
  });

  it('of what is far off is no finer than cells, and of unit variance there too', () => {
    const far: Cells = { ...cells, place: cells.place.map((m) => 37 * m), span: cells.span.map((m) => 37 * m) };
    const noises = Array.from({ length: 40 }, (_, k) => labelNoise(far, randomRoot(k), SPECTRUM));
    const cars = Array.from(cells.segment.keys()).filter((i) => cells.segment[i] === 3 && cells.segment[i + 1] === 3);
    const mean = (of: (noise: Float32Array, i: number) => number): number =>
      noises.reduce((sum, noise) => sum + cars.reduce((all, i) => all + of(noise, i), 0) / cars.length, 0) / noises.length;
    // Smooth parts about their mean, which is shared by the whole car.
    const spreads = noises.map((noise) => {
      const middle = cars.reduce((sum, i) => sum + (noise[i] as number), 0) / cars.length;
      return cars.reduce((sum, i) => sum + ((noise[i] as number) - middle) ** 2, 0) / cars.length;
    });
    const spread = spreads.reduce((sum, value) => sum + value, 0) / spreads.length;
    expect(spread).toBeGreaterThan(0.6 * (SHARES.fine + SHARES.white));
    expect(spread).toBeLessThan(1.2 * (SHARES.broad + SHARES.fine + SHARES.white));
    // Neighbours differ by a little of the smooth parts and by all of the white one.
    const apart = mean((noise, i) => ((noise[i] as number) - (noise[i + 1] as number)) ** 2);
    expect(apart).toBeGreaterThan(1.8 * SHARES.white);
    expect(apart).toBeLessThan(2.2 * SHARES.white + 0.3 * (SHARES.fine + SHARES.broad));
  });

  it('is the same again', () => {
    expect(labelNoise(cells, randomRoot(7), SPECTRUM)).toEqual(draws[7]);
  });
});
