/** An MCAP file read by the official indexed reader, its messages by another protobuf library than the one that wrote them. */
import { McapIndexedReader } from '@mcap/core';
import { decompress } from 'fzstd';
import protobuf from 'protobufjs';
import 'protobufjs/ext/descriptor.js';

export interface ReadMessage {
  readonly topic: string;
  readonly schema: string;
  readonly logTimeNs: bigint;
  readonly sequence: number;
  // biome-ignore lint/suspicious/noExplicitAny: decoded by a schema that the file brings
  readonly body: any;
}

export async function readMcap(bytes: Uint8Array) {
  const readable = {
    size: async () => BigInt(bytes.length),
    read: async (offset: bigint, size: bigint) => bytes.subarray(Number(offset), Number(offset + size)),
  };
  const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers: { zstd: (data) => decompress(data) } });
  const types = new Map([...reader.schemasById].map(([id, { name, data }]) => [id, rootOf(data).lookupType(name)] as const));
  const messages: ReadMessage[] = [];
  for await (const { channelId, logTime, sequence, data } of reader.readMessages({ validateCrcs: true })) {
    const channel = reader.channelsById.get(channelId);
    const type = types.get(channel?.schemaId ?? -1);
    if (channel === undefined || type === undefined) throw new Error(`a message of channel ${channelId}, which is not there`);
    const body = type.toObject(type.decode(data), { defaults: true, longs: Number });
    messages.push({ topic: channel.topic, schema: type.fullName.slice(1), logTimeNs: logTime, sequence, body });
  }
  return { reader, messages };
}

/** Of one message, by the schema that goes with it. */
// biome-ignore lint/suspicious/noExplicitAny: decoded by a schema that comes with it
export function decodeMessage(schemaData: Uint8Array, name: string, data: Uint8Array): any {
  const type = rootOf(schemaData).lookupType(name);
  return type.toObject(type.decode(data), { defaults: true, longs: Number });
}

function rootOf(descriptorSet: Uint8Array): protobuf.Root {
  const root = protobuf.Root.fromDescriptor(descriptorSet, { keepCase: true });
  root.resolveAll();
  return root;
}
