/** A body's outline as if nothing hid it: the union of its projected triangles, inside the picture and on a wider canvas round it. */
import type { PixelBox, RunMask } from '#contracts/label';
import type { Model, ModelPose } from '#contracts/model';
import type { Pose } from '#core/pose';
import { type Looking, outlineOf, type Scratch } from './outline.js';
import { type Seen, touchedBeside } from './touch.js';

export interface Amodal {
  /** May reach outside the picture. */
  readonly box: PixelBox;
  /** Inside the picture. */
  readonly mask: RunMask;
  /** Pixels it would cover inside the picture, and in all (counted up to one picture's extent beyond each edge). */
  readonly inside: number;
  readonly all: number;
}

/** A body as some rows of the picture see it: all of them, but of a rolling shutter. */
export interface Stand {
  /** Those beyond the picture's first and last row go with these. */
  readonly rows: readonly [from: number, to: number];
  readonly pose: ModelPose;
  readonly cameraFromBody: Pose;
}

/**
 * @param seen where it is seen, for a picture through a lens that is taken at once
 * @returns undefined when it is wholly behind the camera
 */
export function amodalOf(
  model: Model,
  stands: readonly Stand[],
  looking: Looking,
  scratch: Scratch,
  seen?: Seen,
): Amodal | undefined {
  const { width, height } = looking.lens;
  const outlines = stands.map(({ pose, cameraFromBody, rows }) => ({
    rows: [rows[0] <= 0 ? -Infinity : rows[0], rows[1] >= height ? Infinity : rows[1]] as const,
    outline: () => outlineOf(model, pose, cameraFromBody, looking, scratch),
  }));
  let drawn = { corners: scratch.corners, count: 0 };
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { rows, outline } of outlines) {
    drawn = outline();
    const { corners, count } = drawn;
    for (let i = 0; i < 6 * count; i += 6) {
      const [va, vb, vc] = [corners[i + 1] as number, corners[i + 3] as number, corners[i + 5] as number];
      const [low, high] = [Math.max(rows[0], Math.min(va, vb, vc)), Math.min(rows[1], Math.max(va, vb, vc))];
      if (low > high) continue;
      y0 = Math.min(y0, low);
      y1 = Math.max(y1, high);
      for (const k of [0, 2, 4]) {
        const u = corners[i + k] as number;
        if (u < x0) x0 = u;
        if (u > x1) x1 = u;
      }
    }
  }
  if (x1 < x0) return undefined;
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  // What is seen through a lens may lie a pixel beside the outline.
  const beside = looking.lens.model === 'pinhole' ? 0 : 1;
  const left = Math.max(Math.floor(x0) - beside, -width);
  const right = Math.min(Math.ceil(x1) + beside, 2 * width);
  const top = Math.max(Math.floor(y0) - beside, -height);
  const bottom = Math.min(Math.ceil(y1) + beside, 2 * height);
  if (right <= left || bottom <= top) return { box, mask: { box: NOTHING, counts: [] }, inside: 0, all: 0 };
  const area = (right - left) * (bottom - top);
  if (scratch.pixels.length < area) scratch.pixels = new Uint8Array(area);
  const mask: Mask = { pixels: scratch.pixels.fill(0, 0, area), left, top, right, bottom };
  for (const { rows, outline } of outlines) {
    // The only one is still there.
    const { corners, count } = stands.length === 1 ? drawn : outline();
    const part = { ...mask, from: Math.max(top, rows[0]), to: Math.min(bottom, rows[1]) };
    for (let t = 0; t < count; t++) cover(part, corners, 6 * t);
  }
  if (seen !== undefined && stands.length === 1 && looking.lens.model !== 'pinhole')
    for (const [x, y] of touchedBeside(seen, width, (u, v) => isNear(mask, u, v), drawn.corners, drawn.count)) mark(mask, x, y);
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

interface Mask {
  readonly pixels: Uint8Array;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function mark({ pixels, left, top, right, bottom }: Mask, x: number, y: number): void {
  if (x >= left && x < right && y >= top && y < bottom) pixels[(y - top) * (right - left) + x - left] = 1;
}

/** Whether a pixel or one of its eight neighbours is marked. */
function isNear({ pixels, left, top, right, bottom }: Mask, x: number, y: number): boolean {
  for (let v = Math.max(top, y - 1); v <= Math.min(bottom - 1, y + 1); v++)
    for (let u = Math.max(left, x - 1); u <= Math.min(right - 1, x + 1); u++)
      if (pixels[(v - top) * (right - left) + u - left] === 1) return true;
  return false;
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

/** Rows of it. */
interface MaskPart extends Mask {
  readonly from: number;
  readonly to: number;
}

/** Marks the pixels of those rows whose centre lies in the triangle. */
function cover({ pixels, left, top, right, from, to }: MaskPart, corners: Float64Array, at: number): void {
  const [v0, v1, v2] = [corners[at + 1] as number, corners[at + 3] as number, corners[at + 5] as number];
  const y0 = Math.max(from, Math.ceil(Math.min(v0, v1, v2) - 0.5));
  const y1 = Math.min(to - 1, Math.floor(Math.max(v0, v1, v2) - 0.5));
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
