/** How a sensor moves: its pose and the velocity of the point where it is mounted, lever arm included. */
import type { BodyState } from '#contracts/frame';
import type { Mount } from '#contracts/rig';
import { add, cross, type Pose, rotate, type Vec3 } from '#core/pose';
import { worldFromSensor } from './mount.js';

export interface SensorMotion {
  readonly worldFromSensor: Pose;
  /** World frame, m/s. */
  readonly velocity: Vec3;
}

export function sensorMotion(mount: Mount, body: BodyState): SensorMotion {
  const lever = rotate(body.worldFromBody.orientation, mount.position);
  return {
    worldFromSensor: worldFromSensor(mount, body.worldFromBody),
    velocity: add(body.velocity, cross(body.angularVelocity, lever)),
  };
}
