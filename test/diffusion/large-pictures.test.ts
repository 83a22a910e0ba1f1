/** Pictures for large models: sizes, resampling, what ControlNets are shown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupTable } from '#diffusion/field/groups';
import { controlPicture } from '#diffusion/large/controls';
import { bytesOf, planesOf, workingSize } from '#diffusion/large/pictures';
import { resized } from '#diffusion/large/resize';
import { ontology } from '#labels/ontology';
import { fromFloat16, toFloat16 } from '#nn/files/float16';
import { madeFrame } from './frames.js';

const size = fc.record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) });

describe('another size', () => {
  it('of an even picture is as even', () => {
    fc.assert(
      fc.property(size, size, (from, to) => {
        const out = resized(new Float32Array(from.width * from.height).fill(0.7), from, to);
        expect(out.length).toBe(to.width * to.height);
        for (const value of out) expect(value).toBeCloseTo(0.7, 5);
      }),
    );
  });

  it('is linear between the middles of pixels, and their mean when halved', () => {
    const ramp = Float32Array.from({ length: 8 }, (_, i) => i);
    const twice = resized(ramp, { width: 8, height: 1 }, { width: 16, height: 1 });
    for (let i = 1; i < 15; i++) expect(twice[i]).toBeCloseTo((i + 0.5) / 2 - 0.5, 5);
    const half = resized(ramp, { width: 8, height: 1 }, { width: 4, height: 1 });
    for (let i = 1; i < 3; i++) expect(half[i]).toBeCloseTo(2 * i + 0.5, 5);
  });

  it('skips nothing when it shrinks: a dot of one pixel is seen wherever it is', () => {
    for (let at = 0; at < 60; at++) {
      const dot = new Float32Array(60);
      dot[at] = 1;
      const small = resized(dot, { width: 60, height: 1 }, { width: 10, height: 1 });
      expect(small.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(0.1);
    }
  });

  it('keeps planes and axes apart', () => {
    const planes = Float32Array.from({ length: 2 * 12 }, (_, i) => (i < 12 ? i % 4 : 10 + Math.floor((i - 12) / 4)));
    const out = resized(planes, { width: 4, height: 3 }, { width: 8, height: 6 });
    expect([out[0], out[7]]).toEqual([0, 3]);
    expect([out[48], out[55], out[95]]).toEqual([10, 10, 12]);
  });
});

it('bytes come back from planes of the same size', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 18, maxLength: 18 }), (rgb) => {
      const own = { width: 3, height: 2 };
      expect(bytesOf(planesOf(rgb, own, own), own, own)).toEqual(rgb);
    }),
  );
});

it('the working size divides, is not longer than asked, and keeps proportions as well as it can', () => {
  expect(workingSize({ width: 1280, height: 720 }, 768, 64)).toEqual({ width: 768, height: 448 });
  expect(workingSize({ width: 640, height: 480 }, 768, 8)).toEqual({ width: 640, height: 480 });
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 4000 }), fc.integer({ min: 16, max: 4000 }), (width, height) => {
      const found = workingSize({ width, height }, 768, 64);
      expect(found.width % 64).toBe(0);
      expect(found.height % 64).toBe(0);
      expect(Math.max(found.width, found.height)).toBeLessThanOrEqual(768);
      expect(Math.min(found.width, found.height)).toBeGreaterThan(0);
    }),
  );
});

describe('half precision', () => {
  it('comes back for every finite number there is', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      if ((bits & 0x7c00) === 0x7c00) continue;
      const [number] = fromFloat16(Uint16Array.of(bits)) as unknown as [number];
      expect(toFloat16([number])[0]).toBe(Object.is(number, -0) ? 0x8000 : bits);
    }
  });

  it('is known for some numbers, rounds to even, and has no more than 65,504', () => {
    expect([...fromFloat16(Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x3555, 0x7c00))]).toEqual([
      1,
      -2,
      65504,
      2 ** -24,
      0.333251953125,
      Infinity,
    ]);
    expect([...toFloat16([1 + 2 ** -11, 1 + 3 * 2 ** -11, 65519.9, 65520, 2 ** -25, 3 * 2 ** -25, -1e9])]).toEqual([
      0x3c00, 0x3c02, 0x7bff, 0x7c00, 0, 2, 0xfc00,
    ]);
    expect(Number.isNaN(fromFloat16(toFloat16([Number.NaN]))[0])).toBe(true);
  });
});

describe('what ControlNets are shown', () => {
  const groups = groupTable(ontology.classes);
  const { seen } = madeFrame(40, 20, [
    { box: [0, 10, 40, 10], semantic: 1, depth: 8, rgb: [0, 0, 0] },
    { box: [8, 4, 8, 12], semantic: 16, instance: 1, depth: 4, rgb: [0, 0, 0] },
    { box: [16, 4, 8, 12], semantic: 16, instance: 2, depth: 4, rgb: [0, 0, 0] },
  ]);
  const own = { width: 40, height: 20 };
  const at = (planes: Float32Array, x: number, y: number): readonly number[] =>
    [0, 1, 2].map((c) => planes[c * 800 + y * 40 + x] as number);

  it('depth is nearness, from the sky to the nearest', () => {
    const depth = controlPicture('depth', seen, groups, own);
    expect(at(depth, 0, 0)).toEqual([0, 0, 0]);
    expect(at(depth, 0, 19)).toEqual([0.5, 0.5, 0.5]);
    expect(at(depth, 10, 8)).toEqual([1, 1, 1]);
  });

  it('segmentation has a colour a group', () => {
    const colors = controlPicture('segmentation', seen, groups, own);
    const bytes = (x: number, y: number) => at(colors, x, y).map((value) => Math.round(255 * value));
    expect(bytes(0, 0)).toEqual([6, 230, 230]);
    expect(bytes(0, 19)).toEqual([140, 140, 140]);
    expect(bytes(10, 8)).toEqual([0, 102, 200]);
  });

  it('edges run between segments, two cars that touch among them, and along no border of the picture', () => {
    const edges = controlPicture('edges', seen, groups, own);
    expect(at(edges, 15, 8)).toEqual([1, 1, 1]);
    expect(at(edges, 12, 8)).toEqual([0, 0, 0]);
    expect(at(edges, 0, 9)).toEqual([1, 1, 1]);
    expect(at(edges, 39, 15)).toEqual([0, 0, 0]);
    expect(at(edges, 5, 19)).toEqual([0, 0, 0]);
  });

  it('follows the size', () => {
    const half = controlPicture('segmentation', seen, groups, { width: 20, height: 10 });
    expect(half.length).toBe(600);
    expect([0, 1, 2].map((c) => Math.round(255 * (half[c * 200 + 4 * 20 + 6] as number)))).toEqual([0, 102, 200]);
  });
});
