/** Fixed shares for the components of a mixture: exact counts, unbiased weights, and less spread than chance leaves. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, normalCdf } from '#core/math';
import { randomRoot } from '#core/random';
import { drawMixture, lnMixture, lnNominal, type Mixture, mixtureOf, round, squaredDistance } from '#rare/proposal/gaussian';
import { drawStrata, strataOf } from '#rare/proposal/strata';

const share = fc.double({ min: 1e-6, max: 1, noNaN: true });
const mixture = fc.array(share, { minLength: 1, maxLength: 8 }).map((raw) => {
  const total = raw.reduce((a, b) => a + b, 0);
  return mixtureOf(
    raw.map((part) => part / total),
    raw.map((_, k) => round([3 * k, -k])),
  );
});

describe('shares', () => {
  it('sum to the count, are within one of what the parts ask for, and none is empty', () => {
    fc.assert(
      fc.property(mixture, fc.integer({ min: 1, max: 3000 }), (given, count) => {
        const { proposal, shares } = strataOf(given, count);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(count);
        expect(Math.min(...shares)).toBeGreaterThan(0);
        expect(proposal.parts).toEqual(shares.map((each) => each / count));
        for (const [k, component] of proposal.components.entries()) {
          const part = given.parts[given.components.indexOf(component)] as number;
          expect(Math.abs((shares[k] as number) - part * count)).toBeLessThan(1);
        }
        const left = given.components.filter((component) => !proposal.components.includes(component));
        for (const component of left)
          expect((given.parts[given.components.indexOf(component)] as number) * count).toBeLessThan(1);
      }),
    );
  });

  it('draw each component as often as they say', () => {
    const far = mixtureOf([0.7, 0.3], [round([0]), round([100])]);
    const points = drawStrata(strataOf(far, 10), randomRoot('shares'));
    expect(points.filter(([x]) => (x as number) > 50)).toHaveLength(3);
  });
});

describe('weights by the shares drawn', () => {
  // Two failure modes beyond 3: each proposal covers one of them.
  const two: Mixture = mixtureOf([0.1, 0.45, 0.45], [round([0]), round([3.2]), round([-3.2])]);
  const exact = 2 * normalCdf(-3);
  const estimate = (proposal: Mixture, points: readonly (readonly number[])[]): number =>
    points.reduce((sum, u) => sum + (Math.abs(u[0] as number) >= 3 ? exp(lnNominal(u) - lnMixture(proposal, u)) : 0), 0) /
    points.length /
    exact;
  const seeds = Array.from({ length: 400 }, (_, seed) => randomRoot(seed).child('strata'));
  const spread = (values: readonly number[]): { readonly mean: number; readonly variance: number } => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    return { mean, variance: values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (values.length - 1) };
  };
  const strata = strataOf(two, 57);
  const fixed = spread(seeds.map((stream) => estimate(strata.proposal, drawStrata(strata, stream))));

  it('are unbiased, though 57 draws do not share out evenly', () => {
    expect(Math.abs(fixed.mean - 1)).toBeLessThan(3.5 * Math.sqrt(fixed.variance / seeds.length));
  });

  it('spread less than those of shares left to chance', () => {
    const chance = spread(
      seeds.map((stream) =>
        estimate(
          two,
          Array.from({ length: 57 }, (_, i) => drawMixture(two, stream.child(i))),
        ),
      ),
    );
    expect(fixed.variance).toBeLessThan(0.95 * chance.variance);
  });

  it('are biased where the mixture of other shares is put for them (control)', () => {
    const uneven = strataOf(mixtureOf([0.6, 0.2, 0.2], two.components), 57);
    const wrong = spread(seeds.map((stream) => estimate(two, drawStrata(uneven, stream))));
    expect(Math.abs(wrong.mean - 1)).toBeGreaterThan(3.5 * Math.sqrt(wrong.variance / seeds.length));
  });
});

it('distances of round and of shaped densities agree where the shape is round', () => {
  const point = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 3, maxLength: 3 });
  const half = Float64Array.from([0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5]);
  fc.assert(
    fc.property(point, point, (mean, u) => {
      const shaped = { mean, scale: 1, shape: { factor: half.map((x) => 4 * x), inverse: half }, lnSpread: 0 };
      expect(squaredDistance(shaped, u)).toBeCloseTo(squaredDistance(round(mean, 2), u), 9);
    }),
  );
});
