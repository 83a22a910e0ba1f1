/** Flesh of symmetric bodies: a field polygonised once, thinned out for each level of detail, mirrored and coloured. */
import { normalize, type Vec3 } from '#core/pose';
import { type Field, fieldOf, type Loft } from './field.js';
import { simplify } from './simplify.js';
import { type SkinBuilder, smoothNormals, type Weights } from './skin.js';
import { type Grid, type HalfMesh, halfSurface } from './surface-nets.js';

export interface FleshPlan {
  readonly lofts: readonly Loft[];
  readonly grid: Grid;
  /** Triangles of the half body by level of detail, the finest first. */
  readonly faces: readonly number[];
  /** Colours that triangles should follow, linear light. */
  color(at: Vec3, normal: Vec3, weights: Weights): Vec3;
  /** Says otherwise than the field which bones carry a point. */
  carriers?(weights: Weights, at: Vec3): Weights;
}

export interface Flesh {
  readonly field: Field;
  readonly lofts: readonly Loft[];
  /** Made when first asked for. */
  level(detail: number): FleshLevel;
}
export interface FleshLevel {
  readonly half: HalfMesh;
  readonly normals: readonly Vec3[];
  readonly weights: readonly Weights[];
}

export function fleshFrom(plan: FleshPlan): Flesh {
  const field = fieldOf(plan.lofts);
  const levels: FleshLevel[] = [];
  const level = (detail: number): FleshLevel => {
    const known = levels[detail];
    if (known !== undefined) return known;
    const finer = detail === 0 ? halfSurface(field, plan.grid) : level(detail - 1).half;
    const half = simplify(finer, { faces: plan.faces[detail] as number, features: featuresOf(finer, field, plan) });
    const made = {
      half,
      normals: half.points.map((p) => normalize(field.gradient(...p))),
      weights: half.points.map((p) => plan.carriers?.(field.weights(p), p) ?? field.weights(p)),
    };
    levels[detail] = made;
    return made;
  };
  return { field, lofts: plan.lofts, level };
}

/** Square roots of the colours, about as the eye tells them apart; and how a corner hangs on its bones. */
function featuresOf(half: HalfMesh, field: Field, { color }: FleshPlan): number[][] {
  const normals = smoothNormals(Float32Array.from(half.points.flat()), Uint32Array.from(half.faces));
  return half.points.map((p, i) => {
    const [x, y, z] = [normals[3 * i] as number, normals[3 * i + 1] as number, normals[3 * i + 2] as number];
    const weights = field.weights(p);
    const share = weights.reduce((sum, [bone, w]) => sum + w * ((bone * 7) % 5), 0) * 0.12;
    const normal: Vec3 = p[1] === 0 && x * x + z * z > 1e-6 ? normalize([x, 0, z]) : [x, y, z];
    return [...color(p, normal, weights).map((v) => 1.5 * Math.sqrt(Math.max(0, v))), share];
  });
}

export interface Finish {
  color(at: Vec3, normal: Vec3, weights: Weights): Vec3;
  uv(at: Vec3, weights: Weights): readonly [number, number];
  /** The bone on the other side. */
  mirrored(bone: number): number;
}

/** Both halves; corners in the plane of symmetry belong to both. */
export function addFlesh(skin: SkinBuilder, { half, normals, weights }: FleshLevel, { color, uv, mirrored }: Finish): void {
  const vertices = [1, -1].map((side) =>
    half.points.map((p, i) => {
      const own = weights[i] as Weights;
      const at: Vec3 = [p[0], side * p[1], p[2]];
      const carriers = side === 1 ? own : own.map(([bone, w]) => [mirrored(bone), w] as const);
      return skin.vertex(at, uv(at, own), color(p, normals[i] as Vec3, own), carriers);
    }),
  );
  const [left, right] = vertices as [number[], number[]];
  const other = right.map((v, i) => ((half.points[i] as Vec3)[1] === 0 ? (left[i] as number) : v));
  for (let f = 0; f < half.faces.length; f += 3) {
    const [p, q, r] = [half.faces[f], half.faces[f + 1], half.faces[f + 2]] as [number, number, number];
    skin.face(left[p] as number, left[q] as number, left[r] as number);
    skin.face(other[p] as number, other[r] as number, other[q] as number);
  }
}
