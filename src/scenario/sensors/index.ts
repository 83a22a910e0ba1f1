/** All kinds of sensors, and rigs made of them. */
import type { Sensor } from '#contracts/rig';
import type { Draw } from '../draw/values.js';
import { byType, named } from '../language/combinators.js';
import type { Declaration } from '../language/context.js';
import { barometer } from './barometer.js';
import { camera } from './camera.js';
import { eventCamera } from './event-camera.js';
import { gnss } from './gnss.js';
import { imu } from './imu.js';
import type { SensorKind } from './kind.js';
import { lidar } from './lidar.js';
import { odometry } from './odometry.js';
import { radar } from './radar.js';
import { rangefinder } from './rangefinder.js';

/** To add a kind: one line here. */
const kinds = [camera, lidar, imu, gnss, radar, odometry, barometer, rangefinder, eventCamera] as const;

/** A sensor as read: its kind, and what the author said about it. */
export interface SensorTree {
  readonly type: Sensor['type'];
  readonly value: unknown;
}

const declarations = Object.fromEntries(
  kinds.map(({ type, declaration }) => [type, declaration as Declaration<unknown>]),
) as Readonly<Record<Sensor['type'], Declaration<unknown>>>;

/** A camera where no type is stated. */
export const sensor: Declaration<SensorTree> = byType('a sensor', declarations, 'camera');
export const rig = named('sensors by name', sensor, { called: 'front' });

export function drawSensor(id: string, tree: SensorTree, draw: Draw): Sensor {
  const kind = kinds.find(({ type }) => type === tree.type) as SensorKind;
  return kind.draw(id, tree.value as never, draw);
}
