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

/** Errors of one triad by Allan variance (IEEE Std 952-1997, annex C); units of what is measured, rad/s or m/s^2. */
export interface InertialNoise {
  /** N, per sqrt(Hz): white noise of sd N / sqrt(dt), Allan deviation N / sqrt(tau). */
  readonly white: number;
  /** B: flicker noise, Allan deviation flat at 0.6643 B. */
  readonly biasInstability: number;
  /** K, per sqrt(s): random walk of the bias, Allan deviation K sqrt(tau / 3). */
  readonly randomWalk: number;
  /** Standard deviation of the bias that it is switched on with. */
  readonly turnOnBias: number;
}

export interface ImuSensor extends Mount {
  readonly type: 'imu';
  readonly gyro: InertialNoise;
  readonly accelerometer: InertialNoise;
}

/** A satellite receiver; its mount is where the antenna is. */
export interface GnssSensor extends Mount {
  readonly type: 'gnss';
  /** Where the world's origin lies on the WGS84 ellipsoid: rad, rad, m. The world's ground is the plane tangent to it there. */
  readonly reference: { readonly latitude: number; readonly longitude: number; readonly height: number };
  /** Satellites lower than this are not used, rad. */
  readonly mask: number;
  /** White noise of a pseudo-range, m (1 sigma). */
  readonly rangeNoise: number;
  /** Slow error of a pseudo-range (orbit, clock, what models of the air leave), m (1 sigma), and its correlation time, s. */
  readonly rangeBias: number;
  readonly rangeBiasTime: number;
  /** White noise of a range rate, m/s (1 sigma). */
  readonly rateNoise: number;
  /** Amplitude of a reflection over the direct signal's, 0..1, antenna included; correlation time of its error, s. */
  readonly reflection: number;
  readonly multipathTime: number;
}

/** Grows by one member a kind of sensor. */
export type Sensor = CameraSensor | LidarSensor | ImuSensor | GnssSensor;
export type SensorType = Sensor['type'];
export type SensorOf<T extends SensorType> = Extract<Sensor, { readonly type: T }>;
