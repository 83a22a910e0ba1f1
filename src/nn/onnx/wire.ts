/**
 * The fields of an ONNX model that are written, as `onnx.proto` (ONNX IR version 8) numbers them on the wire. Names are ONNX's own.
 * Each message's fields ascend by number.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

type Scalar = 'int64' | 'int32' | 'string' | 'bytes';

export const MESSAGES = {
  ModelProto: {
    ir_version: [1, 'int64'],
    producer_name: [2, 'string'],
    graph: [7, 'GraphProto'],
    opset_import: [8, 'OperatorSetIdProto', 'repeated'],
  },
  OperatorSetIdProto: { domain: [1, 'string'], version: [2, 'int64'] },
  GraphProto: {
    node: [1, 'NodeProto', 'repeated'],
    name: [2, 'string'],
    initializer: [5, 'TensorProto', 'repeated'],
    input: [11, 'ValueInfoProto', 'repeated'],
    output: [12, 'ValueInfoProto', 'repeated'],
  },
  NodeProto: {
    input: [1, 'string', 'repeated'],
    output: [2, 'string', 'repeated'],
    name: [3, 'string'],
    op_type: [4, 'string'],
    attribute: [5, 'AttributeProto', 'repeated'],
  },
  /** `type`: 2 one int, 7 several. */
  AttributeProto: { name: [1, 'string'], i: [3, 'int64'], ints: [8, 'int64', 'repeated'], type: [20, 'int32'] },
  /** `data_type`: 1 float32, 6 int32, 7 int64. */
  TensorProto: { dims: [1, 'int64', 'repeated'], data_type: [2, 'int32'], name: [8, 'string'], raw_data: [9, 'bytes'] },
  ValueInfoProto: { name: [1, 'string'], type: [2, 'TypeProto'] },
  TypeProto: { tensor_type: [1, 'TypeProto.Tensor'] },
  'TypeProto.Tensor': { elem_type: [1, 'int32'], shape: [2, 'TensorShapeProto'] },
  TensorShapeProto: { dim: [1, 'TensorShapeProto.Dimension', 'repeated'] },
  'TensorShapeProto.Dimension': { dim_value: [1, 'int64'] },
} as const;

type Messages = typeof MESSAGES;
type MessageName = keyof Messages;
type Field = readonly [number: number, type: Scalar | MessageName, repeated?: 'repeated'];

type Value<T> = T extends MessageName ? Message<T> : T extends 'string' ? string : T extends 'bytes' ? Uint8Array : number;
type ValueOf<F> = F extends readonly [number, infer T, 'repeated']
  ? readonly Value<T>[]
  : F extends readonly [number, infer T]
    ? Value<T>
    : never;
/** What a message may hold; what is left out is not on the wire. */
export type Message<N extends MessageName> = { readonly [F in keyof Messages[N]]?: ValueOf<Messages[N][F]> };

export function encodeMessage<N extends MessageName>(name: N, message: Message<N>): Uint8Array {
  return write(new BinaryWriter(), name, message).finish();
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

function writeField(writer: BinaryWriter, number: number, type: Scalar | MessageName, value: unknown): void {
  switch (type) {
    case 'int64':
    case 'int32':
      writer.tag(number, WireType.Varint)[type](value as number);
      break;
    case 'string':
      writer.tag(number, WireType.LengthDelimited).string(value as string);
      break;
    case 'bytes':
      writer.tag(number, WireType.LengthDelimited).bytes(value as Uint8Array);
      break;
    default:
      write(writer.tag(number, WireType.LengthDelimited).fork(), type, value as object).join();
  }
}
