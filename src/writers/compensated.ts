/**
 * A turn of a lidar as if its sensor had stood still: each point where it would be in the frame that the sensor has at the turn's own time. What
 * real pipelines take from odometry comes from the carrier's velocity and turn rate at that time, so it is off by what they change: a t^2 / 2,
 * 1 cm for 8 m/s^2 at the ends of a turn of 0.1 s. Bodies' own motion stays in.
 */
import type { BodyPose, ObservationOf } from '#contracts/observation';
import {
  add,
  compose,
  dot,
  IDENTITY_POSE,
  invert,
  type Pose,
  quatFromAxisAngle,
  scale,
  sub,
  transformPoint,
  type Vec3,
} from '#core/pose';

/** @param carrier whose motion it is; undefined where it isn't known, and points stay where they are @returns the turn with other `xyz` */
export function compensated(turn: ObservationOf<'lidar'>, carrier: BodyPose | undefined): ObservationOf<'lidar'> {
  if (carrier === undefined) return turn;
  const { xyz, time } = turn.columns;
  const out = new Float32Array(xyz.length);
  const sensorFromWorld = invert(turn.worldFromSensor);
  let firedAt = Number.NaN;
  let sensorFromFiring: Pose = IDENTITY_POSE;
  for (let i = 0; i < turn.count; i++) {
    if (time[i] !== firedAt) {
      firedAt = time[i] as number;
      sensorFromFiring = compose(sensorFromWorld, poseAfter(turn.worldFromSensor, carrier, firedAt));
    }
    const point: Vec3 = [xyz[3 * i] as number, xyz[3 * i + 1] as number, xyz[3 * i + 2] as number];
    out.set(transformPoint(sensorFromFiring, point), 3 * i);
  }
  return { ...turn, columns: { ...turn.columns, xyz: out } };
}

/** Where the sensor is so many seconds later, its carrier moving and turning on as it does. */
function poseAfter(worldFromSensor: Pose, { worldFromBody, velocity, angularVelocity }: BodyPose, seconds: number): Pose {
  const arm = sub(worldFromSensor.position, worldFromBody.position);
  const rate = Math.sqrt(dot(angularVelocity, angularVelocity));
  if (rate === 0) return { ...worldFromSensor, position: add(worldFromSensor.position, scale(velocity, seconds)) };
  const moved: Pose = {
    position: add(worldFromBody.position, scale(velocity, seconds)),
    orientation: quatFromAxisAngle(scale(angularVelocity, 1 / rate), rate * seconds),
  };
  return compose(moved, { position: arm, orientation: worldFromSensor.orientation });
}
