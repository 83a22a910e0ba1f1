/** A species' shape: its field, polygonised once and thinned out for each level of detail. */
import { smoothstep } from '#core/math';
import { dot, normalize, type Vec3 } from '#core/pose';
import { boundsOf, type Field, fieldOf, type Loft } from '../../mesh/field.js';
import { simplify } from '../../mesh/simplify.js';
import type { SkinBuilder, Weights } from '../../mesh/skin.js';
import { smoothNormals } from '../../mesh/skin.js';
import { type HalfMesh, halfSurface, linesOf } from '../../mesh/surface-nets.js';
import { type Anatomy, anatomyOf, B, LEGS, type Measures, onHead, TRUNK_BONES } from './anatomy.js';
import { type Coat, coatOf } from './coat.js';
import type { Detail } from './fittings.js';
import { fleshOf } from './flesh.js';

export interface Shape {
  readonly m: Measures;
  readonly a: Anatomy;
  /** Where the left eye lies on the face. */
  readonly eye: Vec3;
  /** In fewer triangles the farther off; made when first asked for. */
  level(detail: Detail): Level;
}
export interface Level {
  readonly half: HalfMesh;
  readonly normals: readonly Vec3[];
  readonly weights: readonly Weights[];
}

/** Triangles of the half body. */
const FACES: readonly [number, number, number] = [1180, 390, 140];

/** @param c a coat whose marks the triangles should follow */
export function shapeOf(m: Measures, c: Coat, own: (a: Anatomy) => readonly Loft[]): Shape {
  const a = anatomyOf(m);
  const lofts = [...fleshOf(m, a), ...own(a)];
  const field = fieldOf(lofts);
  const levels: Level[] = [];
  const level = (detail: Detail): Level => {
    const known = levels[detail];
    if (known !== undefined) return known;
    const finer = detail === 0 ? net(field, boundsOf(lofts), m, a) : level((detail - 1) as Detail).half;
    const half = simplify(finer, { faces: FACES[detail], features: featuresOf(finer, field, c, m, a) });
    const made = {
      half,
      normals: half.points.map((p) => normalize(field.gradient(...p))),
      weights: half.points.map((p) => carriers(field.weights(p), p, m)),
    };
    levels[detail] = made;
    return made;
  };
  return { m, a, eye: eyeOn(field, m, a), level };
}

/** From inside the head straight aside to its surface. */
function eyeOn(field: Field, m: Measures, a: Anatomy): Vec3 {
  const [along, up] = m.head.eye;
  const [x, , z] = onHead(m, a, [along, up, 0]);
  let [inside, outside] = [0, 0.5 * m.head.length];
  for (let step = 0; step < 30; step++) {
    const y = (inside + outside) / 2;
    if (field.distance(x, y, z) < 0) inside = y;
    else outside = y;
  }
  return [x, inside, z];
}

/** Cells of a hundredth of the height, of two thirds of that about the head. */
function net(field: Field, [low, high]: readonly [Vec3, Vec3], m: Measures, a: Anatomy): HalfMesh {
  const cell = 0.016 * m.withers;
  const [poll, nose] = [onHead(m, a, [-0.1, 0, 0]), onHead(m, a, [1.15, 0, 0])];
  const reach = 0.35 * m.head.length;
  const [chin, brow] = [Math.min(poll[2], nose[2]) - reach, Math.max(poll[2], nose[2]) + reach];
  const head = 0.65 * cell;
  const y = linesOf(0.3 * cell, high[1] + cell, (at) => (at < 0.3 * m.head.length ? 0.6 * cell : cell));
  return halfSurface(field, {
    x: linesOf(low[0] - cell, high[0] + cell, (at) => (at > poll[0] ? head : cell)),
    y: [-(y[0] as number), ...y],
    z: linesOf(Math.min(low[2], 0) - cell, high[2] + cell, (at) =>
      at > chin && at < brow && chin > 0.6 * m.withers ? head : at < 0.25 * m.withers ? 0.8 * cell : cell,
    ),
  });
}

/** Legs don't pull at what lies in the plane between them. */
function carriers(weights: Weights, [, y, z]: Vec3, m: Measures): Weights {
  const free = z < 0.9 * m.front.middle ? 1 : smoothstep(0, 0.06 * m.withers, y);
  if (free === 1) return weights;
  const sums = new Map<number, number>();
  const give = (bone: number, w: number): void => {
    sums.set(bone, (sums.get(bone) ?? 0) + w);
  };
  for (const [bone, w] of weights) {
    if (bone < TRUNK_BONES) give(bone, w);
    else {
      give(bone, w * free);
      give(bone < LEGS[2].first ? B.chest : B.pelvis, w * (1 - free));
    }
  }
  const most = [...sums].sort((p, q) => q[1] - p[1] || p[0] - q[0]).slice(0, 2);
  const total = most.reduce((sum, [, w]) => sum + w, 0);
  return most.map(([bone, w]) => [bone, w / total] as const);
}

/** Square roots of the coat's colours, about as the eye tells them apart; and how a vertex hangs on its bones. */
function featuresOf(half: HalfMesh, field: Field, c: Coat, m: Measures, a: Anatomy): number[][] {
  const normals = smoothNormals(Float32Array.from(half.points.flat()), Uint32Array.from(half.faces));
  const color = coatOf(c, m, a);
  return half.points.map((p, i) => {
    const normal: Vec3 = [
      normals[3 * i] as number,
      p[1] === 0 ? 0 : (normals[3 * i + 1] as number),
      normals[3 * i + 2] as number,
    ];
    const weights = field.weights(p);
    const share = weights.reduce((sum, [bone, w]) => sum + w * ((bone * 7) % 5), 0) * 0.12;
    return [...color(p, dot(normal, normal) > 0 ? normalize(normal) : normal, weights).map((v) => 1.5 * Math.sqrt(v)), share];
  });
}

/** Both halves of a level, in colours, `k` times as large. */
export function addFlesh(skin: SkinBuilder, shape: Shape, detail: Detail, c: Coat): void {
  const { half, normals, weights } = shape.level(detail);
  const color = coatOf(c, shape.m, shape.a);
  const vertices = [1, -1].map((side) =>
    half.points.map((p, i) => {
      const own = weights[i] as Weights;
      const at: Vec3 = [p[0], side * p[1], p[2]];
      const leg = own.reduce((sum, [bone, w]) => sum + (bone >= TRUNK_BONES ? w : 0), 0);
      const [across, along] = [p[2] + 0.6 * p[1], p[0]];
      const uv = [across * (1 - leg) + (p[0] + 0.6 * p[1]) * leg, along * (1 - leg) + p[2] * leg] as const;
      return skin.vertex(
        at,
        uv,
        color(p, normals[i] as Vec3, own),
        side === 1 ? own : own.map(([b, w]) => [mirrored(b), w] as const),
      );
    }),
  );
  const [left, right] = vertices as [number[], number[]];
  // Corners in the plane of symmetry belong to both.
  const other = right.map((v, i) => ((half.points[i] as Vec3)[1] === 0 ? (left[i] as number) : v));
  for (let f = 0; f < half.faces.length; f += 3) {
    const [p, q, r] = [half.faces[f], half.faces[f + 1], half.faces[f + 2]] as [number, number, number];
    skin.face(left[p] as number, left[q] as number, left[r] as number);
    skin.face(other[p] as number, other[r] as number, other[q] as number);
  }
}

function mirrored(bone: number): number {
  if (bone < TRUNK_BONES) return bone;
  return (bone - TRUNK_BONES) % 8 < 4 ? bone + 4 : bone - 4;
}
