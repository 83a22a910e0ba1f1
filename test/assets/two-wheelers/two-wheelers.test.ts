import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import { applyPose, boundsOf } from '#assets/mesh/rigid';
import { BICYCLES, fitted } from '#assets/two-wheelers/spec';
import type { Model, PartPose } from '#contracts/model';
import { norm, sub, type Vec3 } from '#core/pose';
import { lookOf, verticesOf } from '../shape.js';

const articulation = (phase: number, channels: Record<string, number> = {}) => ({ gait: 'ride', phase, speed: 4, channels });
const ridden = [
  ...['city', 'road', 'mountain', 'cargo'].map((bike) => ['cyclist', { bike }] as const),
  ['child-cyclist', {}] as const,
  ...['naked', 'sport', 'tourer'].map((type) => ['motorcycle', { type }] as const),
  ['scooter', {}] as const,
];
const standing = [
  ...['city', 'road', 'mountain', 'cargo', 'child'].map((bike) => ['bicycle', { bike }] as const),
  ['parked-motorcycle', {}] as const,
  ['parked-scooter', {}] as const,
];

function wheelsOf(model: Model): number[] {
  return model.parts.flatMap(({ name }, p) => (/^(rear|front) wheel$/.test(name) ? [p] : []));
}

describe.each(ridden)('%s %o', (name, traits) => {
  const asset = bodyAssets.get(name);
  const look = lookOf(name, 7, traits);
  const model = asset.build(look);

  it('stands on two round wheels that roll without slipping', () => {
    const wheels = wheelsOf(model);
    expect(wheels.length).toBe(2);
    for (const p of wheels) {
      const mesh = (model.parts[p] as Model['parts'][number]).mesh;
      const [before, after] = [0, 1e-4].map((wheel) => model.pose(articulation(0, { wheel })).parts[p] as PartPose) as [
        PartPose,
        PartPose,
      ];
      const radius = Math.max(...verticesOf(mesh).map(([x, , z]) => Math.sqrt(x * x + z * z)));
      const lowest = Array.from({ length: mesh.positions.length / 3 }, (_, v) => v).reduce((low, v) =>
        applyPose(before, mesh, v)[2] < applyPose(before, mesh, low)[2] ? v : low,
      );
      expect(applyPose(before, mesh, lowest)[2]).toBeGreaterThan(-0.002);
      expect(applyPose(before, mesh, lowest)[2]).toBeLessThan(0.02 * radius);
      const slip = applyPose(after, mesh, lowest)[0] - applyPose(before, mesh, lowest)[0] + 1e-4;
      expect(Math.abs(slip)).toBeLessThan(0.05 * 1e-4);
    }
  });

  it('fits its box, head and mirrors and all, within 12 cm', () => {
    const { center, size } = asset.box(look);
    const bounds = boundsOf(model, () => true, 'ride');
    for (const axis of [0, 2] as const) {
      const [low, high] = [-1, 1].map(
        (side) => bounds.center[axis] - center[axis] + (side * (bounds.size[axis] - size[axis])) / 2,
      );
      expect(Math.abs(low as number)).toBeLessThan(0.12);
      expect(Math.abs(high as number)).toBeLessThan(0.12);
    }
    expect(bounds.size[1]).toBeLessThan(size[1] + 0.1);
  });

  it("says which pixels are the rider's", () => {
    const classes = new Set(model.parts.map((part) => part.class ?? asset.class));
    expect(classes.has('rider')).toBe(true);
    expect([...classes].every((each) => each === asset.class || asset.partClasses?.includes(each))).toBe(true);
    for (const part of model.parts) expect(part.class === 'rider').toBe(/^(clothes|skin|helmet)$/.test(part.name));
  });

  it('holds the grips and keeps them through a turn of the bars', () => {
    for (const steer of [0, 0.25, -0.25]) {
      const { keypoints } = model.pose(articulation(0.3, { steer }));
      const [left, right] = ['left_wrist', 'right_wrist'].map((point) => keypoints[model.keypoints.indexOf(point)] as Vec3) as [
        Vec3,
        Vec3,
      ];
      const bars = model.parts.flatMap(({ name: part, mesh }, p) =>
        part.startsWith('steering')
          ? verticesOf(mesh).map((_, v) => applyPose(model.pose(articulation(0.3, { steer })).parts[p] as PartPose, mesh, v))
          : [],
      );
      for (const wrist of [left, right]) expect(Math.min(...bars.map((p) => norm(sub(p, wrist))))).toBeLessThan(0.2);
    }
  });
});

describe.each(['city', 'road', 'mountain', 'cargo'] as const)('a rider of a %s bicycle', (bike) => {
  const look = lookOf('cyclist', 3, { bike });
  const asset = bodyAssets.get('cyclist');
  const model = asset.build(look);

  it('keeps the feet on the pedals through the whole turn', () => {
    const { crank, arm } = fitted(BICYCLES[bike], 1.7);
    const ankle = model.keypoints.indexOf('left_ankle');
    const distances = Array.from({ length: 24 }, (_, k) => {
      const phase = k / 24;
      const [x, , z] = model.pose(articulation(phase)).keypoints[ankle] as Vec3;
      const angle = phase * 2 * Math.PI;
      return Math.hypot(x - crank[0] - arm * Math.cos(angle), z - crank[2] + arm * Math.sin(angle));
    });
    expect(Math.max(...distances)).toBeLessThan(0.24);
    expect(Math.max(...distances) - Math.min(...distances)).toBeLessThan(0.09);
  });

  it('turns the pedals once in its development', () => {
    expect(asset.stride('ride', 4, look)).toBe(BICYCLES[bike].development);
    const crank = model.parts.findIndex(({ name }) => name === 'cranks');
    const at = (phase: number) => (model.pose(articulation(phase)).parts[crank] as { matrix: Float64Array }).matrix;
    for (const [k, value] of at(1).entries()) expect(value).toBeCloseTo(at(0)[k] as number, 9);
    expect(at(0.5)[0]).toBeCloseTo(-1, 9);
  });
});

it('bends a rider more over a road bicycle than over a town one', () => {
  const lean = (bike: string): number => {
    const model = bodyAssets.get('cyclist').build(lookOf('cyclist', 3, { bike, height: 1.75 }));
    const { keypoints } = model.pose(articulation(0));
    const [shoulder, hip] = ['left_shoulder', 'left_hip'].map((point) => keypoints[model.keypoints.indexOf(point)] as Vec3) as [
      Vec3,
      Vec3,
    ];
    return Math.atan2(shoulder[0] - hip[0], shoulder[2] - hip[2]);
  };
  expect(lean('road')).toBeGreaterThan(lean('mountain') + 0.05);
  expect(lean('mountain')).toBeGreaterThan(lean('city') + 0.05);
});

it('fits a bicycle to any stature: saddle within reach of the lowest pedal, grips ahead of it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(['city', 'road', 'mountain', 'cargo'] as const)),
      fc.double({ min: 1.5, max: 2, noNaN: true }),
      (kind, stature) => {
        const f = fitted(BICYCLES[kind], stature);
        const reach = norm(sub(f.saddle, f.crank)) + f.arm;
        expect(reach).toBeGreaterThan(0.44 * stature);
        expect(reach).toBeLessThan(0.53 * stature);
        expect(f.grip[0]).toBeGreaterThan(f.saddle[0] + 0.4);
        expect(f.headTop[2]).toBeGreaterThan(f.headLow[2]);
        expect(f.headLow[2]).toBeGreaterThan(BICYCLES[kind].tubes === 'long' ? 0.5 : f.front[2]);
      },
    ),
  );
});

describe.each(standing)('%s %o on its stand', (name, traits) => {
  const asset = bodyAssets.get(name);
  const look = lookOf(name, 7, traits);
  const model = asset.build(look);

  it('leans to the left on both wheels and has no rider', () => {
    for (const p of wheelsOf(model)) {
      const { matrix } = model.pose(articulation(0)).parts[p] as { matrix: Float64Array };
      expect(matrix[7]).toBeGreaterThan(0);
    }
    expect(model.parts.some((part) => part.class !== undefined)).toBe(false);
    expect(model.keypoints).toEqual([]);
    expect(['bicycle', 'motorcycle']).toContain(asset.class);
  });

  it('fits its box within 12 cm', () => {
    const { center, size } = asset.box(look);
    const bounds = boundsOf(model, () => true, 'stand');
    for (const axis of [0, 1, 2] as const)
      expect(Math.abs(bounds.center[axis] - center[axis]) + Math.abs(bounds.size[axis] - size[axis]) / 2).toBeLessThan(0.14);
  });
});
