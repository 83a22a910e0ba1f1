/** A binary OSI trace taken apart by another protobuf library than the one that wrote it. */
import protobuf from 'protobufjs';
import { type Field, MESSAGES, type Message, type MessageName } from '../../src/writers/osi/schema.js';

const flat = (name: string): string => name.replaceAll('.', '_');

const root = new protobuf.Root();
for (const [name, fields] of Object.entries(MESSAGES)) {
  const type = new protobuf.Type(flat(name));
  for (const [field, [number, kind, rule = 'optional']] of Object.entries(fields) as [string, Field][])
    type.add(new protobuf.Field(field, number, kind === 'enum' ? 'int32' : flat(kind), rule));
  root.add(type);
}
root.resolveAll();

/** Only what is on the wire. */
export function decodeOsi<N extends MessageName>(name: N, bytes: Uint8Array): Message<N> {
  const type = root.lookupType(flat(name));
  return type.toObject(type.decode(bytes), { longs: Number }) as Message<N>;
}

/** @throws Error when lengths and file don't match */
export function readTrace(bytes: Uint8Array): readonly Message<'GroundTruth'>[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: Message<'GroundTruth'>[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = view.getUint32(at, true);
    if (at + 4 + length > bytes.length) throw new Error(`a message of ${length} bytes at ${at} of ${bytes.length}`);
    messages.push(decodeOsi('GroundTruth', bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return messages;
}
