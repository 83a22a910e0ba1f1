import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import type { PartPose } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import {
  articulated,
  fingerprint,
  lookOf,
  moved,
  outsideBox,
  slackInBox,
  triangles,
  verticesOf,
  volumeOf,
  whole,
} from '../shape.js';

const asset = bodyAssets.get('quadrotor');

describe.each([['no'], ['yes']])('quadrotor with cargo: %s', (cargo) => {
  const look = lookOf('quadrotor', 11, { cargo });
  const model = asset.build(look);

  it('has its origin at the middle of a box that fits', () => {
    const { center, size } = asset.box(look);
    expect(Math.max(...center.map(Math.abs))).toBeLessThan(1e-6);
    expect(size[0]).toBeCloseTo(size[1], 2);
    expect(outsideBox(look)).toBeLessThan(1e-3);
    expect(slackInBox(look)).toBeLessThan(1e-3);
  });

  it('stays in that box however its rotors stand', () => {
    const { size } = asset.box(look);
    for (let k = 0; k < 12; k++) {
      const channels = Object.fromEntries([0, 1, 2, 3].map((i) => [`rotor${i}`, k * 0.55 + i]));
      const pose = model.pose(articulated('fly', channels));
      for (const [p, part] of model.parts.entries()) {
        for (const v of verticesOf(part.mesh)) {
          const at = moved(pose.parts[p] as PartPose, v);
          for (const axis of [0, 1, 2] as const) expect(Math.abs(at[axis])).toBeLessThan(size[axis] / 2 + 0.001);
        }
      }
    }
  });

  it('shows its faces outwards, in few triangles', () => {
    expect(volumeOf(whole(model, 'fly'))).toBeGreaterThan(0.001);
    for (const part of model.parts) expect(volumeOf(part.mesh), part.name).toBeGreaterThan(0);
    expect(triangles(model)).toBeLessThan(4000);
  });
});

it('turns each rotor by its own channel, about its own axis', () => {
  const model = asset.build(lookOf('quadrotor'));
  const tip: Vec3 = [0.1, 0, 0];
  const rotors = model.parts.flatMap((part, p) => (part.name.startsWith('rotor') ? [p] : []));
  expect(rotors.length).toBe(4);
  for (const [i, p] of rotors.entries()) {
    const at = (angle: number): Vec3 =>
      moved(model.pose(articulated('fly', { [`rotor${i}`]: angle })).parts[p] as PartPose, tip);
    const hub = moved(model.pose(articulated('fly')).parts[p] as PartPose, [0, 0, 0]);
    const [a, b] = [at(0), at(0.4)].map((q) => Math.atan2(q[1] - hub[1], q[0] - hub[0])) as [number, number];
    expect(b - a).toBeCloseTo(0.4, 6);
    const other = model.pose(articulated('fly', { [`rotor${(i + 1) % 4}`]: 0.4 })).parts[p] as PartPose;
    expect(moved(other, tip)).toEqual(at(0));
  }
});

it('has rotors where rotor0 front right, 1 back left, 2 front left, 3 back right belong', () => {
  const model = asset.build(lookOf('quadrotor'));
  const pose = model.pose(articulated('fly'));
  const signs = model.parts.flatMap((part, p) => {
    if (!part.name.startsWith('rotor')) return [];
    const hub = moved(pose.parts[p] as PartPose, [0, 0, 0]);
    return [[Math.sign(hub[0]), Math.sign(hub[1])]];
  });
  expect(signs).toEqual([
    [1, -1],
    [-1, 1],
    [1, 1],
    [-1, -1],
  ]);
});

it('keeps its triangles byte for byte', () => {
  expect(fingerprint(lookOf('quadrotor'))).toBe('00441c8864eaf36a');
  expect(fingerprint(lookOf('quadrotor', 11, { cargo: 'yes' }))).not.toBe(fingerprint(lookOf('quadrotor')));
});
