/** A body's outline as if nothing hid it: the union of its projected triangles, inside the picture and on a wider canvas round it. */
import type { CameraView } from '#contracts/camera';
import type { PixelBox, RunMask } from '#contracts/label';
import type { Model, ModelPose, PartPose } from '#contracts/model';
import { matrixOfQuat, type Pose, type Vec3 } from '#core/pose';

export interface Amodal {
  /** May reach outside the picture. */
  readonly box: PixelBox;
  /** Inside the picture. */
  readonly mask: RunMask;
  /** Pixels it would cover inside the picture, and in all (counted up to one picture's extent beyond each edge). */
  readonly inside: number;
  readonly all: number;
}

/** Corners of triangles in the picture: u, v of each, six numbers a triangle. */
interface Triangles {
  readonly corners: Float64Array;
  readonly count: number;
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

/** @param cameraFromBody where the body is @returns undefined when it is wholly behind the camera */
export function amodalOf(
  model: Model,
  pose: ModelPose,
  cameraFromBody: Pose,
  view: CameraView,
  scratch: Scratch,
): Amodal | undefined {
  const { width, height } = view.intrinsics;
  const { corners, count } = projected(model, pose, cameraFromBody, view, scratch);
  if (count === 0) return undefined;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < 6 * count; i += 2) {
    const [u, v] = [corners[i] as number, corners[i + 1] as number];
    if (u < x0) x0 = u;
    if (u > x1) x1 = u;
    if (v < y0) y0 = v;
    if (v > y1) y1 = v;
  }
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  const left = Math.max(Math.floor(x0), -width);
  const right = Math.min(Math.ceil(x1), 2 * width);
  const top = Math.max(Math.floor(y0), -height);
  const bottom = Math.min(Math.ceil(y1), 2 * height);
  if (right <= left || bottom <= top) return { box, mask: { box: NOTHING, counts: [] }, inside: 0, all: 0 };
  const area = (right - left) * (bottom - top);
  if (scratch.pixels.length < area) scratch.pixels = new Uint8Array(area);
  const mask: Mask = { pixels: scratch.pixels.fill(0, 0, area), left, top, right, bottom };
  for (let t = 0; t < count; t++) cover(mask, corners, 6 * t);
  let [all, inside] = [0, 0];
  for (let y = top, i = 0; y < bottom; y++) {
    const inRows = y >= 0 && y < height;
    for (let x = left; x < right; x++, i++) {
      if (mask.pixels[i] === 0) continue;
      all++;
      if (inRows && x >= 0 && x < width) inside++;
    }
  }
  return { box, mask: runMask(mask, width, height), inside, all };
}

function projected(model: Model, pose: ModelPose, cameraFromBody: Pose, view: CameraView, scratch: Scratch): Triangles {
  const most = model.parts.reduce((sum, { mesh }) => sum + mesh.indices.length / 3, 0);
  // The near plane cuts a triangle into two at most.
  if (scratch.corners.length < 2 * 6 * most) scratch.corners = new Float64Array(2 * 6 * most);
  const { corners } = scratch;
  let count = 0;
  for (const [p, { mesh }] of model.parts.entries()) {
    const part = pose.parts[p] as PartPose;
    const points = inCamera(part.kind === 'skinned' ? part.positions : mesh.positions, part, cameraFromBody, scratch);
    for (let i = 0; i < mesh.indices.length; i += 3) {
      const [a, b, c] = [
        3 * (mesh.indices[i] as number),
        3 * (mesh.indices[i + 1] as number),
        3 * (mesh.indices[i + 2] as number),
      ];
      const inFront =
        (points[a + 2] as number) >= view.near &&
        (points[b + 2] as number) >= view.near &&
        (points[c + 2] as number) >= view.near;
      if (inFront) {
        put(corners, 6 * count, points, a, view);
        put(corners, 6 * count + 2, points, b, view);
        put(corners, 6 * count++ + 4, points, c, view);
      } else
        for (const cut of clipNear(points, [a, b, c], view.near)) {
          put(corners, 6 * count, cut, 0, view);
          put(corners, 6 * count + 2, cut, 3, view);
          put(corners, 6 * count++ + 4, cut, 6, view);
        }
    }
  }
  return { corners, count };
}

function put(out: Float64Array, at: number, points: ArrayLike<number>, from: number, { intrinsics }: CameraView): void {
  const z = points[from + 2] as number;
  out[at] = intrinsics.cx + (intrinsics.fx * (points[from] as number)) / z;
  out[at + 1] = intrinsics.cy + (intrinsics.fy * (points[from + 1] as number)) / z;
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

interface Mask {
  readonly pixels: Uint8Array;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const NOTHING: PixelBox = { x: 0, y: 0, width: 0, height: 0 };

/** What of the mask lies inside the picture. */
function runMask({ pixels, left, top, right, bottom }: Mask, width: number, height: number): RunMask {
  const [x0, x1] = [Math.max(left, 0), Math.min(right, width)];
  const [y0, y1] = [Math.max(top, 0), Math.min(bottom, height)];
  if (x1 <= x0 || y1 <= y0) return { box: NOTHING, counts: [] };
  const counts: number[] = [];
  let [inside, length] = [0, 0];
  for (let y = y0; y < y1; y++) {
    for (let i = (y - top) * (right - left) + x0 - left, end = i + x1 - x0; i < end; i++) {
      if (pixels[i] === inside) length++;
      else {
        counts.push(length);
        [inside, length] = [1 - inside, 1];
      }
    }
  }
  counts.push(length);
  return { box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }, counts };
}

/** Marks the pixels whose centre lies in the triangle. */
function cover({ pixels, left, top, right, bottom }: Mask, corners: Float64Array, at: number): void {
  const [v0, v1, v2] = [corners[at + 1] as number, corners[at + 3] as number, corners[at + 5] as number];
  const y0 = Math.max(top, Math.ceil(Math.min(v0, v1, v2) - 0.5));
  const y1 = Math.min(bottom - 1, Math.floor(Math.max(v0, v1, v2) - 0.5));
  for (let y = y0; y <= y1; y++) {
    const line = y + 0.5;
    let [low, high] = [Infinity, -Infinity];
    for (let e = 0; e < 6; e += 2) {
      const f = e === 4 ? 0 : e + 2;
      const [pv, qv] = [corners[at + e + 1] as number, corners[at + f + 1] as number];
      if ((pv < line && qv < line) || (pv > line && qv > line) || pv === qv) continue;
      const pu = corners[at + e] as number;
      const u = pu + ((line - pv) / (qv - pv)) * ((corners[at + f] as number) - pu);
      if (u < low) low = u;
      if (u > high) high = u;
    }
    const x0 = Math.max(left, Math.ceil(low - 0.5));
    const x1 = Math.min(right - 1, Math.floor(high - 0.5));
    const row = (y - top) * (right - left) - left;
    for (let x = x0; x <= x1; x++) pixels[row + x] = 1;
  }
}
