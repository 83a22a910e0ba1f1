/** Row-major 3x4 matrices for parts that move as a whole, and the box round a model. */
import type { Mesh, Model, PartPose } from '#contracts/model';
import type { Box } from '#contracts/scene';
import { cos, sin } from '#core/math';
import type { Vec3 } from '#core/pose';

export const STILL: PartPose = { kind: 'rigid', matrix: new Float64Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]) };

/** Spin about the part's own y axis, then heading about its z axis, then move to `position`. */
export function wheelPose(position: Vec3, spin: number, heading: number): PartPose {
  const [c, s, ch, sh] = [cos(spin), sin(spin), cos(heading), sin(heading)];
  const [x, y, z] = position;
  return { kind: 'rigid', matrix: new Float64Array([ch * c, -sh, ch * s, x, sh * c, ch, sh * s, y, -s, 0, c, z]) };
}

/** Spin about the part's own z axis, then move to `position`. */
export function spinPose(position: Vec3, spin: number): PartPose {
  const [c, s] = [cos(spin), sin(spin)];
  return { kind: 'rigid', matrix: new Float64Array([c, -s, 0, position[0], s, c, 0, position[1], 0, 0, 1, position[2]]) };
}

/** The same pose, moved by `by`. */
export function shifted(pose: PartPose, by: Vec3): PartPose {
  if (pose.kind === 'skinned') throw new TypeError('only rigid parts can be shifted');
  const matrix = Float64Array.from(pose.matrix);
  for (const k of [0, 1, 2] as const) matrix[4 * k + 3] = (matrix[4 * k + 3] as number) + by[k];
  return { kind: 'rigid', matrix };
}

/** The point (part frame) in the body frame. */
export function applyPose(pose: PartPose, mesh: Mesh, vertex: number): Vec3 {
  const from = pose.kind === 'skinned' ? pose.positions : mesh.positions;
  const [x, y, z] = [from[3 * vertex] as number, from[3 * vertex + 1] as number, from[3 * vertex + 2] as number];
  if (pose.kind === 'skinned') return [x, y, z];
  const m = pose.matrix as ArrayLike<number> & { readonly [i: number]: number };
  const row = (r: number): number =>
    (m[r] as number) * x + (m[r + 1] as number) * y + (m[r + 2] as number) * z + (m[r + 3] as number);
  return [row(0), row(4), row(8)];
}

/** Smallest box round the parts at rest; `counts` leaves parts out (mirrors, which ISO 612 doesn't count as width). */
export function boundsOf(model: Model, counts: (part: string) => boolean = () => true, gait = 'rest'): Box {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  const pose = model.pose({ gait, phase: 0, speed: 0, channels: {} });
  for (const [p, part] of model.parts.entries()) {
    if (!counts(part.name)) continue;
    for (let v = 0; 3 * v < part.mesh.positions.length; v++) {
      const point = applyPose(pose.parts[p] as PartPose, part.mesh, v);
      for (let k = 0; k < 3; k++) {
        low[k] = Math.min(low[k] as number, point[k] as number);
        high[k] = Math.max(high[k] as number, point[k] as number);
      }
    }
  }
  const each = (f: (low: number, high: number) => number): Vec3 => {
    const [x, y, z] = [0, 1, 2].map((k) => f(low[k] as number, high[k] as number));
    return [x as number, y as number, z as number];
  };
  return { center: each((a, b) => (a + b) / 2), size: each((a, b) => b - a) };
}
