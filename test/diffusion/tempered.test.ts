/** Blotches and grain inside segments are held down; what a segment has as a whole stays. */
import { expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { PLANES } from '#diffusion/field/change';
import { GROUPS } from '#diffusion/field/groups';
import { tempered } from '#diffusion/model/tempered';
import { evenSpectrum } from '#diffusion/noise/spectrum';

const [WIDTH, HEIGHT] = [32, 32];
const COUNT = WIDTH * HEIGHT;
const CELLS = {
  grid: { width: WIDTH, height: HEIGHT, factor: 1 },
  segment: Uint32Array.from({ length: COUNT }, (_, i) => (i % WIDTH < 16 ? 1 : 2)),
  group: new Uint8Array(COUNT).fill(GROUPS.indexOf('road')),
};
const SPECTRUM = evenSpectrum([1, 1, 1, 1], { whole: 0.5, segment: 0.4, broad: 0.04, fine: 0.04, white: 0.02 });

function grainOf(size: number): Float32Array {
  const random = randomRoot('grain');
  return Float32Array.from({ length: PLANES * COUNT }, (_, i) => ((i % COUNT) % WIDTH < 16 ? 2 : -1) + size * random.normal());
}
function statistics(change: Float32Array, id: number): { readonly mean: number; readonly variance: number } {
  const values = Array.from(change.subarray(0, COUNT)).filter((_, i) => CELLS.segment[i] === id);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

it('leaves what is the same all over a segment as it is', () => {
  const even = grainOf(0);
  expect(tempered(even, CELLS, SPECTRUM)).toEqual(even);
});

it('leaves smooth changes of light that are weak enough, and no change of contrast from cell to cell', () => {
  const slope = Float32Array.from({ length: PLANES * COUNT }, (_, i) => 0.1 * Math.sin((i % COUNT) / WIDTH / 8));
  const out = tempered(slope, CELLS, SPECTRUM);
  for (let i = 4 * WIDTH; i < COUNT - 4 * WIDTH; i++) expect(out[i]).toBeCloseTo(slope[i] as number, 2);
  const contrast = tempered(grainOf(0.1), CELLS, SPECTRUM).subarray(3 * COUNT);
  expect(statistics(contrast, 1).variance).toBeLessThan(0.05 * statistics(grainOf(0.1).subarray(3 * COUNT), 1).variance);
});

it('holds strong grain to the spectrum and keeps the means', () => {
  const strong = grainOf(1);
  const out = tempered(strong, CELLS, SPECTRUM);
  for (const id of [1, 2]) {
    expect(statistics(strong, id).variance).toBeGreaterThan(0.8);
    expect(statistics(out, id).variance).toBeLessThan(1.3 * (0.04 + 0.04 + 0.02));
    expect(statistics(out, id).mean).toBeCloseTo(statistics(strong, id).mean, 1);
  }
});

it('makes skies more even still, and leaves how light they are', () => {
  const sky = { ...CELLS, group: new Uint8Array(COUNT).fill(GROUPS.indexOf('sky')) };
  const [road, above] = [CELLS, sky].map((cells) => statistics(tempered(grainOf(1), cells, SPECTRUM), 1));
  expect(above?.variance).toBeLessThan(0.25 * (road?.variance as number));
  expect(above?.mean).toBeCloseTo(road?.mean as number, 1);
});
