/** Layers, colours and planes that facades are made with. */
import type { Material } from '#contracts/model';
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import type { FaceBuilder } from '../../mesh/faces.js';
import type { Kit, Layer } from '../cells.js';

export type BuildingLayer =
  | 'brick'
  | 'plaster'
  | 'concrete'
  | 'cladding'
  | 'stone'
  | 'window'
  | 'lit'
  | 'trim'
  | 'roof'
  | 'metal-roof'
  | 'sign'
  | 'glass';
export type Wall = 'brick' | 'plaster' | 'concrete' | 'cladding' | 'stone';
export type BuildingKit = Kit<BuildingLayer>;

const made = (id: string, texture: string, roughness: number, more: Partial<Material> = {}): Layer => ({
  class: 'building',
  material: { id, baseColor: [1, 1, 1], roughness, metalness: 0, texture, ...more },
});
/** Lit rooms: a few hundred cd/m^2 behind curtains. */
const LIT = { color: [1, 0.8, 0.52] as Vec3, luminanceCdPerM2: 5, lamp: 'street' as const };
export const LAYERS: Readonly<Record<BuildingLayer, Layer>> = {
  brick: made('wall-brick', 'brick', 0.95),
  plaster: made('wall-plaster', 'plaster', 0.95),
  concrete: made('wall-concrete', 'concrete-wall', 0.93),
  cladding: made('wall-cladding', 'cladding', 0.8),
  stone: made('wall-stone', 'stone', 0.94),
  window: made('pane', 'window', 0.1),
  lit: made('pane-lit', 'window', 0.15, { emission: LIT }),
  trim: made('trim', 'none', 0.75),
  roof: made('tiles', 'roof', 0.9),
  'metal-roof': made('sheet-roof', 'none', 0.6),
  sign: made('shop-sign', 'signage', 0.6),
  glass: made('glass-front', 'window', 0.08),
};

/** Linear albedos of walls: mid-European and British streets, measured greys and browns rather than painted ones. */
const WALLS: Readonly<Record<Wall, readonly Vec3[]>> = {
  brick: [
    [0.17, 0.088, 0.062],
    [0.14, 0.075, 0.056],
    [0.22, 0.165, 0.115],
    [0.12, 0.095, 0.08],
    [0.25, 0.2, 0.14],
    [0.16, 0.115, 0.09],
  ],
  plaster: [
    [0.42, 0.4, 0.36],
    [0.33, 0.31, 0.28],
    [0.38, 0.33, 0.24],
    [0.29, 0.3, 0.3],
    [0.36, 0.28, 0.22],
    [0.5, 0.49, 0.46],
    [0.4, 0.38, 0.33],
    [0.27, 0.25, 0.22],
    [0.34, 0.36, 0.38],
  ],
  concrete: [
    [0.25, 0.246, 0.237],
    [0.2, 0.198, 0.194],
    [0.3, 0.287, 0.262],
    [0.16, 0.158, 0.152],
  ],
  cladding: [
    [0.3, 0.31, 0.31],
    [0.18, 0.2, 0.22],
    [0.42, 0.42, 0.4],
    [0.14, 0.16, 0.15],
    [0.26, 0.22, 0.17],
  ],
  stone: [
    [0.26, 0.24, 0.2],
    [0.21, 0.195, 0.17],
    [0.3, 0.27, 0.21],
    [0.17, 0.165, 0.155],
  ],
};
export const TILES: readonly Vec3[] = [
  [0.1, 0.056, 0.042],
  [0.058, 0.058, 0.062],
  [0.075, 0.06, 0.052],
  [0.045, 0.046, 0.05],
  [0.13, 0.075, 0.05],
];
export const DOORS: readonly Vec3[] = [
  [0.1, 0.03, 0.025],
  [0.03, 0.05, 0.08],
  [0.06, 0.045, 0.03],
  [0.03, 0.06, 0.04],
  [0.2, 0.2, 0.19],
  [0.02, 0.02, 0.022],
  [0.16, 0.13, 0.09],
];

export function wallColor(wall: Wall, random: RandomStream): Vec3 {
  return times(random.child('color').pick(WALLS[wall]), random.child('tone').between(0.72, 1.12));
}
export function times([r, g, b]: Vec3, k: number): Vec3 {
  return [r * k, g * k, b * k];
}

/** An upright plane of a building: u to the right seen from outside, v up, `out` towards the viewer; m. */
export interface Plane {
  readonly width: number;
  at(u: number, v: number, out?: number): Vec3;
}

/** The four sides of a box that stands on the ground, front first, then left, back, right. */
export function sidesOf(kit: BuildingKit, depth: number, width: number, x0 = 0, y0 = 0): readonly [Plane, Plane, Plane, Plane] {
  const [d, w] = [depth / 2, width / 2];
  return [
    { width, at: (u, v, out = 0) => kit.put(x0 + d + out, y0 - w + u, v) },
    { width: depth, at: (u, v, out = 0) => kit.put(x0 + d - u, y0 + w + out, v) },
    { width, at: (u, v, out = 0) => kit.put(x0 - d - out, y0 + w - u, v) },
    { width: depth, at: (u, v, out = 0) => kit.put(x0 - d + u, y0 - w - out, v) },
  ];
}

type Color = Vec3 | readonly [Vec3, Vec3, Vec3, Vec3];
/** A rectangle of a plane. */
export function panel(
  b: FaceBuilder,
  { at }: Plane,
  u0: number,
  u1: number,
  v0: number,
  v1: number,
  color: Color,
  out = 0,
): void {
  b.quad(at(u0, v0, out), at(u1, v0, out), at(u1, v1, out), at(u0, v1, out), color);
}

/** A block that stands out of a plane: front, sides, top and bottom. */
export function block(
  b: FaceBuilder,
  { at }: Plane,
  u0: number,
  u1: number,
  v0: number,
  v1: number,
  from: number,
  to: number,
  color: Vec3,
): void {
  b.quad(at(u0, v0, to), at(u1, v0, to), at(u1, v1, to), at(u0, v1, to), color);
  b.quad(at(u0, v0, from), at(u0, v0, to), at(u0, v1, to), at(u0, v1, from), color);
  b.quad(at(u1, v0, to), at(u1, v0, from), at(u1, v1, from), at(u1, v1, to), color);
  b.quad(at(u0, v1, to), at(u1, v1, to), at(u1, v1, from), at(u0, v1, from), color);
  b.quad(at(u0, v0, from), at(u1, v0, from), at(u1, v0, to), at(u0, v0, to), times(color, 0.7));
}
