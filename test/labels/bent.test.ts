/** Triangles cut up for a lens: their edges in the picture follow the bent ones within the bound, and shared edges stay joined. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lensOf, project } from '#core/lens';
import { focalForField } from '#core/lens/field';
import { cross, dot, mix, type Vec3 } from '#core/pose';
import { bendTriangle } from '#labels/bent';
import { LENSES } from '../conformance/lenses.js';

type Pixel = readonly [u: number, v: number];
/** Straight edges of the written outline may lie this far off the bent ones, px. */
const BOUND = 0.02;
const FRAME = { width: 1280, height: 720, cx: 640, cy: 360 };

function distanceToSegment([u, v]: Pixel, [a, b]: readonly [Pixel, Pixel]): number {
  const [du, dv] = [b[0] - a[0], b[1] - a[1]];
  const length2 = du * du + dv * dv;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((u - a[0]) * du + (v - a[1]) * dv) / length2));
  return Math.hypot(u - a[0] - t * du, v - a[1] - t * dv);
}

/** Anywhere round the camera, a person's hand to a lorry's side in size. */
const place = fc.tuple(
  fc.double({ min: -20, max: 20, noNaN: true }),
  fc.double({ min: -8, max: 3, noNaN: true }),
  fc.double({ min: -10, max: 40, noNaN: true }),
);
const offset = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -8, max: 8, noNaN: true }))) as fc.Arbitrary<
  [number, number, number]
>;
const corners = fc
  .tuple(place, offset, offset)
  .map(([a, b, c]): [Vec3, Vec3, Vec3] => [
    a,
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]],
    [a[0] + c[0], a[1] + c[1], a[2] + c[2]],
  ]);

describe.each(LENSES)('triangles through $name', ({ lens: distortion, field }) => {
  const focal = focalForField(FRAME, distortion, (field * Math.PI) / 180) as number;
  const lens = lensOf({ ...FRAME, fx: focal, fy: focal, lens: distortion });
  const inReach = ([u, v]: Pixel): boolean => u > -1280 && u < 2560 && v > -720 && v < 1440;
  const cut = (triangle: readonly [Vec3, Vec3, Vec3]): [Pixel, Pixel, Pixel][] => {
    const made: [Pixel, Pixel, Pixel][] = [];
    bendTriangle(triangle, lens, (...pixels) => made.push(pixels));
    return made;
  };

  it('have edges within the bound of the bent ones', () => {
    let worst = 0;
    fc.assert(
      fc.property(corners, (triangle) => {
        if (triangle.some((corner) => Math.hypot(...corner) < 1 || project(lens, corner) === undefined)) return;
        const edges = cut(triangle).flatMap(
          ([a, b, c]) =>
            [
              [a, b],
              [b, c],
              [c, a],
            ] as [Pixel, Pixel][],
        );
        for (let i = 0; i <= 12; i++) {
          for (const [from, to] of [
            [0, 1],
            [1, 2],
            [2, 0],
          ] as const) {
            const pixel = project(lens, mix(triangle[from], triangle[to], i / 12));
            if (pixel === undefined || !inReach(pixel)) continue;
            worst = Math.max(worst, Math.min(...edges.map((edge) => distanceToSegment(pixel, edge))));
          }
        }
      }),
      { numRuns: 100, seed: 3 },
    );
    expect(worst).toBeLessThan(BOUND);
    // Uncut they would be far off: the bound is not met by chance.
    expect(worst).toBeGreaterThan(0);
  });

  it('cut an edge that two of them share at the same places', () => {
    fc.assert(
      fc.property(corners, place, ([a, b, c], d) => {
        if ([a, b, c, d].some((corner) => Math.hypot(...corner) < 1)) return;
        // Seen edge-on, a triangle's other edges lie on the shared one.
        if ([c, d].some((corner) => Math.abs(dot(a, cross(b, corner))) < 1)) return;
        const at = ([u, v]: Pixel): string => `${u},${v}`;
        const on = (triangle: [Vec3, Vec3, Vec3]): Set<string> => {
          const vertices = new Set(cut(triangle).flat().map(at));
          const shared = Array.from({ length: 1025 }, (_, i) => project(lens, halving(a, b, i))).filter(
            (pixel) => pixel !== undefined,
          );
          return new Set(shared.map(at).filter((pixel) => vertices.has(pixel)));
        };
        expect(on([a, b, c])).toEqual(on([b, a, d]));
      }),
      { numRuns: 100, seed: 3 },
    );
  });
});

/** The i-th of 1024 parts of an edge, by halving as the cutter does: the same numbers. */
function halving(a: Vec3, b: Vec3, i: number): Vec3 {
  let [low, high, from, to] = [a, b, 0, 1024];
  while (to - from > 1) {
    if (i === from) return low;
    if (i === to) return high;
    const middle: Vec3 = [(low[0] + high[0]) * 0.5, (low[1] + high[1]) * 0.5, (low[2] + high[2]) * 0.5];
    const half = (from + to) / 2;
    if (i === half) return middle;
    if (i < half) [high, to] = [middle, half];
    else [low, from] = [middle, half];
  }
  return i === from ? low : high;
}
