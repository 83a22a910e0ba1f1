/** Colours: known values of OKLab and of black bodies, there and back again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorOf, lchOf, luminanceOf, miredShiftOf, tintOf, WHITE_K, whiteBalanceFor } from '#core/color';
import { differencesOf } from '#core/differences';

describe('OKLab', () => {
  it("has Ottosson's values for white and red", () => {
    expect(lchOf([1, 1, 1]).lightness).toBeCloseTo(1, 4);
    expect(lchOf([1, 1, 1]).chroma).toBeLessThan(1e-4);
    const red = lchOf([1, 0, 0]);
    expect(red.lightness).toBeCloseTo(0.62796, 4);
    expect(red.chroma * Math.cos(red.hue)).toBeCloseTo(0.22486, 4);
    expect(red.chroma * Math.sin(red.hue)).toBeCloseTo(0.12585, 4);
  });
  it('goes there and back', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(share, share, share), (color) => {
        for (const [i, back] of colorOf(lchOf(color)).entries()) expect(back).toBeCloseTo(color[i] as number, 4);
      }),
    );
  });
});

describe('temperatures', () => {
  it('of white leave colours as they are', () => {
    expect(miredShiftOf(WHITE_K)).toBe(0);
    for (const gain of [...tintOf(0), ...whiteBalanceFor(0)]) expect(gain).toBeCloseTo(1, 12);
  });
  it('are warmer with more mired, at the same luminance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 400, noNaN: true }),
        fc.double({ min: 1, max: 30, noNaN: true }),
        (shift, more) => {
          const [cool, warm] = [tintOf(shift), tintOf(shift + more)];
          expect(warm[0] / warm[2]).toBeGreaterThan(cool[0] / cool[2]);
          expect(luminanceOf(warm)).toBeCloseTo(1, 9);
        },
      ),
    );
  });
  it('of an incandescent lamp, CIE illuminant A at 2856 K, are its chromaticity 0.4476, 0.4074', () => {
    // Over D65 (0.3127, 0.3290), from linear sRGB back to xy by IEC 61966-2-1.
    const a = tintOf(miredShiftOf(2856));
    const [r, g, b] = a;
    const [X, Y, Z] = [
      0.4124 * r + 0.3576 * g + 0.1805 * b,
      0.2126 * r + 0.7152 * g + 0.0722 * b,
      0.0193 * r + 0.1192 * g + 0.9505 * b,
    ];
    // White's own black body lies a little beside D65, and the approximation within 0.003 of the locus.
    expect(X / (X + Y + Z)).toBeCloseTo(0.4476, 1);
    expect(Math.abs(X / (X + Y + Z) - 0.4476)).toBeLessThan(0.01);
    expect(Math.abs(Y / (X + Y + Z) - 0.4074)).toBeLessThan(0.01);
  });
  it('are taken out by a white balance for them', () => {
    const [tint, gains] = [tintOf(50), whiteBalanceFor(50)];
    const product = tint.map((c, i) => c * (gains[i] as number));
    for (const c of product) expect(c / (product[0] as number)).toBeCloseTo(1, 9);
  });
});

describe('differences', () => {
  it('are named by their paths, and there are none where there are none', () => {
    const a = { x: 1, list: [1, { y: 2 }], gone: 3, map: { p: 1, q: [1] } };
    const b = { x: 1, list: [1, { y: 3 }], map: { p: 1, q: [1, 2] }, fresh: null };
    expect(differencesOf(a, b)).toEqual(['fresh', 'gone', 'list.1.y', 'map.q']);
    expect(differencesOf(a, { ...a })).toEqual([]);
    expect(differencesOf({ x: 0 }, { x: null })).toEqual(['x']);
  });
});
