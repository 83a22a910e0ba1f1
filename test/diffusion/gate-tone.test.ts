/** What only tones do is recognised as that; what is painted in is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailKept, pixelsIn, pointsOf } from '#diffusion/gate/detail';
import { kindTable } from '#diffusion/gate/kinds';
import { outlinesOf } from '#diffusion/gate/outlines';
import { segmentsOf } from '#diffusion/gate/segments';
import { toneCurves } from '#diffusion/gate/tone';
import { ontology } from '#labels/ontology';
import { boxBlurred, type Frame, gained, gammaOf, litByLabel, litSmoothly, paintedIn, retextured } from './gate/controls.js';
import { SIZE, street, WALKER } from './gate/street.js';

const KIND_OF = kindTable(ontology.classes);
const frame = street();
function outlines({ seen, rgb }: Frame, repainted: Uint8Array) {
  const { of, list } = segmentsOf(seen, [], KIND_OF);
  return outlinesOf({ ...SIZE, rgb }, { ...SIZE, rgb: repainted }, of, list.length).found;
}

describe('tone curves', () => {
  it('of any curve on bytes are that curve, at levels that are seen often', () => {
    const step = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 256, maxLength: 256 }), (steps) => {
        const curve: number[] = [];
        for (const value of steps) curve.push(Math.min(255, (curve.at(-1) ?? 0) + value));
        const found = toneCurves(
          frame.rgb,
          frame.rgb.map((byte) => curve[byte] as number),
        )[0];
        const counts = new Uint32Array(256);
        for (let i = 0; i < frame.rgb.length; i += 3)
          counts[frame.rgb[i] as number] = (counts[frame.rgb[i] as number] as number) + 1;
        for (let level = 0; level < 256; level++) if ((counts[level] as number) > 40) expect(found[level]).toBe(curve[level]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('outlines', () => {
  it('that are new: none under gain, gamma and other light', () => {
    for (const gain of [0.5, 0.8, 1.3, 1.6]) expect(outlines(frame, gained(frame, gain))).toEqual([]);
    for (const gamma of [0.6, 0.8, 1.3, 1.6]) expect(outlines(frame, gammaOf(frame, gamma))).toEqual([]);
    expect(outlines(frame, litSmoothly(frame, 0.6, 'light'))).toEqual([]);
    expect(outlines(frame, litByLabel(frame, 0.4, 'paint'))).toEqual([]);
  });
  it('of what is painted in are found where it is', () => {
    const [found, ...more] = outlines(frame, paintedIn(frame, frame, WALKER, { x: 160, foot: 172, scale: 1 }));
    expect(more).toEqual([]);
    expect(found?.box.x).toBeGreaterThan(160 - 12 - 6);
    expect((found?.box.x as number) + (found?.box.width as number)).toBeLessThan(160 + 12 + 6);
  });
  it('need an edge: a soft spot of light is none', () => {
    const spot = frame.rgb.slice();
    for (let y = 120; y < 170; y++) for (let x = 120; x < 180; x++) spot.fill(180, 3 * (y * 320 + x), 3 * (y * 320 + x) + 3);
    const soft = boxBlurred(boxBlurred(spot, 320, 12), 320, 12);
    const lit = frame.rgb.map((byte, i) => Math.min(255, Math.round(byte + 0.5 * Math.max(0, (soft[i] as number) - 100))));
    expect(outlines(frame, spot).length).toBe(1);
    expect(outlines(frame, lit).filter(({ box }) => box.y > 105 && box.x > 100 && box.x < 190)).toEqual([]);
  });
});

describe('detail', () => {
  const inside = [...pixelsIn({ x: 95, y: 75, width: 14, height: 50 }, SIZE)];
  const kept = (rgb: Uint8Array): number => detailKept({ ...SIZE, rgb: frame.rgb }, { ...SIZE, rgb }, inside);
  it('is the same under other light, and other after another texture', () => {
    expect(kept(frame.rgb)).toBeCloseTo(1, 12);
    for (const gain of [0.5, 1.6]) expect(kept(gained(frame, gain))).toBeGreaterThan(0.9);
    for (const gamma of [0.6, 1.6]) expect(kept(gammaOf(frame, gamma))).toBeGreaterThan(0.9);
    expect(kept(retextured(frame, WALKER, { x: 20, y: 120, side: 30 }))).toBeLessThan(0.5);
  });
});

describe('a sky that was lighter than the wall beside it, and is darker now', () => {
  const [width, height] = [40, 20];
  const of = Uint16Array.from({ length: width * height }, (_, i) => (i % width < 12 + (Math.floor(i / width) % 3) ? 0 : 1));
  const sky = { box: { x: 0, y: 0, width: 15, height }, pixels: 12 * height, instance: 0 };
  const picture = (light: (i: number) => number) => ({
    width,
    height,
    rgb: Uint8Array.from({ length: 3 * width * height }, (_, k) => {
      const i = Math.floor(k / 3);
      return of[i] === 0 ? light(i) : 110;
    }),
  });
  const base = picture(() => 250);
  const keptAs = (instance: number, light: (i: number) => number): number =>
    detailKept(base, picture(light), pointsOf(of, 0, { ...sky, instance }, { width, height }));

  it('has nothing painted over it, and its border is not asked', () => {
    expect(keptAs(0, () => 70)).toBe(1);
    // A body's is: there, what is around belongs to how it is seen.
    expect(keptAs(1, () => 70)).toBeLessThan(0.1);
  });
  it('is another thing once it has detail of its own', () => {
    expect(keptAs(0, (i) => (i % 3 === 0 ? 40 : 90))).toBeLessThan(0.1);
  });
});
