import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import { vehicles } from '#assets/vehicles/index';
import type { ModelPart, PartPose } from '#contracts/model';
import { TAU } from '#core/math';
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

const noMirrors = (part: string): boolean => part !== 'mirrors';

/** Published length, width, height (m) and the volume (m^3) that a body of that kind plausibly encloses. */
const KINDS: Readonly<Record<string, { outline: Vec3; volume: readonly [number, number] }>> = {
  sedan: { outline: [4.63, 1.78, 1.435], volume: [5, 9] },
  hatchback: { outline: [4.28, 1.79, 1.47], volume: [5, 9] },
  suv: { outline: [4.51, 1.84, 1.67], volume: [6, 11] },
  van: { outline: [4.9, 1.9, 1.98], volume: [10, 16] },
  truck: { outline: [8.6, 2.5, 3.6], volume: [40, 65] },
};

it('knows every vehicle there is', () => {
  expect(vehicles.map(({ name }) => name).sort()).toEqual(Object.keys(KINDS).sort());
});

describe.each(vehicles.map((asset) => [asset.name, asset] as const))('%s', (name, asset) => {
  const look = lookOf(name);
  const model = asset.build(look);

  it('has the published outline, and fits it within 2 cm', () => {
    const { center, size } = asset.box(look);
    for (const [axis, wanted] of (KINDS[name] as (typeof KINDS)[string]).outline.entries()) {
      expect(size[axis]).toBe(wanted);
    }
    expect(outsideBox(look, noMirrors)).toBeLessThan(0.02);
    expect(slackInBox(look, noMirrors)).toBeLessThan(0.02);
    expect(center).toEqual([0, 0, size[2] / 2]);
  });

  it('shows its faces outwards', () => {
    const [low, high] = (KINDS[name] as (typeof KINDS)[string]).volume;
    const volume = volumeOf(whole(model, 'drive'));
    expect(volume).toBeGreaterThan(low);
    expect(volume).toBeLessThan(high);
    for (const part of model.parts.filter((p) => /^(tyre|mirrors|handles|plates|box|chassis)/.test(p.name))) {
      expect(volumeOf(part.mesh), part.name).toBeGreaterThan(0);
    }
  });

  it('is the same on its left as on its right', () => {
    const key = (p: Vec3, side: number): string => [p[0], side * p[1], p[2]].map((v) => Math.round(v * 1000)).join();
    const paint = model.parts.filter((p) => /^body-(paint|glass|trim)/.test(p.name)).flatMap((p) => verticesOf(p.mesh));
    const left = new Set(paint.filter((p) => p[1] > 0.01).map((p) => key(p, 1)));
    const right = paint.filter((p) => p[1] < -0.01);
    expect(right.filter((p) => !left.has(key(p, -1))).length / right.length).toBeLessThan(0.02);
  });

  it('spends 3,000 to 8,500 triangles', () => {
    expect(triangles(model)).toBeGreaterThan(3000);
    expect(triangles(model)).toBeLessThan(8500);
  });

  it('stands on its tyres and rolls without slipping', () => {
    const wheels = model.parts.map((part, p) => ({ part, p })).filter(({ part }) => part.name.startsWith('tyre-'));
    expect(wheels.length).toBeGreaterThanOrEqual(4);
    for (const { part, p } of wheels) expect(slip(part, p, 1e-4)).toBeLessThan(1e-3);
  });

  it('would notice a wheel that turned the wrong way', () => {
    const p = model.parts.findIndex((part) => part.name === 'tyre-0');
    expect(slip(model.parts[p] as ModelPart, p, -1e-4)).toBeGreaterThan(1.9);
  });

  it('turns its front wheels, and only those, to the left', () => {
    const straight = model.pose(articulated('drive'));
    const left = model.pose(articulated('drive', { steer: 0.3 }));
    const forward = (pose: PartPose): Vec3 => {
      const [a, b] = [moved(pose, [1, 0, 0]), moved(pose, [0, 0, 0])];
      return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    };
    for (const [p, part] of model.parts.entries()) {
      if (!part.name.startsWith('tyre-')) continue;
      const before = forward(straight.parts[p] as PartPose);
      const after = forward(left.parts[p] as PartPose);
      const turned = before[0] * after[1] - before[1] * after[0];
      expect(turned).toBeCloseTo(moved(straight.parts[p] as PartPose, [0, 0, 0])[0] > 0 ? Math.sin(0.3) : 0, 9);
    }
  });

  it('advances one stride a wheel turn', () => {
    const radius = Math.max(...verticesOf((model.parts.find((p) => p.name === 'tyre-0') as ModelPart).mesh).map((p) => p[2]));
    expect(asset.stride('drive', 10, look)).toBeCloseTo(TAU * radius, 5);
  });

  it('has two low beams at its front, 1 % down, and lamps of each kind', () => {
    const box = asset.box(look);
    expect(model.headlamps?.length).toBe(2);
    for (const lamp of model.headlamps ?? []) {
      expect(lamp.position[0]).toBeGreaterThan(box.size[0] / 2 - 0.3);
      expect(lamp.position[2]).toBeGreaterThan(0.5);
      expect(lamp.position[2]).toBeLessThan(1.2);
      expect(lamp.direction[2] / lamp.direction[0]).toBeCloseTo(-0.01, 4);
      expect(lamp.intensityCd).toBeGreaterThanOrEqual(20_000);
      expect(lamp.intensityCd).toBeLessThanOrEqual(30_000);
    }
    const lit = new Set(model.parts.flatMap(({ material }) => material.emission?.lamp ?? []));
    expect([...lit].sort()).toEqual(['brake', 'head', 'tail']);
  });

  /** Speed of the ground contact point over the vehicle's speed, for a small roll; `rolled` m told to the wheel while |rolled| is driven. */
  function slip(part: ModelPart, p: number, rolled: number): number {
    const before = model.pose(articulated('drive', { wheel: 0 })).parts[p] as PartPose;
    const after = model.pose(articulated('drive', { wheel: rolled })).parts[p] as PartPose;
    const lowest = verticesOf(part.mesh).reduce((low, v) => (moved(before, v)[2] < moved(before, low)[2] ? v : low));
    expect(moved(before, lowest)[2]).toBeCloseTo(0, 3);
    return Math.abs(moved(after, lowest)[0] - moved(before, lowest)[0] + Math.abs(rolled)) / Math.abs(rolled);
  }
});

describe('looks of vehicles', () => {
  it.each([
    ['ncap-vut', 4.358, 1.815],
    ['ncap-large', 4.418, 1.82],
  ])('outline %s is %f x %f m', (outline, length, width) => {
    const { size } = bodyAssets.get('hatchback').box(lookOf('hatchback', 3, { outline }));
    expect(size.slice(0, 2)).toEqual([length, width]);
    expect(outsideBox(lookOf('hatchback', 3, { outline }), noMirrors)).toBeLessThan(0.02);
    expect(slackInBox(lookOf('hatchback', 3, { outline }), noMirrors)).toBeLessThan(0.02);
  });

  it('takes a stated paint and draws the rest by market share', () => {
    const color = (seed: number, traits = {}): readonly number[] =>
      bodyAssets
        .get('sedan')
        .build(lookOf('sedan', seed, traits))
        .parts.find((p) => p.material.id === 'paint')?.material.baseColor ?? [];
    const [r, g, b] = color(1, { paint: 'red' }) as [number, number, number];
    expect(r).toBeGreaterThan(5 * Math.max(g, b));
    const bright = Array.from({ length: 60 }, (_, seed) => color(seed)).filter(([red]) => (red as number) > 0.6).length;
    expect(bright).toBeGreaterThan(60 * 0.34 - 14);
    expect(bright).toBeLessThan(60 * 0.34 + 14);
  });

  it.each([
    ['sedan', '384458a1aea13989'],
    ['hatchback', '958d31d822894a97'],
    ['suv', '08407d67d3e314cf'],
    ['van', '5140c0f8e4eabb39'],
    ['truck', 'a7ac8ba6916eb9f3'],
  ])('%s keeps its triangles byte for byte', (name, golden) => {
    expect(fingerprint(lookOf(name))).toBe(golden);
    expect(fingerprint(lookOf(name, 12, { length: 4.5 }))).not.toBe(golden);
  });
});
