/**
 * What sensors other than cameras give, stated once: a table of columns (points, detections, events) or a handful of values.
 * Frames: a sensor's own frame is x forward, y left, z up at its mount; times are offsets to the observation's `timeNs`.
 */
import type { Pose, Vec3 } from '#core/pose';
import type { FrameState } from './frame.js';
import type { LayerName } from './layers.js';
import type { SceneSpec } from './scene.js';

/** Where a return comes from. */
export const RETURN_ORIGIN = {
  surface: 0,
  fog: 1,
  rain: 2,
  snow: 3,
  spray: 4,
  falseAlarm: 5,
  ghost: 6,
  dust: 7,
  smoke: 8,
} as const;

export const OBSERVATIONS = {
  lidar: {
    about: 'points of one turn, in the frame the sensor had when each was fired',
    columns: {
      xyz: { array: Float32Array, channels: 3, unit: 'm', about: 'sensor frame at the time of firing' },
      intensity: {
        array: Float32Array,
        channels: 1,
        unit: '0..1',
        about:
          'as calibrated by the maker: 1 for a white wall seen straight on at any range in clear air; retro-reflectors saturate',
      },
      ring: { array: Uint8Array, channels: 1, unit: '', about: 'beam, 0 the lowest' },
      time: {
        array: Float32Array,
        channels: 1,
        unit: 's',
        about: "of firing, from the observation's time; negative in the first half of a turn",
      },
      instance: {
        array: Uint16Array,
        channels: 1,
        unit: '',
        about: 'SceneSpec.bodies[].instance; 0 where no labelled body is',
      },
      semantic: { array: Uint8Array, channels: 1, unit: '', about: 'ontology id; 0 for clutter' },
      origin: {
        array: Uint8Array,
        channels: 1,
        unit: '',
        about: '0 a surface; 1 fog, 2 rain, 3 snow, 4 spray, 7 dust, 8 smoke: clutter',
      },
      flow: {
        array: Float32Array,
        channels: 3,
        unit: 'm',
        about:
          "how far the surface moves in the world until the same beam comes round again, along the sensor's axes; 0 for clutter",
      },
    },
    values: {},
  },
  imu: {
    about: 'specific force and angular rate in the sensor frame, means over the interval that ends at the time of the sample',
    columns: {},
    values: {
      interval: {
        channels: 1,
        unit: 's',
        about: 'times a mean: the delta velocity (m/s) or delta angle (rotation vector, rad)',
      },
      specificForce: { channels: 3, unit: 'm/s^2', about: 'as measured; at rest 9.81 upwards. Axes half-way through the turn' },
      angularRate: { channels: 3, unit: 'rad/s', about: 'as measured' },
      trueSpecificForce: { channels: 3, unit: 'm/s^2', about: 'without errors' },
      trueAngularRate: { channels: 3, unit: 'rad/s', about: 'without errors' },
      accelerometerBias: { channels: 3, unit: 'm/s^2', about: 'the part of the error that lasts' },
      gyroBias: { channels: 3, unit: 'rad/s', about: 'the part of the error that lasts' },
    },
  },
  gnss: {
    about: 'position and velocity of the antenna from satellites, WGS84 and east-north-up axes at the reference point',
    columns: {},
    values: {
      fix: { channels: 1, unit: '', about: '3 with a position; 0 without, and what is measured is then all 0' },
      position: { channels: 3, unit: 'deg, deg, m', about: 'latitude, longitude, height over the ellipsoid' },
      enu: { channels: 3, unit: 'm', about: 'the same position from the reference point, east, north, up' },
      velocity: { channels: 3, unit: 'm/s', about: 'east, north, up' },
      covariance: {
        channels: 9,
        unit: 'm^2',
        about: "the receiver's own, of its position, east-north-up, row-major; it knows nothing of reflections",
      },
      velocityCovariance: { channels: 9, unit: 'm^2/s^2', about: 'likewise, of its velocity' },
      dop: {
        channels: 4,
        unit: '',
        about: 'dilution of precision by the satellites used: geometric, position, horizontal, vertical',
      },
      satellites: { channels: 3, unit: '', about: 'used; of these by a reflection alone; above the mask, seen or not' },
      denied: { channels: 1, unit: '', about: '1 while the story denies positioning' },
      truePosition: { channels: 3, unit: 'deg, deg, m', about: 'without errors, with or without a fix' },
      trueEnu: { channels: 3, unit: 'm', about: 'likewise' },
      trueVelocity: { channels: 3, unit: 'm/s', about: 'likewise' },
    },
  },
  radar: {
    about: 'detections of one scan, sensor frame, nearest first',
    columns: {
      range: { array: Float32Array, channels: 1, unit: 'm', about: 'as measured' },
      azimuth: { array: Float32Array, channels: 1, unit: 'rad', about: 'as measured, left positive' },
      elevation: { array: Float32Array, channels: 1, unit: 'rad', about: 'as measured, up positive' },
      radialVelocity: {
        array: Float32Array,
        channels: 1,
        unit: 'm/s',
        about: "as measured, away from the sensor positive, the sensor's own motion in it",
      },
      radialVelocityCompensated: {
        array: Float32Array,
        channels: 1,
        unit: 'm/s',
        about: "over the ground: the sensor's true velocity taken out along the measured direction",
      },
      rcs: {
        array: Float32Array,
        channels: 1,
        unit: 'dBsm',
        about: 'from power, range and direction as measured, in clear air',
      },
      snr: { array: Float32Array, channels: 1, unit: 'dB', about: 'signal and noise over mean noise' },
      xyz: { array: Float32Array, channels: 3, unit: 'm', about: 'range, azimuth and elevation as a point' },
      instance: {
        array: Uint16Array,
        channels: 1,
        unit: '',
        about: 'SceneSpec.bodies[].instance of most of the power; 0 for none',
      },
      semantic: { array: Uint8Array, channels: 1, unit: '', about: 'ontology id; 0 for false alarms' },
      origin: {
        array: Uint8Array,
        channels: 1,
        unit: '',
        about: '0 a surface, 5 a false alarm, 6 a ghost that came by the ground',
      },
    },
    values: {},
  },
  odometry: {
    about: 'counters and speeds of the rear wheels, left and right',
    columns: {},
    values: {
      ticks: { channels: 2, unit: '', about: 'edges counted since the first sample' },
      metresPerTick: { channels: 1, unit: 'm', about: 'by the nominal circumference' },
      wheelSpeed: { channels: 2, unit: 'm/s', about: 'as measured' },
      speed: { channels: 1, unit: 'm/s', about: 'mean of both wheels' },
      yawRate: { channels: 1, unit: 'rad/s', about: 'difference of both wheels over the track' },
      distance: { channels: 1, unit: 'm', about: 'mean of both counters since the first sample' },
      trueSpeed: { channels: 1, unit: 'm/s', about: 'along the body' },
      trueYawRate: { channels: 1, unit: 'rad/s', about: 'to the left' },
      trueDistance: { channels: 1, unit: 'm', about: 'since the first sample' },
      slip: {
        channels: 1,
        unit: '',
        about: 'how much faster than the road the wheels turn, as a share; negative when braking',
      },
    },
  },
  barometer: {
    about: 'static pressure and the height of the standard atmosphere',
    columns: {},
    values: {
      pressure: { channels: 1, unit: 'Pa', about: 'as measured' },
      altitude: { channels: 1, unit: 'm', about: 'that the standard atmosphere (1013.25 hPa) has for it' },
      truePressure: { channels: 1, unit: 'Pa', about: 'of still air at that height' },
      trueHeight: { channels: 1, unit: 'm', about: 'over the sea' },
      drift: { channels: 1, unit: 'Pa', about: 'slow error' },
      windError: { channels: 1, unit: 'Pa', about: 'what the passing air adds' },
    },
  },
  rangefinder: {
    about: "distance along the sensor's x axis",
    columns: {},
    values: {
      valid: { channels: 1, unit: '', about: '1 with a return' },
      range: { channels: 1, unit: 'm', about: 'as measured; 0 without a return' },
      trueRange: { channels: 1, unit: 'm', about: 'to the first surface, heard or not; 0 where there is none within reach' },
      instance: { channels: 1, unit: '', about: 'SceneSpec.bodies[].instance of that surface; 0 for none' },
      semantic: { channels: 1, unit: '', about: 'ontology id of that surface' },
    },
  },
  'event-camera': {
    about: "changes of light from the observation's time on for one period, pixel by pixel, in the order of time",
    from: ['luminance'],
    columns: {
      x: { array: Uint16Array, channels: 1, unit: 'px', about: 'column, 0 the left one' },
      y: { array: Uint16Array, channels: 1, unit: 'px', about: 'row, 0 the top one' },
      time: { array: Uint32Array, channels: 1, unit: 'us', about: "from the observation's time, whole microseconds begun" },
      polarity: { array: Int8Array, channels: 1, unit: '', about: '1 brighter, -1 darker' },
    },
    values: {
      period: { channels: 1, unit: 's', about: 'for how long' },
      pictures: { channels: 1, unit: '', about: 'drawn in it; between two of them light changes evenly in its logarithm' },
    },
  },
} as const;

export type ObservationKind = keyof typeof OBSERVATIONS;
type Schema<K extends ObservationKind> = (typeof OBSERVATIONS)[K];
export type ColumnArray = Float32Array | Float64Array | Uint8Array | Int8Array | Uint16Array | Uint32Array;
export interface ColumnSpec {
  readonly array: { new (length: number): ColumnArray; readonly BYTES_PER_ELEMENT: number; readonly name: string };
  readonly channels: number;
  readonly unit: string;
  readonly about: string;
}
export interface ValueSpec {
  readonly channels: number;
  readonly unit: string;
  readonly about: string;
}
/** A kind's schema, for code that treats all kinds alike. */
export interface ObservationSchema {
  readonly about: string;
  /** Layers whose pixels decide what is measured; the scenario alone where missing. */
  readonly from?: readonly LayerName[];
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  readonly values: Readonly<Record<string, ValueSpec>>;
}
export function schemaOf(kind: ObservationKind): ObservationSchema {
  return OBSERVATIONS[kind];
}

export interface ObservationOf<K extends ObservationKind> {
  readonly kind: K;
  readonly sensor: string;
  /** From 0, per sensor. */
  readonly index: number;
  /** When it holds: a turn's middle, the instant of a sample. */
  readonly timeNs: number;
  /** When the data are there: `timeNs` plus the rest of the measurement and the latency. */
  readonly arrivalNs: number;
  readonly worldFromSensor: Pose;
  readonly worldFromEgo: Pose;
  /** Rows of the table; 0 for kinds without one. */
  readonly count: number;
  /** count * channels numbers each. */
  readonly columns: {
    readonly [C in keyof Schema<K>['columns']]: Schema<K>['columns'][C] extends { readonly array: infer A }
      ? A extends { new (length: number): infer T }
        ? T
        : never
      : never;
  };
  /** As many numbers each as its channels. */
  readonly values: { readonly [V in keyof Schema<K>['values']]: readonly number[] };
}
export type Observation = { [K in ObservationKind]: ObservationOf<K> }[ObservationKind];

/** Where a body is at an instant, whether any sensor saw it or not. */
export interface BodyPose {
  readonly id: string;
  readonly worldFromBody: Pose;
  /** World frame, m/s. */
  readonly velocity: Vec3;
  /** World frame, rad/s. */
  readonly angularVelocity: Vec3;
}

export function bodyPoses(frame: FrameState): readonly BodyPose[] {
  return frame.bodies.map(({ id, worldFromBody, velocity, angularVelocity }) => ({
    id,
    worldFromBody,
    velocity,
    angularVelocity,
  }));
}

export interface ObservationRecord {
  /** `000000`-style sample name. */
  readonly sample: string;
  readonly scene: SceneSpec;
  readonly observation: Observation;
  /** All bodies at `timeNs`, in scene order; none for kinds without a table, which come too often. */
  readonly bodies: readonly BodyPose[];
}
