/** A camera's view from where its carrier is. */
import type { CameraView } from '#contracts/camera';
import type { CameraSensor } from '#contracts/scenario';
import { acos, clamp } from '#core/math';
import {
  BODY_FROM_CAMERA_AXES,
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

/** Where the camera is in the world: carried by its body, and held level by its gimbal where it has one. */
export function worldFromCamera(sensor: CameraSensor, worldFromBody: Pose): Pose {
  const [heading, pitch, roll] = sensor.orientation;
  const mount = levelled(worldFromBody.orientation, sensor.gimbalReach);
  const own = quatMultiply(quatFromHeadingPitchRoll(heading, pitch, roll), BODY_FROM_CAMERA_AXES);
  return { position: transformPoint(worldFromBody, sensor.position), orientation: quatMultiply(mount, own) };
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

/**
 * @param bodyId the carrier, which its own camera does not see
 * @param size when the picture is to have another size: the horizontal field of view stays, pixels stay square in angle as declared
 */
export function cameraView(
  sensor: CameraSensor,
  worldFromBody: Pose,
  bodyId: string,
  seed: number,
  size: { readonly width: number; readonly height: number } = sensor,
): CameraView {
  const k = size.width / sensor.width;
  return {
    sensor: sensor.id,
    intrinsics: {
      width: size.width,
      height: size.height,
      fx: sensor.fx * k,
      fy: sensor.fy * k,
      cx: sensor.cx * k,
      cy: size.height / 2 + (sensor.cy - sensor.height / 2) * k,
    },
    worldFromCamera: worldFromCamera(sensor, worldFromBody),
    near: sensor.near,
    far: sensor.far,
    hides: [bodyId],
    exposure: sensor.exposure,
    seed,
  };
}
