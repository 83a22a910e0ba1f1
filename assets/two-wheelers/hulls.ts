/** Lofted bodies, rods and guards that motorcycles are made of. */
import { cos, PI, sin, TAU } from '#core/math';
import type { Vec3 } from '#core/pose';
import type { MeshBuilder } from '../mesh/builder.js';

export type Oval = readonly [x: number, z: number, halfWidth: number, halfHeight: number];

/** A closed body through upright ovals along x. */
export function hull(b: MeshBuilder, ovals: readonly Oval[], sides: number): void {
  const sections = ovals.map(([x, z, w, h]) =>
    Array.from({ length: sides }, (_, k): Vec3 => {
      const a = (k / sides) * TAU;
      const square = (v: number): number => v * (1.2 - 0.2 * v * v);
      return [x, square(cos(a)) * w, z + square(sin(a)) * h];
    }),
  );
  b.loft(sections, { caps: true });
}

export function rod(b: MeshBuilder, path: readonly Vec3[], radius: number, sides = 6): void {
  b.tube(
    path,
    path.map(() => radius),
    sides,
  );
}

export function both(draw: (side: 1 | -1) => void): void {
  draw(1);
  draw(-1);
}

export function arc(b: MeshBuilder, axle: Vec3, radius: number, half: number, [from, to]: readonly [number, number]): void {
  const sections = Array.from({ length: 7 }, (_, k): Vec3[] => {
    const a = ((from + ((to - from) * k) / 6) * PI) / 180;
    const at = (r: number, y: number): Vec3 => [axle[0] + r * cos(a), y, axle[2] + r * sin(a)];
    return [
      at(radius - 0.02, half),
      at(radius + 0.012, half * 0.5),
      at(radius + 0.012, -half * 0.5),
      at(radius - 0.02, -half),
      at(radius - 0.004, 0),
    ];
  });
  b.loft(sections, { caps: false });
}
