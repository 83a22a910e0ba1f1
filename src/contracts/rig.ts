/** What a body carries: sensors with their own pose, rate and latency, every number drawn. */

import type { Imager } from '#core/emva';
import type { Distortion } from '#core/lens';
import type { Vec3 } from '#core/pose';
import type { Development, DevelopmentRanges } from './development.js';

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

/** How long light is gathered, and how long it takes from the first row to the last. */
export interface Shutter {
  /** Of each row; 0 freezes motion. */
  readonly exposureS: number;
  /** From the middle of the first row's exposure to the last row's; 0 for a global shutter. */
  readonly readoutS: number;
  /** Stretches of rows with an instant each. */
  readonly slices: number;
  /** Instants that an exposure is made of. */
  readonly samples: number;
}

/** A pane that drops lie on. */
export interface Glass {
  /** From the lens's pupil, along the optical axis, m. */
  readonly distanceM: number;
  /** Time between two wipes, s; where missing, drops stay until they have run off or dried. */
  readonly wipedEveryS?: number;
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
  /** A small automotive camera where missing. */
  readonly imager?: Imager;
  /** Pictures are taken at once where missing. */
  readonly shutter?: Shutter;
  /** Before the lens; no drops on it where missing. */
  readonly glass?: Glass;
  /** How its pictures are made of the light; and what each of them draws anew. */
  readonly development?: Development;
  readonly developmentRanges?: DevelopmentRanges;
}

/** A spinning laser scanner; `src/sensors/lidar` has the tables of beams by model, which say what is missing here. */
export interface LidarSensor extends Mount {
  readonly type: 'lidar';
  readonly model: string;
  /** Farthest detection of a surface that sends back a tenth of the light, straight on, in clear air, m. */
  readonly rangeM?: number;
  /** Nearest return, m. */
  readonly minRangeM?: number;
  /** Directions round; where missing, the model's own. */
  readonly columns?: number;
  /** Elevations of the beams, rad, any order; `generic` alone reads them. */
  readonly elevations?: readonly number[];
  /** Standard deviation of a range measured with plenty of light, m. */
  readonly rangeNoiseM?: number;
  /** Share of returns that get lost without a reason in the scene. */
  readonly dropout?: number;
  /** Full angle of a beam, rad; 0: a line. */
  readonly divergence?: number;
  /** Which of several returns of one shot is kept; the strongest. */
  readonly returns?: 'strongest';
  /** Where attenuation by rain comes from: the medium's own extinction, as for cameras, or Goodin et al. (2019) instead; the medium. */
  readonly rainModel?: 'medium' | 'goodin';
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

/** A vehicle radar at 77 GHz. */
export interface RadarSensor extends Mount {
  readonly type: 'radar';
  readonly rangeM: number;
  /** Whole widths at which the antenna's gain is 3 dB down, rad. Nothing is seen beyond the first, nor beyond twice the second. */
  readonly fieldOfView: number;
  readonly elevationField: number;
  /** Directions nearer to each other than this are one, rad; in elevation it only sets the error. */
  readonly beamwidth: number;
  readonly elevationBeamwidth: number;
  /** m, m/s */
  readonly rangeResolution: number;
  readonly speedResolution: number;
  /** Radial speeds are told apart within plus or minus this, m/s. */
  readonly mostSpeed: number;
  readonly powerDbm: number;
  /** Of each antenna. */
  readonly gainDbi: number;
  readonly noiseFigureDb: number;
  readonly lossDb: number;
  /** In a scan on average; sets the threshold. */
  readonly falseAlarms: number;
}

/** Counters at a vehicle's rear wheels; its mount says nothing but where it is drawn. */
export interface OdometrySensor extends Mount {
  readonly type: 'odometry';
  /** Of each wheel's circumference, a share, 1 sigma. */
  readonly scaleError: number;
  readonly ticksPerTurn: number;
  /** m/s, 1 sigma. */
  readonly speedNoise: number;
  /** Force over load by slip on a dry road; 0 for wheels that never slip. */
  readonly slipStiffness: number;
}

export interface BarometerSensor extends Mount {
  readonly type: 'barometer';
  /** Of the world's ground over the sea, m. */
  readonly groundHeight: number;
  /** Pa */
  readonly seaLevelPressure: number;
  /** White and slow error, Pa (1 sigma); the slow one's correlation time, s. */
  readonly noise: number;
  readonly drift: number;
  readonly driftTime: number;
  /** Share of the passing air's dynamic pressure that is measured with it. */
  readonly windShare: number;
}

/** One beam along the sensor's x axis. */
export interface RangefinderSensor extends Mount {
  readonly type: 'rangefinder';
  /** Farthest return of a surface that gives back 20 %, met straight on in clear air, m. */
  readonly rangeM: number;
  readonly nearM: number;
  /** m, and a share of the range (1 sigma, added). */
  readonly noise: number;
  readonly noiseShare: number;
  /** Steps of what is measured, m; 0 for none. */
  readonly resolution: number;
}

/** Pixels that each report when their light has changed by a share of itself. A pinhole or a lens, as a camera. */
export interface EventCameraSensor extends Mount {
  readonly type: 'event-camera';
  readonly width: number;
  readonly height: number;
  /** px */
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  readonly lens?: Distortion;
  readonly near: number;
  readonly far: number;
  /** Change of light's natural logarithm that makes an event, upwards and downwards; the mean over pixels. */
  readonly on: number;
  readonly off: number;
  /** Of each over the pixels, 1 sigma. */
  readonly spread: number;
  /** How long a pixel is held at its level after an event, s. */
  readonly refractory: number;
  /** Events upwards that leak makes where nothing changes, Hz a pixel. */
  readonly leakHz: number;
  /** Events of either sign that noise makes in the dark, Hz a pixel. */
  readonly noiseHz: number;
  /** A pixel follows its light up to this frequency (3 dB), Hz; and in the dark up to so many Hz a cd/m^2. */
  readonly bandwidthHz: number;
  readonly bandwidthHzPerNit: number;
  /** Light that a pixel's dark current is worth, cd/m^2. */
  readonly darkNits: number;
  /** Shortest time between two pictures that events are made from, s. */
  readonly step: number;
  /** Pictures follow each other so that nothing moves farther between two, px; always `step` apart when 0. */
  readonly travel: number;
  /** Pictures are so many times wider and higher than the sensor; a pixel's light is the mean. */
  readonly oversample: number;
}

/** Grows by one member a kind of sensor. */
export type Sensor =
  | CameraSensor
  | LidarSensor
  | ImuSensor
  | GnssSensor
  | RadarSensor
  | OdometrySensor
  | BarometerSensor
  | RangefinderSensor
  | EventCameraSensor;
export type SensorType = Sensor['type'];
export type SensorOf<T extends SensorType> = Extract<Sensor, { readonly type: T }>;
