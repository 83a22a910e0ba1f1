/** Coordinate systems (the world, carriers, sensors) and streams (cameras, lidars). */
import type { FrameAnnotations } from '#contracts/label';
import type { CameraSensor, LidarSensor, Sensor } from '#contracts/rig';
import type { SampleStart } from '#contracts/writer';
import type { Json } from '#core/hash';
import { BODY_FROM_CAMERA_AXES, type Pose, quatFromHeadingPitchRoll, quatMultiply } from '#core/pose';

export const WORLD = 'world';
type Seeing = CameraSensor | LidarSensor;

export function seeing(sensors: readonly Sensor[]): readonly Seeing[] {
  return sensors.filter((sensor): sensor is Seeing => sensor.type === 'camera' || sensor.type === 'lidar');
}

/** Carriers move, so their poses are transforms of the frames; sensors are where they are mounted. */
export function coordinateSystems({ scenario }: Pick<SampleStart, 'scenario'>): Json {
  const carriers = scenario.actors.filter(({ sensors }) => seeing(sensors).length > 0);
  const systems: Record<string, Json> = { [WORLD]: { type: 'scene_cs', parent: '', children: carriers.map(({ id }) => id) } };
  for (const { id, sensors } of carriers) {
    systems[id] = { type: 'local_cs', parent: WORLD, children: seeing(sensors).map((sensor) => sensor.id) };
    for (const sensor of seeing(sensors)) {
      systems[sensor.id] = {
        type: 'sensor_cs',
        parent: id,
        children: [],
        pose_wrt_parent: transformOf(bodyFromSensor(sensor)),
      };
    }
  }
  return systems;
}

/** A camera's axes are x right, y down, z forward; a lidar's x forward, y left, z up. */
function bodyFromSensor({ type, position, orientation: [heading, pitch, roll] }: Seeing): Pose {
  const mounted = quatFromHeadingPitchRoll(heading, pitch, roll);
  return { position, orientation: type === 'camera' ? quatMultiply(mounted, BODY_FROM_CAMERA_AXES) : mounted };
}

export function transformOf({ position, orientation }: Pose): Json {
  return { quaternion: orientation, translation: position };
}

export function streams({ scenario }: SampleStart, pictures: readonly FrameAnnotations[]): Json {
  const sensors = scenario.actors.flatMap((actor) => seeing(actor.sensors));
  return Object.fromEntries(
    sensors.map(({ id, type, rateHz }): [string, Json] => {
      const common = { type, description: `${rateHz} Hz` };
      const view = pictures.find(({ sensor }) => sensor === id)?.view;
      return [id, view === undefined ? common : { ...common, stream_properties: propertiesOf(view.intrinsics) }];
    }),
  );
}

function propertiesOf({ width, height, fx, fy, cx, cy, lens }: FrameAnnotations['view']['intrinsics']): Json {
  const size = { width_px: width, height_px: height };
  const camera_matrix = [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0];
  if (lens === undefined) return { intrinsics_pinhole: { ...size, camera_matrix, distortion_coeffs: [0, 0, 0, 0, 0] } };
  if (lens.model === 'fisheye') {
    const { k1, k2, k3, k4 } = lens;
    return { intrinsics_fisheye: { ...size, camera_matrix, center_x_px: cx, center_y_px: cy, lens_coeffs: [k1, k2, k3, k4] } };
  }
  // OpenCV's order.
  const { k1, k2, p1, p2, k3, k4 = 0, k5 = 0, k6 = 0 } = lens;
  return { intrinsics_pinhole: { ...size, camera_matrix, distortion_coeffs: [k1, k2, p1, p2, k3, k4, k5, k6] } };
}
