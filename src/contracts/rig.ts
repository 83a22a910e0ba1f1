/** What a body carries: sensors with their own pose, rate and latency, every number drawn. */
import type { Distortion } from '#core/lens';
import type { Vec3 } from '#core/pose';

/** What all sensors have. */
export interface Mount {
  readonly id: string;
  /** In the body frame (x forward, y left, z up), m. */
  readonly position: Vec3;
  /** Heading, pitch (nose down positive), roll of the sensor's x axis (a camera's optical axis) in the body frame, rad. */
  readonly orientation: Vec3;
  /** Tilt of the carrier that a gimbal takes out, rad; 0 for what is screwed on. */
  readonly gimbalReach: number;
  readonly rateHz: number;
  /** From what is measured to when the data are there, s. */
  readonly latency: number;
}

export interface CameraSensor extends Mount {
  readonly type: 'camera';
  readonly width: number;
  readonly height: number;
  /** px; from the horizontal field of view where the author gave that. */
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  /** A pinhole when missing. */
  readonly lens?: Distortion;
  readonly near: number;
  readonly far: number;
  readonly exposure: { readonly ev100: number } | 'auto';
}

/** A spinning or solid-state laser scanner; `src/sensors/lidar` has the tables of beams by model. */
export interface LidarSensor extends Mount {
  readonly type: 'lidar';
  readonly model: string;
  /** Instead of the model's own, m. */
  readonly rangeM?: number;
  /** Directions round, instead of the model's own. */
  readonly columns?: number;
}

/** Grows by one member a kind of sensor. */
export type Sensor = CameraSensor | LidarSensor;
export type SensorType = Sensor['type'];
export type SensorOf<T extends SensorType> = Extract<Sensor, { readonly type: T }>;
