/** A camera's view from where its carrier is. */
import type { CameraView } from '#contracts/camera';
import type { CameraSensor } from '#contracts/rig';
import { BODY_FROM_CAMERA_AXES, type Pose, quatMultiply } from '#core/pose';
import { developmentOf } from './development.js';
import { worldFromSensor } from './mount.js';

/** Where the camera is in the world, OpenCV axes. */
export function worldFromCamera(sensor: CameraSensor, worldFromBody: Pose): Pose {
  const { position, orientation } = worldFromSensor(sensor, worldFromBody);
  return { position, orientation: quatMultiply(orientation, BODY_FROM_CAMERA_AXES) };
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
  const { exposureS = 0, readoutS = 0 } = sensor.shutter ?? {};
  const development = developmentOf(sensor, seed);
  const delivery = (exposureS + readoutS) / 2 + sensor.latency;
  return {
    sensor: sensor.id,
    intrinsics: {
      width: size.width,
      height: size.height,
      fx: sensor.fx * k,
      fy: sensor.fy * k,
      cx: sensor.cx * k,
      cy: size.height / 2 + (sensor.cy - sensor.height / 2) * k,
      ...(sensor.lens === undefined ? {} : { lens: sensor.lens }),
    },
    worldFromCamera: worldFromCamera(sensor, worldFromBody),
    near: sensor.near,
    far: sensor.far,
    hides: [bodyId],
    exposure: sensor.exposure,
    ...(sensor.imager === undefined ? {} : { imager: sensor.imager }),
    ...(sensor.shutter === undefined || sensor.shutter.exposureS === 0 ? {} : { exposureS: sensor.shutter.exposureS }),
    ...(delivery === 0 ? {} : { deliveryS: delivery }),
    ...(sensor.glass === undefined ? {} : { glass: sensor.glass }),
    ...(development === undefined ? {} : { development }),
    seed,
  };
}
