/** The sensor's own way through the world during a turn, and with it the rays of its shots. */
import type { RayBatch } from '#contracts/rays';
import { mix, type Pose, quatMix } from '#core/pose';
import type { Turn } from './turn.js';

/** Where the sensor is: known at `fromNs + k * stepNs`; straight and evenly turning between. */
export interface Way {
  readonly fromNs: number;
  readonly stepNs: number;
  readonly poses: readonly Pose[];
}

export function poseOn({ fromNs, stepNs, poses }: Way, timeNs: number): Pose {
  const at = (timeNs - fromNs) / stepNs;
  const k = Math.min(poses.length - 1, Math.max(0, Math.floor(at)));
  const from = poses[k] as Pose;
  const to = poses[k + 1] ?? from;
  const share = Math.min(1, Math.max(0, at - k));
  return { position: mix(from.position, to.position, share), orientation: quatMix(from.orientation, to.orientation, share) };
}

export type Rays = RayBatch & {
  /** worldFromSensor rotations at firing, row-major; 9 a shot. */
  readonly rotations: Float32Array;
};

export function emptyRays(count: number): Rays {
  return {
    count,
    origins: new Float64Array(3 * count),
    directions: new Float64Array(3 * count),
    timesNs: new Float64Array(count),
    rotations: new Float32Array(9 * count),
  };
}

/** Each shot from where the sensor is when it is fired. */
export function aim({ directions, offsetsNs }: Turn, way: Way, timeNs: number, rays: Rays): void {
  let time = Number.NaN;
  let position: Pose['position'] = [0, 0, 0];
  let m = new Float64Array(9);
  for (let shot = 0; shot < rays.count; shot++) {
    const fired = timeNs + (offsetsNs[shot] as number);
    if (fired !== time) {
      time = fired;
      const pose = poseOn(way, fired);
      position = pose.position;
      m = matrixInto(m, pose.orientation);
    }
    const at = 3 * shot;
    rays.timesNs[shot] = fired;
    rays.rotations.set(m, 9 * shot);
    for (let k = 0; k < 3; k++) {
      rays.origins[at + k] = position[k as 0];
      rays.directions[at + k] =
        (m[3 * k] as number) * (directions[at] as number) +
        (m[3 * k + 1] as number) * (directions[at + 1] as number) +
        (m[3 * k + 2] as number) * (directions[at + 2] as number);
    }
  }
}

function matrixInto(out: Float64Array<ArrayBuffer>, [x, y, z, w]: Pose['orientation']): Float64Array<ArrayBuffer> {
  out[0] = 1 - 2 * (y * y + z * z);
  out[1] = 2 * (x * y - z * w);
  out[2] = 2 * (x * z + y * w);
  out[3] = 2 * (x * y + z * w);
  out[4] = 1 - 2 * (x * x + z * z);
  out[5] = 2 * (y * z - x * w);
  out[6] = 2 * (x * z - y * w);
  out[7] = 2 * (y * z + x * w);
  out[8] = 1 - 2 * (x * x + y * y);
  return out;
}
