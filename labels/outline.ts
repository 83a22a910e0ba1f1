/** A body's triangles in the picture: in front of the near plane, cut finer where the lens bends their edges. */
import type { Model, ModelPose, PartPose } from '#contracts/model';
import type { Lens } from '#core/lens';
import { matrixOfQuat, type Pose, type Vec3 } from '#core/pose';
import { bendTriangle, type PutTriangle } from './bent.js';

/** Corners of triangles in the picture: u, v of each, six numbers a triangle. */
interface Triangles {
  readonly corners: Float64Array;
  readonly count: number;
}

/** What of a camera decides on outlines. */
export interface Looking {
  readonly lens: Lens;
  /** m */
  readonly near: number;
}

/** Memory that one body after the other is worked out in; grows to what the largest needs. */
export interface Scratch {
  corners: Float64Array;
  points: Float64Array;
  pixels: Uint8Array;
}

export function newScratch(): Scratch {
  return { corners: new Float64Array(0), points: new Float64Array(0), pixels: new Uint8Array(0) };
}

export function outlineOf(model: Model, pose: ModelPose, cameraFromBody: Pose, looking: Looking, scratch: Scratch): Triangles {
  const most = model.parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
  // The near plane cuts a triangle into two at most.
  if (scratch.corners.length < 2 * 6 * most) scratch.corners = new Float64Array(2 * 6 * most);
  const straight = looking.lens.model === 'pinhole';
  let count = 0;
  for (const [p, { mesh }] of model.parts.entries()) {
    const part = pose.parts[p] as PartPose;
    const points = inCamera(part.kind === 'skinned' ? part.positions : mesh.positions, part, cameraFromBody, scratch);
    count = (straight ? pinholePart : bentPart)(mesh.indices, points, looking, scratch, count);
  }
  return { corners: scratch.corners, count };
}

/** @param count triangles already there @returns how many there are with this part's */
function pinholePart(
  indices: Uint32Array,
  points: Float64Array,
  { lens, near }: Looking,
  { corners }: Scratch,
  before: number,
): number {
  let count = before;
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [3 * (indices[i] as number), 3 * (indices[i + 1] as number), 3 * (indices[i + 2] as number)];
    const inFront = (points[a + 2] as number) >= near && (points[b + 2] as number) >= near && (points[c + 2] as number) >= near;
    if (inFront) {
      put(corners, 6 * count, points, a, lens);
      put(corners, 6 * count + 2, points, b, lens);
      put(corners, 6 * count++ + 4, points, c, lens);
    } else
      for (const cut of clipNear(points, [a, b, c], near)) {
        put(corners, 6 * count, cut, 0, lens);
        put(corners, 6 * count + 2, cut, 3, lens);
        put(corners, 6 * count++ + 4, cut, 6, lens);
      }
  }
  return count;
}

function put(out: Float64Array, at: number, points: ArrayLike<number>, from: number, { fx, fy, cx, cy }: Lens): void {
  const z = points[from + 2] as number;
  out[at] = cx + (fx * (points[from] as number)) / z;
  out[at + 1] = cy + (fy * (points[from + 1] as number)) / z;
}

/** As `pinholePart`, through a lens that bends edges. Only a narrow picture ends at a near plane. */
function bentPart(
  indices: Uint32Array,
  points: Float64Array,
  { lens, near }: Looking,
  scratch: Scratch,
  before: number,
): number {
  let count = before;
  const keep: PutTriangle = (...pixels) => {
    if (scratch.corners.length < 6 * (count + 1)) scratch.corners = longer(scratch.corners);
    for (const [k, [u, v]] of pixels.entries()) {
      scratch.corners[6 * count + 2 * k] = u;
      scratch.corners[6 * count + 2 * k + 1] = v;
    }
    count++;
  };
  for (let i = 0; i < indices.length; i += 3) {
    const at = [3 * (indices[i] as number), 3 * (indices[i + 1] as number), 3 * (indices[i + 2] as number)] as const;
    const whole = at.map((k) => vectorAt(points, k)) as [Vec3, Vec3, Vec3];
    if (!lens.narrow || whole.every(([, , z]) => z >= near)) bendTriangle(whole, lens, keep);
    else
      for (const cut of clipNear(points, at, near))
        bendTriangle([vectorAt(cut, 0), vectorAt(cut, 3), vectorAt(cut, 6)], lens, keep);
  }
  return count;
}

function longer(numbers: Float64Array): Float64Array {
  const more = new Float64Array(2 * numbers.length + 64);
  more.set(numbers);
  return more;
}

function vectorAt(points: ArrayLike<number>, at: number): Vec3 {
  return [points[at] as number, points[at + 1] as number, points[at + 2] as number];
}

/** x, y, z of every vertex in the camera frame. */
function inCamera(positions: Float32Array, part: PartPose, { position, orientation }: Pose, scratch: Scratch): Float64Array {
  const r = matrixOfQuat(orientation);
  const m = part.kind === 'rigid' ? part.matrix : undefined;
  if (scratch.points.length < positions.length) scratch.points = new Float64Array(positions.length);
  const out = scratch.points;
  for (let i = 0; i < positions.length; i += 3) {
    const [px, py, pz] = [positions[i] as number, positions[i + 1] as number, positions[i + 2] as number];
    const x = m === undefined ? px : dotted(m, 0, px, py, pz) + (m[3] as number);
    const y = m === undefined ? py : dotted(m, 4, px, py, pz) + (m[7] as number);
    const z = m === undefined ? pz : dotted(m, 8, px, py, pz) + (m[11] as number);
    out[i] = dotted(r, 0, x, y, z) + position[0];
    out[i + 1] = dotted(r, 3, x, y, z) + position[1];
    out[i + 2] = dotted(r, 6, x, y, z) + position[2];
  }
  return out;
}

function dotted(row: ArrayLike<number>, at: number, x: number, y: number, z: number): number {
  return (row[at] as number) * x + (row[at + 1] as number) * y + (row[at + 2] as number) * z;
}

/** What of a triangle lies beyond the near plane: nothing, one triangle, or two, nine numbers each. */
function clipNear(points: Float64Array, triangle: readonly number[], near: number): readonly (readonly number[])[] {
  const corners = triangle.map((at): Vec3 => [points[at] as number, points[at + 1] as number, points[at + 2] as number]);
  const kept: Vec3[] = [];
  for (let i = 0; i < 3; i++) {
    const [a, b] = [corners[i] as Vec3, corners[(i + 1) % 3] as Vec3];
    if (a[2] >= near) kept.push(a);
    if (a[2] >= near === b[2] >= near) continue;
    const t = (near - a[2]) / (b[2] - a[2]);
    kept.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, near]);
  }
  const [p, q, s, w] = kept;
  if (p === undefined || q === undefined || s === undefined) return [];
  return w === undefined
    ? [[...p, ...q, ...s]]
    : [
        [...p, ...q, ...s],
        [...p, ...s, ...w],
      ];
}
