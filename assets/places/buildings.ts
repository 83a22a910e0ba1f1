/** Facades by a split grammar: floors, then bays, then windows set into the wall; roofs, doors, shopfronts. Front along +x. */
import type { Material, Mesh, PlaceBatch } from '#contracts/model';
import type { Feature } from '#contracts/place';
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';
import { type RandomStream, randomRoot } from '#core/random';
import { createMeshBuilder, type MeshBuilder } from '../mesh/builder.js';

type Layer = 'brick' | 'plaster' | 'concrete' | 'window' | 'frame' | 'roof' | 'shop' | 'glassFront';
const MATERIALS: Readonly<Record<Layer, Material>> = {
  brick: { id: 'brick', baseColor: [1, 1, 1], roughness: 0.95, metalness: 0, texture: 'brick' },
  plaster: { id: 'plaster', baseColor: [1, 1, 1], roughness: 0.95, metalness: 0, texture: 'plaster' },
  concrete: { id: 'wall-concrete', baseColor: [1, 1, 1], roughness: 0.93, metalness: 0, texture: 'concrete' },
  window: { id: 'window', baseColor: [1, 1, 1], roughness: 0.08, metalness: 0, texture: 'window' },
  frame: { id: 'frame', baseColor: [1, 1, 1], roughness: 0.7, metalness: 0, texture: 'none' },
  roof: { id: 'roof', baseColor: [1, 1, 1], roughness: 0.9, metalness: 0, texture: 'roof' },
  shop: { id: 'shop-sign', baseColor: [1, 1, 1], roughness: 0.6, metalness: 0, texture: 'none' },
  glassFront: { id: 'glass-front', baseColor: [1, 1, 1], roughness: 0.1, metalness: 0.1, texture: 'window' },
};
const WALLS: Readonly<Record<'brick' | 'plaster' | 'concrete', readonly Vec3[]>> = {
  brick: [
    [0.2, 0.095, 0.065],
    [0.15, 0.075, 0.055],
    [0.24, 0.17, 0.115],
    [0.13, 0.1, 0.085],
  ],
  plaster: [
    [0.42, 0.39, 0.33],
    [0.33, 0.31, 0.28],
    [0.36, 0.29, 0.19],
    [0.29, 0.31, 0.32],
    [0.38, 0.26, 0.2],
    [0.5, 0.48, 0.45],
  ],
  concrete: [
    [0.26, 0.255, 0.245],
    [0.2, 0.2, 0.2],
    [0.3, 0.28, 0.25],
  ],
};
const GLASS: Vec3 = [0.022, 0.027, 0.032];

type Builders = Readonly<Record<Layer, MeshBuilder>>;
type Put = (x: number, y: number, z: number) => Vec3;

export function buildingBatches(features: readonly Feature[]): PlaceBatch[] {
  const layers = Object.keys(MATERIALS) as Layer[];
  const builders = Object.fromEntries(layers.map((layer) => [layer, createMeshBuilder()])) as unknown as Builders;
  for (const feature of features) {
    const random = randomRoot(feature.seed).child('building');
    const [c, s] = [cos(feature.heading), sin(feature.heading)];
    const put: Put = (x, y, z) => [feature.position[0] + c * x - s * y, feature.position[1] + s * x + c * y, z];
    if (feature.kind === 'tower') tower(builders, put, feature.size, random);
    else house(builders, put, feature.size, random);
  }
  return layers.flatMap((layer): PlaceBatch[] => {
    const mesh: Mesh = builders[layer].build();
    if (mesh.indices.length === 0) return [];
    return [
      {
        name: `building ${layer}`,
        class: 'building',
        mesh,
        material: MATERIALS[layer],
        transforms: new Float64Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]),
      },
    ];
  });
}

function house(b: Builders, put: Put, [depth, width, height]: Vec3, random: RandomStream): void {
  const wall = random.child('wall').pick(['brick', 'brick', 'plaster', 'plaster', 'plaster', 'concrete'] as const);
  const tone = random.child('tone').between(0.8, 1.15);
  const color = random
    .child('color')
    .pick(WALLS[wall])
    .map((v) => v * tone) as unknown as Vec3;
  const floors = Math.max(1, Math.round(height / 3.1));
  const floor = height / floors;
  const bays = Math.max(2, Math.round(width / random.child('bays').between(2.4, 3.6)));
  const bay = width / bays;
  const shop = floors > 1 && random.child('shop').chance(0.45);
  const frame: Vec3 = random.child('frame').chance(0.7) ? [0.5, 0.5, 0.48] : [0.05, 0.05, 0.05];
  const front = depth / 2;
  const tall = random.child('tall').between(0.45, 0.6);
  const wide = random.child('wide').between(0.38, 0.56);
  const door = random.child('door').index(bays);
  for (let f = 0; f < floors; f++) {
    for (let k = 0; k < bays; k++) {
      const y0 = -width / 2 + k * bay;
      const z0 = f * floor;
      if (f === 0 && shop) continue;
      if (f === 0 && k === door)
        opening(
          b,
          b[wall],
          put,
          front,
          [y0, y0 + bay],
          [z0, z0 + floor],
          [bay * 0.28, bay * 0.72],
          [0.02, 2.15],
          color,
          frame,
          0.25,
          random.child('leaf').pick([
            [0.1, 0.03, 0.025],
            [0.03, 0.05, 0.08],
            [0.06, 0.045, 0.03],
            [0.04, 0.07, 0.045],
          ] as const),
        );
      else
        opening(
          b,
          b[wall],
          put,
          front,
          [y0, y0 + bay],
          [z0, z0 + floor],
          [bay * (0.5 - wide / 2), bay * (0.5 + wide / 2)],
          [floor * 0.28, floor * (0.28 + tall)],
          color,
          frame,
          0.14,
        );
    }
  }
  if (shop) shopfront(b, put, front, width, floor, color, wall, random.child('front'));
  const plain = b[wall];
  plain.quad(
    put(-front, width / 2, 0),
    put(-front, -width / 2, 0),
    put(-front, -width / 2, height),
    put(-front, width / 2, height),
    color,
  );
  plain.quad(
    put(front, width / 2, 0),
    put(-front, width / 2, 0),
    put(-front, width / 2, height),
    put(front, width / 2, height),
    color,
  );
  plain.quad(
    put(-front, -width / 2, 0),
    put(front, -width / 2, 0),
    put(front, -width / 2, height),
    put(-front, -width / 2, height),
    color,
  );
  roof(b, put, depth, width, height, color, wall, random.child('roof'));
}

/** A piece of wall with a hole, and a pane (or a door leaf) set back in it. */
function opening(
  b: Builders,
  wall: MeshBuilder,
  put: Put,
  x: number,
  [y0, y1]: readonly [number, number],
  [z0, z1]: readonly [number, number],
  [a, c]: readonly [number, number],
  [low, high]: readonly [number, number],
  color: Vec3,
  frame: Vec3,
  deep: number,
  leaf?: Vec3,
): void {
  const [ya, yb, za, zb] = [y0 + a, y0 + c, z0 + low, z0 + high];
  const face = (u0: number, u1: number, v0: number, v1: number): void =>
    wall.quad(put(x, u0, v0), put(x, u1, v0), put(x, u1, v1), put(x, u0, v1), color);
  face(y0, ya, z0, z1);
  face(yb, y1, z0, z1);
  face(ya, yb, z0, za);
  face(ya, yb, zb, z1);
  const back = x - deep;
  const dark: Vec3 = [color[0] * 0.75, color[1] * 0.75, color[2] * 0.75];
  wall.quad(put(x, ya, za), put(back, ya, za), put(back, ya, zb), put(x, ya, zb), dark);
  wall.quad(put(back, yb, za), put(x, yb, za), put(x, yb, zb), put(back, yb, zb), dark);
  wall.quad(put(back, ya, zb), put(back, yb, zb), put(x, yb, zb), put(x, ya, zb), dark);
  b.frame.quad(
    put(x + 0.04, ya - 0.04, za),
    put(x + 0.04, yb + 0.04, za),
    put(back, yb + 0.04, za + 0.02),
    put(back, ya - 0.04, za + 0.02),
    frame,
  );
  if (leaf !== undefined) {
    b.frame.quad(put(back, ya, za), put(back, yb, za), put(back, yb, zb), put(back, ya, zb), leaf);
    return;
  }
  const t = 0.06;
  const middle = (ya + yb) / 2;
  const bar = (u0: number, u1: number, v0: number, v1: number): void =>
    b.frame.quad(put(back, u0, v0), put(back, u1, v0), put(back, u1, v1), put(back, u0, v1), frame);
  bar(ya, ya + t, za, zb);
  bar(yb - t, yb, za, zb);
  bar(ya + t, yb - t, za, za + t);
  bar(ya + t, yb - t, zb - t, zb);
  bar(middle - t / 2, middle + t / 2, za + t, zb - t);
  const pane = (u0: number, u1: number): void =>
    b.window.quad(
      put(back - 0.02, u0, za + t),
      put(back - 0.02, u1, za + t),
      put(back - 0.02, u1, zb - t),
      put(back - 0.02, u0, zb - t),
      GLASS,
    );
  pane(ya + t, middle - t / 2);
  pane(middle + t / 2, yb - t);
}

const SIGNS: readonly Vec3[] = [
  [0.06, 0.09, 0.12],
  [0.16, 0.03, 0.03],
  [0.03, 0.08, 0.05],
  [0.25, 0.22, 0.16],
  [0.02, 0.02, 0.022],
  [0.1, 0.06, 0.12],
  [0.28, 0.16, 0.03],
];

function shopfront(
  b: Builders,
  put: Put,
  x: number,
  width: number,
  floor: number,
  color: Vec3,
  wall: 'brick' | 'plaster' | 'concrete',
  random: RandomStream,
): void {
  const sign = random.child('sign').pick(SIGNS);
  const [lo, hi] = [-width / 2, width / 2];
  const face = (m: MeshBuilder, dx: number, u0: number, u1: number, v0: number, v1: number, c: Vec3): void =>
    m.quad(put(x + dx, u0, v0), put(x + dx, u1, v0), put(x + dx, u1, v1), put(x + dx, u0, v1), c);
  face(b[wall], 0, lo, lo + 0.4, 0, floor, color);
  face(b[wall], 0, hi - 0.4, hi, 0, floor, color);
  face(b[wall], 0, lo + 0.4, hi - 0.4, floor - 0.12, floor, color);
  face(b.shop, 0.05, lo + 0.4, hi - 0.4, floor - 0.75, floor - 0.12, sign);
  b.shop.quad(
    put(x, lo + 0.4, floor - 0.75),
    put(x, hi - 0.4, floor - 0.75),
    put(x + 0.05, hi - 0.4, floor - 0.75),
    put(x + 0.05, lo + 0.4, floor - 0.75),
    sign,
  );
  b.shop.quad(
    put(x + 0.05, lo + 0.4, floor - 0.12),
    put(x + 0.05, hi - 0.4, floor - 0.12),
    put(x, hi - 0.4, floor - 0.12),
    put(x, lo + 0.4, floor - 0.12),
    sign,
  );
  face(b.shop, -0.05, lo + 0.4, hi - 0.4, 0, 0.45, [sign[0] * 0.7, sign[1] * 0.7, sign[2] * 0.7]);
  const panes = Math.max(2, Math.round((width - 0.8) / 1.9));
  const w = (width - 0.8) / panes;
  for (let i = 0; i < panes; i++) {
    const y = lo + 0.4 + i * w;
    face(b.frame, -0.1, y, y + 0.07, 0.45, floor - 0.75, [0.1, 0.1, 0.1]);
    face(b.window, -0.14, y + 0.07, y + w, 0.45, floor - 0.75, [0.04, 0.042, 0.042]);
  }
  if (random.child('awning').chance(0.3)) {
    const c = random.child('cloth').pick(SIGNS);
    const bright: Vec3 = [c[0] * 1.6, c[1] * 1.6, c[2] * 1.6];
    b.shop.quad(
      put(x + 1.1, lo + 0.5, floor - 1.05),
      put(x + 1.1, hi - 0.5, floor - 1.05),
      put(x + 0.06, hi - 0.5, floor - 0.7),
      put(x + 0.06, lo + 0.5, floor - 0.7),
      bright,
    );
  }
}

function roof(
  b: Builders,
  put: Put,
  depth: number,
  width: number,
  height: number,
  color: Vec3,
  wall: 'brick' | 'plaster' | 'concrete',
  random: RandomStream,
): void {
  const tile = random.child('tile').pick([
    [0.11, 0.055, 0.04],
    [0.06, 0.06, 0.065],
    [0.08, 0.06, 0.05],
  ] as const);
  const [f, w] = [depth / 2, width / 2];
  if (random.child('flat').chance(0.35)) {
    b.roof.quad(put(f, -w, height), put(f, w, height), put(-f, w, height), put(-f, -w, height), [0.1, 0.1, 0.1]);
    b[wall].quad(
      put(f + 0.08, -w, height - 0.1),
      put(f + 0.08, w, height - 0.1),
      put(f + 0.08, w, height + 0.5),
      put(f + 0.08, -w, height + 0.5),
      color,
    );
    b[wall].quad(
      put(f + 0.08, -w, height + 0.5),
      put(f + 0.08, w, height + 0.5),
      put(f - 0.15, w, height + 0.5),
      put(f - 0.15, -w, height + 0.5),
      color,
    );
    return;
  }
  const rise = random.child('rise').between(0.5, 0.95) * f;
  const over = 0.3;
  b.roof.quad(
    put(f + over, -w, height - 0.1),
    put(f + over, w, height - 0.1),
    put(0, w, height + rise),
    put(0, -w, height + rise),
    tile,
  );
  b.roof.quad(
    put(-f - over, w, height - 0.1),
    put(-f - over, -w, height - 0.1),
    put(0, -w, height + rise),
    put(0, w, height + rise),
    tile,
  );
  for (const side of [1, -1]) {
    const gable = [put(f, side * w, height), put(-f, side * w, height), put(0, side * w, height + rise)];
    const [p, q, r] = (side === 1 ? gable : [gable[1], gable[0], gable[2]]) as [Vec3, Vec3, Vec3];
    const v = [p, q, r].map((point) => b[wall].vertex(point, [0, 0], color)) as [number, number, number];
    b[wall].triangle(v[0], v[1], v[2]);
  }
  b.frame.quad(
    put(f + over, -w, height - 0.24),
    put(f + over, w, height - 0.24),
    put(f + over, w, height - 0.1),
    put(f + over, -w, height - 0.1),
    [0.4, 0.4, 0.38],
  );
  const stack = random.child('stack').between(-w * 0.7, w * 0.7);
  box(b.brick, put, [-0.3, stack, height + rise * 0.9 + 0.5], [0.6, 0.9, 1.6], [0.16, 0.085, 0.06]);
}

function box(m: MeshBuilder, put: Put, [cx, cy, cz]: Vec3, [sx, sy, sz]: Vec3, color: Vec3): void {
  const [x0, x1, y0, y1, z0, z1] = [cx - sx / 2, cx + sx / 2, cy - sy / 2, cy + sy / 2, cz - sz / 2, cz + sz / 2];
  m.quad(put(x1, y0, z0), put(x1, y1, z0), put(x1, y1, z1), put(x1, y0, z1), color);
  m.quad(put(x0, y1, z0), put(x0, y0, z0), put(x0, y0, z1), put(x0, y1, z1), color);
  m.quad(put(x1, y1, z0), put(x0, y1, z0), put(x0, y1, z1), put(x1, y1, z1), color);
  m.quad(put(x0, y0, z0), put(x1, y0, z0), put(x1, y0, z1), put(x0, y0, z1), color);
  m.quad(put(x0, y0, z1), put(x1, y0, z1), put(x1, y1, z1), put(x0, y1, z1), color);
}

/** Storeys of glass bands or punched windows, all round. */
function tower(b: Builders, put: Put, [depth, width, height]: Vec3, random: RandomStream): void {
  const glassy = random.child('glassy').chance(0.5);
  const wall = random.child('wall').pick(['concrete', 'concrete', 'plaster', 'brick'] as const);
  const color = random.child('color').pick(WALLS[wall]);
  const floors = Math.max(3, Math.round(height / 3.6));
  const floor = height / floors;
  const tint: Vec3 = glassy
    ? random.child('tint').pick([
        [0.03, 0.045, 0.055],
        [0.035, 0.04, 0.04],
        [0.025, 0.035, 0.05],
      ] as const)
    : GLASS;
  const sides: readonly (readonly [span: number, place: (u: number, z: number, out: number) => Vec3])[] = [
    [width, (u, z, out) => put(depth / 2 + out, u, z)],
    [width, (u, z, out) => put(-depth / 2 - out, -u, z)],
    [depth, (u, z, out) => put(-u, width / 2 + out, z)],
    [depth, (u, z, out) => put(u, -width / 2 - out, z)],
  ];
  for (const [i, [span, at]] of sides.entries()) {
    const face = (m: MeshBuilder, u0: number, u1: number, z0: number, z1: number, c: Vec3, out = 0): void =>
      m.quad(at(u0, z0, out), at(u1, z0, out), at(u1, z1, out), at(u0, z1, out), c);
    const half = span / 2;
    const bays = Math.max(2, Math.round(span / (glassy ? 1.5 : 3)));
    for (let f = 0; f < floors; f++) {
      const z = f * floor;
      const [low, high] = glassy ? [z + floor * 0.22, z + floor] : [z + floor * 0.32, z + floor * 0.84];
      face(b[wall], -half, half, z, low, f === 0 && i === 0 ? [color[0] * 0.6, color[1] * 0.6, color[2] * 0.6] : color);
      if (!glassy) face(b[wall], -half, half, high, z + floor, color);
      if (glassy || i > 0) face(glassy ? b.glassFront : b.window, -half, half, low, high, tint);
      else {
        for (let k = 0; k < bays; k++) {
          const u = -half + (k * span) / bays;
          const w = span / bays;
          face(b[wall], u, u + w * 0.22, low, high, color);
          face(b.window, u + w * 0.22, u + w * 0.78, low, high, tint);
          face(b[wall], u + w * 0.78, u + w, low, high, color);
        }
      }
    }
    if (glassy && i < 2) {
      for (let k = 0; k <= bays; k += 2) {
        const u = -half + (k * span) / bays;
        face(b.frame, Math.max(-half, u - 0.06), Math.min(half, u + 0.06), 0, height, [0.2, 0.2, 0.21], 0.05);
      }
    }
  }
  b.roof.quad(
    put(depth / 2, -width / 2, height),
    put(depth / 2, width / 2, height),
    put(-depth / 2, width / 2, height),
    put(-depth / 2, -width / 2, height),
    [0.1, 0.1, 0.1],
  );
  box(b.concrete, put, [0, 0, height + 1.2], [depth * 0.4, width * 0.35, 2.4], [0.2, 0.2, 0.2]);
}
