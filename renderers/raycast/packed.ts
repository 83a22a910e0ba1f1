/**
 * A mesh's hierarchy as three-mesh-bvh serialises it, walked in place: no objects for a ray, in + - * / only. Its nodes have 32 bytes: a box
 * (6 floats: low, high), then the offset of the right child (in nodes, from this one) and the split axis, or, in a leaf, the offset and count of its
 * triangles and the mark 0xffff. A test holds it against the library's own `raycastFirst`.
 */
import { MeshBVH } from 'three-mesh-bvh';

export interface Packed {
  readonly floats: Float32Array;
  readonly words: Uint32Array;
  readonly halves: Uint16Array;
  /** Triangles in the order of leaves. */
  readonly order: ArrayLike<number>;
  readonly positions: Float32Array;
  readonly indices: Uint32Array;
}

const LEAF = 0xffff;
const NODE = 8;

/** @throws Error where the hierarchy has more than one root or reorders its index */
export function pack(bvh: MeshBVH, positions: Float32Array, indices: Uint32Array): Packed {
  const { roots, indirectBuffer } = MeshBVH.serialize(bvh, { cloneBuffers: false }) as unknown as {
    roots: readonly ArrayBuffer[];
    indirectBuffer: ArrayLike<number> | null;
  };
  const [root] = roots;
  if (root === undefined || roots.length > 1 || indirectBuffer === null)
    throw new Error('rays walk hierarchies of one root that leave their index as it is');
  return {
    floats: new Float32Array(root),
    words: new Uint32Array(root),
    halves: new Uint16Array(root),
    order: indirectBuffer,
    positions,
    indices,
  };
}

/**
 * A ray as nine numbers: origin (0-2), unit direction (3-5), the nearest and farthest distance that count (6, 7), time (8, ns). What finds
 * something nearer writes its distance to 7. One list, used again: numbers handed to functions one by one cost memory in V8.
 */
export type RayState = Float64Array;
export const RAY = 9;

const stack = new Int32Array(128);

/** The nearest triangle on the ray, from either side, or -1; the ray then ends there. */
export function nearestTriangle(mesh: Packed, ray: RayState): number {
  const { floats, words, halves, order, positions, indices } = mesh;
  const ox = ray[0] as number;
  const oy = ray[1] as number;
  const oz = ray[2] as number;
  const dx = ray[3] as number;
  const dy = ray[4] as number;
  const dz = ray[5] as number;
  const near = ray[6] as number;
  // Finite, so that 0 times it is 0.
  const ix = dx === 0 ? 1e30 : 1 / dx;
  const iy = dy === 0 ? 1e30 : 1 / dy;
  const iz = dz === 0 ? 1e30 : 1 / dz;
  let best = ray[7] as number;
  let triangle = -1;
  let top = 1;
  stack[0] = 0;
  while (top > 0) {
    const node = stack[--top] as number;
    const x0 = ((floats[node] as number) - ox) * ix;
    const x1 = ((floats[node + 3] as number) - ox) * ix;
    const y0 = ((floats[node + 1] as number) - oy) * iy;
    const y1 = ((floats[node + 4] as number) - oy) * iy;
    const z0 = ((floats[node + 2] as number) - oz) * iz;
    const z1 = ((floats[node + 5] as number) - oz) * iz;
    const low = Math.max(near, Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1));
    const high = Math.min(best, Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1));
    if (low > high) continue;
    if (halves[2 * node + 15] !== LEAF) {
      const axis = words[node + 7] as number;
      const right = node + NODE * (words[node + 6] as number);
      const forward = (axis === 0 ? dx : axis === 1 ? dy : dz) >= 0;
      stack[top++] = forward ? right : node + NODE;
      stack[top++] = forward ? node + NODE : right;
      continue;
    }
    const first = words[node + 6] as number;
    const last = first + (halves[2 * node + 14] as number);
    for (let i = first; i < last; i++) {
      // Moeller and Trumbore 1997.
      const candidate = order[i] as number;
      const a = 3 * (indices[3 * candidate] as number);
      const b = 3 * (indices[3 * candidate + 1] as number);
      const c = 3 * (indices[3 * candidate + 2] as number);
      const ax = positions[a] as number;
      const ay = positions[a + 1] as number;
      const az = positions[a + 2] as number;
      const e1x = (positions[b] as number) - ax;
      const e1y = (positions[b + 1] as number) - ay;
      const e1z = (positions[b + 2] as number) - az;
      const e2x = (positions[c] as number) - ax;
      const e2y = (positions[c + 1] as number) - ay;
      const e2z = (positions[c + 2] as number) - az;
      const px = dy * e2z - dz * e2y;
      const py = dz * e2x - dx * e2z;
      const pz = dx * e2y - dy * e2x;
      const det = e1x * px + e1y * py + e1z * pz;
      if (det === 0) continue;
      const share = 1 / det;
      const sx = ox - ax;
      const sy = oy - ay;
      const sz = oz - az;
      const u = (sx * px + sy * py + sz * pz) * share;
      if (u < 0 || u > 1) continue;
      const qx = sy * e1z - sz * e1y;
      const qy = sz * e1x - sx * e1z;
      const qz = sx * e1y - sy * e1x;
      const v = (dx * qx + dy * qy + dz * qz) * share;
      if (v < 0 || u + v > 1) continue;
      const distance = (e2x * qx + e2y * qy + e2z * qz) * share;
      if (distance < near || distance >= best) continue;
      best = distance;
      triangle = candidate;
    }
  }
  if (triangle >= 0) ray[7] = best;
  return triangle;
}
