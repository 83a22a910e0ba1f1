/** Thin sheets on a body's surface: lamps, grilles, plates, shut lines, what shows through a pane. */
import { cos, lerp, sin, TAU } from '#core/math';
import { add, cross, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { MeshBuilder } from '../../mesh/builder.js';

/** A smooth surface over two parameters of one's own. */
export type Surface = (u: number, v: number) => Vec3;
export type Uv = readonly [u: number, v: number];

export interface SheetShape {
  /** Lower left, lower right, upper right, upper left. */
  readonly corners: readonly [Uv, Uv, Uv, Uv];
  /** Cells along and across. */
  readonly cells: readonly [number, number];
  /** m proud of the surface, over the sheet's own 0..1. */
  readonly lift: number | Surface1;
}
type Surface1 = (s: number, t: number) => number;

/** Outward unit normal: away from the body's long axis. */
function normalAt(surface: Surface, u: number, v: number): Vec3 {
  const h = 1e-3;
  const p = surface(u, v);
  const n = normalize(cross(sub(surface(u + h, v), surface(u - h, v)), sub(surface(u, v + h), surface(u, v - h))));
  const out = n[0] * 0.4 * p[0] + n[1] * p[1] + n[2] * (p[2] - 0.6);
  return out < 0 ? scale(n, -1) : n;
}

function raised(surface: Surface, [u, v]: Uv, lift: number): Vec3 {
  return add(surface(u, v), scale(normalAt(surface, u, v), lift));
}

export function sheet(builder: MeshBuilder, surface: Surface, { corners, cells, lift }: SheetShape): void {
  const [a, b, c, d] = corners;
  const at = (s: number, t: number): Uv => [
    lerp(lerp(a[0], b[0], s), lerp(d[0], c[0], s), t),
    lerp(lerp(a[1], b[1], s), lerp(d[1], c[1], s), t),
  ];
  const height = (s: number, t: number): number => (typeof lift === 'number' ? lift : lift(s, t));
  const [nu, nv] = cells;
  const grid = Array.from({ length: nu + 1 }, (_, i) =>
    Array.from({ length: nv + 1 }, (_, j) => raised(surface, at(i / nu, j / nv), height(i / nu, j / nv))),
  );
  const rows = grid.map((column) => column.map((p) => builder.vertex(p)));
  const facesOut = turnsOutward(grid, normalAt(surface, ...at(0.5, 0.5)));
  for (let i = 0; i < nu; i++) {
    for (let j = 0; j < nv; j++) {
      const [p, q, r, o] = [rows[i]?.[j], rows[i + 1]?.[j], rows[i + 1]?.[j + 1], rows[i]?.[j + 1]] as [
        number,
        number,
        number,
        number,
      ];
      if (facesOut) {
        builder.triangle(p, q, r);
        builder.triangle(p, r, o);
      } else {
        builder.triangle(p, r, q);
        builder.triangle(p, o, r);
      }
    }
  }
}

function turnsOutward(grid: readonly (readonly Vec3[])[], out: Vec3): boolean {
  const [i, j] = [Math.floor((grid.length - 1) / 2), Math.floor(((grid[0] as readonly Vec3[]).length - 1) / 2)];
  const p = grid[i]?.[j] as Vec3;
  const n = cross(sub(grid[i + 1]?.[j] as Vec3, p), sub(grid[i]?.[j + 1] as Vec3, p));
  return n[0] * out[0] + n[1] * out[1] + n[2] * out[2] > 0;
}

/** A flat round plate. @param radius m */
export function disc(builder: MeshBuilder, surface: Surface, at: Uv, radius: number, lift: number, sides = 12): void {
  const n = normalAt(surface, ...at);
  const centre = raised(surface, at, lift);
  const side = normalize(cross(n, Math.abs(n[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  const up = cross(side, n);
  const hub = builder.vertex(centre);
  const rim = Array.from({ length: sides }, (_, k) => {
    const [c, s] = [cos((k / sides) * TAU) * radius, sin((k / sides) * TAU) * radius];
    return builder.vertex(add(centre, add(scale(side, c), scale(up, s))));
  });
  const flip = cross(side, up);
  const out = flip[0] * n[0] + flip[1] * n[1] + flip[2] * n[2] > 0;
  for (let k = 0; k < sides; k++) {
    const [a, b] = [rim[k] as number, rim[(k + 1) % sides] as number];
    builder.triangle(hub, out ? a : b, out ? b : a);
  }
}

/** The rectangle between two corners. */
export function rectangle(u0: number, v0: number, u1: number, v1: number): SheetShape['corners'] {
  return [
    [u0, v0],
    [u1, v0],
    [u1, v1],
    [u0, v1],
  ];
}

/** Straight between the points of a grid (`columns[i][j]` at u = i, v = j), as its triangles are but for their diagonals. */
export function gridSurface(columns: readonly (readonly Vec3[])[]): Surface {
  return (u, v) => {
    const [i, j] = [cell(u, columns.length), cell(v, (columns[0] as readonly Vec3[]).length)];
    const corner = (a: number, b: number): Vec3 => columns[i + a]?.[j + b] as Vec3;
    const [s, t] = [u - i, v - j];
    const mix = (k: 0 | 1 | 2): number =>
      lerp(lerp(corner(0, 0)[k], corner(1, 0)[k], s), lerp(corner(0, 1)[k], corner(1, 1)[k], s), t);
    return [mix(0), mix(1), mix(2)];
  };
}
function cell(at: number, count: number): number {
  return Math.max(0, Math.min(count - 2, Math.floor(at)));
}

/** The same on the other side of the body. */
export function otherSide(surface: Surface): Surface {
  return (u, v) => {
    const [x, y, z] = surface(u, v);
    return [x, -y, z];
  };
}
