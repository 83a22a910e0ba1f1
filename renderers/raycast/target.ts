/** Something rays can hit: triangles with a bounding volume hierarchy, their class and instance, and where they go next. */

import { BufferAttribute, BufferGeometry, DoubleSide, Ray } from 'three';
import { CENTER, MeshBVH } from 'three-mesh-bvh';
import type { Mesh } from '#contracts/model';
import type { Vec3 } from '#core/pose';

/** Row-major 3x4 of a rotation and a shift. */
export type Rigid = ArrayLike<number>;

export interface Target {
  readonly bvh: MeshBVH;
  readonly positions: ArrayLike<number>;
  readonly normals: ArrayLike<number>;
  readonly indices: ArrayLike<number>;
  /** Semantic id by triangle, or of all. */
  readonly semantic: number | ((triangle: number) => number);
  readonly instance: number;
  /** World from these triangles, now and at the next instant; identity when missing. */
  readonly world?: Rigid;
  readonly next?: Rigid;
  /** Vertices at the next instant, where they change of themselves. */
  readonly nextPositions?: ArrayLike<number>;
  /** World: a ball that holds it all; missing for what surrounds everything. */
  readonly ball?: { readonly center: Vec3; readonly radius: number };
}

export function bvhOf(positions: Float32Array, indices: Uint32Array): MeshBVH {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  // The hierarchy may reorder its index; ours stays as it is.
  geometry.setIndex(new BufferAttribute(indices.slice(), 1));
  return new MeshBVH(geometry, { strategy: CENTER, indirect: true, targetLeafSize: 8 });
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
  const { ball, world } = target;
  if (ball !== undefined && missesBall(ball, origin, direction, far)) return undefined;
  if (world === undefined) {
    ray.origin.set(...origin);
    ray.direction.set(...direction);
  } else {
    const [x, y, z] = [origin[0] - (world[3] as number), origin[1] - (world[7] as number), origin[2] - (world[11] as number)];
    ray.origin.set(...turnedBack(world, x, y, z));
    ray.direction.set(...turnedBack(world, ...direction));
  }
  const found = target.bvh.raycastFirst(ray, DoubleSide, near, far);
  if (found === null || found === undefined) return undefined;
  return {
    target,
    triangle: found.faceIndex as number,
    distance: found.distance,
    point: [found.point.x, found.point.y, found.point.z],
  };
}

function turnedBack(m: Rigid, x: number, y: number, z: number): [number, number, number] {
  return [0, 1, 2].map((c) => (m[c] as number) * x + (m[4 + c] as number) * y + (m[8 + c] as number) * z) as [
    number,
    number,
    number,
  ];
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
