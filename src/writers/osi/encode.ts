/** Messages to bytes, by the table of fields; and a trace of them. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type Field, type FieldType, MESSAGES, type Message, type MessageName } from './schema.js';

export function encodeMessage<N extends MessageName>(name: N, message: Message<N>): Uint8Array {
  return write(new BinaryWriter(), name, message).finish();
}

/** OSI's binary trace: before each message its length in bytes, uint32, little-endian. */
export function traceOf(messages: readonly Uint8Array[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const message of messages) writer.fixed32(message.length).raw(message);
  return writer.finish();
}

function write(writer: BinaryWriter, name: MessageName, message: object): BinaryWriter {
  const values = message as Readonly<Record<string, unknown>>;
  for (const [field, [number, type, repeated]] of Object.entries(MESSAGES[name]) as [string, Field][]) {
    const value = values[field];
    if (value === undefined) continue;
    for (const each of repeated === undefined ? [value] : (value as readonly unknown[])) writeField(writer, number, type, each);
  }
  return writer;
}

function writeField(writer: BinaryWriter, number: number, type: FieldType, value: unknown): void {
  switch (type) {
    case 'double':
      // Native files know no negative zero, and an export from them has to come out the same.
      writer.tag(number, WireType.Bit64).double((value as number) + 0);
      break;
    case 'uint32':
    case 'uint64':
    case 'int64':
      writer.tag(number, WireType.Varint)[type](value as number);
      break;
    case 'enum':
      writer.tag(number, WireType.Varint).int32(value as number);
      break;
    case 'bool':
      writer.tag(number, WireType.Varint).bool(value as boolean);
      break;
    case 'string':
      writer.tag(number, WireType.LengthDelimited).string(value as string);
      break;
    default:
      write(writer.tag(number, WireType.LengthDelimited).fork(), type, value as object).join();
  }
}
