/**
 * Which targets a square of pixels can see, nearest first: a ball against the cone round the square's rays. Conservative, and in exact
 * arithmetic only, so that every machine tests the same targets in the same order.
 */
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
  /** @param rays of the tile's pixels, unit, camera frame */
  candidates(rays: readonly Vec3[]): readonly Candidate[];
}

/** @param cameraFromWorld of a direction */
export function createTiles(targets: readonly Target[], eye: Vec3, cameraFromWorld: (direction: Vec3) => Vec3): Tiles {
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
    candidates(rays) {
      if (rays.length === 0) return [];
      const cone = coneOf(rays);
      return placed.filter(({ at, radius }) => meets(cone, at, radius));
    },
  };
}

interface Cone {
  readonly axis: Vec3;
  readonly cosine: number;
  readonly tangent: number;
}

/** Round all of the rays, whatever the lens. */
function coneOf(rays: readonly Vec3[]): Cone {
  const sum = rays.reduce<[number, number, number]>(([a, b, c], [x, y, z]) => [a + x, b + y, c + z], [0, 0, 0]);
  const size = length(sum) || 1;
  const axis: Vec3 = [sum[0] / size, sum[1] / size, sum[2] / size];
  const cosine = Math.min(1, ...rays.map((ray) => axis[0] * ray[0] + axis[1] * ray[1] + axis[2] * ray[2]));
  return { axis, cosine, tangent: Math.sqrt(1 - cosine * cosine) / cosine };
}

/** A cone as wide as this is no help, cosine of half its angle. */
const WIDE = 0.1;

function meets({ axis, cosine, tangent }: Cone, at: Vec3, radius: number): boolean {
  if (radius === Number.POSITIVE_INFINITY || cosine < WIDE) return true;
  const along = axis[0] * at[0] + axis[1] * at[1] + axis[2] * at[2];
  if (along < -radius) return false;
  const across = Math.sqrt(Math.max(0, at[0] * at[0] + at[1] * at[1] + at[2] * at[2] - along * along));
  return across <= Math.max(0, along) * tangent + radius / cosine + 1e-6;
}

function length([x, y, z]: Vec3): number {
  return Math.sqrt(x * x + y * y + z * z);
}
