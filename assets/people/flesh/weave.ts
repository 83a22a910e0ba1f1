/** Surfaces by rows of shared corners: what limbs and trunk have in common is one surface, in three levels of detail. */
import { cos, sin } from '#core/math';
import { add, scale, type Vec3 } from '#core/pose';
import type { SkinBuilder, Weights } from '../../mesh/skin.js';

/** What a surface is made of: each has its material. */
export type Stuff = 'cloth' | 'top' | 'skin' | 'hair' | 'strips';
/** 0 near, 1 from `MID` on, 2 from `FAR` on. Coarser bodies have some of the finer one's corners and no others. */
export type Detail = 0 | 1 | 2;

export interface Point {
  readonly at: Vec3;
  readonly weights: Weights;
  readonly color: Vec3;
  readonly uv: readonly [number, number];
}
export interface Row {
  readonly points: readonly Point[];
  /** What lies between this row and the next. */
  readonly stuff: Stuff;
  /** The coarsest level of detail that has it. */
  readonly upTo: Detail;
}

/** A closed curve round a centre: half of a superellipse in front, another behind. */
export interface Ring {
  readonly center: Vec3;
  readonly front: number;
  readonly back: number;
  readonly left: number;
  readonly right: number;
  /** Axes towards the front and to the left; x and y where missing. */
  readonly ahead?: Vec3;
  readonly aside?: Vec3;
  /** 2 an ellipse, more is squarer. */
  readonly square?: number;
  /** How much lower the front is than the middle, m. */
  readonly tip?: number;
}

/** @param angle 0 in front, a quarter turn at the left */
export function onRing(ring: Ring, angle: number): Vec3 {
  const { center, front, back, left, right, ahead = [1, 0, 0], aside = [0, 1, 0], square = 2, tip = 0 } = ring;
  const [c, s] = [cos(angle), sin(angle)];
  const [x, y] = [squared(c, square) * (c >= 0 ? front : back), squared(s, square) * (s >= 0 ? left : right)];
  const [px, py, pz] = add(center, add(scale(ahead, x), scale(aside, y)));
  return [px, py, pz - tip * c];
}
/** |v|^(2/n) with v's sign; square roots only: the same on every machine. */
function squared(v: number, n: number): number {
  const size = Math.abs(v);
  const root = Math.sqrt(size);
  // 2 -> |v|, 3 -> about |v|^(2/3), 4 -> |v|^(1/2).
  const mixed = size + (root - size) * Math.min(1, (n - 2) / 2);
  return v < 0 ? -mixed : mixed;
}

export interface Weaver {
  readonly detail: Detail;
  triangle(stuff: Stuff, a: Point, b: Point, c: Point): void;
  /** Counter-clockwise seen from outside. */
  quad(stuff: Stuff, a: Point, b: Point, c: Point, d: Point): void;
  /** Closed rows one above the other; `leave` says which columns stay open between two rows. */
  tube(rows: readonly Row[], columns: readonly number[], leave?: (low: number, high: number, column: number) => boolean): void;
  /** Shuts a row with a fan; @param up whether it is seen from above */
  lid(row: Row, columns: readonly number[], up: boolean, middle?: Vec3): void;
}

export function createWeaver(sheets: Readonly<Record<Stuff, SkinBuilder>>, detail: Detail): Weaver {
  const known = new Map<SkinBuilder, Map<Point, number>>();
  const corner = (sheet: SkinBuilder, point: Point): number => {
    const own = known.get(sheet) ?? new Map<Point, number>();
    known.set(sheet, own);
    const number = own.get(point) ?? sheet.vertex(point.at, point.uv, point.color, point.weights);
    own.set(point, number);
    return number;
  };
  const triangle: Weaver['triangle'] = (stuff, a, b, c) => {
    const sheet = sheets[stuff];
    sheet.face(corner(sheet, a), corner(sheet, b), corner(sheet, c));
  };
  const quad: Weaver['quad'] = (stuff, a, b, c, d) => {
    triangle(stuff, a, b, c);
    triangle(stuff, a, c, d);
  };
  return {
    detail,
    triangle,
    quad,
    tube(rows, columns, leave) {
      const kept = rows.map((row, i) => ({ row, i })).filter(({ row }) => row.upTo >= detail);
      for (const [n, { row: high, i: above }] of kept.entries()) {
        if (n === 0) continue;
        const { row: low, i: below } = kept[n - 1] as (typeof kept)[number];
        for (const [m, j] of columns.entries()) {
          if (leave?.(below, above, j) === true) continue;
          const k = columns[(m + 1) % columns.length] as number;
          const [a, b, c, d] = [low.points[j], low.points[k], high.points[k], high.points[j]] as [Point, Point, Point, Point];
          quad(low.stuff, a, b, c, d);
        }
      }
    },
    lid({ points, stuff }, columns, up, middle) {
      const corners = columns.map((j) => points[j] as Point);
      const fan = (hub: Point, ring: readonly (readonly [Point, Point])[]): void => {
        for (const [a, b] of ring) {
          if (up) triangle(stuff, hub, a, b);
          else triangle(stuff, hub, b, a);
        }
      };
      const sides = corners.map((a, i) => [a, corners[(i + 1) % corners.length] as Point] as const);
      const [first] = corners as [Point];
      // Coarser bodies have no corner of their own.
      if (detail > 0) fan(first, sides.slice(1, -1));
      else
        fan(
          {
            ...first,
            at:
              middle ??
              scale(
                corners.reduce((sum: Vec3, { at }) => add(sum, at), [0, 0, 0]),
                1 / corners.length,
              ),
          },
          sides,
        );
    },
  };
}

/** Every column, every second, every fourth: by level of detail. */
export function columnsOf(count: number, step: number): number[] {
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
}
