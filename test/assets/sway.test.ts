/** Plants in the wind: closed forms of the oscillator, the laws of frequency and drag, and what holds whatever the wind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlaceBatches, swayerIn } from '#assets/index';
import { airOf } from '#assets/sway/air';
import { answerTo, answerToRise } from '#assets/sway/oscillator';
import { plantSway } from '#assets/sway/plant';
import { bendingOf } from '#assets/sway/stem';
import type { Medium } from '#contracts/frame';
import type { PlaceBatch } from '#contracts/model';
import { buildPlace } from '#places/index';

const OPEN = { slenderness: 50, crown: 1 };
const TREE = { width: 7, height: 12 };
const medium = (windMPerS: Medium['windMPerS'], rest: Partial<Medium> = {}): Medium => ({ windMPerS, ...rest }) as Medium;
const air = (speed: number, rest: Partial<Medium> = {}) =>
  airOf(medium([speed, 0, 0], rest)) as NonNullable<ReturnType<typeof airOf>>;

describe('an oscillator', () => {
  it('follows slow waves, answers by 1 / (2 damping) at its own frequency a quarter late, and hardly any fast ones', () => {
    const oscillator = { frequency: 0.5, damping: 0.08 };
    expect(answerTo(oscillator, 1e-6).gain).toBeCloseTo(1, 9);
    expect(answerTo(oscillator, 0.5).gain).toBeCloseTo(1 / 0.16, 9);
    expect(answerTo(oscillator, 0.5).lag).toBeCloseTo(Math.PI / 2, 9);
    expect(answerTo(oscillator, 5).gain).toBeCloseTo(1 / 99, 3);
  });

  it.each([
    [0.3, 0.05, 2],
    [1.1, 0.1, 0.4],
    [0.5, 0.1, 1],
  ])('of %d Hz, damped by %d, answers a rise over %d s as its equation of motion says', (frequency, damping, rise) => {
    const omega = 2 * Math.PI * frequency;
    const answer = answerToRise({ frequency, damping }, rise);
    const force = (t: number): number => (t < rise ? (1 - Math.cos((Math.PI * t) / rise)) / 2 : 1);
    const pull = (t: number, x: number, v: number): number => omega * omega * (force(t) - x) - 2 * damping * omega * v;
    // Runge and Kutta's fourth order.
    let [x, v] = [0, 0];
    const h = 1e-3;
    for (let k = 0; k < 8000; k++) {
      const t = k * h;
      const [v1, a1] = [v, pull(t, x, v)];
      const [v2, a2] = [v + (h / 2) * a1, pull(t + h / 2, x + (h / 2) * v1, v + (h / 2) * a1)];
      const [v3, a3] = [v + (h / 2) * a2, pull(t + h / 2, x + (h / 2) * v2, v + (h / 2) * a2)];
      const [v4, a4] = [v + h * a3, pull(t + h, x + h * v3, v + h * a3)];
      x += (h / 6) * (v1 + 2 * v2 + 2 * v3 + v4);
      v += (h / 6) * (a1 + 2 * a2 + 2 * a3 + a4);
      if (k % 500 === 0) expect(answer(t + h)).toBeCloseTo(x, 5);
    }
    expect(answer(0)).toBe(0);
    expect(answer(200)).toBeCloseTo(1, 4);
  });
});

describe('a stem', () => {
  it('sways at 0.0948 + 3.4317 D / H^2 Hz with a full crown, faster when bare', () => {
    const of = (crown: number, height: number) =>
      bendingOf({ slenderness: 50, crown }, { width: height / 2, height }).oscillator.frequency;
    expect(of(1, 20)).toBeCloseTo(0.0948 + (3.4317 * 40) / 400, 9);
    expect(of(1, 10)).toBeCloseTo(0.0948 + (3.4317 * 20) / 100, 9);
    expect(of(0.33, 20)).toBeGreaterThan(of(1, 20));
  });

  it('leans as the drag on its crown over its stiffness: at 20 m/s, and by the power 1.4 of the speed', () => {
    const { leanIn, oscillator } = bendingOf(OPEN, TREE);
    const drag = 0.5 * 1.2 * 0.18 * 400 * (0.5 * 7 * 12);
    const moving = 0.25 * 2 * 900 * (Math.PI / 4) * 0.24 * 0.24 * 12;
    const stiffness = moving * (2 * Math.PI * oscillator.frequency) ** 2;
    expect(leanIn(20, 0)[0] * 12).toBeCloseTo(drag / stiffness, 9);
    expect(leanIn(10, 0)[0] / leanIn(20, 0)[0]).toBeCloseTo(2 ** -1.4, 9);
    const [x, y] = leanIn(-6, 8);
    expect(x / y).toBeCloseTo(-6 / 8, 9);
  });
});

describe('a plant in the wind', () => {
  const out = new Float64Array(9);
  it('stands round its lean at rest over time', () => {
    const { at } = plantSway(OPEN, TREE, [30, 4], air(15));
    let [along, across] = [0, 0];
    for (let k = 0; k < 60_000; k++) {
      at(k * 0.037, out);
      along += (out[2] as number) / 60_000;
      across += (out[5] as number) / 60_000;
    }
    const still = bendingOf(OPEN, TREE).leanIn(15 * (Math.log(84) / Math.log(100)), 0)[0];
    expect(along / still).toBeGreaterThan(0.95);
    expect(along / still).toBeLessThan(1.02);
    expect(Math.abs(across / still)).toBeLessThan(0.02);
  });

  it('never goes beyond its reach, whatever wind and time', () => {
    fc.assert(
      fc.property(
        fc.record({
          speed: fc.double({ min: 1, max: 60, noNaN: true }),
          height: fc.double({ min: 0.5, max: 35, noNaN: true }),
          gust: fc.double({ min: -20, max: 20, noNaN: true }),
          time: fc.double({ min: -10, max: 60, noNaN: true }),
        }),
        ({ speed, height, gust, time }) => {
          const gusts = [{ start: 1, velocity: [0, gust, 0] as const, rise: 0.7, hold: 1 }];
          const { reach, stretch, at } = plantSway(OPEN, { width: height / 2, height }, [3, 70], air(speed, { gusts }));
          at(time, out);
          for (const [x, y, z] of [
            [0, 0, 1],
            [1, 0, 0],
            [0, -1, 0],
            [0.6, 0, 0.8],
          ] as const) {
            const moved = [0, 3, 6].map(
              (r) => (out[r] as number) * x + (out[r + 1] as number) * y + (out[r + 2] as number) * z,
            );
            expect(Math.hypot(...moved)).toBeLessThanOrEqual(reach + 1e-12);
            const there = [x, y, z].map((v, k) => v + (moved[k] as number));
            expect(Math.hypot(...there)).toBeLessThanOrEqual(stretch + 1e-12);
          }
        },
      ),
    );
  });

  it('meets a gust of the story not before it begins, leans over with it, and comes back', () => {
    const gusts = [{ start: 4, velocity: [0, 12, 0] as const, rise: 1, hold: 2 }];
    const [calm, gusty] = [plantSway(OPEN, TREE, [0, 0], air(3)), plantSway(OPEN, TREE, [0, 0], air(3, { gusts }))];
    const lean = (time: number): number => {
      calm.at(time, out);
      const before = out[5] as number;
      gusty.at(time, out);
      return (out[5] as number) - before;
    };
    expect(lean(4)).toBe(0);
    expect(lean(6)).toBeGreaterThan(0.01);
    expect(Math.abs(lean(60))).toBeLessThan(1e-6);
  });
});

describe('a place in the wind', () => {
  const batches = buildPlaceBatches(buildPlace({ layout: 'rural-two-lane', seed: 3, options: {} }));
  const tree = batches.find(({ sways, transforms }) => sways !== undefined && transforms.length > 24) as PlaceBatch;

  it('moves nothing where the air is still', () => {
    expect(swayerIn(medium([0, 0, 0]))).toBeUndefined();
    expect(swayerIn(medium([0.3, -0.2, 0]))).toBeUndefined();
  });

  it('moves trees about their feet, and neither roads nor houses nor grass', () => {
    const swayer = swayerIn(medium([0, 9, 0]));
    const moved = swayer?.of(tree)?.at(1, 5e8) as Float64Array;
    for (const i of [3, 7, 11]) expect(moved[i]).toBe(tree.transforms[12 + i]);
    expect(moved[6]).not.toBe(tree.transforms[12 + 6]);
    for (const batch of batches.filter(({ name }) => /^(road|grass|terrain|sign)/.test(name)))
      expect(swayer?.of(batch)).toBeUndefined();
  });

  it('tells a time the same whatever was asked before, and another seed of the turbulence otherwise', () => {
    const first = swayerIn(medium([7, 9, 0]))?.of(tree);
    const kept = Float64Array.from(first?.at(0, 7e8) as Float64Array);
    for (let k = 0; k < 20; k++) first?.at(1, k * 1e8);
    expect(first?.at(0, 7e8)).toEqual(kept);
    const waves = [{ frequency: 0.3, phase: 1, side: 2, share: 1 }];
    const other = swayerIn(medium([7, 9, 0], { turbulence: { deviation: 2, waves } }))?.of(tree);
    expect(other?.at(0, 7e8)).not.toEqual(kept);
  });
});
