/** Lenses against closed forms, OpenCV's formulas written out, and their own inverse. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BrownConrady,
  type Distortion,
  depthOf,
  type Fisheye,
  lensOf,
  type Projection,
  project,
  reachOf,
  unproject,
} from '#core/lens';
import { focalForField, horizontalField } from '#core/lens/field';
import type { Vec3 } from '#core/pose';

const FRAME = { width: 1280, height: 720, cx: 640, cy: 360 };
const PINHOLE: Projection = { ...FRAME, fx: 1000, fy: 1000 };
const plain: BrownConrady = { model: 'brown-conrady', k1: 0, k2: 0, p1: 0, p2: 0, k3: 0 };
const round: Fisheye = { model: 'fisheye', k1: 0, k2: 0, k3: 0, k4: 0 };
const withLens = (lens: Distortion, focal = 1000): Projection => ({ ...FRAME, fx: focal, fy: focal, lens });
/** A wide action camera's and a surround-view camera's, of the size that calibrations give. */
const BARREL: BrownConrady = { model: 'brown-conrady', k1: -0.28, k2: 0.09, p1: 6e-4, p2: -4e-4, k3: -0.013 };
const SURROUND: Fisheye = { model: 'fisheye', k1: 0.05, k2: -0.012, k3: 0.002, k4: -2e-4 };

const coefficient = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const brownConrady: fc.Arbitrary<BrownConrady> = fc.record({
  model: fc.constant('brown-conrady' as const),
  k1: coefficient(0.35),
  k2: coefficient(0.15),
  p1: coefficient(0.003),
  p2: coefficient(0.003),
  k3: coefficient(0.05),
  k4: coefficient(0.2),
  k5: coefficient(0.05),
  k6: coefficient(0.01),
});
const fisheye: fc.Arbitrary<Fisheye> = fc.record({
  model: fc.constant('fisheye' as const),
  k1: coefficient(0.1),
  k2: coefficient(0.03),
  k3: coefficient(0.01),
  k4: coefficient(0.002),
});
const inPicture = fc.tuple(
  fc.double({ min: 0, max: FRAME.width, noNaN: true }),
  fc.double({ min: 0, max: FRAME.height, noNaN: true }),
);

describe('a lens', () => {
  it.each([
    ['pinhole', fc.constant(undefined)],
    ['brown-conrady', brownConrady],
    ['fisheye', fisheye],
  ] as const)('of model %s lands where it came from, within 1e-6 px over the whole picture', (_, distortion) => {
    let rays = 0;
    fc.assert(
      fc.property(
        distortion as fc.Arbitrary<Distortion | undefined>,
        fc.double({ min: 300, max: 2000, noNaN: true }),
        inPicture,
        (lens, focal, [u, v]) => {
          const made = lensOf({ ...FRAME, fx: focal, fy: focal * 1.01, ...(lens === undefined ? {} : { lens }) });
          const ray = unproject(made, u, v);
          if (ray === undefined) return;
          rays++;
          expect(Math.abs(Math.hypot(...ray) - 1)).toBeLessThan(1e-12);
          const [p, q] = project(made, ray) as readonly [number, number];
          expect(Math.abs(p - u)).toBeLessThan(1e-6);
          expect(Math.abs(q - v)).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 1500 },
    );
    // Pixels without a ray are the exception, so the property is not empty.
    expect(rays).toBeGreaterThan(1000);
  });

  it.each([
    ['brown-conrady', withLens(BARREL, 700)],
    ['fisheye', withLens(SURROUND, 380)],
  ])('%s finds the direction of whatever it shows, to 1e-10', (_, projection) => {
    const lens = lensOf(projection);
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(part, part, part), ([x, y, z]) => {
        const size = Math.hypot(x, y, z);
        if (size < 0.1) return;
        const ray: Vec3 = [x / size, y / size, z / size];
        const pixel = project(lens, ray);
        if (pixel === undefined) return;
        const found = unproject(lens, ...pixel) as Vec3;
        for (let k = 0; k < 3; k++) expect(Math.abs((found[k] as number) - (ray[k] as number))).toBeLessThan(1e-10);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Brown and Conrady', () => {
  it('is a pinhole without coefficients', () => {
    fc.assert(
      fc.property(inPicture, ([u, v]) => {
        const [a, b] = [unproject(lensOf(PINHOLE), u, v), unproject(lensOf(withLens(plain)), u, v)] as [Vec3, Vec3];
        for (let k = 0; k < 3; k++) expect(Math.abs((a[k] as number) - (b[k] as number))).toBeLessThan(1e-12);
      }),
    );
  });
  it('with k1 alone moves a point along its radius by k1 r^3', () => {
    // By hand: (0.3, 0.4) has r^2 = 0.25, so the factor is 1 - 0.2 * 0.25 = 0.95.
    const [u, v] = project(lensOf(withLens({ ...plain, k1: -0.2 })), [0.6, 0.8, 2]) as readonly [number, number];
    expect(u).toBeCloseTo(640 + 1000 * 0.3 * 0.95, 9);
    expect(v).toBeCloseTo(360 + 1000 * 0.4 * 0.95, 9);
  });
  it('with p1 and p2 alone moves it as a lens off centre does', () => {
    // By hand: (0.3, 0.4): x' = 0.3 + 2 p1 0.12 + p2 (0.25 + 0.18), y' = 0.4 + p1 (0.25 + 0.32) + 2 p2 0.12.
    const [u, v] = project(lensOf(withLens({ ...plain, p1: 0.01, p2: -0.02 })), [0.3, 0.4, 1]) as readonly [number, number];
    expect(u).toBeCloseTo(640 + 1000 * (0.3 + 0.0024 - 0.0086), 9);
    expect(v).toBeCloseTo(360 + 1000 * (0.4 + 0.0057 - 0.0048), 9);
  });
  it("is OpenCV's projectPoints, in its order of coefficients", () => {
    fc.assert(
      fc.property(brownConrady, coefficient(0.6), coefficient(0.4), (lens, x, y) => {
        const [k1, k2, p1, p2, k3, k4, k5, k6] = Object.values({ ...lens, model: undefined }).filter(
          (value) => value !== undefined,
        ) as number[] as [number, number, number, number, number, number, number, number];
        const made = lensOf(withLens(lens));
        const pixel = project(made, [x, y, 1]);
        if (pixel === undefined) return;
        const r2 = x * x + y * y;
        const icdist = 1 / (1 + k4 * r2 + k5 * r2 ** 2 + k6 * r2 ** 3);
        const cdist = 1 + k1 * r2 + k2 * r2 ** 2 + k3 * r2 ** 3;
        expect(pixel[0]).toBeCloseTo(640 + 1000 * (x * cdist * icdist + p1 * 2 * x * y + p2 * (r2 + 2 * x * x)), 8);
        expect(pixel[1]).toBeCloseTo(360 + 1000 * (y * cdist * icdist + p1 * (r2 + 2 * y * y) + p2 * 2 * x * y), 8);
      }),
    );
  });
  it('shows nothing beyond where its polynomial turns back', () => {
    // x - 0.3 x^3 is greatest at x = 1 / sqrt(0.9).
    const lens = lensOf(withLens({ ...plain, k1: -0.3 }));
    expect(lens.limit).toBeCloseTo(1 / Math.sqrt(0.9), 12);
    expect(project(lens, [lens.limit - 1e-9, 0, 1])).toBeDefined();
    expect(project(lens, [lens.limit + 1e-9, 0, 1])).toBeUndefined();
    const farthest = 1000 * lens.limit * (1 - 0.3 * lens.limit ** 2);
    expect(unproject(lens, 640 + farthest - 1e-3, 360)).toBeDefined();
    expect(unproject(lens, 640 + farthest + 1e-3, 360)).toBeUndefined();
    expect(project(lens, [0, 0, -1])).toBeUndefined();
  });
});

describe('the fisheye', () => {
  it("is OpenCV's: theta (1 + k1 theta^2 + ...) focal lengths from the middle, in the ray's direction across", () => {
    const theta = fc.double({ min: 0.01, max: 1.8, noNaN: true });
    fc.assert(
      fc.property(theta, fc.double({ min: 0, max: 6.28, noNaN: true }), (t, phi) => {
        const { k1, k2, k3, k4 } = SURROUND;
        const ray: Vec3 = [3 * Math.sin(t) * Math.cos(phi), 3 * Math.sin(t) * Math.sin(phi), 3 * Math.cos(t)];
        const [u, v] = project(lensOf(withLens(SURROUND, 380)), ray) as readonly [number, number];
        const distance = 380 * (t + k1 * t ** 3 + k2 * t ** 5 + k3 * t ** 7 + k4 * t ** 9);
        expect(u).toBeCloseTo(640 + distance * Math.cos(phi), 8);
        expect(v).toBeCloseTo(360 + distance * Math.sin(phi), 8);
      }),
    );
  });
  it('sees what is beside and behind it: by hand, 90 degrees at pi / 2 focal lengths, 120 degrees at 2 pi / 3', () => {
    const lens = lensOf(withLens(round, 300));
    expect(project(lens, [5, 0, 0])?.[0]).toBeCloseTo(640 + 150 * Math.PI, 9);
    expect(project(lens, [0, Math.sqrt(3), -1])?.[1]).toBeCloseTo(360 + 200 * Math.PI, 9);
    expect(project(lens, [0, 0, -1])).toBeUndefined();
  });
  it('ends where a wider ray would land nearer', () => {
    // theta - 0.1 theta^3 is greatest at theta = 1 / sqrt(0.3).
    const lens = lensOf(withLens({ ...round, k1: -0.1 }, 300));
    expect(lens.limit).toBeCloseTo(1 / Math.sqrt(0.3), 12);
    const at = (theta: number): Vec3 => [Math.sin(theta), 0, Math.cos(theta)];
    expect(project(lens, at(lens.limit - 1e-9))).toBeDefined();
    expect(project(lens, at(lens.limit + 1e-9))).toBeUndefined();
  });
});

describe('depth and reach', () => {
  const point: Vec3 = [3, -4, 12];
  it('of a pinhole and of Brown and Conrady lie along the axis, of a fisheye depth is the distance', () => {
    expect(depthOf(lensOf(PINHOLE), point)).toBe(12);
    expect(depthOf(lensOf(withLens(BARREL)), point)).toBe(12);
    expect(depthOf(lensOf(withLens(SURROUND)), point)).toBe(13);
  });
  it('limit a wide picture by cubes', () => {
    const [narrow, wide] = [lensOf(withLens(SURROUND, 900)), lensOf(withLens(SURROUND, 380))];
    expect([narrow.narrow, wide.narrow]).toEqual([true, false]);
    expect([reachOf(narrow, [3, -40, 12]), reachOf(wide, [3, -40, 12])]).toEqual([12, 40]);
  });
});

describe('a focal length from a field of view', () => {
  it('is the closed form of a pinhole and of an equidistant fisheye', () => {
    expect(focalForField(FRAME, undefined, Math.PI / 2)).toBeCloseTo(640, 9);
    expect(focalForField(FRAME, round, (190 * Math.PI) / 180)).toBeCloseTo(640 / ((95 * Math.PI) / 180), 6);
  });
  it('gives the written picture that field, or says that the lens does not see it', () => {
    const field = fc.double({ min: 0.2, max: 3.5, noNaN: true });
    let met = 0;
    fc.assert(
      fc.property(fc.oneof(brownConrady, fisheye), field, (lens, wanted) => {
        const focal = focalForField(FRAME, lens, wanted);
        if (focal === undefined) return;
        met++;
        expect(horizontalField(lensOf({ ...FRAME, fx: focal, fy: focal, lens }))).toBeCloseTo(wanted, 6);
      }),
    );
    expect(met).toBeGreaterThan(30);
    expect(focalForField(FRAME, { ...plain, k1: -0.3 }, (100 * Math.PI) / 180)).toBeUndefined();
    expect(focalForField(FRAME, BARREL, (80 * Math.PI) / 180)).toBeDefined();
  });
});
