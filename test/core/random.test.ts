import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';

describe('random streams', () => {
  it('asking one child never moves another, nor the parent', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(50), (seed, name, draws) => {
        const quiet = randomRoot(seed).child(name).uniform();
        const parent = randomRoot(seed);
        for (let i = 0; i < draws; i++) parent.uniform();
        const sibling = parent.child(`${name}'`);
        for (let i = 0; i < draws; i++) sibling.uniform();
        expect(parent.child(name).uniform()).toBe(quiet);
      }),
    );
  });

  it('keeps numbers and names, seeds and paths apart', () => {
    const root = randomRoot(0);
    const first = [root.child(1), root.child('1'), root.child('1').child(''), randomRoot(1), randomRoot('')].map((s) =>
      s.uint32(),
    );
    expect(new Set(first).size).toBe(first.length);
  });

  it('is uniform and normal by moments over 200,000 draws', () => {
    const stream = randomRoot('moments');
    const n = 200_000;
    const u = Array.from({ length: n }, () => stream.uniform());
    const z = Array.from({ length: n }, () => stream.normal());
    const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / n;
    // Five standard errors.
    expect(Math.abs(mean(u) - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(mean(z))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(mean(z.map((x) => x * x)) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(mean(z.map((x) => x ** 4)) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  it('gives these numbers for ever', () => {
    const stream = randomRoot(0).child('golden');
    expect([stream.uint32(), stream.uint32(), stream.uint32(), stream.uint32(), stream.uint32()]).toMatchInlineSnapshot(`
      [
        3638738908,
        2959450883,
        1984370542,
        3156419927,
        2814179490,
      ]
    `);
  });
});
