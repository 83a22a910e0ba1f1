/** What lies between the corners of a triangle. */
import { add, scale, type Vec3 } from '#core/pose';
import { applyRigid, type Hit, type Rigid, type Target } from './target.js';

export interface Place {
  readonly corners: readonly [number, number, number];
  readonly weights: Vec3;
}

/** Where on its triangle a hit lies. */
export function placeOf({ target, triangle, point }: Hit): Place {
  const corners = [0, 1, 2].map((k) => target.indices[3 * triangle + k] as number) as [number, number, number];
  return { corners, weights: barycentric(target.positions, corners, point) };
}

export function mixed(values: ArrayLike<number>, { corners, weights }: Place): Vec3 {
  return add(
    add(scale(at(values, corners[0]), weights[0]), scale(at(values, corners[1]), weights[1])),
    scale(at(values, corners[2]), weights[2]),
  );
}

/** Between its corners' normals, in the target's own frame. */
export function mixedNormal(target: Target, hit: Hit): Vec3 {
  return mixed(target.normals, placeOf(hit));
}

/** World: where the surface point is at another instant. @param vertices of then, where they change of themselves */
export function movedPoint(hit: Hit, place: Place, world: Rigid | undefined, vertices: ArrayLike<number> | undefined): Vec3 {
  return applyRigid(world, vertices === undefined ? hit.point : mixed(vertices, place));
}

function at(values: ArrayLike<number>, vertex: number): Vec3 {
  return [values[3 * vertex] as number, values[3 * vertex + 1] as number, values[3 * vertex + 2] as number];
}
function barycentric(positions: ArrayLike<number>, corners: readonly [number, number, number], p: Vec3): Vec3 {
  const [a, b, c] = corners.map((vertex) => at(positions, vertex)) as [Vec3, Vec3, Vec3];
  const e = (u: Vec3, v: Vec3): number => u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  const minus = (u: Vec3, v: Vec3): Vec3 => [u[0] - v[0], u[1] - v[1], u[2] - v[2]];
  const [ab, ac, ap] = [minus(b, a), minus(c, a), minus(p, a)];
  const [d00, d01, d11, d20, d21] = [e(ab, ab), e(ab, ac), e(ac, ac), e(ap, ab), e(ap, ac)];
  const det = d00 * d11 - d01 * d01;
  if (det === 0) return [1, 0, 0];
  const v = (d11 * d20 - d01 * d21) / det;
  const w = (d00 * d21 - d01 * d20) / det;
  return [1 - v - w, v, w];
}
