/** What lies behind air changes only as far as it is seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { throughAir } from '#diffusion/field/air';
import { NOWHERE } from '#diffusion/field/cells';

/** Metres; 0 of the sky. */
function scene(depths: readonly number[]) {
  return {
    segment: Uint32Array.from(depths, (_, i) => i + 1),
    nearness: Float32Array.from(depths, (depth) => (depth === 0 ? 0 : 1 / depth)),
  };
}
function shift(light: readonly number[], gain: readonly number[]) {
  const plane = () => Float32Array.from(light);
  return { light: [plane(), plane(), plane()] as const, gain: Float32Array.from(gain) };
}

describe('a new look through air', () => {
  it('is as it was without any', () => {
    const asked = shift([0.3, -0.4], [1.5, 0.7]);
    expect(throughAir(scene([5, 500]), asked, 0)).toEqual(asked);
  });

  it('mixes what a surface does with what the air does, by what is seen of each', () => {
    const extinction = 0.02;
    const t = [50, 200].map((depth) => Math.exp(-extinction * depth)) as [number, number];
    const [own, other] = [0.8, -0.2];
    const air = ((1 - t[0]) * own + (1 - t[1]) * other) / (2 - t[0] - t[1]);
    const { light, gain } = throughAir(scene([50, 200]), shift([own, other], [2, 0.5]), extinction);
    for (const plane of light) {
      expect(plane[0]).toBeCloseTo(t[0] * own + (1 - t[0]) * air, 5);
      expect(plane[1]).toBeCloseTo(t[1] * other + (1 - t[1]) * air, 5);
    }
    expect(gain[0]).toBeCloseTo(1 + t[0], 5);
    expect(gain[1]).toBeCloseTo(1 - 0.5 * t[1], 5);
  });

  it('never sets two surfaces further apart than it was asked to', () => {
    const depth = fc.integer({ min: 1, max: 900 });
    const change = fc.double({ min: -2, max: 2, noNaN: true });
    const pair = fc.record({
      far: depth,
      one: change,
      other: change,
      extinction: fc.double({ min: 0, max: 0.1, noNaN: true }),
    });
    fc.assert(
      fc.property(pair, ({ far, one, other, extinction }) => {
        const [plane] = throughAir(scene([far, far]), shift([one, other], [1, 1]), extinction).light;
        expect(Math.abs((plane[0] as number) - (plane[1] as number))).toBeLessThanOrEqual(Math.abs(one - other) + 1e-5);
      }),
    );
  });

  it('leaves what is beyond the picture out of the air', () => {
    const { segment, nearness } = scene([300, 300, 0]);
    segment[1] = NOWHERE;
    const { light } = throughAir({ segment, nearness }, shift([0.5, 90, 0.5], [1, 1, 1]), 0.05);
    expect(light[0][0]).toBeCloseTo(0.5, 5);
  });
});
