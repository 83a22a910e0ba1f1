/**
 * How a camera maps directions to its picture: pinhole, Brown-Conrady or fisheye. Deterministic, so that renderers and labels agree to the
 * last bit. Camera frame: OpenCV (x right, y down, z forward), m; pictures in px, pixel (0,0)'s centre at (0.5, 0.5).
 */
import { type BrownConrady, brownConradyLimit, distort, undistort } from './lens/brown-conrady.js';
import { type Fisheye, fisheyeAngle, fisheyeDistance, fisheyeLimit } from './lens/fisheye.js';
import { atan2, cos, length3, sin } from './math.js';
import type { Vec3 } from './pose.js';

export type { BrownConrady, Fisheye };

/** What a lens does that a pinhole does not. Coefficients have no unit: they stay when the picture's size changes. */
export type Distortion = BrownConrady | Fisheye;

/** A picture's size, focal lengths and principal point, px; a pinhole where no distortion is given. */
export interface Projection {
  readonly width: number;
  readonly height: number;
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  readonly lens?: Distortion;
}

/** A projection made ready: how far its model holds is worked out once. */
export interface Lens extends Projection {
  readonly model: 'pinhole' | Distortion['model'];
  /** Fisheye: largest angle from the axis, rad. Otherwise: largest distance from the axis at depth 1. */
  readonly limit: number;
  /** Whether the whole picture lies within 55 degrees to each side, so that it fits on one plane. Always, of a pinhole. */
  readonly narrow: boolean;
}

/** Behind the lens, or as good as in it, m. */
const TOO_NEAR = 1e-6;
/** Tangent of 55 degrees. */
const NARROW = 1.43;

export function lensOf({ width, height, fx, fy, cx, cy, lens }: Projection): Lens {
  const plain = { width, height, fx, fy, cx, cy };
  if (lens === undefined) return { ...plain, model: 'pinhole', limit: Number.POSITIVE_INFINITY, narrow: true };
  const limit = lens.model === 'fisheye' ? fisheyeLimit(lens) : brownConradyLimit(lens);
  const ready = { ...plain, lens, model: lens.model, limit, narrow: false };
  return { ...ready, narrow: isNarrow(ready) };
}

/** @returns px, perhaps outside the picture; undefined behind the lens and beyond where its model holds */
export function project(lens: Lens, [x, y, z]: Vec3): readonly [u: number, v: number] | undefined {
  const { fx, fy, cx, cy, lens: distortion } = lens;
  if (distortion?.model === 'fisheye') {
    const across = Math.sqrt(x * x + y * y);
    if (across === 0) return z > TOO_NEAR ? [cx, cy] : undefined;
    const theta = atan2(across, z);
    if (theta > lens.limit) return undefined;
    const k = fisheyeDistance(distortion, theta) / across;
    return [cx + fx * x * k, cy + fy * y * k];
  }
  if (z <= TOO_NEAR) return undefined;
  if (distortion === undefined) return [cx + (fx * x) / z, cy + (fy * y) / z];
  const [a, b] = [x / z, y / z];
  if (a * a + b * b > lens.limit * lens.limit) return undefined;
  const [u, v] = distort(distortion, a, b);
  return [cx + fx * u, cy + fy * v];
}

/** The unit direction that lands at u, v. @returns undefined where none does: outside the lens's circle */
export function unproject(lens: Lens, u: number, v: number): Vec3 | undefined {
  const { fx, fy, cx, cy, limit, lens: distortion } = lens;
  const [x, y] = [(u - cx) / fx, (v - cy) / fy];
  if (distortion?.model !== 'fisheye') {
    const found = distortion === undefined ? ([x, y] as const) : undistort(distortion, limit, x, y);
    if (found === undefined) return undefined;
    const length = Math.sqrt(found[0] * found[0] + found[1] * found[1] + 1);
    return [found[0] / length, found[1] / length, 1 / length];
  }
  const distance = Math.sqrt(x * x + y * y);
  if (distance === 0) return [0, 0, 1];
  const theta = fisheyeAngle(distortion, limit, distance);
  if (theta === undefined) return undefined;
  const k = sin(theta) / distance;
  return [x * k, y * k, cos(theta)];
}

/** The depth layer's number for a point: along the optical axis, but of a fisheye the distance from the eye, m. */
export function depthOf({ model }: Lens, [x, y, z]: Vec3): number {
  return model === 'fisheye' ? length3(x, y, z) : z;
}

/**
 * What a camera's `near` and `far` limit, m: along the optical axis; where the picture is wide, along whichever of the camera's axes the point
 * lies farthest, so that it is drawn between two cubes round the eye.
 */
export function reachOf({ narrow }: Lens, [x, y, z]: Vec3): number {
  return narrow ? z : Math.max(Math.abs(x), Math.abs(y), Math.abs(z));
}

function isNarrow(lens: Lens): boolean {
  const { width, height } = lens;
  const steps = 32;
  for (let i = 0; i <= steps; i++) {
    const [u, v] = [(width * i) / steps, (height * i) / steps];
    for (const [a, b] of [
      [u, 0],
      [u, height],
      [0, v],
      [width, v],
    ] as const) {
      const ray = unproject(lens, a, b);
      // No ray: the edge of what the lens sees lies inside the picture.
      if (ray === undefined) return lens.model === 'brown-conrady' && lens.limit <= NARROW;
      if (Math.max(Math.abs(ray[0]), Math.abs(ray[1])) > NARROW * ray[2]) return false;
    }
  }
  return true;
}
