import { describe, expect, it } from 'vitest';
import { bodyAssets } from '#assets/index';
import { boundsOf } from '#assets/mesh/rigid';
import { vehicles } from '#assets/vehicles/index';
import type { Model, ModelPart, PartPose } from '#contracts/model';
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

const noMirrors = (part: string): boolean => !part.startsWith('mirror');

/** Published length, width, height (m; sources in each kind's `about` and beside its model) of every model, by the trait that names it. */
const MODELS: Readonly<Record<string, Readonly<Record<string, Vec3>>>> = {
  sedan: { 'saloon-2019': [4.63, 1.78, 1.435], 'saloon-2012': [4.63, 1.78, 1.435], 'saloon-2003': [4.63, 1.78, 1.435] },
  hatchback: {
    'hatchback-2020': [4.28, 1.79, 1.47],
    'hatchback-2012': [4.28, 1.79, 1.47],
    'hatchback-2004': [4.28, 1.79, 1.47],
  },
  suv: { 'suv-2017': [4.51, 1.84, 1.67], 'suv-2022': [4.51, 1.84, 1.67], 'suv-2004': [4.51, 1.84, 1.67] },
  van: {
    'van-2015': [4.9, 1.9, 1.98],
    'van-2005': [4.9, 1.9, 1.98],
    'van-windows': [4.9, 1.9, 1.98],
    'van-1992': [4.9, 1.9, 1.98],
  },
  'city-car': {
    up: [3.6, 1.645, 1.504],
    panda: [3.653, 1.643, 1.551],
    'fiat-500': [3.546, 1.627, 1.488],
    fiesta: [3.95, 1.722, 1.481],
  },
  'old-hatchback': { 'golf-2': [3.985, 1.665, 1.415], uno: [3.645, 1.548, 1.415], 'corsa-b': [3.729, 1.608, 1.42] },
  'old-sedan': { w124: [4.74, 1.74, 1.446], e30: [4.325, 1.645, 1.38], 'volvo-244': [4.79, 1.71, 1.43] },
  estate: {
    'passat-b8': [4.767, 1.832, 1.477],
    'octavia-3': [4.659, 1.814, 1.465],
    'mondeo-2': [4.671, 1.745, 1.468],
    'volvo-245': [4.79, 1.71, 1.46],
  },
  mpv: { 'touran-2': [4.527, 1.829, 1.659], 'espace-4': [4.661, 1.86, 1.73], 'berlingo-2': [4.38, 1.81, 1.8] },
  'delivery-van': {
    'sprinter-906': [5.91, 1.993, 2.705],
    'master-3': [5.548, 2.07, 2.499],
    'transit-2000': [5.23, 1.974, 2.39],
  },
  pickup: { 'ranger-t6': [5.359, 1.849, 1.815], 'hilux-1989': [4.725, 1.69, 1.62], 'f150-2015': [5.89, 2.03, 1.96] },
  truck: { '': [8.6, 2.5, 3.6] },
  'box-van': { '': [6.3, 2.2, 3.1] },
  'tipper-truck': { '': [7.5, 2.5, 3.2] },
  'garbage-truck': { '': [9.5, 2.5, 3.5] },
  bus: { single: [12.135, 2.55, 3.12], double: [11.23, 2.52, 4.39], coach: [12.295, 2.55, 3.77] },
};
/** Parts that lie on others as sheets and close nothing. */
const SHEETS = new Set(['through', 'seat', 'cloth', 'skin', 'display', 'lens', 'redLens', 'grille', 'plate']);
const every = Object.entries(MODELS).flatMap(([kind, models]) =>
  Object.entries(models).map(([model, outline]) => ({
    kind,
    model,
    outline,
    look: lookOf(kind, 11, model === '' ? {} : { [kind === 'bus' ? 'type' : 'model']: model }),
  })),
);

it('knows every vehicle there is', () => {
  expect(vehicles.map(({ name }) => name).sort()).toEqual(Object.keys(MODELS).sort());
});

describe.each(every)('$kind $model', ({ kind, outline, look }) => {
  const asset = bodyAssets.get(kind);

  it('has the published outline, and fits it within 2 cm', () => {
    const { center, size } = asset.box(look);
    expect(size).toEqual(outline);
    expect(outsideBox(look, noMirrors)).toBeLessThan(0.02);
    expect(slackInBox(look, noMirrors)).toBeLessThan(0.02);
    expect(center).toEqual([0, 0, size[2] / 2]);
  });

  it('encloses what a body of that outline does, with its faces outwards', () => {
    const [length, width, height] = outline;
    const share = volumeOf(whole(asset.build(look), 'drive', (part) => !SHEETS.has(part))) / (length * width * height);
    // A tipper's trough is open: of it only the walls count.
    expect(share).toBeGreaterThan(kind === 'tipper-truck' ? 0.2 : 0.4);
    expect(share).toBeLessThan(0.95);
  });

  it('keeps its outline at every level of detail, with fewer triangles from level to level', () => {
    const near = asset.build(look);
    const box = (model: Model): Vec3 => boundsOf(model, noMirrors, 'drive').size;
    const withMirrors = boundsOf(near, () => true, 'drive').size;
    let [finer, level] = [near, near.far];
    let from = 0;
    for (; level !== undefined; level = level.model.far) {
      expect(level.from).toBeGreaterThan(from);
      from = level.from;
      expect(triangles(level.model)).toBeLessThan(0.75 * triangles(finer));
      for (const [axis, extent] of box(level.model).entries()) {
        expect(extent).toBeGreaterThan((outline[axis] as number) - 0.06);
        expect(extent).toBeLessThan((withMirrors[axis] as number) + 0.06);
      }
      expect(level.model.headlamps).toEqual(near.headlamps);
      finer = level.model;
    }
    expect(triangles(finer)).toBeLessThan(0.35 * triangles(near));
  });
});

describe.each(vehicles.map((asset) => [asset.name, asset] as const))('%s', (name, asset) => {
  const look = lookOf(name);
  const model = asset.build(look);

  it('shows the faces of its closed parts outwards', () => {
    const closed = model.parts.filter((p) => /^(tyre|mirrors$|box|chassis|steel)/.test(p.name));
    for (const part of closed) expect(volumeOf(part.mesh), part.name).toBeGreaterThan(0);
  });

  // A bus has its doors on one side.
  it.skipIf(name === 'bus')('is the same on its left as on its right', () => {
    const key = (p: Vec3, side: number): string => [p[0], side * p[1], p[2]].map((v) => Math.round(v * 1000)).join();
    const paint = model.parts.filter((p) => /^(cab-)?(paint|glass)$/.test(p.name)).flatMap((p) => verticesOf(p.mesh));
    const left = new Set(paint.filter((p) => p[1] > 0.01).map((p) => key(p, 1)));
    const right = paint.filter((p) => p[1] < -0.01);
    expect(right.filter((p) => !left.has(key(p, -1))).length / right.length).toBeLessThan(0.02);
  });

  it('spends 3,000 to 10,000 triangles near by', () => {
    expect(triangles(model)).toBeGreaterThan(3000);
    expect(triangles(model)).toBeLessThan(10_000);
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
    for (const lamp of ['head', 'tail', 'brake', 'reverse', 'turn-left', 'turn-right'] as const) expect(lit).toContain(lamp);
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

  it('puts the indicators of each side on that side', () => {
    for (const { look } of every) {
      const parts = bodyAssets.get(look.asset).build(look).parts;
      for (const [lamp, side] of [
        ['turn-left', 1],
        ['turn-right', -1],
      ] as const) {
        const points = parts.filter(({ material }) => material.emission?.lamp === lamp).flatMap(({ mesh }) => verticesOf(mesh));
        expect(points.length).toBeGreaterThan(0);
        expect(Math.min(...points.map((p) => side * p[1]))).toBeGreaterThan(0);
      }
    }
  });

  it('gets dustier with `dirt`, low down first', () => {
    const brightness = (dirt: number, low: boolean): number => {
      const model = bodyAssets.get('sedan').build(lookOf('sedan', 5, { dirt, paint: 'black' }));
      const paint = model.parts.find(({ name }) => name === 'paint') as ModelPart;
      const chosen = verticesOf(paint.mesh).flatMap((p, i) => (p[2] < 0.45 === low ? [paint.mesh.colors?.[3 * i] ?? 1] : []));
      return chosen.reduce((sum, v) => sum + v, 0) / chosen.length;
    };
    expect(brightness(1, true)).toBeGreaterThan(3 * brightness(0, true));
    expect(brightness(1, true) - brightness(0, true)).toBeGreaterThan(2 * (brightness(1, false) - brightness(0, false)));
  });

  it('stands taller with a sign or a box on the roof, and the box says so', () => {
    for (const traits of [{ livery: 'taxi' }, { livery: 'police' }, { roof: 'box' }, { roof: 'bars' }]) {
      const look = lookOf('estate', 5, { model: 'octavia-3', ...traits });
      expect(bodyAssets.get('estate').box(look).size[2]).toBeGreaterThan(1.465 + 0.08);
      expect(outsideBox(look, noMirrors)).toBeLessThan(0.02);
      expect(slackInBox(look, noMirrors)).toBeLessThan(0.02);
    }
  });

  it('differs from seed to seed: models, faces, paints, wheels', () => {
    const seen = new Set(Array.from({ length: 12 }, (_, seed) => fingerprint(lookOf('estate', seed))));
    expect(seen.size).toBe(12);
  });

  it.each(Object.keys(MODELS))('%s keeps its triangles byte for byte', (name) => {
    expect(fingerprint(lookOf(name))).toMatchSnapshot();
    expect(fingerprint(lookOf(name, 12, { length: 4.5 }))).not.toBe(fingerprint(lookOf(name)));
  });

  it('knows every material that any of its parts asks for, and draws nothing that is not a number', () => {
    for (const { kind } of every)
      for (let seed = 0; seed < 6; seed++)
        for (const { mesh } of bodyAssets.get(kind).build(lookOf(kind, seed)).parts)
          for (const numbers of [mesh.positions, mesh.normals, mesh.colors])
            expect(numbers?.every(Number.isFinite) ?? true).toBe(true);
  });
});
