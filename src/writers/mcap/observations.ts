/** What each other kind of sensor becomes. A kind that is missing here is left out of the file. */
import { type ColumnArray, type ObservationKind, type ObservationOf, schemaOf } from '#contracts/observation';
import { IDENTITY_POSE } from '#core/pose';
import { quaternion, xyz } from './frames.js';
import { MESSAGES, type MessageInit, type MessageName, stampOf } from './messages.js';
import { type PackedColumn, packedRows } from './points.js';

interface Mapping<K extends ObservationKind, N extends MessageName> {
  /** Below the sensor's name. */
  readonly topic: string;
  readonly message: N;
  readonly content: (observation: ObservationOf<K>, frameId: string) => MessageInit<N>;
}
type AnyMapping<K extends ObservationKind> = { [N in MessageName]: Mapping<K, N> }[MessageName];

export const MAPPINGS: { readonly [K in ObservationKind]?: AnyMapping<K> } = {
  lidar: { topic: 'points', message: 'PointCloud', content: points },
};

export interface ObservationMessage {
  readonly topic: string;
  readonly message: MessageName;
  encode(observation: ObservationOf<ObservationKind>, frameId: string): Uint8Array;
}
export function messageFor(kind: string): ObservationMessage | undefined {
  const mapping = (MAPPINGS as Readonly<Record<string, Mapping<ObservationKind, MessageName>>>)[kind];
  if (mapping === undefined) return undefined;
  const { topic, message, content } = mapping;
  return { topic, message, encode: (observation, frameId) => MESSAGES[message].encode(content(observation, frameId) as never) };
}

/** Every column, by its own name; columns of three numbers get `_x`, `_y`, `_z`, positions plain `x`, `y`, `z`. */
function points({ kind, count, columns, timeNs }: ObservationOf<ObservationKind>, frameId: string): MessageInit<'PointCloud'> {
  const packed = Object.entries(schemaOf(kind).columns).flatMap(([name, { channels }]) =>
    Array.from({ length: channels }, (_, channel): PackedColumn => {
      const values = (columns as Readonly<Record<string, ColumnArray>>)[name] as ColumnArray;
      return { name: fieldName(name, channels, channel), values, channels, channel };
    }),
  );
  const pose = { position: xyz(IDENTITY_POSE.position), orientation: quaternion(IDENTITY_POSE.orientation) };
  return { timestamp: stampOf(timeNs), frameId, pose, ...packedRows(count, packed) };
}
function fieldName(name: string, channels: number, channel: number): string {
  if (channels === 1) return name;
  const axis = 'xyz'[channel] ?? String(channel);
  return name === 'xyz' ? axis : `${name}_${axis}`;
}
