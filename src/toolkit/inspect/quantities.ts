/** Which values of a sensor without tables are shown, and what each is compared with. */
import { type OBSERVATIONS, type ObservationKind, type ObservationOf, schemaOf } from '#contracts/observation';
import type { Line, Panel, Series } from './sparkline.js';

export type ValueKind = Exclude<ObservationKind, 'lidar' | 'radar' | 'event-camera'>;
type ValueName<K extends ValueKind> = keyof (typeof OBSERVATIONS)[K]['values'] & string;

/** One panel. Its truth is the sum of the values named; of an error, the part that lasts. */
interface Quantity<Name extends string> {
  readonly title: string;
  readonly measured: Name;
  /** What is taken away from the measurement. */
  readonly minus?: Name;
  readonly truth?: readonly Name[];
  /** A name a channel. */
  readonly lines: readonly string[];
}
interface Shown<Name extends string> {
  readonly quantities: readonly Quantity<Name>[];
  /** 0 where nothing was measured. */
  readonly valid?: Name;
  /** 0 where there is no truth. */
  readonly trueWhere?: Name;
}

const AXES = ['forward', 'left', 'up'] as const;
const ENU = ['east', 'north', 'up'] as const;
const SHOWN: { readonly [K in ValueKind]: Shown<ValueName<K>> } = {
  imu: {
    quantities: [
      { title: 'specific force', measured: 'specificForce', truth: ['trueSpecificForce'], lines: AXES },
      {
        title: 'error of specific force',
        measured: 'specificForce',
        minus: 'trueSpecificForce',
        truth: ['accelerometerBias'],
        lines: AXES,
      },
      { title: 'angular rate', measured: 'angularRate', truth: ['trueAngularRate'], lines: AXES },
      { title: 'error of angular rate', measured: 'angularRate', minus: 'trueAngularRate', truth: ['gyroBias'], lines: AXES },
    ],
  },
  gnss: {
    valid: 'fix',
    quantities: [
      { title: 'position', measured: 'enu', truth: ['trueEnu'], lines: ENU },
      { title: 'error of position', measured: 'enu', minus: 'trueEnu', lines: ENU },
      { title: 'velocity', measured: 'velocity', truth: ['trueVelocity'], lines: ENU },
      { title: 'error of velocity', measured: 'velocity', minus: 'trueVelocity', lines: ENU },
      { title: 'satellites', measured: 'satellites', lines: ['used', 'by reflection alone', 'above the mask'] },
      { title: 'dilution of precision', measured: 'dop', lines: ['geometric', 'position', 'horizontal', 'vertical'] },
    ],
  },
  odometry: {
    quantities: [
      { title: 'speed', measured: 'speed', truth: ['trueSpeed'], lines: ['mean'] },
      { title: 'error of speed', measured: 'speed', minus: 'trueSpeed', lines: ['mean'] },
      { title: 'wheel speed', measured: 'wheelSpeed', lines: ['left', 'right'] },
      { title: 'yaw rate', measured: 'yawRate', truth: ['trueYawRate'], lines: ['to the left'] },
      { title: 'distance', measured: 'distance', truth: ['trueDistance'], lines: ['mean'] },
      { title: 'slip', measured: 'slip', lines: ['share'] },
    ],
  },
  barometer: {
    quantities: [
      { title: 'pressure', measured: 'pressure', truth: ['truePressure'], lines: ['static'] },
      {
        title: 'error of pressure',
        measured: 'pressure',
        minus: 'truePressure',
        truth: ['drift', 'windError'],
        lines: ['static'],
      },
      { title: 'altitude', measured: 'altitude', truth: ['trueHeight'], lines: ['standard atmosphere'] },
    ],
  },
  rangefinder: {
    valid: 'valid',
    trueWhere: 'trueRange',
    quantities: [
      { title: 'range', measured: 'range', truth: ['trueRange'], lines: ['along x'] },
      { title: 'error of range', measured: 'range', minus: 'trueRange', lines: ['along x'] },
    ],
  },
};

export function isValueKind(kind: ObservationKind): kind is ValueKind {
  return kind in SHOWN;
}

/** @param samples of one sensor, by time */
export function panelsOf<K extends ValueKind>(kind: K, samples: readonly ObservationOf<K>[]): readonly Panel[] {
  const { quantities, valid, trueWhere } = SHOWN[kind] as Shown<string>;
  const tables = samples.map(({ values }) => values as Readonly<Record<string, readonly number[]>>);
  const series = (names: readonly string[], channel: number, there: string | undefined): Series =>
    tables.map((values) => {
      if (there !== undefined && values[there]?.[0] === 0) return undefined;
      return names.reduce((sum, name) => sum + (values[name]?.[channel] ?? Number.NaN), 0);
    });
  const times = samples.map(({ timeNs }) => timeNs / 1e9);
  return quantities.map(({ title, measured, minus, truth, lines }) => {
    const lineOf = (name: string, channel: number): Line => {
      const values = series([measured], channel, valid);
      const taken = minus === undefined ? undefined : series([minus], channel, trueWhere);
      const shown = taken === undefined ? values : values.map((value, i) => difference(value, taken[i]));
      return truth === undefined
        ? { name, measured: shown }
        : { name, measured: shown, truth: series(truth, channel, minus === undefined ? trueWhere : undefined) };
    };
    const unit = (schemaOf(kind).values[measured]?.unit ?? '').replace('^2', '²');
    return { title, unit, times, lines: lines.map(lineOf) };
  });
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
