import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { PartPose } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { articulated, lookOf, moved, outsideBox, triangles, volumeOf, whole } from '../shape.js';

const asset = bodyAssets.get('hexarotor');

describe.each([['parcel'], ['camera'], ['none']])('hexarotor with %s', (load) => {
  const look = lookOf('hexarotor', 11, { load });
  const model = asset.build(look);

  it('is as large as its maker says, about the middle of its box', () => {
    const { center, size } = asset.box(look);
    expect(Math.max(...center.map(Math.abs))).toBeLessThan(1e-6);
    expect(outsideBox(look)).toBeLessThan(1e-3);
    // 1668 mm x 1518 mm x 727 mm with propellers, frame arms and landing gear unfolded.
    expect(size[1]).toBeGreaterThan(1.4);
    expect(size[0]).toBeLessThan(1.7);
    expect(size[2]).toBeGreaterThan(0.6);
    expect(size[2]).toBeLessThan(0.8);
  });

  it('shows its faces outwards, in few triangles', () => {
    expect(volumeOf(whole(model, 'fly'))).toBeGreaterThan(0.003);
    expect(triangles(model)).toBeLessThan(3000);
  });
});

it('has six rotors evenly round, each turned by its own channel', () => {
  const model = asset.build(lookOf('hexarotor'));
  const rotors = model.parts.flatMap((part, p) => (part.name.startsWith('rotor') ? [p] : []));
  expect(rotors.length).toBe(6);
  const hubs = rotors.map((p) => moved(model.pose(articulated('fly')).parts[p] as PartPose, [0, 0, 0]));
  const apart = hubs.map((hub, i) => {
    const next = hubs[(i + 1) % 6] as Vec3;
    return Math.hypot(hub[0] - next[0], hub[1] - next[1]);
  });
  for (const d of apart) expect(d).toBeCloseTo(0.5665, 6);
  for (const [i, p] of rotors.entries()) {
    const tip = (angle: number): Vec3 =>
      moved(model.pose(articulated('fly', { [`rotor${i}`]: angle })).parts[p] as PartPose, [0.1, 0, 0]);
    expect(tip(0.5)).not.toEqual(tip(0));
  }
});

it('carries red to the left, green to the right, white behind', () => {
  const model = asset.build(lookOf('hexarotor'));
  const at = (name: string): Vec3 => {
    const p = model.parts.findIndex((part) => part.name === name);
    const { positions } = (model.parts[p] as (typeof model.parts)[number]).mesh;
    return moved(model.pose(articulated('fly')).parts[p] as PartPose, [...positions.slice(0, 3)] as unknown as Vec3);
  };
  expect(at('red lamp')[1]).toBeGreaterThan(0.1);
  expect(at('green lamp')[1]).toBeLessThan(-0.1);
  expect(at('white lamp')[0]).toBeLessThan(-0.3);
});
