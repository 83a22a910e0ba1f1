/**
 * Between motion and what inertial sensors feel, both ways, so that integrating undoes differentiating.
 * Over an interval of h seconds from attitude R0 (worldFromSensor) to R1:
 *   delta angle     = rotation vector of R0' R1
 *   delta velocity  = Rm' (v1 - v0 + g h), Rm half-way between R0 and R1, g upwards: the ground pushes up at rest.
 */
import { atan2, length3 } from '#core/math';
import {
  add,
  norm,
  type Pose,
  type Quat,
  quatConjugate,
  quatFromAxisAngle,
  quatMix,
  quatMultiply,
  quatNormalize,
  rotate,
  scale,
  sub,
  type Vec3,
} from '#core/pose';
import type { SensorMotion } from '../motion.js';

/** m/s^2, what the world's drones fly by. */
export const GRAVITY = 9.81;

export interface Increment {
  /** Sensor frame, m/s. */
  readonly deltaVelocity: Vec3;
  /** Sensor frame, rotation vector, rad. */
  readonly deltaAngle: Vec3;
}

export function incrementBetween(before: SensorMotion, after: SensorMotion, seconds: number): Increment {
  const [start, end] = [before.worldFromSensor.orientation, after.worldFromSensor.orientation];
  const pushed = add(sub(after.velocity, before.velocity), [0, 0, GRAVITY * seconds]);
  return {
    deltaVelocity: rotate(quatConjugate(quatMix(start, end, 0.5)), pushed),
    deltaAngle: rotationVector(quatMultiply(quatConjugate(start), end)),
  };
}

/** A reader's dead reckoning: exact in attitude and velocity, positions by the trapezoidal rule. */
export function integrate(
  { worldFromSensor, velocity }: SensorMotion,
  { deltaVelocity, deltaAngle }: Increment,
  seconds: number,
): SensorMotion {
  const start = worldFromSensor.orientation;
  const end = quatNormalize(quatMultiply(start, quatOf(deltaAngle)));
  const pushed = rotate(quatMix(start, end, 0.5), deltaVelocity);
  const later = add(velocity, sub(pushed, [0, 0, GRAVITY * seconds]));
  const pose: Pose = {
    position: add(worldFromSensor.position, scale(add(velocity, later), seconds / 2)),
    orientation: end,
  };
  return { worldFromSensor: pose, velocity: later };
}

function rotationVector([x, y, z, w]: Quat): Vec3 {
  const sine = length3(x, y, z);
  if (sine < 1e-12) return [2 * x, 2 * y, 2 * z];
  const angle = 2 * atan2(w < 0 ? -sine : sine, w < 0 ? -w : w);
  return scale([x, y, z], angle / sine);
}

function quatOf(rotation: Vec3): Quat {
  const angle = norm(rotation);
  return angle < 1e-12
    ? quatNormalize([rotation[0] / 2, rotation[1] / 2, rotation[2] / 2, 1])
    : quatFromAxisAngle(scale(rotation, 1 / angle), angle);
}
