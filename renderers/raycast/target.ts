/** Something rays can hit: triangles with a bounding volume hierarchy, their class and instance, and where they go next. */

import { BufferAttribute, BufferGeometry, DoubleSide, Ray } from 'three';
import { CENTER, MeshBVH, SAH } from 'three-mesh-bvh';
import type { Material, Mesh } from '#contracts/model';
import type { Vec3 } from '#core/pose';

/** Row-major 3x4: rotation, perhaps scaled, and a shift. */
export type Rigid = ArrayLike<number>;

export interface Target {
  readonly bvh: MeshBVH;
  readonly positions: ArrayLike<number>;
  readonly normals: ArrayLike<number>;
  readonly indices: ArrayLike<number>;
  /** Semantic id by triangle, or of all. */
  readonly semantic: number | ((triangle: number) => number);
  readonly instance: number;
  /** By triangle, or of all. */
  readonly material: Material | ((triangle: number) => Material);
  /** World from these triangles, now and at the next instant; identity when missing. */
  readonly world?: Rigid;
  readonly next?: Rigid;
  /** These triangles from the world; goes with `world`. */
  readonly inverse?: Rigid;
  /** Vertices at the next instant, where they change of themselves. */
  readonly nextPositions?: ArrayLike<number>;
  /** Likewise at the instant before, where that was asked for. */
  readonly before?: Rigid;
  readonly beforePositions?: ArrayLike<number>;
  /** World: a ball that holds it all; missing for what surrounds everything. */
  readonly ball?: { readonly center: Vec3; readonly radius: number };
}

/** @param patient takes longer to build, and less time for each ray */
export function bvhOf(positions: Float32Array, indices: Uint32Array, patient = false): MeshBVH {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  // The hierarchy may reorder its index; ours stays as it is.
  geometry.setIndex(new BufferAttribute(indices.slice(), 1));
  return new MeshBVH(geometry, { strategy: patient ? SAH : CENTER, indirect: true, targetLeafSize: patient ? 4 : 8 });
}

export function ballOf(mesh: Pick<Mesh, 'positions'>): { center: Vec3; radius: number } {
  const { positions } = mesh;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    const v = positions[i] as number;
    if (v < (low[i % 3] as number)) low[i % 3] = v;
    if (v > (high[i % 3] as number)) high[i % 3] = v;
  }
  const size = [0, 1, 2].map((k) => (high[k] as number) - (low[k] as number)) as [number, number, number];
  const center: Vec3 = [
    ((high[0] as number) + (low[0] as number)) / 2,
    ((high[1] as number) + (low[1] as number)) / 2,
    ((high[2] as number) + (low[2] as number)) / 2,
  ];
  return { center, radius: Math.sqrt(size[0] * size[0] + size[1] * size[1] + size[2] * size[2]) / 2 };
}

export interface Hit {
  readonly target: Target;
  readonly triangle: number;
  /** Along the ray, m. */
  distance: number;
  /** In the target's own frame. */
  readonly point: Vec3;
}

const ray = new Ray();

/** Nearest hit between two distances. @param direction unit, world */
export function hitTarget(target: Target, origin: Vec3, direction: Vec3, near: number, far: number): Hit | undefined {
  const { ball, inverse } = target;
  if (ball !== undefined && missesBall(ball, origin, direction, far)) return undefined;
  const ahead = turn(inverse, direction);
  // Where the target is scaled, a metre of the world is `stretch` of its own units along this ray.
  const stretch = inverse === undefined ? 1 : Math.sqrt(ahead[0] * ahead[0] + ahead[1] * ahead[1] + ahead[2] * ahead[2]);
  ray.origin.set(...applyRigid(inverse, origin));
  ray.direction.set(ahead[0] / stretch, ahead[1] / stretch, ahead[2] / stretch);
  const found = target.bvh.raycastFirst(ray, DoubleSide, near * stretch, far * stretch);
  if (found === null || found === undefined) return undefined;
  return {
    target,
    triangle: found.faceIndex as number,
    distance: found.distance / stretch,
    point: [found.point.x, found.point.y, found.point.z],
  };
}

/** Row-major 3x4 of the inverse. */
export function inverseOf(m: Rigid): Float64Array {
  const e = (i: number): number => m[i] as number;
  const [a, b, c, d, f, g, h, i, j] = [e(0), e(1), e(2), e(4), e(5), e(6), e(8), e(9), e(10)];
  const [A, B, C] = [f * j - g * i, g * h - d * j, d * i - f * h];
  const det = a * A + b * B + c * C;
  const n = [A, c * i - b * j, b * g - c * f, B, a * j - c * h, c * d - a * g, C, b * h - a * i, a * f - b * d].map(
    (x) => x / det,
  ) as [number, number, number, number, number, number, number, number, number];
  const [x, y, z] = [e(3), e(7), e(11)];
  const shift = (r: 0 | 3 | 6): number => -((n[r] as number) * x + (n[r + 1] as number) * y + (n[r + 2] as number) * z);
  return new Float64Array([n[0], n[1], n[2], shift(0), n[3], n[4], n[5], shift(3), n[6], n[7], n[8], shift(6)]);
}

function missesBall({ center, radius }: { center: Vec3; radius: number }, o: Vec3, d: Vec3, far: number): boolean {
  const [x, y, z] = [center[0] - o[0], center[1] - o[1], center[2] - o[2]];
  const along = x * d[0] + y * d[1] + z * d[2];
  if (along < -radius || along > far + radius) return true;
  return x * x + y * y + z * z - along * along > radius * radius;
}
export function applyRigid(m: Rigid | undefined, [x, y, z]: Vec3): Vec3 {
  if (m === undefined) return [x, y, z];
  const row = (r: number): number =>
    (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z + (m[r + 3] as number);
  return [row(0), row(4), row(8)];
}
export function turn(m: Rigid | undefined, [x, y, z]: Vec3): Vec3 {
  if (m === undefined) return [x, y, z];
  const row = (r: number): number => (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z;
  return [row(0), row(4), row(8)];
}

/** A unit normal of the target's own in the world: the transpose of the inverse turns normals, whatever the scale. */
export function turnNormal(inverse: Rigid | undefined, [x, y, z]: Vec3): Vec3 {
  if (inverse === undefined) return [x, y, z];
  const column = (c: number): number =>
    (inverse[c] as number) * x + (inverse[4 + c] as number) * y + (inverse[8 + c] as number) * z;
  const n: Vec3 = [column(0), column(1), column(2)];
  const length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) || 1;
  return [n[0] / length, n[1] / length, n[2] / length];
}
