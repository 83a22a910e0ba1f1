/** What is done to pictures keeps picture and truth together. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRoot } from '#core/random';
import { createAugment } from '#qa/pictures/augment';
import { blur } from '#qa/pictures/blur';
import { type Example, emptyBatch, putExample } from '#qa/pictures/example';
import { NoiseTable } from '#qa/pictures/noise';
import { cutWindow } from '#qa/pictures/window';
import { evenly } from '#qa/utility/training/feed';

/** Each class is a flat colour, in blocks larger than a pixel of the result. */
function blocks(width: number, height: number): Example {
  const truth = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return (Math.floor(x / 8) + 3 * Math.floor(y / 8)) % 5;
  });
  return {
    width,
    height,
    truth,
    rgb: Uint8Array.from({ length: 3 * truth.length }, (_, i) => 50 * (truth[Math.floor(i / 3)] as number)),
  };
}

describe('windows', () => {
  const source = blocks(40, 30);
  it('the largest, of the same size, is the picture itself', () => {
    expect(cutWindow(source, source, { share: 1, x: 0.3, y: 0.7, mirrored: false })).toEqual(source);
  });
  it('mirrored twice is the picture itself', () => {
    const mirror = (example: Example): Example => cutWindow(example, source, { share: 1, x: 0, y: 0, mirrored: true });
    expect(mirror(source)).not.toEqual(source);
    expect(mirror(mirror(source))).toEqual(source);
  });
  it('truth goes where the picture goes', () => {
    const share = fc.double({ min: 0.4, max: 1, noNaN: true });
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, place, place, fc.boolean(), (part, x, y, mirrored) => {
        const cut = cutWindow(source, { width: 24, height: 16 }, { share: part, x, y, mirrored });
        // Between blocks colours mix; elsewhere they are the class's exactly.
        const agree = cut.truth.filter((label, i) => cut.rgb[3 * i] === 50 * label).length;
        expect(agree / cut.truth.length).toBeGreaterThan(0.5);
        const off = cut.truth.filter((label, i) => Math.abs((cut.rgb[3 * i] as number) - 50 * label) > 125).length;
        expect(off).toBe(0);
      }),
    );
  });
});

describe('augmentation', () => {
  const source = blocks(60, 45);
  const size = { width: 32, height: 24 };
  const augment = createAugment(size);
  it('follows from the stream alone, and differs between streams', () => {
    const once = augment(source, randomRoot(1));
    expect(augment(source, randomRoot(1))).toEqual(once);
    expect(augment(source, randomRoot(2))).not.toEqual(once);
  });
  it('without colour leaves each pixel the colour of its class, but for borders', () => {
    const plain = createAugment(size, { colour: 0 })(source, randomRoot(3));
    const agree = plain.truth.filter((label, i) => Math.abs((plain.rgb[3 * i] as number) - 50 * label) <= 1).length;
    expect(agree / plain.truth.length).toBeGreaterThan(0.5);
  });
  it('with colour changes it', () => {
    const strays = [1, 2, 3, 4, 5].map((seed) => {
      const { rgb } = augment(source, randomRoot(seed));
      return rgb.reduce((sum, byte) => sum + byte, 0) / rgb.length;
    });
    expect(Math.max(...strays) - Math.min(...strays)).toBeGreaterThan(10);
  });
});

describe('blur and noise', () => {
  it('blur spreads a point over 3 x 3 pixels by 1 2 1', () => {
    const rgb = new Uint8Array(3 * 25);
    rgb[3 * 12] = 160;
    const soft = blur({ width: 5, height: 5, rgb, truth: new Uint8Array(25) });
    const around = [6, 7, 8, 11, 12, 13, 16, 17, 18].map((i) => soft[3 * i]);
    expect(around).toEqual([10, 20, 10, 20, 40, 20, 10, 20, 10]);
  });
  it('noise has the deviation asked for and no offset', () => {
    const rgb = new Uint8Array(60_000).fill(128);
    new NoiseTable().addTo(rgb, 6, randomRoot(1));
    const mean = rgb.reduce((sum, byte) => sum + byte, 0) / rgb.length;
    const deviation = Math.sqrt(rgb.reduce((sum, byte) => sum + (byte - mean) ** 2, 0) / rgb.length);
    expect(Math.abs(mean - 128)).toBeLessThan(0.2);
    expect(Math.abs(deviation - 6)).toBeLessThan(0.15);
  });
});

it('a batch holds pictures by channel from -1 to 1', () => {
  const batch = emptyBatch(2, { width: 2, height: 1 });
  putExample(batch, 1, { width: 2, height: 1, rgb: Uint8Array.of(0, 51, 102, 153, 204, 255), truth: Uint8Array.of(3, 255) });
  expect([...batch.labels]).toEqual([0, 0, 3, 255]);
  const expected = [0, 153, 51, 204, 102, 255].map((byte) => byte / 127.5 - 1);
  for (const [i, value] of expected.entries()) expect(batch.pictures[6 + i]).toBeCloseTo(value, 6);
});

it('some of a list lie evenly over it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (length, most) => {
      const items = [...Array(length).keys()];
      const some = evenly(items, most);
      expect(some.length).toBe(Math.min(length, most));
      expect(new Set(some).size).toBe(some.length);
      const gaps = some.slice(1).map((item, i) => item - (some[i] as number));
      if (gaps.length > 0) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
  );
});
