/** All kinds of sensors that are no cameras; a camera's view is in `camera.ts`. To add a kind: its file, and a line here. */
import type { LayerName } from '#contracts/layers';
import type { SensorType } from '#contracts/rig';
import type { SensorInput, SensorModel, SensorSession } from '#contracts/sensor';
import { barometer } from './barometer/index.js';
import { eventCamera } from './event-camera/index.js';
import { gnss } from './gnss/index.js';
import { imu } from './imu/index.js';
import { lidar } from './lidar/index.js';
import { odometry } from './odometry/index.js';
import { radar } from './radar/index.js';
import { rangefinder } from './rangefinder/index.js';

export const sensorModels = [lidar, imu, gnss, radar, odometry, barometer, rangefinder, eventCamera] as const;

/** Layers that a sensor of that kind asks of the renderer. */
export function layersDrawnBy(type: SensorType): readonly LayerName[] {
  const model: Pick<SensorModel, 'draws'> | undefined = sensorModels.find((each) => each.type === type);
  return model?.draws ?? [];
}

/** @throws Error when there is no such kind */
export function openSensor(input: SensorInput): SensorSession {
  const model = sensorModels.find(({ type }) => type === input.sensor.type);
  if (model === undefined) throw new Error(`no sensor of kind ${input.sensor.type} measures anything but pictures`);
  return model.open(input as never);
}
