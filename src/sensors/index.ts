/** All kinds of sensors that are no cameras; a camera's view is in `camera.ts`. To add a kind: its file, and a line here. */
import type { SensorInput, SensorSession } from '#contracts/sensor';
import { gnss } from './gnss/index.js';
import { imu } from './imu/index.js';
import { lidar } from './lidar/index.js';

export const sensorModels = [lidar, imu, gnss] as const;

/** @throws Error when there is no such kind */
export function openSensor(input: SensorInput): SensorSession {
  const model = sensorModels.find(({ type }) => type === input.sensor.type);
  if (model === undefined) throw new Error(`no sensor of kind ${input.sensor.type} measures anything but pictures`);
  return model.open(input as never);
}
