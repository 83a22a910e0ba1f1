/** Where a sensor is: carried by its body, and held level by its gimbal where it has one. */
import type { FrameState } from '#contracts/frame';
import type { Mount } from '#contracts/rig';
import { acos, clamp } from '#core/math';
import {
  cross,
  norm,
  type Pose,
  type Quat,
  quatFromAxisAngle,
  quatFromHeadingPitchRoll,
  quatMultiply,
  rotate,
  scale,
  transformPoint,
  type Vec3,
} from '#core/pose';

/** Sensor frame: x forward (a camera's optical axis), y left, z up. */
export function worldFromSensor(mount: Mount, worldFromBody: Pose): Pose {
  const [heading, pitch, roll] = mount.orientation;
  const held = levelled(worldFromBody.orientation, mount.gimbalReach);
  return {
    position: transformPoint(worldFromBody, mount.position),
    orientation: quatMultiply(held, quatFromHeadingPitchRoll(heading, pitch, roll)),
  };
}

/** @throws Error when the body isn't in the frame */
export function bodyIn(frame: FrameState, id: string): FrameState['bodies'][number] {
  const body = frame.bodies.find((state) => state.id === id);
  if (body === undefined) throw new Error(`${id}, which carries a sensor, isn't in the frame`);
  return body;
}

/** The body's rotation with its tilt (the angle between its z axis and the world's) taken out, as far as the gimbal reaches, rad. */
function levelled(worldFromBody: Quat, reach: number): Quat {
  if (reach === 0) return worldFromBody;
  const up = rotate(worldFromBody, [0, 0, 1]);
  const axis = cross(up, [0, 0, 1]);
  const sine = norm(axis);
  if (sine < 1e-9) return worldFromBody;
  const tilt = acos(clamp(up[2], -1, 1));
  const unit: Vec3 = scale(axis, 1 / sine);
  return quatMultiply(quatFromAxisAngle(unit, Math.min(tilt, reach)), worldFromBody);
}
