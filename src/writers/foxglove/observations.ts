/** What each kind of sensor beside cameras becomes. */

import { PositionCovarianceType } from '@foxglove/schemas';
import { type ColumnArray, OBSERVATIONS, type ObservationKind, type ObservationOf, schemaOf } from '#contracts/observation';
import type { Vec3 } from '#core/pose';
import { xyz } from './frames.js';
import { MESSAGES, type MessageInit, type MessageName, type MessageType, stampOf } from './messages.js';
import { type PackedColumn, packedRows } from './points.js';
import { valuesMessage } from './values.js';

export interface ObservationMessage {
  /** Below the sensor's name. */
  readonly topic: string;
  readonly type: MessageType<never>;
  /** Undefined where there is nothing to tell. */
  encode(observation: ObservationOf<ObservationKind>, frameId: string): Uint8Array | undefined;
}

const BY_KIND = Object.fromEntries(
  (Object.keys(OBSERVATIONS) as ObservationKind[]).map((kind) => [kind, messagesOf(kind)]),
) as Readonly<Record<string, readonly ObservationMessage[]>>;

/** Kinds of observations have the names of kinds of sensors. */
export function messagesFor(kind: string): readonly ObservationMessage[] {
  return BY_KIND[kind] ?? [];
}

function messagesOf(kind: ObservationKind): readonly ObservationMessage[] {
  const columns = Object.keys(schemaOf(kind).columns);
  // Foxglove has no message for a table whose rows have no place in space; a PointCloud holds its columns all the same.
  const topic = columns.includes('xyz') ? 'points' : 'table';
  const all = { topic: 'values', ...valuesMessage(kind) };
  const beside = Object.keys(schemaOf(kind).values).length > 0 ? [all] : [];
  if (columns.length > 0) return [foxglove<ObservationKind, 'PointCloud'>(topic, 'PointCloud', points), ...beside];
  if (kind === 'imu') return [foxglove<'imu', 'Imu'>('imu', 'Imu', inertial), all];
  if (kind === 'gnss') return [foxglove<'gnss', 'LocationFix'>('fix', 'LocationFix', fix), all];
  return [all];
}

function foxglove<K extends ObservationKind, N extends MessageName>(
  topic: string,
  name: N,
  content: (observation: ObservationOf<K>, frameId: string) => MessageInit<N> | undefined,
): ObservationMessage {
  const type: MessageType<MessageInit<N>> = MESSAGES[name];
  return {
    topic,
    type,
    encode(observation, frameId) {
      const init = content(observation as unknown as ObservationOf<K>, frameId);
      return init === undefined ? undefined : type.encode(init);
    },
  };
}

/** Every column, by its own name; columns of three numbers get `_x`, `_y`, `_z`, positions plain `x`, `y`, `z` and the first place. */
function points({ kind, count, columns, timeNs }: ObservationOf<ObservationKind>, frameId: string): MessageInit<'PointCloud'> {
  const names = Object.entries(schemaOf(kind).columns).sort(([a], [b]) => Number(b === 'xyz') - Number(a === 'xyz'));
  const packed = names.flatMap(([name, { channels }]) =>
    Array.from({ length: channels }, (_, channel): PackedColumn => {
      const values = (columns as Readonly<Record<string, ColumnArray>>)[name] as ColumnArray;
      return { name: fieldName(name, channels, channel), values, channels, channel };
    }),
  );
  const pose = { position: { x: 0, y: 0, z: 0 }, orientation: { x: 0, y: 0, z: 0, w: 1 } };
  return { timestamp: stampOf(timeNs), frameId, pose, ...packedRows(count, packed) };
}
function fieldName(name: string, channels: number, channel: number): string {
  if (channels === 1) return name;
  const axis = 'xyz'[channel] ?? String(channel);
  return name === 'xyz' ? axis : `${name}_${axis}`;
}

/** The unit knows no orientation; what it does not know of its errors is 0, as ROS has it. */
function inertial({ timeNs, values }: ObservationOf<'imu'>, frameId: string): MessageInit<'Imu'> {
  const unknown = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  return {
    timestamp: stampOf(timeNs),
    frameId,
    orientation: { x: 0, y: 0, z: 0, w: 1 },
    orientationCovariance: [-1, ...unknown.slice(1)],
    angularVelocity: xyz(vector(values.angularRate)),
    angularVelocityCovariance: unknown,
    linearAcceleration: xyz(vector(values.specificForce)),
    linearAccelerationCovariance: unknown,
  };
}

/** Nothing while there is no fix: latitude and longitude 0 would be a place. */
function fix({ timeNs, values }: ObservationOf<'gnss'>, frameId: string): MessageInit<'LocationFix'> | undefined {
  if (values.fix[0] === 0) return undefined;
  const [latitude, longitude, altitude] = vector(values.position);
  return {
    timestamp: stampOf(timeNs),
    frameId,
    latitude,
    longitude,
    altitude,
    positionCovariance: values.covariance,
    positionCovarianceType: PositionCovarianceType.KNOWN,
    velocity: xyz(vector(values.velocity)),
  };
}

function vector(numbers: readonly number[]): Vec3 {
  return numbers as unknown as Vec3;
}
