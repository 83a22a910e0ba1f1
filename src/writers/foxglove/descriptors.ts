/** Message definitions as protobuf file descriptors: one file a message, as Foxglove publishes its own. */
import { create } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  DescriptorProtoSchema,
  type FieldDescriptorProto,
  FieldDescriptorProtoSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  file_google_protobuf_duration,
  file_google_protobuf_timestamp,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt';
import {
  type FoxgloveEnumSchema,
  type FoxgloveMessageField,
  type FoxgloveMessageSchema,
  type FoxglovePrimitive,
  foxgloveMessageSchemas,
} from '@foxglove/schemas/internal.js';

/** Of every package but Foxglove's own. */
export const OWN_PACKAGE = 'nearmiss';
export interface Definition {
  readonly package: 'foxglove' | typeof OWN_PACKAGE;
  readonly message: FoxgloveMessageSchema;
}

/** Fields of messages of our own. */
export function nested(name: string, schema: keyof typeof foxgloveMessageSchemas): FoxgloveMessageField {
  return { name, type: { type: 'nested', schema: foxgloveMessageSchemas[schema] }, description: '' };
}
export function text(name: string): FoxgloveMessageField {
  return { name, type: { type: 'primitive', name: 'string' }, description: '' };
}

/** Foxglove's protobuf has whole numbers in fixed width. */
const PRIMITIVES: Readonly<Record<FoxglovePrimitive, Type>> = {
  string: Type.STRING,
  float64: Type.DOUBLE,
  int32: Type.SFIXED32,
  uint32: Type.FIXED32,
  boolean: Type.BOOL,
  bytes: Type.BYTES,
};
const WELL_KNOWN = {
  'google.protobuf.Timestamp': file_google_protobuf_timestamp.proto,
  'google.protobuf.Duration': file_google_protobuf_duration.proto,
} as const;

/** The definition's file and before it all that it needs, each once, in an order that any reader can load. */
export function filesOf(definition: Definition): readonly FileDescriptorProto[] {
  const files = new Map<string, FileDescriptorProto>();
  const visit = (current: Definition): void => {
    const { protoEquivalent, fields } = current.message;
    const file = protoEquivalent === undefined ? fileOf(current) : WELL_KNOWN[protoEquivalent];
    if (files.has(file.name)) return;
    if (protoEquivalent === undefined) for (const field of fields) for (const needed of neededBy(field)) visit(needed);
    files.set(file.name, file);
  };
  visit(definition);
  return [...files.values()];
}

function neededBy({ type }: FoxgloveMessageField): readonly Definition[] {
  return type.type === 'nested' ? [{ package: 'foxglove', message: type.schema }] : [];
}

function fileOf(definition: Definition): FileDescriptorProto {
  const needed = definition.message.fields.flatMap(neededBy).map(({ message }) => fileName('foxglove', message));
  return create(FileDescriptorProtoSchema, {
    name: fileName(definition.package, definition.message),
    package: definition.package,
    dependency: [...new Set(needed)].sort(),
    messageType: [messageOf(definition.message)],
    syntax: 'proto3',
  });
}
function fileName(packageName: string, { protoEquivalent, name }: FoxgloveMessageSchema): string {
  return protoEquivalent === undefined ? `${packageName}/${name}.proto` : WELL_KNOWN[protoEquivalent].name;
}

function messageOf({ name, fields }: FoxgloveMessageSchema): DescriptorProto {
  const numbers = numbersOf(fields);
  const enums = new Map<string, FoxgloveEnumSchema>();
  for (const { type } of fields)
    if (type.type === 'enum' && type.enum.parentSchemaName === name) enums.set(type.enum.name, type.enum);
  // proto3 keeps the presence of an optional field in a oneof of its own.
  const optional = fields.filter(isOptional);
  return create(DescriptorProtoSchema, {
    name,
    field: fields.map((field, i) => fieldOf(field, numbers[i] as number, optional.indexOf(field))),
    oneofDecl: optional.map((field) => ({ name: `_${field.name}` })),
    enumType: [...enums.values()].map(({ protobufEnumName, values }) => ({
      name: protobufEnumName,
      value: values.map((entry) => ({ name: entry.name, number: entry.value })),
    })),
  });
}

function fieldOf(field: FoxgloveMessageField, number: number, oneof: number): FieldDescriptorProto {
  const label = field.array === undefined ? Label.OPTIONAL : Label.REPEATED;
  const presence = oneof < 0 ? {} : { proto3Optional: true, oneofIndex: oneof };
  return create(FieldDescriptorProtoSchema, { name: field.name, number, label, ...typeOf(field), ...presence });
}

function typeOf({ type }: FoxgloveMessageField): { readonly type: Type; readonly typeName?: string } {
  if (type.type === 'primitive') return { type: PRIMITIVES[type.name] };
  if (type.type === 'enum')
    return { type: Type.ENUM, typeName: `.foxglove.${type.enum.parentSchemaName}.${type.enum.protobufEnumName}` };
  return { type: Type.MESSAGE, typeName: `.${type.schema.protoEquivalent ?? `foxglove.${type.schema.name}`}` };
}

function isOptional({ optional, array }: FoxgloveMessageField): boolean {
  return optional === true && array === undefined;
}

/** Stated numbers stay; the rest take the lowest that are free, in order. */
function numbersOf(fields: readonly FoxgloveMessageField[]): readonly number[] {
  const stated = new Set(fields.map((field) => field.protobufFieldNumber));
  let next = 1;
  return fields.map(({ protobufFieldNumber }) => {
    if (protobufFieldNumber !== undefined) return protobufFieldNumber;
    while (stated.has(next)) next++;
    return next++;
  });
}
