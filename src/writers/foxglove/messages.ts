/** Messages to bytes, typed by Foxglove's own TypeScript definitions. */
import { create, createFileRegistry, type DescMessage, type Message, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type {
  CameraCalibration,
  CompressedImage,
  FrameTransforms,
  ImageAnnotations,
  LocationFix,
  Log,
  PointCloud,
  SceneUpdate,
} from '@foxglove/schemas';
import { foxgloveMessageSchemas } from '@foxglove/schemas/internal.js';
import { unixNs } from '../epoch.js';
import { type Definition, filesOf } from './descriptors.js';
import { type Imu, imuDefinition } from './imu.js';
import { type Verdict, verdictDefinition } from './verdict.js';

/** Every message that we write. */
interface Messages {
  readonly CompressedImage: CompressedImage;
  readonly CameraCalibration: CameraCalibration;
  readonly PointCloud: PointCloud;
  readonly FrameTransforms: FrameTransforms;
  readonly LocationFix: LocationFix;
  readonly SceneUpdate: SceneUpdate;
  readonly ImageAnnotations: ImageAnnotations;
  readonly Log: Log;
  readonly Imu: Imu;
  readonly Verdict: Verdict;
}
export type MessageName = keyof Messages;

type Camel<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
/** A message as the protobuf library wants it: names in camel case, times in whole seconds and nanoseconds. */
type Init<T> = T extends { sec: number; nsec: number }
  ? Stamp
  : T extends Uint8Array | number | string | boolean
    ? T
    : T extends readonly (infer E)[]
      ? readonly Init<E>[]
      : { readonly [K in keyof T as Camel<K & string>]?: Init<T[K]> };
export type MessageInit<N extends MessageName> = Init<Messages[N]>;

export interface Stamp {
  readonly seconds: bigint;
  readonly nanos: number;
}
/** A simulation time as a message states it. */
export function stampOf(timeNs: number): Stamp {
  const ns = unixNs(timeNs);
  return { seconds: ns / 1_000_000_000n, nanos: Number(ns % 1_000_000_000n) };
}

/** @typeParam I what is encoded */
export interface MessageType<I> {
  /** As MCAP names it: `foxglove.PointCloud`. */
  readonly schemaName: string;
  /** A serialised FileDescriptorSet with all imports. */
  readonly schemaData: Uint8Array;
  encode(init: I): Uint8Array;
}

export const MESSAGES: { readonly [N in MessageName]: MessageType<MessageInit<N>> } = {
  CompressedImage: messageType(foxglove('CompressedImage')),
  CameraCalibration: messageType(foxglove('CameraCalibration')),
  PointCloud: messageType(foxglove('PointCloud')),
  FrameTransforms: messageType(foxglove('FrameTransforms')),
  LocationFix: messageType(foxglove('LocationFix')),
  SceneUpdate: messageType(foxglove('SceneUpdate')),
  ImageAnnotations: messageType(foxglove('ImageAnnotations')),
  Log: messageType(foxglove('Log')),
  Imu: messageType(imuDefinition),
  Verdict: messageType(verdictDefinition),
};

function foxglove(name: keyof typeof foxgloveMessageSchemas): Definition {
  return { package: 'foxglove', message: foxgloveMessageSchemas[name] };
}

export function messageType<I>(definition: Definition): MessageType<I> {
  const set = create(FileDescriptorSetSchema, { file: [...filesOf(definition)] });
  const schemaName = `${definition.package}.${definition.message.name}`;
  const description = createFileRegistry(set).getMessage(schemaName) as DescMessage;
  return {
    schemaName,
    schemaData: toBinary(FileDescriptorSetSchema, set),
    encode: (init) => toBinary(description, create(description, init as unknown as Partial<Message>)),
  };
}
