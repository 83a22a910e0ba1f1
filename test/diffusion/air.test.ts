/** What lies behind air changes only as far as it is seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { throughAir } from '#diffusion/field/air';
import { NOWHERE } from '#diffusion/field/cells';

/** Metres, 0 of the sky; linear light of each. */
function scene(depths: readonly number[], lights: readonly number[]) {
  const plane = () => Float32Array.from(lights, Math.log);
  return {
    cells: {
      segment: Uint32Array.from(depths, (_, i) => i + 1),
      nearness: Float32Array.from(depths, (depth) => (depth === 0 ? 0 : 1 / depth)),
    },
    look: { light: [plane(), plane(), plane()] as const },
  };
}
function shift(light: readonly number[], gain: readonly number[]) {
  const plane = () => Float32Array.from(light);
  return { light: [plane(), plane(), plane()] as const, gain: Float32Array.from(gain) };
}
const through = ({ cells, look }: ReturnType<typeof scene>, asked: ReturnType<typeof shift>, extinction: number) =>
  throughAir(cells, look, asked, extinction);

describe('a new look through air', () => {
  it('is as it was without any', () => {
    const asked = shift([0.3, -0.4], [1.5, 0.7]);
    expect(through(scene([5, 500], [0.2, 0.4]), asked, 0)).toEqual(asked);
  });

  it('multiplies the surface and the air before it, each by its own', () => {
    const [extinction, airLight] = [0.02, 0.5];
    const t = [20, 60].map((depth) => Math.exp(-extinction * depth)) as [number, number];
    const surfaces = [0.1, 0.9];
    const seen = surfaces.map((own, i) => (t[i] as number) * own + (1 - (t[i] as number)) * airLight);
    // A sky that is all air says what the air's light and change are.
    const sky = Array.from({ length: 5000 }, () => 0);
    const asked = shift([Math.log(2), Math.log(0.5), ...sky.map(() => Math.log(1.2))], [2, 0.5, ...sky.map(() => 1)]);
    const { light, gain } = through(scene([20, 60, ...sky], [...seen, ...sky.map(() => airLight)]), asked, extinction);
    for (const [i, factor] of [2, 0.5].entries()) {
      const [own, clear] = [surfaces[i] as number, t[i] as number];
      const after = clear * own * factor + (1 - clear) * airLight * 1.2;
      expect(Math.exp(light[0][i] as number)).toBeCloseTo(after / (seen[i] as number), 2);
      const share = (clear * own) / (seen[i] as number);
      expect(gain[i]).toBeCloseTo(1 + share * ((asked.gain[i] as number) - 1), 2);
    }
  });

  it('leaves a body that is no lighter than the air before it to change as the air does', () => {
    const sky = Array.from({ length: 5000 }, () => 0);
    const asked = shift([3, ...sky.map(() => 0.1)], [1, ...sky.map(() => 1)]);
    const { light } = through(scene([60, ...sky], [0.3, ...sky.map(() => 0.5)]), asked, 0.05);
    expect(light[0][0]).toBeCloseTo(0.1, 2);
  });

  it('lies between what the surface and what the air were asked for', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const cell = fc.record({ depth: fc.integer({ min: 1, max: 900 }), light: number(0.01, 1), shift: number(-2, 2) });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), number(0, 0.1), (cells, extinction) => {
        const asked = shift(
          cells.map((each) => each.shift),
          cells.map(() => 1),
        );
        const made = scene(
          cells.map(({ depth }) => depth),
          cells.map(({ light }) => light),
        );
        const [plane] = through(made, asked, extinction).light;
        const [least, most] = [Math.min(...asked.light[0]), Math.max(...asked.light[0])];
        for (const value of plane) {
          expect(value).toBeGreaterThanOrEqual(least - 1e-5);
          expect(value).toBeLessThanOrEqual(most + 1e-5);
        }
      }),
    );
  });

  it('leaves what is beyond the picture out of the air', () => {
    const made = scene([300, 300, 0], [0.5, 0.5, 0.5]);
    made.cells.segment[1] = NOWHERE;
    const { light } = through(made, shift([0.5, 90, 0.5], [1, 1, 1]), 0.05);
    expect(light[0][0]).toBeCloseTo(0.5, 5);
  });
});
