/** Walls, fences and railings in pieces: length along x, thickness across, height up; built to their own size. */
import type { Material, PlaceBatch } from '#contracts/model';
import type { Feature } from '#contracts/place';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import type { FaceBuilder } from '../mesh/faces.js';
import { cellBatches, type Kit, type Layer } from './cells.js';

type RunLayer = 'brick' | 'plaster' | 'stone' | 'coping' | 'boards' | 'iron' | 'mesh' | 'barrier' | 'poster';
const layer = (id: Layer['class'], texture: string, roughness: number, more: Partial<Material> = {}): Layer => ({
  class: id,
  material: { id: `run-${texture}-${id}`, baseColor: [1, 1, 1], roughness, metalness: 0, texture, ...more },
});
const LAYERS: Readonly<Record<RunLayer, Layer>> = {
  brick: layer('wall', 'brick', 0.95),
  plaster: layer('wall', 'plaster', 0.95),
  stone: layer('wall', 'stone', 0.95),
  coping: layer('wall', 'none', 0.9),
  boards: layer('fence', 'bark', 0.9),
  iron: {
    class: 'fence',
    material: { id: 'fence-iron', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0.2, texture: 'none' },
  },
  mesh: {
    class: 'fence',
    material: { id: 'fence-mesh', baseColor: [1, 1, 1], roughness: 0.55, metalness: 0.5, texture: 'metal' },
  },
  barrier: {
    class: 'fence',
    material: { id: 'barrier', baseColor: [1, 1, 1], roughness: 0.5, metalness: 0, texture: 'none', retroReflection: 0.2 },
  },
  poster: { class: 'wall', material: { id: 'poster', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'signage' } },
};

type RunKit = Kit<RunLayer>;
type Draw = (kit: RunKit, size: Vec3, random: RandomStream, near: boolean) => void;
const CHANGE = 40;

export function isRun({ kind }: Feature): boolean {
  return Object.hasOwn(RUNS, kind);
}

export function runBatches(features: readonly Feature[]): PlaceBatch[] {
  const draw =
    (near: boolean) =>
    (kit: RunKit, { kind, size, seed }: Feature): void =>
      (RUNS[kind] as Draw)(kit, size, randomRoot(seed).child('run'), near);
  return cellBatches<RunLayer>('run', features, LAYERS, [
    { within: [0, CHANGE], draw: draw(true) },
    { within: [CHANGE, Number.POSITIVE_INFINITY], draw: draw(false) },
  ]);
}

function bar(
  b: FaceBuilder,
  put: RunKit['put'],
  x: readonly [number, number],
  y: readonly [number, number],
  z: readonly [number, number],
  c: Vec3,
): void {
  const dark: Vec3 = [c[0] * 0.85, c[1] * 0.85, c[2] * 0.85];
  b.quad(put(x[0], y[0], z[0]), put(x[1], y[0], z[0]), put(x[1], y[0], z[1]), put(x[0], y[0], z[1]), c);
  b.quad(put(x[1], y[1], z[0]), put(x[0], y[1], z[0]), put(x[0], y[1], z[1]), put(x[1], y[1], z[1]), c);
  b.quad(put(x[1], y[0], z[0]), put(x[1], y[1], z[0]), put(x[1], y[1], z[1]), put(x[1], y[0], z[1]), dark);
  b.quad(put(x[0], y[1], z[0]), put(x[0], y[0], z[0]), put(x[0], y[0], z[1]), put(x[0], y[1], z[1]), dark);
  b.quad(put(x[0], y[0], z[1]), put(x[1], y[0], z[1]), put(x[1], y[1], z[1]), put(x[0], y[1], z[1]), c);
}

const WALLS: Readonly<Record<'brick' | 'plaster' | 'stone', readonly Vec3[]>> = {
  brick: [
    [0.16, 0.09, 0.066],
    [0.13, 0.085, 0.066],
    [0.2, 0.16, 0.12],
  ],
  plaster: [
    [0.36, 0.34, 0.3],
    [0.25, 0.24, 0.225],
    [0.42, 0.41, 0.38],
  ],
  stone: [
    [0.2, 0.185, 0.16],
    [0.15, 0.145, 0.135],
  ],
};

/** Masonry with a coping, darker at the foot. */
const masonry: Draw = ({ on, put }, [length, thick, height], random) => {
  const kind = random.child('kind').pick(['brick', 'brick', 'stone', 'plaster'] as const);
  const color = random.child('color').pick(WALLS[kind]);
  const [l, t] = [length / 2, thick / 2];
  const foot: Vec3 = [color[0] * 0.72, color[1] * 0.74, color[2] * 0.72];
  const shade = [foot, foot, color, color] as const;
  const b = on(kind);
  b.quad(put(-l, -t, 0), put(l, -t, 0), put(l, -t, height), put(-l, -t, height), shade);
  b.quad(put(l, t, 0), put(-l, t, 0), put(-l, t, height), put(l, t, height), shade);
  b.quad(put(l, -t, 0), put(l, t, 0), put(l, t, height), put(l, -t, height), shade);
  b.quad(put(-l, t, 0), put(-l, -t, 0), put(-l, -t, height), put(-l, t, height), shade);
  bar(on('coping'), put, [-l, l], [-t - 0.04, t + 0.04], [height, height + 0.07], [0.22, 0.215, 0.2]);
};

const TIMBER: readonly Vec3[] = [
  [0.12, 0.085, 0.055],
  [0.16, 0.125, 0.09],
  [0.09, 0.07, 0.055],
  [0.2, 0.18, 0.15],
  [0.07, 0.085, 0.06],
];

/** Upright boards between posts; one plane far off. */
const boards: Draw = ({ on, put }, [length, , height], random, near) => {
  const color = random.child('color').pick(TIMBER);
  const l = length / 2;
  const b = on('boards');
  if (!near) {
    bar(b, put, [-l, l], [-0.02, 0.02], [0.04, height], color);
    return;
  }
  const count = Math.max(1, Math.round(length / 0.14));
  const w = length / count;
  for (let i = 0; i < count; i++) {
    const own = random.child(i);
    const tone = own.between(0.75, 1.2);
    const c: Vec3 = [color[0] * tone, color[1] * tone, color[2] * tone];
    const [x, top] = [-l + i * w, height + own.between(-0.015, 0.015)];
    const out = i % 2 === 0 ? 0.02 : 0.012;
    b.quad(put(x, -out, 0.03), put(x + w, -out, 0.03), put(x + w, -out, top), put(x, -out, top), c);
    b.quad(put(x + w, out, 0.03), put(x, out, 0.03), put(x, out, top), put(x + w, out, top), c);
  }
  bar(b, put, [-l - 0.05, -l + 0.05], [-0.06, 0.06], [0, height + 0.05], color);
};

const IRONS: readonly Vec3[] = [
  [0.025, 0.026, 0.028],
  [0.03, 0.045, 0.035],
  [0.2, 0.2, 0.2],
  [0.33, 0.33, 0.32],
];

/** Upright bars between two rails. */
const rails: Draw = ({ on, put }, [length, , height], random, near) => {
  const color = random.child('color').pick(IRONS);
  const l = length / 2;
  const b = on('iron');
  const step = near ? 0.11 : 0.2;
  const wide = near ? 0.011 : 0.03;
  for (const z of [0.12, height - 0.08]) bar(b, put, [-l, l], [-0.02, 0.02], [z, z + 0.045], color);
  const count = Math.round(length / step);
  for (let i = 0; i < count; i++) {
    const x = -l + (i + 0.5) * (length / count);
    b.quad(put(x - wide, 0, 0.02), put(x + wide, 0, 0.02), put(x + wide, 0, height), put(x - wide, 0, height), color);
    if (near) b.quad(put(x, -wide, 0.02), put(x, wide, 0.02), put(x, wide, height), put(x, -wide, height), color);
  }
  bar(b, put, [-l - 0.03, -l + 0.03], [-0.03, 0.03], [0, height + 0.08], color);
};

/** Posts with wires: a grid wide enough to be counted. */
const mesh: Draw = ({ on, put }, [length, , height], random, near) => {
  const color: Vec3 = random.child('green').chance(0.4) ? [0.04, 0.08, 0.05] : [0.24, 0.25, 0.25];
  const l = length / 2;
  const b = on('mesh');
  for (const x of [-l, 0]) bar(b, put, [x - 0.03, x + 0.03], [-0.03, 0.03], [0, height + 0.05], color);
  const [step, w] = near ? [0.1, 0.005] : [0.25, 0.014];
  for (let x = -l; x < l; x += step)
    b.quad(put(x - w, 0, 0.05), put(x + w, 0, 0.05), put(x + w, 0, height), put(x - w, 0, height), color);
  for (let z = 0.1; z < height; z += step * 1.6)
    b.quad(put(-l, 0, z - w), put(l, 0, z - w), put(l, 0, z + w), put(-l, 0, z + w), color);
};

/** Guard railing at the kerb, two metres a piece. */
const railing: Draw = ({ on, put }, _size, random, near) => {
  const color = random.child('color').pick([
    [0.3, 0.3, 0.3],
    [0.05, 0.052, 0.055],
    [0.36, 0.36, 0.34],
  ] as const);
  const b = on('iron');
  const [l, height] = [1, 1.05];
  for (const z of [0.15, height - 0.05]) bar(b, put, [-l, l], [-0.022, 0.022], [z, z + 0.05], color);
  const count = near ? 15 : 9;
  const w = near ? 0.01 : 0.022;
  for (let i = 0; i < count; i++) {
    const x = -l + ((i + 0.5) / count) * 2 * l;
    b.quad(put(x - w, 0, 0.15), put(x + w, 0, 0.15), put(x + w, 0, height), put(x - w, 0, height), color);
  }
  bar(b, put, [-l - 0.03, -l + 0.03], [-0.03, 0.03], [0, height + 0.02], color);
};

/** Red and white planks of road works. */
const barrier: Draw = ({ on, put }) => {
  const b = on('barrier');
  for (const z of [0.35, 0.85])
    for (let i = 0; i < 8; i++)
      bar(
        b,
        put,
        [-1 + i * 0.25, -0.75 + i * 0.25],
        [-0.015, 0.015],
        [z, z + 0.18],
        i % 2 === 0 ? [0.36, 0.05, 0.03] : [0.5, 0.5, 0.48],
      );
  for (const x of [-0.9, 0.9]) bar(b, put, [x - 0.03, x + 0.03], [-0.25, 0.25], [0, 0.06], [0.05, 0.05, 0.05]);
};

/** A hoarding on two posts with shapes instead of an advertisement. */
const billboard: Draw = ({ on, put }, [, width, height], random) => {
  const paper: Vec3 = random.child('paper').pick([
    [0.35, 0.34, 0.3],
    [0.08, 0.1, 0.16],
    [0.3, 0.2, 0.08],
    [0.15, 0.05, 0.05],
  ] as const);
  const [w, low] = [width / 2, 1];
  const face = (b: FaceBuilder, y0: number, y1: number, z0: number, z1: number, x: number, c: Vec3): void =>
    b.quad(put(x, y0, z0), put(x, y1, z0), put(x, y1, z1), put(x, y0, z1), c);
  face(on('poster'), -w, w, low, height, 0.06, paper);
  face(on('coping'), w, -w, low, height, -0.06, [0.1, 0.1, 0.1]);
  for (let i = 0; i < 6; i++) {
    const own = random.child('shape').child(i);
    const [y, z] = [own.between(-w, w - 0.6), own.between(low, height - 0.5)];
    const c: Vec3 = [own.between(0.02, 0.4), own.between(0.02, 0.35), own.between(0.02, 0.35)];
    face(
      on('poster'),
      y,
      Math.min(w, y + own.between(0.3, 2)),
      z,
      Math.min(height, z + own.between(0.1, 1.2)),
      0.07 + i * 0.002,
      c,
    );
  }
  for (const y of [-w * 0.7, w * 0.7]) bar(on('coping'), put, [-0.1, 0], [y - 0.06, y + 0.06], [0, low], [0.1, 0.1, 0.1]);
};

const RUNS: Readonly<Record<string, Draw>> = {
  'wall-low': masonry,
  'wall-high': masonry,
  wall: masonry,
  'fence-board': boards,
  'fence-rail': rails,
  'fence-mesh': mesh,
  railing,
  'works-barrier': barrier,
  billboard,
};
