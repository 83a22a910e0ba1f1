/** Surfaces of another colour, texture and gloss: shapes stay, nothing leaves what is real, shades of a paint stay shades of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyAssets, buildPlaceBatches, variedSurface } from '#assets/index';
import type { Appearance } from '#contracts/appearance';
import type { Material, Mesh } from '#contracts/model';
import { lchOf } from '#core/color';
import type { Vec3 } from '#core/pose';
import { buildPlace } from '#places/index';

const full = (seed: number): Appearance => ({
  seed,
  colours: { hue: [-0.35, 0.35], repaint: 0.4, saturation: [0.35, 1.15], brightness: [0.6, 1.5] },
  textures: { exchange: 0.5, size: [0.7, 1.5], contrast: [0.4, 1.5] },
  materials: { roughness: [0.6, 1.6], metalness: [-0.25, 0.25] },
});
const surfaces = [
  ...bodyAssets.all.flatMap((asset) => asset.build({ asset: asset.name, seed: 3, traits: {} }).parts),
  ...buildPlaceBatches(buildPlace({ layout: 'town', seed: 3, options: {} })),
];
const seeds = fc.integer({ min: 0, max: 0xffffffff });
const wall = (texture: string, color: Vec3): { mesh: Mesh; material: Material } => ({
  mesh: { positions: new Float32Array(), normals: new Float32Array(), indices: new Uint32Array() },
  material: { id: 'm', baseColor: color, roughness: 0.5, metalness: 0, texture },
});

it('is the very same object without an appearance', () => {
  for (const surface of surfaces) expect(variedSurface(surface, undefined, 'x')).toBe(surface);
});

describe('with one', () => {
  it('shapes stay, albedos are between soot and snow, gloss is a gloss', () => {
    let changed = 0;
    // Lamps, plates, reflectors and hi-vis keep theirs.
    const free = surfaces.filter(({ material }) => material.emission === undefined && (material.retroReflection ?? 0) === 0);
    for (const surface of free) {
      const { mesh, material } = variedSurface(surface, full(7), 'body');
      for (const part of ['positions', 'normals', 'indices', 'uvs'] as const) expect(mesh[part]).toBe(surface.mesh[part]);
      const [before, after] = [
        [...surface.material.baseColor, ...(surface.mesh.colors ?? [])],
        [...material.baseColor, ...(mesh.colors ?? [])],
      ];
      const most = Math.max(0.85, ...before) + 1e-6;
      expect(Math.min(...after)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...after)).toBeLessThanOrEqual(most);
      expect(material.roughness).toBeGreaterThan(0);
      expect(material.roughness).toBeLessThanOrEqual(1);
      expect(material.id).toBe(surface.material.id);
      if (after.some((x, i) => Math.abs(x - (before[i] as number)) > 1e-4)) changed++;
    }
    expect(changed / free.length).toBeGreaterThan(0.8);
  });
  it('a wall keeps its lightness by a factor, and houses stay muted', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { material } = variedSurface(wall('plaster', [0.4, 0.38, 0.33]), full(seed), 'house');
        expect(lchOf(material.baseColor).chroma).toBeLessThan(0.09);
      }),
    );
  });
  it('skin, fur and grass keep their hue but for a little', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom('skin', 'fur', 'grass'), (seed, texture) => {
        const color: Vec3 = [0.3, 0.18, 0.1];
        const { material } = variedSurface(wall(texture, color), full(seed), 'who');
        const turn = Math.abs(lchOf(material.baseColor).hue - lchOf(color).hue);
        expect(turn).toBeLessThan(0.35 / 4 + 1e-3);
      }),
    );
  });
  it('shades of one paint stay shades of it, paints go their own ways', () => {
    const shades = new Float32Array([0.4, 0.2, 0.1, 0.2, 0.1, 0.05, 0.1, 0.2, 0.4]);
    const plain = wall('none', [1, 1, 1]);
    let apart = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { mesh } = variedSurface({ ...plain, mesh: { ...plain.mesh, colors: shades } }, full(seed), 'house');
      const hue = (i: number) => lchOf([...(mesh.colors ?? []).slice(3 * i, 3 * i + 3)] as unknown as Vec3).hue;
      expect(Math.abs(Math.sin(hue(0) - hue(1)))).toBeLessThan(0.12);
      if (Math.abs(Math.sin(hue(0) - hue(2))) > 0.3) apart++;
    }
    expect(apart).toBeGreaterThan(10);
  });
  it('leaves alone what has to have its colour', () => {
    const plate = wall('none', [0.75, 0.75, 0.7]);
    const coded = { ...plate, material: { ...plate.material, retroReflection: 0.3 } };
    expect(variedSurface(coded, full(1), 'car').material.baseColor).toEqual(plate.material.baseColor);
    for (let seed = 0; seed < 30; seed++) {
      const red: Vec3 = [0.4, 0.03, 0.03];
      const { material } = variedSurface(wall('none', red), full(seed), 'sign-stop');
      expect(Math.abs(lchOf(material.baseColor).hue - lchOf(red).hue)).toBeLessThan(0.35 / 4 + 1e-3);
    }
  });
  it('is drawn by owner: two cars differ, the same car does not', () => {
    const paint = wall('paint', [0.3, 0.02, 0.02]);
    const of = (owner: string) => variedSurface(paint, full(1), owner).material.baseColor;
    expect(of('a')).toEqual(of('a'));
    expect(of('a')).not.toEqual(of('b'));
  });
  it('turns plants with the season alone', () => {
    const autumn: Appearance = { seed: 1, plants: [2, 1, 0.5] };
    expect(variedSurface(wall('leaves', [0.1, 0.1, 0.1]), autumn, 'tree').material.baseColor).toEqual([0.2, 0.1, 0.05]);
    expect(variedSurface(wall('brick', [0.1, 0.1, 0.1]), autumn, 'house').material.baseColor).toEqual([0.1, 0.1, 0.1]);
  });
});
