/**
 * Which targets a square of pixels can see, nearest first: a ball against the cone round the square's rays. Conservative, and in exact
 * arithmetic only, so that every machine tests the same targets in the same order.
 */
import type { Intrinsics } from '#contracts/camera';
import type { Vec3 } from '#core/pose';
import type { Target } from './target.js';

/** Pixels along a tile's edge. */
export const TILE = 16;

export interface Candidate {
  readonly target: Target;
  /** No point of it is nearer to the eye, m. */
  readonly nearest: number;
}

interface Placed extends Candidate {
  /** From the eye to the ball's centre, camera frame. */
  readonly at: Vec3;
  readonly radius: number;
}

export interface Tiles {
  /** Of the tile whose first pixel is x, y. */
  candidates(x: number, y: number): readonly Candidate[];
}

/** @param cameraFromWorld of a direction */
export function createTiles(
  targets: readonly Target[],
  eye: Vec3,
  cameraFromWorld: (direction: Vec3) => Vec3,
  intrinsics: Intrinsics,
): Tiles {
  const placed = targets
    .map((target): Placed => {
      const { ball } = target;
      if (ball === undefined) return { target, nearest: 0, at: [0, 0, 0], radius: Number.POSITIVE_INFINITY };
      const { center, radius } = ball;
      const at = cameraFromWorld([center[0] - eye[0], center[1] - eye[1], center[2] - eye[2]]);
      return { target, nearest: Math.max(0, length(at) - radius), at, radius };
    })
    .sort((a, b) => a.nearest - b.nearest);
  return {
    candidates(x, y) {
      const cone = coneOf(x, y, intrinsics);
      return placed.filter(({ at, radius }) => meets(cone, at, radius));
    },
  };
}

interface Cone {
  readonly axis: Vec3;
  readonly cosine: number;
  readonly tangent: number;
}

function coneOf(x: number, y: number, { width, height, fx, fy, cx, cy }: Intrinsics): Cone {
  const [right, bottom] = [Math.min(x + TILE, width), Math.min(y + TILE, height)];
  const ray = (u: number, v: number): Vec3 => {
    const d: Vec3 = [(u - cx) / fx, (v - cy) / fy, 1];
    const size = length(d);
    return [d[0] / size, d[1] / size, 1 / size];
  };
  const axis = ray((x + right) / 2, (y + bottom) / 2);
  const corners = [ray(x, y), ray(right, y), ray(x, bottom), ray(right, bottom)];
  const cosine = Math.min(...corners.map((corner) => axis[0] * corner[0] + axis[1] * corner[1] + axis[2] * corner[2]));
  return { axis, cosine, tangent: Math.sqrt(1 - cosine * cosine) / cosine };
}

function meets({ axis, cosine, tangent }: Cone, at: Vec3, radius: number): boolean {
  if (radius === Number.POSITIVE_INFINITY) return true;
  const along = axis[0] * at[0] + axis[1] * at[1] + axis[2] * at[2];
  if (along < -radius) return false;
  const across = Math.sqrt(Math.max(0, at[0] * at[0] + at[1] * at[1] + at[2] * at[2] - along * along));
  return across <= Math.max(0, along) * tangent + radius / cosine + 1e-6;
}

function length([x, y, z]: Vec3): number {
  return Math.sqrt(x * x + y * y + z * z);
}
