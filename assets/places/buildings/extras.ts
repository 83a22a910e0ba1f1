/** What stands out of fronts: bay windows, balconies, porches, downpipes, stairs, garages. */
import type { Vec3 } from '#core/pose';
import type { RandomStream } from '#core/random';
import { type BuildingKit, block, type Plane, panel, times, type Wall } from './kit.js';
import { type Glazing, type Range, wallCell } from './windows.js';

/** A box of windows in front of the wall, over `floors` storeys, with a little roof. */
export function bayWindow(
  kit: BuildingKit,
  plane: Plane,
  [u0, u1]: readonly [number, number],
  floors: number,
  floor: number,
  wall: Wall,
  color: Vec3,
  glazing: Glazing,
  range: Range,
  random: RandomStream,
): void {
  const out = 0.75;
  const slant = 0.4;
  const { at } = plane;
  const face = (a: Vec3, b: Vec3, width: number): Plane => {
    const [dx, dy] = [(b[0] - a[0]) / width, (b[1] - a[1]) / width];
    return { width, at: (u, v, o = 0) => [a[0] + dx * u + dy * o, a[1] + dy * u - dx * o, v] };
  };
  const length = (a: Vec3, b: Vec3): number => Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
  const [p, q, r, s] = [at(u0, 0), at(u0 + slant, 0, out), at(u1 - slant, 0, out), at(u1, 0)];
  const sides = [face(p, q, length(p, q)), face(q, r, length(q, r)), face(r, s, length(r, s))];
  for (const [k, side] of sides.entries()) {
    for (let f = 0; f < floors; f++) {
      const cell = [0, side.width, f * floor, (f + 1) * floor] as const;
      const edge = 0.1;
      const opening = { u0: edge, u1: side.width - edge, v0: f * floor + floor * 0.28, v1: f * floor + floor * 0.86 };
      const plain: Glazing = {
        ...glazing,
        reveal: 0.05,
        columns: k === 1 ? glazing.columns : 1,
        lintel: undefined,
        shutters: undefined,
      };
      wallCell(kit, wall, side, cell, color, opening, plain, range, random.child('bay').child(k).child(f));
    }
  }
  const top = floors * floor;
  const [e, g, h, i] = [at(u0, top), at(u0 + slant, top, out), at(u1 - slant, top, out), at(u1, top)];
  const [j, l] = [at(u0 + 0.2, top + 0.4), at(u1 - 0.2, top + 0.4)];
  const tile: Vec3 = [0.06, 0.058, 0.06];
  kit.on('roof').quad(g, h, l, j, tile);
  kit.on('roof').triangle(e, g, j, times(tile, 0.9));
  kit.on('roof').triangle(h, i, l, times(tile, 0.9));
}

/** A slab with a railing or a solid front. */
export function balcony(
  kit: BuildingKit,
  plane: Plane,
  u0: number,
  u1: number,
  v: number,
  solid: Vec3 | undefined,
  range: Range,
): void {
  const out = 1.15;
  block(kit.on('concrete'), plane, u0, u1, v - 0.16, v, 0, out, [0.25, 0.25, 0.24]);
  if (solid !== undefined || range === 'far') {
    const color = solid ?? ([0.08, 0.08, 0.085] as const);
    block(kit.on('trim'), plane, u0, u1, v + (solid === undefined ? 0.55 : 0), v + 1, out - 0.05, out, color);
    return;
  }
  const bar: Vec3 = [0.05, 0.05, 0.055];
  const trim = kit.on('trim');
  block(trim, plane, u0, u1, v + 0.96, v + 1, out - 0.04, out, bar);
  const count = Math.max(2, Math.round((u1 - u0) / 0.14));
  for (let i = 0; i <= count; i++) {
    const u = u0 + ((u1 - u0) * i) / count;
    panel(trim, plane, u - 0.012, u + 0.012, v, v + 0.96, bar, out - 0.02);
  }
}

export function porch(kit: BuildingKit, plane: Plane, u: number, color: Vec3): void {
  block(kit.on('trim'), plane, u - 0.9, u + 0.9, 2.55, 2.72, 0, 0.9, color);
  for (const x of [u - 0.82, u + 0.74]) block(kit.on('trim'), plane, x, x + 0.08, 0, 2.55, 0.76, 0.84, times(color, 0.9));
}

export function downpipe(kit: BuildingKit, plane: Plane, u: number, height: number): void {
  block(kit.on('trim'), plane, u - 0.05, u + 0.05, 0, height, 0.02, 0.12, [0.09, 0.09, 0.09]);
}

export function garage(kit: BuildingKit, plane: Plane, u0: number, color: Vec3, range: Range): void {
  const trim = kit.on('trim');
  const out = range === 'near' ? 0.03 : 0.08;
  panel(trim, plane, u0, u0 + 2.5, 0.02, 2.15, color, out);
  for (let i = 1; i < 5; i++)
    panel(trim, plane, u0 + 0.02, u0 + 2.48, i * 0.43 - 0.012, i * 0.43 + 0.012, times(color, 0.6), out + 0.01);
}
