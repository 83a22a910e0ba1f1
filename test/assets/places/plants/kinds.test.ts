/** Every kind in every season: within its frame, the same again, in as many triangles as it may have, alike at all distances. */
import { describe, expect, it } from 'vitest';
import { PLANT_KINDS, plantLevels, SEASONS } from '#assets/places/plants/index';
import type { Mesh } from '#contracts/model';
import { CELLS, seenAround, seenFrom } from './seen.js';

/** Each kind in each season shows one of them, in turn; `NEARMISS_THOROUGH=1` looks at both. */
const VARIANTS = [1, 6];
const variantsAt = (i: number): readonly number[] =>
  process.env.NEARMISS_THOROUGH === '1' ? VARIANTS : [VARIANTS[i % VARIANTS.length] as number];
/** Of each shape from the finest on, for what has all five; tufts have two. */
const MOST_TRIANGLES = [9000, 4200, 1050, 350, 130];
const EVERGREEN = new Set(['conifer', 'conifer-far', 'pine', 'cypress-hedge', 'ivy']);
const SHED = PLANT_KINDS.filter((kind) => !EVERGREEN.has(kind) && !/-far$|^grass|^weeds/.test(kind));

const shapesOf = remember((kind: string, variant: number) => (plantLevels(kind) ?? []).map(({ grow }) => grow(variant)));
/** Growing is most of the work, and each test of a kind asks for the same. */
function remember<T>(grow: (kind: string, variant: number) => T): typeof grow {
  const known = new Map<string, T>();
  return (kind, variant) => {
    const key = `${kind} ${variant}`;
    const shapes = known.get(key) ?? grow(kind, variant);
    if (known.size >= 4) known.clear();
    known.set(key, shapes);
    return shapes;
  };
}
const meshesOf = (parts: readonly { readonly mesh: Mesh }[]): Mesh[] => parts.map(({ mesh }) => mesh);
const off = (a: number, b: number): number => Math.abs(a / b - 1);

/** What looks alike in all seasons needs one of them; what stands deep in a wood has shapes of its like. */
const ALL = PLANT_KINDS.filter((kind) => !kind.endsWith('-far')).flatMap((kind) =>
  (EVERGREEN.has(kind) ? ['summer'] : SEASONS).map((season) => `${kind}.${season}`),
);

describe.each(ALL.map((kind, i) => ({ kind, variants: variantsAt(i) })))('$kind', ({ kind, variants }) => {
  it('stands within its frame, finite, with normals of length 1 and colours below 1', () => {
    for (const variant of variants) {
      for (const { positions, normals, colors, indices } of shapesOf(kind, variant).flatMap(meshesOf)) {
        expect(
          positions.every((v, i) => Number.isFinite(v) && (i % 3 === 2 ? v >= -0.011 && v <= 1 : Math.abs(v) <= 0.5)),
        ).toBe(true);
        let worst = 0;
        for (let i = 0; i < normals.length; i += 3) {
          const [x, y, z] = [normals[i] as number, normals[i + 1] as number, normals[i + 2] as number];
          worst = Math.max(worst, Math.abs(Math.sqrt(x * x + y * y + z * z) - 1));
        }
        expect(worst).toBeLessThan(5e-6);
        expect(colors?.every((v) => v >= 0 && v < 1)).toBe(true);
        expect(indices.every((i) => i < positions.length / 3)).toBe(true);
      }
    }
  });

  it('reaches the frame: as high as said, and nearly as wide', () => {
    for (const variant of variants) {
      const meshes = meshesOf(shapesOf(kind, variant)[0] ?? []);
      const { filled } = seenFrom(meshes, 0.4);
      const rows = Array.from({ length: CELLS }, (_, y) => filled.subarray(y * CELLS, (y + 1) * CELLS).includes(1));
      expect(rows.lastIndexOf(true)).toBeGreaterThan(0.9 * CELLS);
      const across = meshes.flatMap(({ positions }) => [...positions].filter((_, i) => i % 3 !== 2));
      expect(across.reduce((most, v) => Math.max(most, Math.abs(v)), 0)).toBeGreaterThan(0.4);
    }
  });

  it('keeps to its number of triangles', () => {
    const shapes = shapesOf(kind, variants[0] as number);
    shapes.forEach((parts, i) => {
      const triangles = meshesOf(parts).reduce((sum, { indices }) => sum + indices.length / 3, 0);
      expect(triangles).toBeGreaterThan(0);
      expect(triangles).toBeLessThanOrEqual(MOST_TRIANGLES[i] as number);
    });
  });

  it('fills as much of the picture in the same mean colour at all distances, to a tenth', () => {
    for (const variant of variants) {
      const [fine, ...coarse] = shapesOf(kind, variant).map((parts) => seenAround(meshesOf(parts)));
      for (const { area, color } of coarse) {
        expect(off(area, fine?.area ?? 0)).toBeLessThan(0.1);
        color.forEach((v, k) => {
          expect(off(v, fine?.color[k] as number)).toBeLessThan(0.1);
        });
      }
    }
  });
});

it('would notice a shape that is a tenth too wide or a fifth too bright', () => {
  const meshes = meshesOf(shapesOf('tree', 1)[2] ?? []);
  const seen = seenAround(meshes);
  const wide = meshes.map((mesh) => ({ ...mesh, positions: mesh.positions.map((v, i) => (i % 3 === 2 ? v : v * 1.12)) }));
  expect(off(seenAround(wide).area, seen.area)).toBeGreaterThan(0.1);
  const bright = meshes.map((mesh) => ({ ...mesh, colors: (mesh.colors as Float32Array).map((v) => v * 1.2) }));
  expect(off(seenAround(bright).color[1] as number, seen.color[1] as number)).toBeGreaterThan(0.1);
});

describe.each(SHED)('%s', (kind) => {
  it('is bare in winter: wood alone, browner than green, and a haze rather than a mass', () => {
    for (const parts of shapesOf(`${kind}.winter`, 1)) {
      expect(parts.map(({ material }) => material.id)).toEqual(['bark']);
      const { color } = seenAround(meshesOf(parts));
      expect(color[0]).toBeGreaterThan(color[1] as number);
    }
    const share = (season: string): number => crownFilled(meshesOf(shapesOf(`${kind}.${season}`, 1)[0] ?? []));
    expect(share('winter')).toBeLessThan(0.85 * share('summer'));
    expect(share('winter')).toBeGreaterThan(0.2);
  });

  it('is greener than red in summer, and less so in autumn', () => {
    const redness = (season: string): number => {
      const { color } = seenAround(meshesOf(shapesOf(`${kind}.${season}`, 1)[0] ?? []));
      return (color[0] as number) / (color[1] as number);
    };
    expect(redness('summer')).toBeLessThan(1.05);
    expect(redness('autumn')).toBeGreaterThan(redness('summer'));
  });
});

it.each(['tree', 'tree-plane', 'tree-lime', 'tree-small', 'tree-poplar', 'conifer', 'bush', 'hedge'])(
  "%s: most of what lies within a summer crown's outline is crown",
  (kind) => {
    expect(crownFilled(meshesOf(shapesOf(kind, 1)[0] ?? []))).toBeGreaterThan(0.75);
  },
);

it.each(['tree', 'tree-plane', 'tree-birch', 'pine'])('%s: the sky shows through gaps', (kind) => {
  expect(crownFilled(meshesOf(shapesOf(kind, 1)[0] ?? []))).toBeLessThan(0.97);
});

/** Of what lies between the outermost filled cells of each row of the upper half, how much is filled. */
function crownFilled(meshes: readonly Mesh[]): number {
  const { filled } = seenFrom(meshes, 1.2);
  let [within, there] = [0, 0];
  for (let y = Math.floor(0.5 * CELLS); y < 0.9 * CELLS; y++) {
    const row = filled.subarray(y * CELLS, (y + 1) * CELLS);
    const first = row.indexOf(1);
    if (first < 0) continue;
    within += row.lastIndexOf(1) - first + 1;
    there += row.reduce((sum, one) => sum + one, 0);
  }
  return there / within;
}

it.each(['tree', 'conifer'])('%s stands deep in a wood in the coarser shapes of its own', (kind) => {
  expect(shapesOf(`${kind}-far`, 2)).toEqual(shapesOf(kind, 2).slice(2));
});

describe('evergreens', () => {
  it.each([...EVERGREEN])('%s looks alike in all seasons', (kind) => {
    for (const season of SEASONS) expect(shapesOf(`${kind}.${season}`, 3)).toEqual(shapesOf(kind, 3));
  });
});

describe('names', () => {
  it('knows no plant of another name, and no season of another', () => {
    expect(plantLevels('lamp-post')).toBeUndefined();
    expect(plantLevels('toString')).toBeUndefined();
    expect(plantLevels('tree.monsoon')).toBeUndefined();
  });

  it('takes a kind without a season for summer', () => {
    expect(shapesOf('tree-lime', 2)).toEqual(shapesOf('tree-lime.summer', 2));
    expect(shapesOf('tree-lime', 2)).not.toEqual(shapesOf('tree-lime.autumn', 2));
  });
});
