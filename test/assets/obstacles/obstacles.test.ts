import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { Look } from '#contracts/scene';
import { fingerprint, lookOf, outsideBox, slackInBox, triangles, verticesOf, volumeOf, whole } from '../shape.js';

/** Look and its golden; standing ones have their origin on the ground, the others at the middle of their box. */
const CASES: readonly (readonly [title: string, look: Look, stands: boolean, golden: string])[] = [
  ['crane', lookOf('crane'), true, '22f46b1783dde8fa'],
  ['wire', lookOf('wire'), true, '27812612594a8d35'],
  ['balloon', lookOf('balloon'), false, '72202ba44f913dcd'],
  ['crate', lookOf('lost-load', 11, { shape: 'crate' }), false, 'cbe021a586346976'],
  ['tyre', lookOf('lost-load', 11, { shape: 'tyre' }), false, '1b433f1f3f29f07b'],
  ['ladder', lookOf('lost-load', 11, { shape: 'ladder' }), false, '666bbe703c6036b5'],
  ['mattress', lookOf('lost-load', 11, { shape: 'mattress' }), false, 'c62e4552ecdf310c'],
  ['metal-sheet', lookOf('lost-load', 11, { shape: 'metal-sheet' }), false, '807110977b8e95c8'],
];

describe.each(CASES)('%s', (_title, look, stands, golden) => {
  const asset = bodyAssets.get(look.asset);
  const model = asset.build(look);

  it('fits its box, which stands on the ground or lies round the origin', () => {
    const { center, size } = asset.box(look);
    expect(outsideBox(look)).toBeLessThan(0.001);
    expect(slackInBox(look)).toBeLessThan(0.001);
    expect(Math.abs(stands ? center[2] - size[2] / 2 : Math.max(...center.map(Math.abs)))).toBeLessThan(0.021);
  });

  it('shows its faces outwards, in few triangles', () => {
    expect(volumeOf(whole(model, 'rest'))).toBeGreaterThan(0);
    for (const part of model.parts) expect(volumeOf(part.mesh), part.name).toBeGreaterThan(0);
    expect(triangles(model)).toBeLessThan(8000);
  });

  it('keeps its triangles byte for byte', () => expect(fingerprint(look)).toBe(golden));
});

describe('wire', () => {
  it.each([
    [30, 10, 0.8],
    [80, 12, 2.5],
  ])('spans %f m at %f m and sags %f m', (span, height, sag) => {
    const look = lookOf('wire', 1, { span, height, sag });
    const wires = bodyAssets
      .get('wire')
      .build(look)
      .parts.find((p) => p.name === 'wires');
    const points = verticesOf((wires as NonNullable<typeof wires>).mesh);
    const z = points.map((p) => p[2]);
    const y = points.map((p) => p[1]);
    expect(Math.max(...y) - Math.min(...y)).toBeCloseTo(span, 1);
    expect(Math.max(...z)).toBeCloseTo(height, 1);
    expect(Math.max(...z) - Math.min(...z)).toBeCloseTo(sag, 1);
    const middle = points.filter((p) => Math.abs(p[1]) < 1e-6 && p[0] < -0.4);
    const thickness = Math.max(...middle.map((p) => p[2])) - Math.min(...middle.map((p) => p[2]));
    expect(thickness).toBeGreaterThan(0.02);
    expect(thickness).toBeLessThan(0.035);
  });
});

it('crane reaches as high and as far as its traits say', () => {
  const box = bodyAssets.get('crane').box(lookOf('crane', 1, { height: 40, jib: 35 }));
  expect(box.center[2] + box.size[2] / 2).toBeGreaterThan(40);
  expect(box.center[0] + box.size[0] / 2).toBeCloseTo(35, 1);
});

it('an inside-out crate would be noticed', () => {
  const mesh = whole(bodyAssets.get('lost-load').build(lookOf('lost-load')), 'rest');
  expect(volumeOf({ ...mesh, indices: mesh.indices.slice().reverse() })).toBeLessThan(0);
});
