/** What tells species apart, how they go, and what they do with their heads. */
import { describe, expect, it } from 'vitest';
import { bodyAssets, levelsOf } from '#assets/index';
import type { Model } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import { still } from '../body-suite.js';

const build = (asset: string, traits: Record<string, string | number> = {}, seed = 3): Model =>
  bodyAssets.get(asset).build({ asset, seed, traits });
const FOUR_LEGGED = [
  'white-tailed-deer',
  'roe-deer',
  'red-deer',
  'moose',
  'wild-boar',
  'dog',
  'red-fox',
  'badger',
  'cow',
  'sheep',
] as const;

/** Highest point over an interval of x, of all parts at rest; m. */
function topAt(model: Model, from: number, to: number): number {
  let top = 0;
  for (const part of model.pose(still('stand')).parts) {
    if (part.kind !== 'skinned') continue;
    for (let i = 0; i < part.positions.length; i += 3)
      if ((part.positions[i] as number) >= from && (part.positions[i] as number) <= to)
        top = Math.max(top, part.positions[i + 2] as number);
  }
  return top;
}
const sizeOf = (asset: string, traits: Record<string, string | number>): Vec3 =>
  bodyAssets.get(asset).box({ asset, seed: 3, traits }).size as Vec3;

describe('silhouettes', () => {
  it('have antlers on bucks, stags and bulls alone', () => {
    for (const [asset, male, female, height] of [
      ['white-tailed-deer', 'buck', 'doe', 1],
      ['roe-deer', 'buck', 'doe', 0.7],
      ['red-deer', 'stag', 'hind', 1.2],
    ] as const)
      expect(sizeOf(asset, { sex: male, height })[2]).toBeGreaterThan(sizeOf(asset, { sex: female, height })[2] + 0.08);
    expect(sizeOf('moose', { sex: 'bull', height: 1.8 })[1]).toBeGreaterThan(
      sizeOf('moose', { sex: 'cow', height: 1.8 })[1] + 0.5,
    );
  });

  it("have a hump over a moose's shoulders and a boar's high shoulders", () => {
    const moose = build('moose', { sex: 'cow', height: 1.78 });
    expect(topAt(moose, 0.35, 0.6)).toBeGreaterThan(topAt(moose, -0.2, 0.1) + 0.04);
    const boar = build('wild-boar', { height: 0.8 });
    expect(topAt(boar, 0.2, 0.35)).toBeGreaterThan(topAt(boar, -0.4, -0.3) + 0.1);
  });

  it('scale with the height asked for', () => {
    for (const asset of ['roe-deer', 'cow'] as const) {
      const [a, b] = [1, 1.1].map((height) => sizeOf(asset, { height, sex: 'doe', horns: 'no' }));
      for (const axis of [0, 1, 2] as const) expect((b as Vec3)[axis] / (a as Vec3)[axis]).toBeCloseTo(1.1, 3);
    }
  });
});

/** Of the finest level: a herd of ten is a tenth of a street. */
const MOST_TRIANGLES = 4000;

describe.each(FOUR_LEGGED)('%s', (name) => {
  const asset = bodyAssets.get(name);
  const look = { asset: name, seed: 3, traits: {} };
  const model = asset.build(look);

  it('has three levels of detail within a budget of triangles', () => {
    const triangles = levelsOf(model).map(({ parts }) => parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0));
    expect(triangles.length).toBe(3);
    expect(triangles[0]).toBeLessThan(MOST_TRIANGLES);
    expect(triangles[1]).toBeLessThan(0.5 * (triangles[0] as number));
    expect(triangles[2]).toBeLessThan(0.6 * (triangles[1] as number));
  });

  it('is symmetric from left to right', () => {
    const [coat] = model.parts;
    const { positions } = (coat as (typeof model.parts)[number]).mesh;
    let [left, right] = [0, 0];
    for (let i = 1; i < positions.length; i += 3) {
      left = Math.max(left, positions[i] as number);
      right = Math.min(right, positions[i] as number);
    }
    expect(left + right).toBeCloseTo(0, 5);
  });

  it('changes gait at Froude numbers near those of the literature', () => {
    const change = (from: string): number => {
      let v = 0.06;
      while (asset.gaitFor(v) !== from) v += 0.01;
      while (asset.gaitFor(v) === from) v += 0.01;
      return v;
    };
    const walk = change('walk');
    // Leg length of Fr 0.35.
    const leg = (walk * walk) / (0.35 * 9.81);
    expect(leg / asset.box({ ...look, traits: { sex: 'doe', horns: 'no' } }).size[2]).toBeGreaterThan(0.3);
    expect(change('trot')).toBeGreaterThan(1.9 * walk);
  });

  it.each([
    ['walk', 0.9],
    ['trot', 2.4],
    ['gallop', 7],
  ] as const)('does not slide its hooves or paws at a %s', (gait, speed) => {
    const index = model.keypoints.indexOf('left_back_paw');
    const stride = asset.stride(gait, speed, look);
    const steps = 120;
    const track = Array.from({ length: steps + 1 }, (_, i) => {
      const [x, , z] = model.pose(still(gait, i / steps, speed)).keypoints[index] as Vec3;
      return { x: x + (i / steps) * stride, z };
    });
    const lowest = Math.min(...track.map(({ z }) => z));
    const slips = track
      .slice(1)
      .flatMap((now, i) => {
        const before = track[i] as (typeof track)[number];
        return Math.max(now.z, before.z) < lowest + 0.003 ? [Math.abs(now.x - before.x)] : [];
      })
      .sort((a, b) => a - b);
    expect(slips.length).toBeGreaterThan(5);
    expect(slips[Math.floor(slips.length / 2)]).toBeLessThan((0.05 * stride) / steps);
  });

  it('turns its head to where its channel says, and lifts it when alert', () => {
    const nose = (channels: Record<string, number>): Vec3 =>
      model.pose({ gait: 'stand', phase: 0, speed: 0, channels }).keypoints[0] as Vec3;
    expect(nose({ headYaw: 0.8 })[1]).toBeGreaterThan(0.02);
    expect(nose({ headYaw: -0.8 })[1]).toBeCloseTo(-nose({ headYaw: 0.8 })[1], 9);
    expect(nose({ alert: 1 })[2]).toBeGreaterThan(nose({})[2]);
  });

  it("has eyes that send a lamp's light back, by what its species has of a tapetum", () => {
    const eyes = model.parts.find(({ name: part }) => part === 'eyes');
    const strength = eyes?.material.retroReflection ?? 0;
    if (name === 'wild-boar') expect(strength).toBeLessThan(0.1);
    else expect(strength).toBeGreaterThan(0.2);
  });
});

it('is of one shape for all looks of a kind, whichever was built first', () => {
  const [a, b] = [1, 2].map((seed) => build('red-fox', { height: 0.4 }, seed).parts[0]?.mesh);
  expect(a?.positions).toEqual(b?.positions);
  expect(a?.colors).not.toEqual(b?.colors);
});
