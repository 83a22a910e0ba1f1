/** All kinds of sensors that are no cameras; a camera's view is in `camera.ts`. To add a kind: its file, and a line here. */
import type { SensorInput, SensorSession } from '#contracts/sensor';
import { barometer } from './barometer/index.js';
import { gnss } from './gnss/index.js';
import { imu } from './imu/index.js';
import { lidar } from './lidar/index.js';
import { odometry } from './odometry/index.js';
import { radar } from './radar/index.js';
import { rangefinder } from './rangefinder/index.js';

export const sensorModels = [lidar, imu, gnss, radar, odometry, barometer, rangefinder] as const;

/** @throws Error when there is no such kind */
export function openSensor(input: SensorInput): SensorSession {
  const model = sensorModels.find(({ type }) => type === input.sensor.type);
  if (model === undefined) throw new Error(`no sensor of kind ${input.sensor.type} measures anything but pictures`);
  return model.open(input as never);
}
