/**
 * What sensors other than cameras give, stated once: a table of columns (points, detections, events) or a handful of values.
 * Frames: a sensor's own frame is x forward, y left, z up at its mount; times are offsets to the observation's `timeNs`.
 */
import type { Pose, Vec3 } from '#core/pose';
import type { FrameState } from './frame.js';
import type { SceneSpec } from './scene.js';

/** Where a return comes from. */
export const RETURN_ORIGIN = { surface: 0, fog: 1, rain: 2, snow: 3, spray: 4, falseAlarm: 5, ghost: 6 } as const;

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
      origin: { array: Uint8Array, channels: 1, unit: '', about: '0 a surface; 1 fog, 2 rain, 3 snow, 4 spray: clutter' },
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
