/** Which cameras become KITTI folders, and which lidar turn belongs to which of their pictures. */
import type { CameraSensor, LidarSensor } from '#contracts/rig';
import type { ObservationInstant } from '#contracts/run';
import type { SampleStart } from '#contracts/writer';
import { usageError } from '#core/errors';
import { type RightEye, rightEyeOf } from './stereo.js';

export interface CameraRig {
  readonly camera: string;
  /** The body that carries both. */
  readonly carrier: string;
  /** The first lidar of the camera's carrier. */
  readonly lidar?: string;
  /** A camera beside it to the right that looks the same way at the same instants. */
  readonly right?: RightEye;
  /** The camera's pictures in order. */
  readonly frames: readonly ObservationInstant[];
  /** The turn nearest in time, picture by picture; the earlier of two equally near. Empty without a lidar. */
  readonly turns: readonly ObservationInstant[];
}

/** Cameras whose pictures aren't a pinhole's: KITTI's matrices can't say how they bend. */
export function bentCameras({ scenario }: Pick<SampleStart, 'scenario'>): readonly string[] {
  return camerasOf(scenario).flatMap(({ id, lens }) => (lens === undefined ? [] : [id]));
}

/** Pinhole cameras only. @throws NearmissError NM7402 when there are cameras but no pinhole */
export function cameraRigs({ scenario, captures, observations }: SampleStart): readonly CameraRig[] {
  const bent = bentCameras({ scenario });
  if (bent.length > 0 && bent.length === camerasOf(scenario).length) {
    const what = `KITTI has no place for lenses that bend lines, and ${bent.join(', ')} has one`;
    throw usageError(
      'NM7402',
      what,
      'leave out its `lens`, give the rig a pinhole camera as well, or leave the KITTI writers out',
    );
  }
  return scenario.actors.flatMap(({ id, sensors }) => {
    const lidar = sensors.find((sensor): sensor is LidarSensor => sensor.type === 'lidar')?.id;
    const turns = observations.filter(({ sensor }) => sensor === lidar);
    const cameras = sensors.filter((sensor): sensor is CameraSensor => sensor.type === 'camera' && sensor.lens === undefined);
    return cameras.map((camera): CameraRig => {
      const frames = captures.filter(({ sensor }) => sensor === camera.id);
      const right = rightEyeOf(camera, cameras, captures);
      const common = { camera: camera.id, carrier: id, frames, ...(right === undefined ? {} : { right }) };
      if (lidar === undefined || turns.length === 0) return { ...common, turns: [] };
      return { ...common, lidar, turns: frames.map(({ timeNs }) => nearest(turns, timeNs)) };
    });
  });
}

function camerasOf({ actors }: SampleStart['scenario']): readonly CameraSensor[] {
  return actors.flatMap(({ sensors }) => sensors).filter((sensor): sensor is CameraSensor => sensor.type === 'camera');
}

function nearest(turns: readonly ObservationInstant[], timeNs: number): ObservationInstant {
  return turns.reduce((best, turn) => (Math.abs(turn.timeNs - timeNs) < Math.abs(best.timeNs - timeNs) ? turn : best));
}
