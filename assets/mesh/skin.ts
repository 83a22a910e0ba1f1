/** Skinned surfaces: sleeves of rings round bones, blended where bones meet. */
import type { Mesh } from '#contracts/model';
import { cos, sin, TAU } from '#core/math';
import { add, cross, normalize, scale, sub, type Vec3 } from '#core/pose';
import type { Bone, PosedBone } from './skeleton.js';

/** Which bones carry a point, and how much of each; weights add up to 1. */
export type Weights = readonly (readonly [bone: number, weight: number])[];

export interface Ring {
  readonly center: Vec3;
  /** Half extents across (along `side`) and the other way. */
  readonly width: number;
  readonly height: number;
  readonly weights: Weights;
  /** Linear-light colour by angle: 0 at `side`, a quarter turn at the other axis (upwards for a body along x). */
  readonly color: Vec3 | ((angle: number) => Vec3);
  /** Egg shape: the lower half is this much narrower (0 none). */
  readonly taper?: number;
}

export interface SkinnedSurface {
  readonly mesh: Mesh;
  /** Up to two bones a vertex. */
  readonly bones: Uint16Array;
  readonly weights: Float32Array;
}

interface Draft {
  readonly positions: Vec3[];
  readonly uvs: (readonly [number, number])[];
  readonly colors: Vec3[];
  readonly weights: Weights[];
  readonly faces: [number, number, number][];
}

export interface SkinBuilder {
  /** Closed tube through the rings, rounded off at both ends. @param side the rings' first axis; worked out per ring when a function */
  sleeve(rings: readonly Ring[], sides: number, side?: Vec3): void;
  /** An ellipsoid carried by one bone. */
  ball(center: Vec3, radii: Vec3, bone: number, color: Vec3, sides?: number): void;
  /** A flat leaf (ears, webs): a thin closed plate through an outline of points. */
  plate(outline: readonly Vec3[], thickness: number, bone: number, color: Vec3): void;
  /** A corner by hand, for faces that join sleeves. @returns its number for `face` */
  vertex(position: Vec3, uv: readonly [number, number], color: Vec3, weights: Weights): number;
  /** Counter-clockwise seen from outside. */
  face(a: number, b: number, c: number): void;
  build(): SkinnedSurface;
}

export function createSkin(): SkinBuilder {
  const draft: Draft = { positions: [], uvs: [], colors: [], weights: [], faces: [] };
  return {
    sleeve: (rings, sides, side = [0, 1, 0]) => addSleeve(draft, rings, sides, side),
    ball(center, [rx, ry, rz], bone, color, sides = 10) {
      const levels = [-0.92, -0.6, -0.2, 0.2, 0.6, 0.92];
      const rings = levels.map((t): Ring => {
        const round = Math.sqrt(1 - t * t);
        return {
          center: [center[0] + rx * t, center[1], center[2]],
          width: ry * round,
          height: rz * round,
          weights: [[bone, 1]],
          color,
        };
      });
      addSleeve(draft, rings, sides, [0, 1, 0]);
    },
    plate(outline, thickness, bone, color) {
      const [a, b, c] = outline as [Vec3, Vec3, Vec3];
      const normal = scale(normalize(cross(sub(b, a), sub(c, a))), thickness / 2);
      const top = outline.map((p) => vertex(draft, add(p, normal), [0, 0], color, [[bone, 1]]));
      const bottom = outline.map((p) => vertex(draft, sub(p, normal), [0, 0], color, [[bone, 1]]));
      for (let i = 1; i + 1 < outline.length; i++) {
        draft.faces.push([top[0] as number, top[i] as number, top[i + 1] as number]);
        draft.faces.push([bottom[0] as number, bottom[i + 1] as number, bottom[i] as number]);
      }
      for (let i = 0; i < outline.length; i++) {
        const j = (i + 1) % outline.length;
        draft.faces.push(
          [top[i] as number, bottom[i] as number, bottom[j] as number],
          [top[i] as number, bottom[j] as number, top[j] as number],
        );
      }
    },
    vertex: (position, uv, color, weights) => vertex(draft, position, uv, color, weights),
    face(a, b, c) {
      draft.faces.push([a, b, c]);
    },
    build: () => finish(draft),
  };
}

function vertex(draft: Draft, position: Vec3, uv: readonly [number, number], color: Vec3, weights: Weights): number {
  draft.positions.push(position);
  draft.uvs.push(uv);
  draft.colors.push(color);
  draft.weights.push(weights);
  return draft.positions.length - 1;
}

function addSleeve(draft: Draft, rings: readonly Ring[], sides: number, side: Vec3): void {
  let along = 0;
  const rows = rings.map((ring, i) => {
    const ahead = (rings[Math.min(i + 1, rings.length - 1)] as Ring).center;
    const behind = (rings[Math.max(i - 1, 0)] as Ring).center;
    const axis = normalize(sub(ahead, behind));
    const up = normalize(cross(axis, side));
    const across = normalize(cross(up, axis));
    if (i > 0) along += length(sub(ring.center, (rings[i - 1] as Ring).center));
    return Array.from({ length: sides }, (_, j) => {
      const angle = (j / sides) * TAU;
      const [c, s] = [cos(angle), sin(angle)];
      const narrow = s < 0 ? 1 + (ring.taper ?? 0) * s : 1;
      const offset = add(scale(across, ring.width * c * narrow), scale(up, ring.height * s));
      const color = typeof ring.color === 'function' ? ring.color(angle) : ring.color;
      return vertex(draft, add(ring.center, offset), [(j / sides) * TAU * ring.width, along], color, ring.weights);
    });
  });
  for (let i = 0; i + 1 < rows.length; i++) {
    const [low, high] = [rows[i] as number[], rows[i + 1] as number[]];
    for (let j = 0; j < sides; j++) {
      const k = (j + 1) % sides;
      draft.faces.push(
        [low[j] as number, low[k] as number, high[k] as number],
        [low[j] as number, high[k] as number, high[j] as number],
      );
    }
  }
  close(draft, rows[0] as number[], rings[0] as Ring, true);
  close(draft, rows[rows.length - 1] as number[], rings[rings.length - 1] as Ring, false);
}

function close(draft: Draft, row: readonly number[], ring: Ring, first: boolean): void {
  const color = typeof ring.color === 'function' ? ring.color(0) : ring.color;
  const hub = vertex(draft, ring.center, [0, 0], color, ring.weights);
  for (let j = 0; j < row.length; j++) {
    const [a, b] = [row[j] as number, row[(j + 1) % row.length] as number];
    draft.faces.push(first ? [hub, b, a] : [hub, a, b]);
  }
}

function finish(draft: Draft): SkinnedSurface {
  const count = draft.positions.length;
  const bones = new Uint16Array(count * 2);
  const weights = new Float32Array(count * 2);
  for (let i = 0; i < count; i++) {
    const list = draft.weights[i] as Weights;
    for (let k = 0; k < Math.min(2, list.length); k++) {
      const [bone, weight] = list[k] as Weights[number];
      bones[2 * i + k] = bone;
      weights[2 * i + k] = weight;
    }
  }
  const positions = flat(draft.positions, 3);
  const indices = new Uint32Array(draft.faces.length * 3);
  fill(indices, draft.faces, 3);
  return {
    mesh: {
      positions,
      normals: smoothNormals(positions, indices),
      indices,
      uvs: flat(draft.uvs, 2),
      colors: flat(draft.colors, 3),
    },
    bones,
    weights,
  };
}

function flat(rows: readonly (readonly number[])[], width: number): Float32Array {
  const out = new Float32Array(rows.length * width);
  fill(out, rows, width);
  return out;
}
function fill(out: Float32Array | Uint32Array, rows: readonly (readonly number[])[], width: number): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as readonly number[];
    for (let k = 0; k < width; k++) out[width * i + k] = row[k] as number;
  }
}

/** Linear blend skinning, then normals from the posed faces. */
export function poseSurface(
  surface: SkinnedSurface,
  rest: readonly Bone[],
  posed: readonly PosedBone[],
): { positions: Float32Array; normals: Float32Array } {
  const { positions, indices } = surface.mesh;
  const out = new Float32Array(positions.length);
  const sum = new Float64Array(3);
  for (let i = 0; i < positions.length; i += 3) {
    sum.fill(0);
    for (let k = 0; k < 2; k++) {
      const slot = (2 * i) / 3 + k;
      const weight = surface.weights[slot] as number;
      if (weight === 0) continue;
      const bone = surface.bones[slot] as number;
      addCarried(sum, positions, i, (rest[bone] as Bone).joint, posed[bone] as PosedBone, weight);
    }
    out.set(sum, i);
  }
  return { positions: out, normals: smoothNormals(out, indices) };
}

/** `carried` of a vertex times its weight, added to `sum`; written out, for it is done a thousand times a pose. */
function addCarried(
  sum: Float64Array,
  at: Float32Array,
  i: number,
  rest: Vec3,
  { joint, turn }: PosedBone,
  weight: number,
): void {
  const [vx, vy, vz] = [(at[i] as number) - rest[0], (at[i + 1] as number) - rest[1], (at[i + 2] as number) - rest[2]];
  const [ux, uy, uz, w] = turn;
  const [tx, ty, tz] = [(uy * vz - uz * vy) * 2, (uz * vx - ux * vz) * 2, (ux * vy - uy * vx) * 2];
  sum[0] = (sum[0] as number) + (joint[0] + (vx + tx * w + (uy * tz - uz * ty))) * weight;
  sum[1] = (sum[1] as number) + (joint[1] + (vy + ty * w + (uz * tx - ux * tz))) * weight;
  sum[2] = (sum[2] as number) + (joint[2] + (vz + tz * w + (ux * ty - uy * tx))) * weight;
}

/** Area-weighted vertex normals. */
export function smoothNormals(positions: Float32Array, indices: Uint32Array): Float32Array {
  const sums = new Float64Array(positions.length);
  for (let f = 0; f < indices.length; f += 3) {
    const [a, b, c] = [3 * (indices[f] as number), 3 * (indices[f + 1] as number), 3 * (indices[f + 2] as number)];
    const [ux, uy, uz] = [p(b) - p(a), p(b + 1) - p(a + 1), p(b + 2) - p(a + 2)];
    const [vx, vy, vz] = [p(c) - p(a), p(c + 1) - p(a + 1), p(c + 2) - p(a + 2)];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const i of [a, b, c]) {
      sums[i] = (sums[i] as number) + nx;
      sums[i + 1] = (sums[i + 1] as number) + ny;
      sums[i + 2] = (sums[i + 2] as number) + nz;
    }
  }
  const normals = new Float32Array(positions.length);
  for (let i = 0; i < normals.length; i += 3) {
    const [x, y, z] = [sums[i] as number, sums[i + 1] as number, sums[i + 2] as number];
    const n = Math.sqrt(x * x + y * y + z * z) || 1;
    normals[i] = x / n;
    normals[i + 1] = y / n;
    normals[i + 2] = z / n;
  }
  return normals;

  function p(i: number): number {
    return positions[i] as number;
  }
}

function length(v: Vec3): number {
  return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}
