/** Cells tell of one segment each, changes of look go there and back, and what is spread stays within its segment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDENTITY_POSE, type Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';
import { cellsOf, FIRST_STUFF, lookOf, NOWHERE, segmentOf } from '#diffusion/field/cells';
import { changeOf, PLANES, type Shift, shiftOf } from '#diffusion/field/change';
import { gridOf, MULTIPLE } from '#diffusion/field/grid';
import { groupTable } from '#diffusion/field/groups';
import { byteOf, logLight } from '#diffusion/field/light';
import { spread } from '#diffusion/field/spread';
import { evenSpectrum } from '#diffusion/noise/spectrum';
import { ontology } from '#labels/ontology';
import { madeFrame, type Patch } from './frames.js';

const GROUPS_OF = groupTable(ontology.classes);
const ahead = (): Vec3 => [0, 0, 1];

const patch: fc.Arbitrary<Patch> = fc.record({
  box: fc.tuple(fc.nat(200), fc.nat(100), fc.integer({ min: 1, max: 119 }), fc.integer({ min: 1, max: 79 })),
  semantic: fc.integer({ min: 1, max: 14 }),
  instance: fc.nat(3),
  depth: fc.double({ min: 1, max: 300, noNaN: true }),
  rgb: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
});
const frame = fc.array(patch, { maxLength: 8 }).map((patches) => madeFrame(320, 180, patches));

function cellsIn({ seen }: ReturnType<typeof madeFrame>) {
  return cellsOf(seen, gridOf(seen.width, seen.height), GROUPS_OF, IDENTITY_POSE, ahead);
}

describe('light', () => {
  it('every byte comes back from its logarithm', () => {
    for (let byte = 0; byte < 256; byte++) expect(byteOf(logLight(byte))).toBe(byte);
  });
});

describe('the grid', () => {
  it('covers the picture, and the network can halve it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 4000 }), fc.integer({ min: 16, max: 3000 }), (width, height) => {
        const grid = gridOf(width, height);
        expect(grid.width % MULTIPLE).toBe(0);
        expect(grid.height % MULTIPLE).toBe(0);
        expect(grid.width * grid.factor).toBeGreaterThanOrEqual(width);
        expect(grid.height * grid.factor).toBeGreaterThanOrEqual(height);
        expect(grid.width).toBeLessThan(160 + MULTIPLE);
      }),
    );
  });
});

describe('cells', () => {
  it('tell of the commonest segment among their pixels, and of nothing beyond the picture', () => {
    fc.assert(
      fc.property(frame, (made) => {
        const cells = cellsIn(made);
        const { width, height, factor } = cells.grid;
        for (let cell = 0; cell < width * height; cell += 7) {
          const [x0, y0] = [(cell % width) * factor, Math.floor(cell / width) * factor];
          const counts = new Map<number, number>();
          for (let y = y0; y < Math.min(y0 + factor, made.seen.height); y++)
            for (let x = x0; x < Math.min(x0 + factor, made.seen.width); x++) {
              const id = segmentOf(made.seen, y * made.seen.width + x);
              counts.set(id, (counts.get(id) ?? 0) + 1);
            }
          if (counts.size === 0) expect(cells.segment[cell]).toBe(NOWHERE);
          else expect(counts.get(cells.segment[cell] as number)).toBe(Math.max(...counts.values()));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('know how far, and of which group', () => {
    const made = madeFrame(320, 180, [{ box: [0, 90, 320, 90], semantic: 1, depth: 8, rgb: [90, 90, 90] }]);
    const cells = cellsIn(made);
    const low = 60 * cells.grid.width + 20;
    expect(cells.segment[low]).toBe(FIRST_STUFF + 1);
    expect(cells.nearness[low]).toBeCloseTo(1 / 8, 6);
    expect(cells.nearness[20]).toBe(0);
  });
});

const SIZES = evenSpectrum([0.5, 0.1, 0.2, 0.3], { whole: 1, segment: 0, broad: 0, fine: 0, white: 0 }).sizes;

describe('a change of look', () => {
  it('is what leads from one picture of even surfaces to the other', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), (a, b) => {
        const of = (rgb: readonly [number, number, number]) =>
          madeFrame(64, 32, [{ box: [0, 0, 64, 32], semantic: 1, depth: 5, rgb }]);
        const [from, to] = [of(a), of(b)];
        const cells = cellsIn(from);
        const [base, target] = [from, to].map(({ seen, rgb }) => lookOf(seen, cells.grid, rgb)) as [
          ReturnType<typeof lookOf>,
          ReturnType<typeof lookOf>,
        ];
        const shift = shiftOf(cells.group, changeOf(cells.group, base, target, SIZES), SIZES);
        const out = spread(from.seen, from.rgb, cells, base, shift);
        for (let c = 0; c < 3; c++) expect(Math.abs((out[c] as number) - b[c as 0 | 1 | 2])).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of nothing leaves every byte', () => {
    fc.assert(
      fc.property(frame, ({ seen, rgb }) => {
        const cells = cellsIn({ seen, rgb });
        const look = lookOf(seen, cells.grid, rgb);
        const none = shiftOf(cells.group, new Float32Array(PLANES * cells.segment.length), SIZES);
        expect(Buffer.compare(spread(seen, rgb, cells, look, none), rgb)).toBe(0);
      }),
      { numRuns: 10 },
    );
  });

  it('of one segment changes no pixel of another', () => {
    fc.assert(
      fc.property(frame, fc.nat(3), ({ seen, rgb }, which) => {
        const cells = cellsIn({ seen, rgb });
        const look = lookOf(seen, cells.grid, rgb);
        const random = randomRoot('spread');
        const change = Float32Array.from({ length: PLANES * cells.segment.length }, (_, i) =>
          cells.segment[i % cells.segment.length] === which ? random.normal() : 0,
        );
        const shift: Shift = shiftOf(cells.group, change, SIZES);
        const out = spread(seen, rgb, cells, look, shift);
        // Segments without a cell of their own take what is around them.
        const own = new Set(cells.segment);
        let changed = 0;
        for (let i = 0; i < seen.width * seen.height; i++) {
          const id = segmentOf(seen, i);
          if (id === which || !own.has(id)) continue;
          for (let c = 0; c < 3; c++) if (out[3 * i + c] !== rgb[3 * i + c]) changed++;
        }
        expect(changed).toBe(0);
      }),
      { numRuns: 10 },
    );
  });
});
