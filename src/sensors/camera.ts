/** A camera's view from where its carrier is. */
import type { CameraView } from '#contracts/camera';
import type { CameraSensor } from '#contracts/scenario';
import { BODY_FROM_CAMERA_AXES, compose, type Pose, quatFromHeadingPitchRoll, quatMultiply } from '#core/pose';

/** Body (x forward, y left, z up) from camera (x right, y down, z forward). */
export function bodyFromCamera({ position, orientation: [heading, pitch, roll] }: CameraSensor): Pose {
  return { position, orientation: quatMultiply(quatFromHeadingPitchRoll(heading, pitch, roll), BODY_FROM_CAMERA_AXES) };
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
    worldFromCamera: compose(worldFromBody, bodyFromCamera(sensor)),
    near: sensor.near,
    far: sensor.far,
    hides: [bodyId],
    exposure: sensor.exposure,
    seed,
  };
}
