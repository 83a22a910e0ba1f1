/** CMA-ES finds the minima of functions that are known, whichever way they are turned, and says what it asked. */
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { generationSize, minimise, type Vector } from '#rare/optimise/cma-es';
import { eigenOf, times } from '#rare/optimise/eigen';

const stream = randomRoot('cma');
const each = (f: (x: Vector) => number) => async (points: readonly Vector[]) => points.map(f);
const sphere = (x: Vector): number => x.reduce((sum, xi, i) => sum + (xi - i) * (xi - i), 0);
const rosenbrock = (x: Vector): number =>
  x.slice(1).reduce((sum, next, i) => {
    const here = x[i] as number;
    return sum + 100 * (next - here * here) * (next - here * here) + (1 - here) * (1 - here);
  }, 0);
/** Half axes 1 to 1000, and no axis along a coordinate. */
const ellipsoid = (x: Vector): number => {
  const turned = x.map((_, i) => x.reduce((sum, xj, j) => sum + xj * (i === j ? 1 : (i + j) % 3 === 0 ? 0.5 : -0.3), 0));
  return turned.reduce((sum, y, i) => sum + 1000 ** (i / (x.length - 1)) * y * y, 0);
};

describe('minimise', () => {
  it.each<[string, (x: Vector) => number, number, number]>([
    ['a sphere away from the start', sphere, 1500, 1e-8],
    ['a bent valley', rosenbrock, 6000, 1e-6],
    ['a long ellipsoid', ellipsoid, 4000, 1e-8],
  ])('finds the bottom of %s', async (_, f, budget, below) => {
    const { best, asked } = await minimise(each(f), {
      start: [3, -1, 2, 0.5, 1],
      sigma: 0.5,
      budget,
      stream: stream.child(budget),
    });
    expect(best.value).toBeLessThan(below);
    expect(asked).toBeLessThanOrEqual(budget);
  });
  it('does not where values say nothing (control)', async () => {
    const blind = await minimise(
      each(() => 0),
      { start: [3, -1, 2, 0.5, 1], sigma: 0.5, budget: 1500, stream },
    );
    expect(sphere(blind.mean)).toBeGreaterThan(0.1);
  });
  it('asks for whole generations within its budget, the same ones again from the same stream', async () => {
    const asked: number[] = [];
    const run = () =>
      minimise(
        async (points) => {
          asked.push(points.length);
          return points.map(sphere);
        },
        { start: [1, 1, 1], sigma: 1, budget: 40, stream: stream.child('again') },
      );
    const [first, second] = [await run(), await run()];
    expect(new Set(asked)).toEqual(new Set([generationSize(3)]));
    expect(first).toEqual(second);
    expect(first.asked).toBeLessThanOrEqual(40);
    await expect(minimise(each(sphere), { start: [0, 0, 0], sigma: 1, budget: 3, stream })).rejects.toThrow(/at least 7/);
  });
});

it("eigenvectors are turned into themselves, and the ellipse's axes are known", () => {
  const known = eigenOf([
    [2, 1],
    [1, 2],
  ]);
  expect(known.values.toSorted((a, b) => a - b)).toEqual([expect.closeTo(1, 12), expect.closeTo(3, 12)]);
  const own = stream.child('eigen');
  const half = Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => own.normal()));
  const symmetric = half.map((row, i) =>
    row.map((_, j) => half.reduce((sum, r) => sum + (r[i] as number) * (r[j] as number), 0)),
  );
  const { vectors, values } = eigenOf(symmetric);
  for (const [k, value] of values.entries()) {
    const vector = vectors.map((row) => row[k] as number);
    for (const [i, x] of times(symmetric, vector).entries()) expect(x).toBeCloseTo(value * (vector[i] as number), 9);
    expect(vector.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 12);
  }
});
