/** Masks against a decoder written from cocoapi's description, not from our encoder. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compressCounts, instanceMasks } from '../../src/writers/coco/rle.js';
import { decodeRle } from './strict-coco.js';

test('every mask decodes to the pixels of its id, and areas agree', () => {
  const map = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      ids: fc.array(fc.constantFrom(0, 0, 1, 2, 65535), { minLength: width * height, maxLength: width * height }),
    }),
  );
  fc.assert(
    fc.property(map, ({ width, height, ids }) => {
      const masks = instanceMasks(Uint16Array.from(ids), width, height);
      expect([...masks.keys()]).toEqual([...new Set(ids)].filter((id) => id !== 0).sort((a, b) => a - b));
      for (const [id, { rle, area }] of masks) {
        const pixels = decodeRle(rle);
        expect([...pixels]).toEqual(ids.map((other) => (other === id ? 1 : 0)));
        expect(area).toBe(ids.filter((other) => other === id).length);
      }
    }),
  );
});

test('counts compress as in cocoapi', () => {
  // Values of pycocotools 2.0.11's encoder for these masks.
  expect(compressCounts([0, 1])).toBe('01');
  expect(compressCounts([6, 1, 40, 4, 5, 4, 5, 4, 21])).toBe('61X13mN000`0');
});
