/** The rules by which plants grow, where they have closed forms or must hold for any habit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daylightIn } from '#assets/places/plants/daylight';
import { growWood, type Habit, lengthOf } from '#assets/places/plants/growth';
import { hedge } from '#assets/places/plants/hedge';
import { lab } from '#assets/places/plants/lab';
import { type Outline, radiusAt, roomAhead } from '#assets/places/plants/outline';
import { pipeRadii } from '#assets/places/plants/pipes';
import type { Grow } from '#assets/places/plants/plant';
import { lookAt } from '#assets/places/plants/silhouette';
import { birch, bush, tree } from '#assets/places/plants/species';
import { areaOfStar } from '#assets/places/plants/sprays';
import { spruce } from '#assets/places/plants/spruce';
import type { Vec3 } from '#core/pose';
import { randomRoot } from '#core/random';

const HABIT: Habit = {
  spread: 0.6,
  clear: 0.2,
  widest: 0.45,
  low: 2,
  high: 2,
  leader: 0.7,
  counts: [9, 4, 3],
  rise: [0.2, 1.2],
  fork: 0.8,
  twig: 0.07,
  tropism: [0.5, 0.2, 0],
  wander: 1,
  trunk: 0.02,
};
const seeds = fc.integer({ min: 0, max: 1e6 });

describe('wood', () => {
  it('has as many axes as its habit says, each foot on the axis that bears it', () => {
    const [boughs, branches, twigs] = HABIT.counts;
    fc.assert(
      fc.property(seeds, (seed) => {
        const axes = growWood(HABIT, randomRoot(seed));
        expect(axes.length).toBe(1 + boughs * (1 + branches * (1 + twigs)));
        for (const { path, parent, birth } of axes.slice(1)) {
          const carrier = axes[parent]?.path as readonly Vec3[];
          const [a, b] = [carrier[birth] as Vec3, carrier[birth + 1] as Vec3];
          const foot = path[0] as Vec3;
          expect(lengthOf([a, foot]) + lengthOf([foot, b])).toBeCloseTo(lengthOf([a, b]), 9);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("stays above ground, below the top, and within a tenth of the crown's outline", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { path, order } of growWood(HABIT, randomRoot(seed))) {
          for (const [x, y, z] of order === 0 ? [] : path.slice(2)) {
            expect(z).toBeGreaterThanOrEqual(0.02);
            expect(z).toBeLessThan(1);
            if (z > HABIT.clear) expect(Math.hypot(x, y)).toBeLessThan(1.1 * Math.max(radiusAt(HABIT, z), 0.03));
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("is as thick by the pipe model: a section's area is the sum of what it carries", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const axes = growWood(HABIT, randomRoot(seed));
        const radii = pipeRadii(axes, HABIT.trunk);
        const area = (axis: number, k: number): number => ((radii[axis]?.[k] as number) / HABIT.trunk) ** 2;
        const born = axes.map(() => new Map<number, number>());
        axes.forEach(({ parent, birth }, i) => {
          if (i > 0) born[parent]?.set(birth, (born[parent]?.get(birth) ?? 0) + area(i, 0));
        });
        axes.forEach(({ path }, i) => {
          for (let k = 0; k + 1 < path.length; k++) {
            expect(area(i, k)).toBeCloseTo(area(i, k + 1) + (born[i]?.get(k) ?? 0), 9);
          }
        });
        expect(radii[0]?.[0]).toBeCloseTo(HABIT.trunk, 12);
      }),
      { numRuns: 10 },
    );
  });
});

describe('an outline', () => {
  const outlines = fc.record({
    spread: fc.double({ min: 0.1, max: 1.3, noNaN: true }),
    clear: fc.double({ min: 0, max: 0.5, noNaN: true }),
    widest: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
    low: fc.double({ min: 1, max: 3, noNaN: true }),
    high: fc.double({ min: 1, max: 3, noNaN: true }),
  });

  it('is half its spread where it is widest, nowhere more, and nothing beyond its ends', () => {
    fc.assert(
      fc.property(outlines, fc.double({ min: -0.2, max: 1.2, noNaN: true }), (outline: Outline, z) => {
        const at = outline.clear + outline.widest * (1 - outline.clear);
        expect(radiusAt(outline, at)).toBeCloseTo(outline.spread / 2, 6);
        expect(radiusAt(outline, z)).toBeLessThanOrEqual(outline.spread / 2 + 1e-9);
        if (z <= outline.clear || z >= 1) expect(radiusAt(outline, z)).toBe(0);
      }),
    );
  });

  it('leaves as much room sideways from its axis as its radius, to a step', () => {
    fc.assert(
      fc.property(outlines, fc.double({ min: 0.55, max: 0.9, noNaN: true }), (outline: Outline, z) => {
        const room = roomAhead(outline, [0, 0, z], [1, 0, 0]);
        expect(Math.abs(room - radiusAt(outline, z))).toBeLessThan(0.016);
      }),
    );
  });
});

describe('daylight', () => {
  it('is whole where nothing is above, and Beer and Lambert let through what a level layer leaves', () => {
    const far: Vec3 = [0, 0, -1];
    expect(daylightIn([{ at: far, area: 1e-9 }])([0, 0, 0])).toBeCloseTo(1, 6);
  });

  it('is darker below leaves than above them, and the darker the more there are', () => {
    const layer = (area: number) =>
      Array.from({ length: 400 }, (_, i) => ({
        at: [(i % 20) / 20, Math.floor(i / 20) / 20, 0.5 + 0.4 * ((i * 7) % 10) * 0.1] as Vec3,
        area,
      }));
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e-2, noNaN: true }), (area) => {
        const [thin, dense] = [daylightIn(layer(area)), daylightIn(layer(2 * area))];
        expect(thin([0.5, 0.5, 0.5])).toBeLessThan(thin([0.5, 0.5, 0.95]));
        expect(dense([0.5, 0.5, 0.5])).toBeLessThan(thin([0.5, 0.5, 0.5]));
      }),
    );
  });
});

describe('CIELAB', () => {
  it("gives white for its white, and L*'s own luminance for greys (ISO/CIE 11664-4)", () => {
    for (const v of lab(100, 0, 0)) expect(v).toBeCloseTo(1, 3);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (l) => {
        const y = l > 8 ? ((l + 16) / 116) ** 3 : l / 903.2963;
        for (const v of lab(l, 0, 0)) expect(v).toBeCloseTo(y, 3);
      }),
    );
  });

  it('is greener towards negative a*, yellower towards positive b*', () => {
    const [grey, green, yellow] = [lab(40, 0, 0), lab(40, -15, 0), lab(40, 0, 20)];
    expect(green[1] / green[0]).toBeGreaterThan(grey[1] / grey[0]);
    expect(yellow[2] / yellow[1]).toBeLessThan(grey[2] / grey[1]);
  });
});

it('a star of lobes 1 long has the area of its polygon (shoelace)', () => {
  for (const lobes of [3, 4, 5]) {
    const corners = Array.from({ length: 2 * lobes }, (_, k) => {
      const [r, a] = [k % 2 === 0 ? 1 : 0.5, (k * Math.PI) / lobes];
      return [r * Math.cos(a), r * Math.sin(a)] as const;
    });
    const twice = corners.reduce((sum, [x, y], k) => {
      const [p, q] = corners[(k + 1) % corners.length] as readonly [number, number];
      return sum + x * q - p * y;
    }, 0);
    expect(areaOfStar(lobes)).toBeCloseTo(twice / 2, 12);
  }
});

describe('a silhouette', () => {
  const sheet = (width: number, height: number) => ({
    positions: new Float32Array([0, -width / 2, 0, 0, width / 2, 0, 0, width / 2, height, 0, -width / 2, height]),
    normals: new Float32Array([1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]),
    colors: new Float32Array([0.2, 0.4, 0.6, 0.2, 0.4, 0.6, 0.2, 0.4, 0.6, 0.2, 0.4, 0.6]),
    indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
  });

  it('has the area of a sheet seen askew, and its colour', () => {
    const { area, colors } = lookAt([sheet(0.8, 0.9)]);
    const askew = [0.35, 1.4, 2.45].reduce((sum, bearing) => sum + Math.abs(Math.sin(bearing)), 0) / 3;
    expect(area).toBeCloseTo(0.75 * 0.8 * askew * 0.9, 1.5);
    expect(colors[0]).toEqual([expect.closeTo(0.2, 6), expect.closeTo(0.4, 6), expect.closeTo(0.6, 6)]);
  });

  it('counts what is in front alone', () => {
    const { colors } = lookAt([
      sheet(0.8, 0.9),
      { ...sheet(0.8, 0.9), positions: sheet(0.8, 0.9).positions.map((v) => v * 0.5) },
    ]);
    const whole = colors.reduce((sum, [r]) => sum + r, 0);
    expect(whole).toBeCloseTo(0.2, 6);
  });
});

describe('growing', () => {
  const GROWERS: readonly (readonly [string, Grow])[] = [
    ['tree', tree],
    ['birch', birch],
    ['bush', bush],
    ['spruce', spruce],
    ['hedge', hedge],
  ];
  it.each(GROWERS)('%s twice gives the same bytes, another variant others', (_, grow) => {
    for (const season of ['summer', 'winter'] as const) {
      expect(grow(3, season)).toEqual(grow(3, season));
      expect(grow(4, season)).not.toEqual(grow(3, season));
    }
  });
});
