/** Searches for failures, on problems whose modes are known. */
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { search } from '#rare/search';
import { aeb, fourBranch, linear, RP25, RP110 } from './problems.js';

const find = (problem: Parameters<typeof search>[0], seed: number, budget = 2000) =>
  search(problem, { stream: randomRoot(seed), budget });

describe('a search', () => {
  it.each([1, 2, 3])('finds all four branches, each at its design point (3 and 3.5 away), seed %d', async (seed) => {
    const { failures, firstAfter } = await find(fourBranch(7), seed);
    expect(failures).toHaveLength(4);
    expect(firstAfter).toBeLessThan(200);
    const quadrants = failures.map(({ u: [x = 0, y = 0] }) => `${Math.sign(x)}${Math.sign(y)}`);
    expect(new Set(quadrants).size).toBe(4);
    for (const { beta } of failures) {
      expect(beta).toBeGreaterThan(2.99);
      expect(beta).toBeLessThan(4);
    }
  });

  it('ends on the boundary: it fails, and the point beside it passes', async () => {
    for (const problem of [linear(4, 2), RP25, RP110, aeb(24)]) {
      const { failures } = await find(problem, 5);
      expect(failures.length, problem.name).toBeGreaterThan(0);
      for (const { u, g, passing } of failures) {
        expect(g).toBeLessThanOrEqual(0);
        expect(await problem.run(u)).toBe(g);
        expect(await problem.run(passing as number[])).toBeGreaterThan(0);
        const apart = Math.hypot(...u.map((x, i) => x - ((passing as number[])[i] as number)));
        expect(apart).toBeLessThan(0.01 * Math.hypot(...u));
      }
    }
  });

  it.each([1e-5, 1e-6])('finds one in far fewer runs than plain sampling, at p about %s', async (p) => {
    const problem = p === 1e-5 ? aeb(24) : aeb(26);
    const { firstAfter, runs } = await find(problem, 9);
    expect(firstAfter).toBeLessThan(0.02 / p);
    expect(runs).toBeLessThanOrEqual(2000);
  });

  it('finds nothing where there is nothing, and keeps to its budget', async () => {
    const { failures, runs, firstAfter } = await find({ dimension: 3, run: () => 1 }, 1, 400);
    expect(failures).toEqual([]);
    expect(firstAfter).toBeUndefined();
    expect(runs).toBeLessThanOrEqual(400);
    await expect(find(linear(3, 2), 1, 50)).rejects.toThrow(RangeError);
  });

  it('is the same for the same stream', async () => {
    expect(await find(RP25, 3)).toEqual(await find(RP25, 3));
  });
});
