/** A body's outline as if nothing hid it: the union of its projected triangles, inside the picture and on a wider canvas round it. */
import type { CameraView } from '#contracts/camera';
import type { PixelBox } from '#contracts/label';
import type { Model, ModelPose, PartPose } from '#contracts/model';
import { matrixOfQuat, type Pose, type Vec3 } from '#core/pose';

export interface Amodal {
  /** May reach outside the picture. */
  readonly box: PixelBox;
  /** Pixels it would cover inside the picture, and in all (counted up to one picture's extent beyond each edge). */
  readonly inside: number;
  readonly all: number;
}

interface Point {
  readonly u: number;
  readonly v: number;
  readonly z: number;
}

/** @param cameraFromBody where the body is @returns undefined when it is wholly behind the camera */
export function amodalOf(model: Model, pose: ModelPose, cameraFromBody: Pose, view: CameraView): Amodal | undefined {
  const { width, height } = view.intrinsics;
  const triangles = projected(model, pose, cameraFromBody, view);
  if (triangles.length === 0) return undefined;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const triangle of triangles) {
    for (const { u, v } of triangle) {
      x0 = Math.min(x0, u);
      x1 = Math.max(x1, u);
      y0 = Math.min(y0, v);
      y1 = Math.max(y1, v);
    }
  }
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  const left = Math.max(Math.floor(x0), -width);
  const right = Math.min(Math.ceil(x1), 2 * width);
  const top = Math.max(Math.floor(y0), -height);
  const bottom = Math.min(Math.ceil(y1), 2 * height);
  if (right <= left || bottom <= top) return { box, inside: 0, all: 0 };
  const mask = new Uint8Array((right - left) * (bottom - top));
  for (const triangle of triangles) cover(mask, triangle, left, top, right, bottom);
  let [all, inside] = [0, 0];
  for (let y = top, i = 0; y < bottom; y++) {
    for (let x = left; x < right; x++, i++) {
      if (mask[i] === 0) continue;
      all++;
      if (x >= 0 && x < width && y >= 0 && y < height) inside++;
    }
  }
  return { box, inside, all };
}

function projected(
  model: Model,
  pose: ModelPose,
  { position, orientation }: Pose,
  view: CameraView,
): (readonly [Point, Point, Point])[] {
  const r = matrixOfQuat(orientation) as readonly number[];
  const { fx, fy, cx, cy } = view.intrinsics;
  const out: (readonly [Point, Point, Point])[] = [];
  const image = ([x, y, z]: Vec3): Point => ({ u: cx + (fx * x) / z, v: cy + (fy * y) / z, z });
  for (const [p, { mesh }] of model.parts.entries()) {
    const part = pose.parts[p] as PartPose;
    const points = inCamera(part.kind === 'skinned' ? part.positions : mesh.positions, part, r, position);
    for (let i = 0; i < mesh.indices.length; i += 3) {
      const corners = [0, 1, 2].map((k) => points[mesh.indices[i + k] as number] as Vec3);
      for (const [a, b, c] of clipNear(corners, view.near)) out.push([image(a), image(b), image(c)]);
    }
  }
  return out;
}

function inCamera(positions: Float32Array, part: PartPose, r: readonly number[], shift: Vec3): Vec3[] {
  const m = part.kind === 'rigid' ? part.matrix : undefined;
  const points: Vec3[] = [];
  for (let i = 0; i < positions.length; i += 3) {
    let [x, y, z] = [positions[i] as number, positions[i + 1] as number, positions[i + 2] as number];
    if (m !== undefined) {
      const row = (k: number): number =>
        (m[k] as number) * x + (m[k + 1] as number) * y + (m[k + 2] as number) * z + (m[k + 3] as number);
      [x, y, z] = [row(0), row(4), row(8)];
    }
    const turned = (k: number): number => (r[k] as number) * x + (r[k + 1] as number) * y + (r[k + 2] as number) * z;
    points.push([turned(0) + shift[0], turned(3) + shift[1], turned(6) + shift[2]]);
  }
  return points;
}

function clipNear(corners: readonly Vec3[], near: number): readonly (readonly [Vec3, Vec3, Vec3])[] {
  const front = corners.filter((p) => p[2] >= near).length;
  if (front === 3) return [corners as unknown as [Vec3, Vec3, Vec3]];
  if (front === 0) return [];
  const kept: Vec3[] = [];
  for (let i = 0; i < 3; i++) {
    const [a, b] = [corners[i] as Vec3, corners[(i + 1) % 3] as Vec3];
    if (a[2] >= near) kept.push(a);
    if (a[2] >= near === b[2] >= near) continue;
    const t = (near - a[2]) / (b[2] - a[2]);
    kept.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, near]);
  }
  const [p, q, s, w] = kept as [Vec3, Vec3, Vec3, Vec3 | undefined];
  return w === undefined
    ? [[p, q, s]]
    : [
        [p, q, s],
        [p, s, w],
      ];
}

/** Marks the pixels whose centre lies in the triangle. */
function cover(
  mask: Uint8Array,
  [a, b, c]: readonly [Point, Point, Point],
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const y0 = Math.max(top, Math.ceil(Math.min(a.v, b.v, c.v) - 0.5));
  const y1 = Math.min(bottom - 1, Math.floor(Math.max(a.v, b.v, c.v) - 0.5));
  for (let y = y0; y <= y1; y++) {
    const line = y + 0.5;
    let [low, high] = [Infinity, -Infinity];
    for (const [p, q] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const) {
      if (Math.min(p.v, q.v) > line || Math.max(p.v, q.v) < line || p.v === q.v) continue;
      const u = p.u + ((line - p.v) / (q.v - p.v)) * (q.u - p.u);
      low = Math.min(low, u);
      high = Math.max(high, u);
    }
    const x0 = Math.max(left, Math.ceil(low - 0.5));
    const x1 = Math.min(right - 1, Math.floor(high - 0.5));
    if (x1 >= x0) mask.fill(1, (y - top) * (right - left) + x0 - left, (y - top) * (right - left) + x1 - left + 1);
  }
}
