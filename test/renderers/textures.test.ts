/** Recipes of textures: heights within their depth, tiles without seams, slopes that are the heights' own. */
import { describe, expect, it } from 'vitest';
import { cos, sin, TAU } from '#core/math';
import { randomRoot } from '#core/random';
import { pieceAt, runningBond } from '#renderers/three/page/textures/bond';
import { FAMILIES } from '#renderers/three/page/textures/families';
import type { Family } from '#renderers/three/page/textures/family';
import { tileable } from '#renderers/three/page/textures/noise';
import { paintFamily, readingOf } from '#renderers/three/page/textures/paint';

const painted = Object.entries(FAMILIES).map(([name, family]) => ({ name, family, picture: paintFamily(name, family) }));
const inRelief = painted.filter(({ family }) => family.relief !== undefined);

/**
 * Whether a recipe, painted on beyond its tile, would begin anew there: then values and gradients go over the edge as they go anywhere
 * else. Looked at beside the edges and at points that no lattice or joint runs through.
 */
function goesRound(recipe: Family['paint'], name: string, size: number): boolean {
  const noise = tileable(name, size);
  const random = randomRoot('seams').child(name);
  return Array.from({ length: 600 }, (_, i) => random.child(i)).every((stream, i) => {
    const [x, y] = [stream.between(0, i % 2 === 0 ? size : 4), stream.between(0, i % 3 === 0 ? 4 : size)];
    const here = recipe(noise, x, y);
    return [recipe(noise, x + size, y), recipe(noise, x, y + size)].every((there) => Math.abs(there - here) < 1e-6);
  });
}

describe('families of textures', () => {
  it('lie within their depth, and use a good part of it', () => {
    for (const { name, family, picture } of inRelief) {
      const { heights } = picture;
      const range = heights.reduce((a, b) => Math.max(a, b)) - heights.reduce((a, b) => Math.min(a, b));
      const depth = family.relief?.depth as number;
      expect(range, name).toBeLessThanOrEqual(depth * (1 + 1e-6));
      expect(range, name).toBeGreaterThan(depth / 2);
    }
  });
  it('tile without a seam, in colour, tint and height', () => {
    for (const { name, family, picture } of painted)
      for (const recipe of [family.paint, family.tint?.shade, family.relief?.height])
        if (recipe !== undefined) expect(goesRound(recipe, name, picture.size), name).toBe(true);
  });
  it('would be caught if a recipe went on otherwise beyond its edge', () => {
    expect(goesRound((n, x, y) => n(x, y * 0.26, 48, 1), 'bark', 256)).toBe(false);
    expect(goesRound((n, x, y) => 0.004 * n(x, y, 48, 1) + 1e-5 * x, 'bark', 256)).toBe(false);
  });
  it('have mean heights at the byte that stands for level, and hold plaster flatter than setts', () => {
    for (const { name, family, picture } of inRelief) {
      const channels = [1, 2, ...(family.tint === undefined ? [3] : [])];
      for (const c of channels) {
        const { bytes, size } = picture;
        let sum = 0;
        for (let i = c; i < bytes.length; i += 4) sum += bytes[i] as number;
        expect(Math.abs(sum / (size * size) - 128), `${name}, channel ${c}`).toBeLessThan(1.2);
      }
    }
    const steepest = (name: string): number => inRelief.find((each) => each.name === name)?.picture.steepest as number;
    expect(steepest('plaster')).toBeLessThan(0.1);
    expect(steepest('setts')).toBeGreaterThan(0.4);
  });
});

describe('a wave', () => {
  const [HIGH, TILE] = [0.01, 1];
  const wave: Family = {
    tile: TILE,
    paint: () => 1,
    relief: { depth: 2 * HIGH, height: (_, x, y) => HIGH * sin((TAU * (3 * x + 2 * y)) / 256) },
  };
  const picture = paintFamily('wave', wave);
  const reading = readingOf(wave, picture);

  it('is as steep as its derivative, to a step of a byte', () => {
    for (const [x, y] of [
      [0, 0],
      [17, 40],
      [255, 255],
      [100, 3],
    ] as const) {
      const i = 4 * (256 * y + x);
      const phase = (TAU * (3 * x + 2 * y)) / 256;
      const read = (c: number): number =>
        ((picture.bytes[i + c] as number) / 255 - (reading?.level as number)) * (reading?.slope as number);
      const step = picture.steepest / 127;
      expect(Math.abs(read(1) - 3 * TAU * HIGH * cos(phase))).toBeLessThan(step);
      expect(Math.abs(read(2) - 2 * TAU * HIGH * cos(phase))).toBeLessThan(step);
      expect(Math.abs((picture.bytes[i + 3] as number) - 128 - 127 * sin(phase))).toBeLessThan(1);
    }
  });
  it('is raised where a brush goes, round the edge too', () => {
    const { heights, bytes } = paintFamily('wave', { ...wave, over: ({ dab }) => dab(-1, 256, 0.5, 0.003) });
    expect((heights[255] as number) - (picture.heights[255] as number)).toBeCloseTo(0.003, 6);
    expect(bytes[4 * 255]).toBe(64);
    expect(heights.filter((h, i) => h !== picture.heights[i])).toHaveLength(1);
  });
});

describe('a bond', () => {
  it('moves every other course by half a piece, over the tile edge too', () => {
    const bond = runningBond(512, 8, 26);
    const joint = (y: number): number => pieceAt(bond, 0, y).u;
    expect([joint(1), joint(21), joint(-1), joint(513)]).toEqual([0, 32, 32, 0]);
    expect(pieceAt(bond, 520, -1)).toEqual(pieceAt(bond, 8, 511));
  });
  it('cannot have an odd number of courses', () => {
    expect(() => runningBond(512, 8, 27)).toThrow('27 courses');
  });
});
